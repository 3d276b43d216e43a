//! The router of one tenant.

mod agent;
mod estimate;
mod explain;
mod interaction;
mod list;
mod offer;
mod overflow;
mod promise;
mod pull;
mod queue;

use std::collections::{BTreeMap, VecDeque};

use domain::{
    agent_status::{AfterCall, AgentStatus, Chosen},
    id::{AgentId, InteractionId, QueueId},
    interaction::InteractionKind,
    routing_policy::{Capacity, RoutingPolicy},
};
use jiff::{Timestamp, civil::Date};

use crate::{
    deadline::{Deadline, Deadlines},
    input::Input,
    item::{Item, Place},
    line::Line,
    output::{OfferEnd, Output},
    seat::{Seat, Stance},
};

#[derive(Debug)]
pub struct Router {
    policy: RoutingPolicy,
    seed: u64,
    seats: BTreeMap<AgentId, Seat>,
    lines: BTreeMap<QueueId, Line>,
    items: BTreeMap<InteractionId, Item>,
    /// Agents who serve more or less than the policy says.
    capacities: BTreeMap<AgentId, Capacity>,
    /// What agents were given on the day they were last given something; outlives a sign-out.
    handled: BTreeMap<AgentId, (Date, u32)>,
    deadlines: Deadlines,
    /// The instant of the input, or of the deadline that is acted upon, however late somebody came to look. Whatever
    /// may change without an output goes by it, so that a replay does not depend on ticks that did nothing.
    as_of: Timestamp,
    /// Counts places in queues and offers.
    turn: u64,
    outputs: VecDeque<Output>,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            policy: RoutingPolicy::DEFAULT,
            seed: 0,
            seats: BTreeMap::new(),
            lines: BTreeMap::new(),
            items: BTreeMap::new(),
            capacities: BTreeMap::new(),
            handled: BTreeMap::new(),
            deadlines: Deadlines::default(),
            as_of: Timestamp::UNIX_EPOCH,
            turn: 0,
            outputs: VecDeque::new(),
        }
    }
}

/// What a driver may ask about an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentView {
    pub status: AgentStatus,
    /// What rings, is talked about or written up; with several, the one that matters most.
    pub interaction: Option<InteractionId>,
    pub ringing: bool,
    pub reachable: bool,
    /// What follows the call: booked, or as the policy says.
    pub after_call: AfterCall,
}

impl Router {
    /// What is due happens first, so that it does not matter whether somebody came to look when it was.
    pub fn handle(&mut self, now: Timestamp, input: Input) {
        self.act_on_deadlines(now);
        self.as_of = now;
        match input {
            Input::Reset(start) => {
                *self = Self {
                    policy: start.policy,
                    seed: start.seed,
                    as_of: now,
                    outputs: std::mem::take(&mut self.outputs),
                    ..Self::default()
                }
            }
            Input::SetPolicy(policy) => self.set_policy(now, policy),
            Input::SetCapacity { agent, capacity } => self.set_capacity(now, agent, capacity),
            Input::SetQueue { queue, rule } => self.set_queue(now, queue, rule),
            Input::RemoveQueue { queue, overflow } => self.remove_queue(now, queue, overflow),
            Input::SetQueues { agent, queues } => self.set_queues(now, agent, &queues),
            Input::SignIn { agent, queues, status } => self.sign_in(now, agent, &queues, status),
            Input::SignOut { agent } => self.sign_out(now, agent),
            Input::Choose { agent, status } => self.choose(now, agent, status),
            Input::Book { agent, after } => {
                if let Some(seat) = self.seats.get_mut(&agent) {
                    seat.after_call = Some(after);
                }
            }
            Input::Reachable { agent, reachable } => self.set_reachable(now, agent, reachable),
            Input::WrittenUp { agent, then } => {
                if self.seats.get(&agent).is_some_and(|seat| matches!(seat.stance, Stance::WrapUp { .. })) {
                    self.settle(now, agent, then);
                }
            }
            Input::Enqueue(newcomer) => self.enqueue(now, newcomer),
            Input::Prioritise { interaction, priority, last_agent } => {
                self.prioritise(interaction, priority, last_agent)
            }
            Input::Replace { interaction, by } => self.replace(now, interaction, by),
            Input::Answer { interaction, agent } => self.answer(now, interaction, agent),
            Input::Decline { interaction, agent } => {
                if self.rings_at(interaction, agent) {
                    self.end_offer(now, interaction, agent, OfferEnd::Declined);
                }
            }
            Input::Pull { interaction, agent } => self.pull(now, interaction, agent),
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
        self.seats.get(&agent).map(|seat| {
            let shown = seat.shown();
            AgentView {
                status: shown.status,
                interaction: shown.interaction,
                ringing: seat.is_ringing(),
                reachable: seat.reachable,
                after_call: seat.after_call.unwrap_or(self.policy.after_call),
            }
        })
    }

    /// How many agents who serve the queue are signed in, on a break or not.
    pub fn signed_in(&self, queue: QueueId) -> usize {
        self.lines.get(&queue).map_or(0, Line::signed_in)
    }

    /// How many may be offered a call of the queue.
    pub fn ready(&self, queue: QueueId) -> usize {
        self.lines.get(&queue).map_or(0, |line| line.ready.len(InteractionKind::Call))
    }

    /// Place in the queue, 1 for the next to be served; counts those who ring as still ahead.
    pub fn position(&self, interaction: InteractionId) -> Option<usize> {
        let item = self.items.get(&interaction).filter(|it| it.place == Place::Waiting)?;
        Some(self.lines.get(&item.queue)?.waiting.ahead_of(interaction, item) + 1)
    }

    fn act_on_deadlines(&mut self, now: Timestamp) {
        while let Some((due, deadline)) = self.deadlines.take_due(now) {
            self.as_of = due;
            match deadline {
                Deadline::AutoAnswer(interaction) => self.answer_by_itself(now, due, interaction),
                Deadline::RingOut(interaction) => {
                    let place = self.items.get(&interaction).map(|it| it.place);
                    if let Some(Place::Ringing { agent, until, .. }) = place
                        && until == due
                    {
                        self.end_offer(now, interaction, agent, OfferEnd::NoAnswer);
                    }
                }
                Deadline::Retry(interaction) => {
                    if let Some(item) = self.items.get_mut(&interaction) {
                        item.resting.retain(|_, until| *until > due);
                        self.find_agent(now, interaction);
                    }
                }
                Deadline::Widen(interaction) => self.widen(now, due, interaction),
                Deadline::Overflow(interaction) => self.overflow_if_due(now, due, interaction),
                Deadline::WrapUpOver(agent) => {
                    let stance = self.seats.get(&agent).map(|seat| seat.stance);
                    if let Some(Stance::WrapUp { until: Some(until), .. }) = stance
                        && until == due
                    {
                        self.settle(now, agent, Chosen::Ready);
                    }
                }
                Deadline::GraceOver(agent) => self.give_up_on(now, due, agent),
            }
        }
    }
}

#[cfg(test)]
mod tests;
