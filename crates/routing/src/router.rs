//! The router of one tenant.

mod agent;
mod interaction;
mod offer;
mod queue;

use std::collections::{BTreeMap, VecDeque};

use domain::{
    agent_status::{AfterCall, AgentStatus, Chosen},
    id::{AgentId, InteractionId, QueueId},
};
use jiff::Timestamp;

use crate::{
    deadline::{Deadline, Deadlines},
    input::{Input, Policy},
    line::{Item, Line, Place},
    output::{OfferEnd, Output},
    seat::{Duty, Seat},
};

#[derive(Debug)]
pub struct Router {
    policy: Policy,
    seats: BTreeMap<AgentId, Seat>,
    lines: BTreeMap<QueueId, Line>,
    items: BTreeMap<InteractionId, Item>,
    deadlines: Deadlines,
    turn: u64,
    outputs: VecDeque<Output>,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            policy: Policy::DEFAULT,
            seats: BTreeMap::new(),
            lines: BTreeMap::new(),
            items: BTreeMap::new(),
            deadlines: Deadlines::default(),
            turn: 0,
            outputs: VecDeque::new(),
        }
    }
}

/// What a driver may ask about an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentView {
    pub status: AgentStatus,
    pub interaction: Option<InteractionId>,
    pub ringing: bool,
    pub reachable: bool,
    pub after_call: AfterCall,
}

impl Router {
    pub fn handle(&mut self, now: Timestamp, input: Input) {
        match input {
            Input::Reset(policy) => {
                *self = Self { policy, outputs: std::mem::take(&mut self.outputs), ..Self::default() }
            }
            Input::SetQueue { queue, rule } => self.set_queue(now, queue, rule),
            Input::RemoveQueue { queue, overflow } => self.remove_queue(now, queue, overflow),
            Input::SetQueues { agent, queues } => self.set_queues(now, agent, queues),
            Input::SignIn { agent, queues, status } => self.sign_in(now, agent, queues, status),
            Input::SignOut { agent } => self.sign_out(now, agent),
            Input::Choose { agent, status } => self.choose(now, agent, status),
            Input::Book { agent, after } => {
                if let Some(seat) = self.seats.get_mut(&agent) {
                    seat.after_call = after;
                }
            }
            Input::Reachable { agent, reachable } => self.set_reachable(now, agent, reachable),
            Input::WrittenUp { agent, then } => {
                if self.seats.get(&agent).is_some_and(|seat| matches!(seat.duty, Duty::WrapUp { .. })) {
                    self.settle(now, agent, then);
                }
            }
            Input::Enqueue { interaction, queue } => self.enqueue(now, interaction, queue),
            Input::Answer { interaction, agent } => self.answer(interaction, agent),
            Input::Decline { interaction, agent } => {
                if self.rings_at(interaction, agent) {
                    self.end_offer(now, interaction, agent, OfferEnd::Declined);
                }
            }
            Input::Leave { interaction } | Input::Finish { interaction } => self.leave(now, interaction),
            Input::Tick => {}
        }
        self.act_on_deadlines(now);
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.deadlines.next()
    }

    /// `None` when the agent is not signed in.
    pub fn agent(&self, agent: AgentId) -> Option<AgentView> {
        self.seats.get(&agent).map(|seat| AgentView {
            status: seat.duty.status(),
            interaction: seat.duty.interaction(),
            ringing: matches!(seat.duty, Duty::Ringing { .. }),
            reachable: seat.reachable,
            after_call: seat.after_call,
        })
    }

    /// How many agents who serve the queue are signed in, on a break or not.
    pub fn signed_in(&self, queue: QueueId) -> usize {
        self.seats.values().filter(|seat| seat.queues.contains(&queue)).count()
    }

    pub fn ready(&self, queue: QueueId) -> usize {
        self.lines.get(&queue).map_or(0, |line| line.ready.len())
    }

    /// Place in the queue, 1 for the next to be served; counts those who ring as still ahead.
    pub fn position(&self, interaction: InteractionId) -> Option<usize> {
        let item = self.items.get(&interaction).filter(|it| it.place == Place::Waiting)?;
        let line = self.lines.get(&item.queue)?;
        Some(line.waiting.range(..(item.rank, interaction)).count() + 1)
    }

    fn act_on_deadlines(&mut self, now: Timestamp) {
        while let Some(deadline) = self.deadlines.take_due(now) {
            match deadline {
                Deadline::RingOut(interaction) => {
                    let place = self.items.get(&interaction).map(|it| it.place);
                    if let Some(Place::Ringing { agent, until }) = place
                        && until <= now
                    {
                        self.end_offer(now, interaction, agent, OfferEnd::NoAnswer);
                    }
                }
                Deadline::Retry(interaction) => {
                    if let Some(item) = self.items.get_mut(&interaction) {
                        item.resting.retain(|_, until| *until > now);
                        let queue = item.queue;
                        self.pair_up(now, queue);
                    }
                }
                Deadline::WrapUpOver(agent) => {
                    let duty = self.seats.get(&agent).map(|seat| seat.duty);
                    if let Some(Duty::WrapUp { until: Some(until), .. }) = duty
                        && until <= now
                    {
                        self.settle(now, agent, Chosen::Ready);
                    }
                }
                Deadline::GraceOver(agent) => self.give_up_on(now, agent),
            }
        }
    }
}

#[cfg(test)]
mod tests;
