//! Interactions wait, are answered and leave.

use std::collections::BTreeMap;

use domain::{
    agent_status::AfterCall,
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::QueueRule,
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    input::Newcomer,
    item::{Class, Item, Place, Rank},
    output::{OfferEnd, Output},
    seat::{HoldState, Stance},
    waiting::EVERY_LEVEL,
};

impl Router {
    pub(super) fn enqueue(&mut self, now: Timestamp, newcomer: Newcomer) {
        let Newcomer { interaction, queue, kind, priority, last_agent, handed_over, since } = newcomer;
        if self.items.contains_key(&interaction) {
            return;
        }
        if !self.lines.contains_key(&queue) {
            self.outputs.push_back(Output::Homeless { interaction });
            return;
        }
        let since = since.unwrap_or(now).min(now);
        let item = Item {
            queue,
            kind,
            priority,
            rank: self.rank(priority, since),
            since,
            entered: now,
            step: 0,
            place: Place::Waiting,
            last_agent,
            handed_over,
            resting: BTreeMap::new(),
            visited: vec![],
            widen_due: None,
            overflow_due: None,
        };
        self.items.insert(interaction, item);
        self.enter(now, interaction, queue);
        self.find_agent(now, interaction);
    }

    fn rank(&mut self, priority: Priority, since: Timestamp) -> Rank {
        self.turn += 1;
        let class = if priority == Priority::Returned { Class::Returned } else { Class::Usual };
        let bonus = i64::from(self.policy.bonus_seconds(priority)) * 1_000;
        Rank { class, since: time::after_ms(since, -bonus), turn: self.turn }
    }

