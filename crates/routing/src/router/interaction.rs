//! Interactions wait, are answered and leave.

use std::collections::BTreeMap;

use domain::{
    agent_status::AfterCall,
    id::{AgentId, InteractionId, QueueId},
    queue::QueueRule,
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    line::{Class, Item, Place, Rank},
    output::{OfferEnd, Output},
    seat::Duty,
};

impl Router {
    pub(super) fn enqueue(&mut self, now: Timestamp, interaction: InteractionId, queue: QueueId) {
        if self.items.contains_key(&interaction) {
            return;
        }
        let Some(line) = self.lines.get_mut(&queue) else {
            self.outputs.push_back(Output::Homeless { interaction });
            return;
        };
        self.turn += 1;
        let rank = Rank { class: Class::Normal, since: now, turn: self.turn };
        line.waiting.insert((rank, interaction));
        self.items.insert(interaction, Item { queue, rank, place: Place::Waiting, resting: BTreeMap::new() });
        self.pair_up(now, queue);
    }

    pub(super) fn answer(&mut self, interaction: InteractionId, agent: AgentId) {
        if !self.rings_at(interaction, agent) {
            return;
        }
        if let (Some(seat), Some(item)) = (self.seats.get_mut(&agent), self.items.get_mut(&interaction)) {
            seat.duty = Duty::Talking { interaction };
            seat.no_answers = 0;
            item.place = Place::Talking { agent };
            self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::Answered });
            self.outputs.push_back(Output::Connect { interaction, agent });
        }
    }

    pub(super) fn leave(&mut self, now: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get(&interaction) else { return };
        let (queue, rank, place) = (item.queue, item.rank, item.place);
        match place {
            Place::Waiting => {
                if let Some(line) = self.lines.get_mut(&queue) {
                    line.waiting.remove(&(rank, interaction));
                }
                self.items.remove(&interaction);
            }
            Place::Ringing { agent, .. } => {
                self.items.remove(&interaction);
                self.free(agent);
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

    pub(super) fn end_talk(
        &mut self,
        now: Timestamp,
        agent: AgentId,
        interaction: InteractionId,
        queue: QueueId,
    ) {
        let limit = self.lines.get(&queue).map_or(QueueRule::DEFAULT, |line| line.rule).wrap_up_seconds;
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        match std::mem::take(&mut seat.after_call) {
            AfterCall::WrapUp => {
                let until = (limit > 0).then(|| time::after_ms(now, i64::from(limit) * 1_000));
                seat.duty = Duty::WrapUp { interaction, until };
                if let Some(until) = until {
                    self.deadlines.set(until, Deadline::WrapUpOver(agent));
                }
                self.announce(agent);
            }
            AfterCall::Then(status) => self.settle(now, agent, status),
        }
    }

    /// Puts an interaction whose agent is gone before everybody who has not talked to anyone.
    pub(super) fn return_to_front(&mut self, now: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let queue = item.queue;
        let Some(line) = self.lines.get_mut(&queue) else {
            self.items.remove(&interaction);
            self.outputs.push_back(Output::Homeless { interaction });
            return;
        };
        self.turn += 1;
        item.rank = Rank { class: Class::Returned, since: now, turn: self.turn };
        item.place = Place::Waiting;
        line.waiting.insert((item.rank, interaction));
        self.outputs.push_back(Output::Returned { interaction, queue });
        self.pair_up(now, queue);
        // The agent may have been given other queues during the talk.
        self.let_go_if_unstaffed(queue);
    }
}
