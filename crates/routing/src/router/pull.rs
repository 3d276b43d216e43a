//! An agent takes what is not offered to him (당겨받기, ACD-07).

use domain::id::{AgentId, InteractionId};
use jiff::Timestamp;

use super::Router;
use crate::{
    item::Place,
    output::{OfferEnd, Output},
    seat::{Hold, HoldState, Stance},
};

impl Router {
    /// Whether the agent may take it: he serves its queue and has room for it, on a break or not.
    pub fn may_pull(&self, interaction: InteractionId, agent: AgentId) -> bool {
        let Some((item, seat)) = self.items.get(&interaction).zip(self.seats.get(&agent)) else {
            return false;
        };
        let is_free = match item.place {
            Place::Waiting => true,
            Place::Ringing { agent: at, .. } => at != agent,
            Place::Talking { .. } => false,
        };
        is_free
            && seat.stance != Stance::Leaving
            && seat.queues.contains_key(&item.queue)
            && seat.has_room(item.kind, &self.capacity_of(agent))
    }

    pub(super) fn pull(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId) {
        if !self.may_pull(interaction, agent) {
            return self.answer(now, interaction, agent);
        }
        self.count_wrap_up(agent);
        self.unlist(agent);
        self.take_from_line(interaction);
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let kind = item.kind;
        let before = std::mem::replace(&mut item.place, Place::Talking { agent });
        if let Some(seat) = self.seats.get_mut(&agent) {
            if matches!(seat.stance, Stance::WrapUp { .. }) {
                seat.stance = Stance::Ready;
            }
            seat.no_answers = 0;
            seat.holds.insert(interaction, Hold { kind, state: HoldState::Talking { since: now } });
        }
        self.count_handled(now, agent);
        let robbed = match before {
            Place::Ringing { agent, .. } => Some(agent),
            Place::Waiting | Place::Talking { .. } => None,
        };
        if let Some(agent) = robbed {
            self.free(interaction, agent);
            self.outputs.push_back(Output::OfferEnded { interaction, agent, why: OfferEnd::PickedUp });
            self.announce(agent);
        }
        self.announce(agent);
        self.outputs.push_back(Output::Connect { interaction, agent });
        self.list(agent);
        self.find_work(now, agent);
        if let Some(agent) = robbed {
            self.find_work(now, agent);
        }
    }
}