    pub(super) fn prioritise(
        &mut self,
        interaction: InteractionId,
        priority: Priority,
        last_agent: Option<AgentId>,
    ) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let line = self.lines.get_mut(&item.queue);
        let waits = item.place == Place::Waiting;
        let mut moved = line.filter(|_| waits);
        if let Some(line) = &mut moved {
            line.waiting.remove(interaction, item);
        }
        item.last_agent = last_agent;
        if item.rank.class == Class::Usual {
            let bonus = i64::from(self.policy.bonus_seconds(priority)) * 1_000;
            item.priority = priority;
            item.rank.since = time::after_ms(item.since, -bonus);
        }
        if let Some(line) = moved {
            line.waiting.insert(interaction, item);
        }
    }

    /// Whatever rings for it stops; the newcomer waits at the very same place.
    pub(super) fn replace(&mut self, now: Timestamp, interaction: InteractionId, by: InteractionId) {
        if self.items.contains_key(&by) {
            return;
        }
        let place = self.items.get(&interaction).map(|it| it.place);
        let ringing = match place {
            None | Some(Place::Talking { .. }) => return,
            Some(Place::Waiting) => {
                self.take_from_line(interaction);
                None
            }
            Some(Place::Ringing { agent, .. }) => Some(agent),
        };
        let Some(item) = self.items.remove(&interaction) else { return };
        let queue = item.queue;
        for until in item.resting.values() {
            self.deadlines.set(*until, Deadline::Retry(by));
        }
        self.items.insert(by, Item { priority: Priority::Callback, place: Place::Waiting, ..item });
        if let Some(agent) = ringing {
            self.free(interaction, agent);
            self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::Abandoned });
            self.announce(agent);
        }
        self.arm(by);
        if let (Some(line), Some(item)) = (self.lines.get_mut(&queue), self.items.get(&by)) {
            line.waiting.insert(by, item);
        }
        self.find_agent(now, by);
        if let Some(agent) = ringing {
            self.find_work(now, agent);
        }
    }

    pub(super) fn answer(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId) {
        if !self.rings_at(interaction, agent) {
            return;
        }
        if let (Some(seat), Some(item)) = (self.seats.get_mut(&agent), self.items.get_mut(&interaction)) {
            if let Some(hold) = seat.holds.get_mut(&interaction) {
                hold.state = HoldState::Talking { since: now };
            }
            seat.no_answers = 0;
            item.place = Place::Talking { agent };
            self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::Answered });
            self.outputs.push_back(Output::Connect { interaction, agent });
            self.count_handled(now, agent);
            self.make_use_of_room(now, agent);
        }
    }

    /// An agent who serves one thing may have room for another.
    pub(super) fn make_use_of_room(&mut self, now: Timestamp, agent: AgentId) {
        self.announce(agent);
        self.list(agent);
        self.find_work(now, agent);
    }

    pub(super) fn answer_by_itself(&mut self, now: Timestamp, due: Timestamp, interaction: InteractionId) {
        let place = self.items.get(&interaction).map(|it| it.place);
        if let Some(Place::Ringing { agent, answered_at: Some(at), .. }) = place
            && at == due
            && self.seats.get(&agent).is_some_and(|seat| seat.reachable)
        {
            self.answer(now, interaction, agent);
        }
    }

    pub(super) fn leave(&mut self, now: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get(&interaction) else { return };
        let (queue, place) = (item.queue, item.place);
        match place {
            Place::Waiting => {
                self.take_from_line(interaction);
                self.items.remove(&interaction);
            }
            Place::Ringing { agent, .. } => {
                self.items.remove(&interaction);
                self.free(interaction, agent);
                self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::Abandoned });
                self.announce(agent);
                self.find_work(now, agent);
            }
            Place::Talking { agent } => {
                self.items.remove(&interaction);
                self.end_talk(now, agent, interaction, queue);
            }
        }
    }

    fn end_talk(&mut self, now: Timestamp, agent: AgentId, interaction: InteractionId, queue: QueueId) {
        self.unlist(agent);
        let limit = self.lines.get(&queue).map_or(QueueRule::DEFAULT, |line| line.rule).wrap_up_seconds;
        let after = self.policy.after_call;
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let Some(hold) = seat.holds.remove(&interaction) else { return };
        let since = match hold.state {
            HoldState::Talking { since } | HoldState::Lost { since, .. } => since,
            HoldState::Ringing => now,
        };
        // Chats and tickets are written up while they run; only after a call does the agent need a moment.
        let after = match hold.kind {
            InteractionKind::Call => seat.after_call.take().unwrap_or(after),
            InteractionKind::Chat | InteractionKind::Ticket => {
                if seat.holds.is_empty() {
                    seat.ready_since = now;
                }
                self.count_handling(queue, since, now);
                return self.make_use_of_room(now, agent);
            }
        };
        match after {
            AfterCall::WrapUp => {
                let until = (limit > 0).then(|| time::after_ms(now, i64::from(limit) * 1_000));
                seat.stance = Stance::WrapUp { interaction, until, served: Some((queue, since)) };
                if let Some(until) = until {
                    self.deadlines.set(until, Deadline::WrapUpOver(agent));
                }
                self.announce(agent);
            }
            AfterCall::Then(status) => {
                self.count_handling(queue, since, now);
                self.take_stance(now, agent, status.into());
            }
        }
    }

    fn count_handling(&mut self, queue: QueueId, since: Timestamp, now: Timestamp) {
        if let Some(line) = self.lines.get_mut(&queue) {
            line.handling.count(since, now);
        }
    }

    /// Puts an interaction whose agent is gone before everybody who has not talked to anyone, and before agents of
    /// every level.
    pub(super) fn return_to_front(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId) {
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.holds.remove(&interaction);
        }
        self.announce(agent);
        let rank = self.rank(Priority::Returned, now);
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let queue = item.queue;
        if !self.lines.contains_key(&queue) {
            self.items.remove(&interaction);
            self.outputs.push_back(Output::Homeless { interaction });
            return;
        }
        item.priority = Priority::Returned;
        item.rank = rank;
        item.since = now;
        item.place = Place::Waiting;
        item.visited.clear();
        self.enter(now, interaction, queue);
        self.open(interaction, EVERY_LEVEL);
        self.outputs.push_back(Output::Returned { interaction, queue });
        self.find_agent(now, interaction);
        // The agent may have been given other queues during the talk.
        self.let_go_if_unstaffed(queue);
    }
}
