//! Queues come, change and go.

use domain::{
    id::{AgentId, QueueId},
    interaction::Priority,
    queue::QueueRule,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    item::Place,
    line::Line,
    output::{OfferEnd, Output},
};

impl Router {
    pub(super) fn set_queue(&mut self, now: Timestamp, queue: QueueId, rule: QueueRule) {
        if self.lines.get(&queue).is_some_and(|line| line.rule == rule) {
            return;
        }
        // Agents may have been assigned before the queue was known; and their order, their levels and what waiting
        // brings all follow from the rule.
        let agents = self.agents_of(queue);
        for agent in &agents {
            self.unlist(*agent);
        }
        let line = self.lines.entry(queue).or_insert_with(|| Line::new(rule));
        line.rule = rule;
        line.forget_staff();
        for level in agents.iter().filter_map(|agent| self.seats.get(agent)?.queues.get(&queue)) {
            line.join_staff(*level);
        }
        let here = self.items.iter().filter(|(_, item)| item.queue == queue).map(|(id, _)| *id);
        for interaction in here.collect::<Vec<_>>() {
            let step = self.step_by(now, interaction, &rule);
            self.open(interaction, step);
            self.arm(interaction);
        }
        self.relist(now, &agents);
    }

    /// How many levels the time spent in the queue has opened under this rule.
    fn step_by(&self, now: Timestamp, interaction: domain::id::InteractionId, rule: &QueueRule) -> u8 {
        let Some(item) = self.items.get(&interaction) else { return 0 };
        if item.priority == Priority::Returned {
            return crate::waiting::EVERY_LEVEL;
        }
        let waited = domain::time::elapsed_ms(item.entered, now) / 1_000;
        let opened = waited.checked_div(rule.widen_after_seconds.into()).unwrap_or(0);
        u8::try_from(opened).unwrap_or(u8::MAX).min(crate::waiting::EVERY_LEVEL)
    }

    fn agents_of(&self, queue: QueueId) -> Vec<AgentId> {
        let serve = self.seats.iter().filter(|(_, seat)| seat.queues.contains_key(&queue));
        serve.map(|(agent, _)| *agent).collect()
    }

    pub(super) fn remove_queue(&mut self, now: Timestamp, queue: QueueId, overflow: Option<QueueId>) {
        let Some(line) = self.lines.remove(&queue) else { return };
        for agent in self.agents_of(queue) {
            self.unlist(agent);
            if let Some(seat) = self.seats.get_mut(&agent) {
                seat.queues.remove(&queue);
            }
            self.list(agent);
        }
        let overflow = overflow.filter(|it| self.lines.contains_key(it));
        for interaction in line.waiting.in_order() {
            match overflow {
                Some(other) => {
                    self.enter(now, interaction, other);
                    self.find_agent(now, interaction);
                }
                None => {
                    self.items.remove(&interaction);
                    self.outputs.push_back(Output::Homeless { interaction });
                }
            }
        }
        // A talk goes on; it needs no queue any more.
        let ringing: Vec<_> = self
            .items
            .iter()
            .filter(|(_, item)| item.queue == queue)
            .filter_map(|(id, item)| match item.place {
                Place::Ringing { agent, .. } => Some((*id, agent)),
                Place::Waiting | Place::Talking { .. } => None,
            })
            .collect();
        for (interaction, agent) in ringing {
            if let Some(other) = overflow {
                self.enter(now, interaction, other);
                continue;
            }
            self.items.remove(&interaction);
            self.free(interaction, agent);
            self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::Unreachable });
            self.outputs.push_back(Output::Homeless { interaction });
            self.announce(agent);
            self.find_work(now, agent);
        }
    }

    /// Hands whoever waits back to the scenario when nobody is signed in for the queue any more: an agent on a break
    /// comes back, but for one who went home nobody shall wait. Who is called back waits for tomorrow's shift.
    pub(super) fn let_go_if_unstaffed(&mut self, queue: QueueId) {
        let Some(line) = self.lines.get(&queue).filter(|line| line.best().is_none()) else { return };
        for interaction in line.waiting.in_order() {
            if self.items.get(&interaction).is_some_and(|it| it.priority != Priority::Callback) {
                self.take_from_line(interaction);
                self.items.remove(&interaction);
                self.outputs.push_back(Output::Unstaffed { interaction });
            }
        }
    }
}
