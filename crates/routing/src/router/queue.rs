//! Queues come, change and go.

use domain::{id::QueueId, queue::QueueRule};
use jiff::Timestamp;

use super::Router;
use crate::{
    line::{Line, Place},
    output::{OfferEnd, Output},
};

impl Router {
    pub(super) fn set_queue(&mut self, now: Timestamp, queue: QueueId, rule: QueueRule) {
        match self.lines.get_mut(&queue) {
            Some(line) => line.rule = rule,
            None => {
                let mut line = Line::new(rule);
                // Agents may have been assigned before the queue was known.
                line.ready.extend(
                    self.seats
                        .iter()
                        .filter(|(_, seat)| seat.may_be_offered() && seat.queues.contains(&queue))
                        .map(|(agent, seat)| (seat.ready_since, *agent)),
                );
                self.lines.insert(queue, line);
                self.pair_up(now, queue);
            }
        }
    }

    pub(super) fn remove_queue(&mut self, now: Timestamp, queue: QueueId, overflow: Option<QueueId>) {
        let Some(line) = self.lines.remove(&queue) else { return };
        for seat in self.seats.values_mut() {
            seat.queues.retain(|it| *it != queue);
        }
        let overflow = overflow.filter(|it| self.lines.contains_key(it));
        let moved: Vec<_> = self
            .items
            .iter()
            .filter(|(_, item)| item.queue == queue)
            .map(|(id, item)| (*id, item.place))
            .collect();
        drop(line);
        for (interaction, place) in moved {
            match (place, overflow) {
                // A talk goes on; it needs no queue any more.
                (Place::Talking { .. }, _) => {}
                (Place::Ringing { .. } | Place::Waiting, Some(other)) => {
                    if let Some(item) = self.items.get_mut(&interaction) {
                        item.queue = other;
                        if item.place == Place::Waiting
                            && let Some(line) = self.lines.get_mut(&other)
                        {
                            line.waiting.insert((item.rank, interaction));
                        }
                    }
                }
                (Place::Ringing { agent, .. }, None) => {
                    self.free(agent);
                    self.items.remove(&interaction);
                    self.outputs.push_back(Output::OfferEnded {
                        interaction,
                        agent,
                        why: OfferEnd::Unreachable,
                    });
                    self.outputs.push_back(Output::Homeless { interaction });
                    self.announce(agent);
                    self.find_work(now, agent);
                }
                (Place::Waiting, None) => {
                    self.items.remove(&interaction);
                    self.outputs.push_back(Output::Homeless { interaction });
                }
            }
        }
        if let Some(other) = overflow {
            self.pair_up(now, other);
        }
    }

    /// Hands whoever waits back to the scenario when nobody is signed in for the queue any more: an agent on a break
    /// comes back, but for one who went home nobody shall wait.
    pub(super) fn let_go_if_unstaffed(&mut self, queue: QueueId) {
        if self.signed_in(queue) > 0 {
            return;
        }
        let Some(line) = self.lines.get_mut(&queue) else { return };
        for (_, interaction) in std::mem::take(&mut line.waiting) {
            self.items.remove(&interaction);
            self.outputs.push_back(Output::Unstaffed { interaction });
        }
    }
}
