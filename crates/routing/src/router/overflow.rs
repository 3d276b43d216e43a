//! Waiting opens doors: to agents of further levels, and to another queue.

use domain::{
    id::{InteractionId, QueueId},
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{deadline::Deadline, item::Place, output::Output, waiting::EVERY_LEVEL};

impl Router {
    /// Belongs to a queue that there is from now on, and waits there unless it rings already; sets what waiting there
    /// brings.
    pub(super) fn enter(&mut self, now: Timestamp, interaction: InteractionId, queue: QueueId) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        item.queue = queue;
        item.entered = now;
        item.step = 0;
        let kind = item.kind;
        self.arm(interaction);
        if let (Some(line), Some(item)) = (self.lines.get_mut(&queue), self.items.get(&interaction))
            && item.place == Place::Waiting
        {
            line.waiting.insert(interaction, item);
        }
        self.welcome(queue, kind);
    }

    /// Lists agents for a kind of interaction that has never come to this queue before.
    fn welcome(&mut self, queue: QueueId, kind: domain::interaction::InteractionKind) {
        let Some(line) = self.lines.get_mut(&queue) else { return };
        if line.kinds.insert(kind) {
            let serve = |seat: &crate::seat::Seat| seat.queues.contains_key(&queue);
            let agents: Vec<_> =
                self.seats.iter().filter(|(_, seat)| serve(seat)).map(|(agent, _)| *agent).collect();
            for agent in agents {
                self.unlist(agent);
                self.list(agent);
            }
        }
    }

    /// Sets the deadlines of the queue's rule, as of the moment it entered.
    pub(super) fn arm(&mut self, interaction: InteractionId) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let Some(rule) = self.lines.get(&item.queue).map(|line| line.rule) else { return };
        let after = |seconds: u32| time::after_ms(item.entered, i64::from(seconds) * 1_000);
        let widens = rule.widen_after_seconds > 0 && item.step < EVERY_LEVEL;
        item.widen_due = widens.then(|| after(rule.widen_after_seconds * (u32::from(item.step) + 1)));
        item.overflow_due = rule
            .overflow
            .filter(|it| it.queue.is_some_and(|to| !item.visited.contains(&to)))
            .map(|it| after(it.after_seconds));
        if let Some(due) = item.widen_due {
            self.deadlines.set(due, Deadline::Widen(interaction));
        }
        if let Some(due) = item.overflow_due {
            self.deadlines.set(due, Deadline::Overflow(interaction));
        }
    }

    pub(super) fn widen(&mut self, now: Timestamp, due: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get(&interaction).filter(|it| it.widen_due == Some(due)) else { return };
        let step = item.step + 1;
        self.open(interaction, step);
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let span = self.lines.get(&item.queue).map_or(0, |line| line.rule.widen_after_seconds);
        item.widen_due = (span > 0 && step < EVERY_LEVEL)
            .then(|| time::after_ms(item.entered, i64::from(span) * 1_000 * (i64::from(step) + 1)));
        if let Some(due) = item.widen_due {
            self.deadlines.set(due, Deadline::Widen(interaction));
        }
        self.find_agent(now, interaction);
    }

    /// Opens an interaction to so many levels beyond the best; deadlines of the levels before are stale then.
    pub(super) fn open(&mut self, interaction: InteractionId, step: u8) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        item.widen_due = None;
        let line = self.lines.get_mut(&item.queue).filter(|_| item.place == Place::Waiting);
        match line {
            Some(line) => {
                line.waiting.remove(interaction, item);
                item.step = step;
                line.waiting.insert(interaction, item);
            }
            None => item.step = step,
        }
    }

    pub(super) fn overflow_if_due(&mut self, now: Timestamp, due: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get(&interaction).filter(|it| it.overflow_due == Some(due)) else {
            return;
        };
        match item.place {
            Place::Waiting => self.overflow(now, due, interaction),
            // Looked at again when the ringing comes to nothing; a talk goes on where it is.
            Place::Ringing { .. } | Place::Talking { .. } => {}
        }
    }

    /// Lets another queue help, if anybody is there; else asks again after the same time.
    pub(super) fn overflow(&mut self, now: Timestamp, due: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let from = item.queue;
        let Some(overflow) = self.lines.get(&from).and_then(|line| line.rule.overflow) else {
            // The rule changed while it rang.
            item.overflow_due = None;
            return self.find_agent(now, interaction);
        };
        let staffed = |to: &QueueId| self.lines.get(to).is_some_and(|line| line.best().is_some());
        match overflow.queue.filter(|to| *to != from && !item.visited.contains(to) && staffed(to)) {
            Some(to) => {
                self.take_from_line(interaction);
                if let Some(item) = self.items.get_mut(&interaction) {
                    item.visited.push(from);
                }
                self.enter(now, interaction, to);
                self.outputs.push_back(Output::Overflowed { interaction, from, to });
                self.find_agent(now, interaction);
            }
            None => {
                let again = time::after_ms(due, i64::from(overflow.after_seconds.max(1)) * 1_000);
                item.overflow_due = Some(again);
                self.deadlines.set(again, Deadline::Overflow(interaction));
                // It may have rung until now.
                self.find_agent(now, interaction);
            }
        }
    }
}
