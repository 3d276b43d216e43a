//! The router of one tenant.

use std::collections::{BTreeMap, VecDeque};

use domain::{
    agent_status::{AfterCall, AgentStatus, Chosen},
    away_reason::AwayReason,
    id::{AgentId, InteractionId, QueueId},
    queue::QueueRule,
    time,
};
use jiff::Timestamp;

use crate::{
    deadline::{Deadline, Deadlines},
    decision::{Candidate, Decision, NAMED_CANDIDATES, Rule},
    input::{Input, Policy},
    line::{Class, Item, Line, Place, Rank},
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

    // ── Queues ─────────────────────────────────────────────────────────────────────────────────────────────

    fn set_queue(&mut self, now: Timestamp, queue: QueueId, rule: QueueRule) {
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

    fn remove_queue(&mut self, now: Timestamp, queue: QueueId, overflow: Option<QueueId>) {
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

    // ── Agents ─────────────────────────────────────────────────────────────────────────────────────────────

    fn sign_in(&mut self, now: Timestamp, agent: AgentId, queues: Vec<QueueId>, status: Chosen) {
        if self.seats.contains_key(&agent) {
            return self.set_queues(now, agent, queues);
        }
        let duty = match status {
            Chosen::Ready => Duty::Ready,
            Chosen::Away(reason) => Duty::Away(reason),
        };
        // A phone is reachable only when it says so.
        let seat = Seat {
            queues,
            duty,
            ready_since: now,
            reachable: false,
            after_call: AfterCall::WrapUp,
            no_answers: 0,
        };
        self.seats.insert(agent, seat);
        self.announce(agent);
    }

    fn sign_out(&mut self, now: Timestamp, agent: AgentId) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        // Whoever is leaving is given nothing more while his last interaction finds its next place.
        seat.reachable = false;
        match seat.duty {
            Duty::Ringing { interaction } => self.end_offer(now, interaction, agent, OfferEnd::Unreachable),
            Duty::Talking { interaction } | Duty::Lost { interaction, .. } => {
                self.return_to_front(now, interaction)
            }
            Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. } => {}
        }
        self.seats.remove(&agent);
        self.outputs.push_back(Output::Status {
            agent,
            status: AgentStatus::SignedOut,
            interaction: None,
            until: None,
        });
    }

    fn set_queues(&mut self, now: Timestamp, agent: AgentId, queues: Vec<QueueId>) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        seat.queues = queues;
        self.join_ready(agent);
        self.find_work(now, agent);
    }

    fn choose(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        let Some(seat) = self.seats.get(&agent) else { return };
        match seat.duty {
            Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. } => self.settle(now, agent, status),
            Duty::Ringing { .. } | Duty::Talking { .. } | Duty::Lost { .. } => {}
        }
    }

    /// Gives the agent a status of choice and, if that is ready, the next interaction.
    fn settle(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let duty = match status {
            Chosen::Ready => Duty::Ready,
            Chosen::Away(reason) => Duty::Away(reason),
        };
        if seat.duty == duty {
            self.join_ready(agent);
            return;
        }
        seat.duty = duty;
        seat.no_answers = 0;
        seat.ready_since = now;
        self.join_ready(agent);
        self.announce(agent);
        self.find_work(now, agent);
    }

    fn set_reachable(&mut self, now: Timestamp, agent: AgentId, reachable: bool) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        if seat.reachable == reachable {
            return;
        }
        self.leave_ready(agent);
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        seat.reachable = reachable;
        match (seat.duty, reachable) {
            (Duty::Talking { interaction }, false) => {
                let until = time::after_ms(now, i64::from(self.policy.lost_grace_seconds) * 1_000);
                seat.duty = Duty::Lost { interaction, until };
                self.deadlines.set(until, Deadline::GraceOver(agent));
                self.outputs.push_back(Output::AgentLost { interaction, agent, until });
            }
            (Duty::Lost { interaction, .. }, true) => {
                seat.duty = Duty::Talking { interaction };
                self.outputs.push_back(Output::Reconnect { interaction, agent });
            }
            (Duty::Ringing { interaction }, false) => {
                self.end_offer(now, interaction, agent, OfferEnd::Unreachable)
            }
            (Duty::Ready | Duty::Away(_) | Duty::WrapUp { .. }, _)
            | (Duty::Ringing { .. } | Duty::Talking { .. }, true)
            | (Duty::Lost { .. }, false) => {}
        }
        self.join_ready(agent);
        self.find_work(now, agent);
    }

    // ── Interactions ───────────────────────────────────────────────────────────────────────────────────────

    fn enqueue(&mut self, now: Timestamp, interaction: InteractionId, queue: QueueId) {
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

    fn answer(&mut self, interaction: InteractionId, agent: AgentId) {
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

    fn leave(&mut self, now: Timestamp, interaction: InteractionId) {
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

    fn end_talk(&mut self, now: Timestamp, agent: AgentId, interaction: InteractionId, queue: QueueId) {
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
    fn return_to_front(&mut self, now: Timestamp, interaction: InteractionId) {
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
    }

    // ── Offers ─────────────────────────────────────────────────────────────────────────────────────────────

    /// Offers what waits in the queue, in order, to whoever is ready for it.
    fn pair_up(&mut self, now: Timestamp, queue: QueueId) {
        loop {
            let Some(line) = self.lines.get(&queue) else { return };
            let found = line.waiting.iter().find_map(|(_, interaction)| {
                let item = self.items.get(interaction)?;
                line.ready
                    .iter()
                    .find(|(_, agent)| !item.is_spared(*agent, now))
                    .map(|(_, agent)| (*interaction, *agent))
            });
            match found {
                Some((interaction, agent)) => self.offer(now, interaction, agent),
                None => return,
            }
            // Whoever else waits is paired only while somebody is ready.
            if self.lines.get(&queue).is_none_or(|line| line.ready.is_empty()) {
                return;
            }
        }
    }

    /// Offers the agent the first interaction, over all his queues, that he may take.
    fn find_work(&mut self, now: Timestamp, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent).filter(|seat| seat.may_be_offered()) else { return };
        let best = seat
            .queues
            .iter()
            .filter_map(|queue| {
                let line = self.lines.get(queue)?;
                line.waiting
                    .iter()
                    .find(|(_, it)| self.items.get(it).is_some_and(|item| !item.is_spared(agent, now)))
            })
            .min();
        if let Some((_, interaction)) = best {
            self.offer(now, *interaction, agent);
        }
    }

    fn offer(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let queue = item.queue;
        let Some(line) = self.lines.get_mut(&queue) else { return };
        let decision = explain(now, line, item);
        line.waiting.remove(&(item.rank, interaction));
        let until = time::after_ms(now, i64::from(line.rule.ring_seconds) * 1_000);
        item.place = Place::Ringing { agent, until };
        self.deadlines.set(until, Deadline::RingOut(interaction));
        self.leave_ready(agent);
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.duty = Duty::Ringing { interaction };
        }
        self.announce(agent);
        self.outputs.push_back(Output::Offer { interaction, queue, agent, until, decision });
    }

    /// The offer came to nothing: the interaction waits on at its place and the agent is spared it for a while.
    fn end_offer(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId, why: OfferEnd) {
        let Some(item) = self.items.get_mut(&interaction) else { return };
        let queue = item.queue;
        item.place = Place::Waiting;
        let retry = time::after_ms(now, i64::from(self.policy.retry_seconds) * 1_000);
        item.resting.insert(agent, retry);
        self.deadlines.set(retry, Deadline::Retry(interaction));
        if let Some(line) = self.lines.get_mut(&queue) {
            line.waiting.insert((item.rank, interaction));
        }
        self.outputs.push_back(Output::OfferEnded { interaction, agent, why });
        if let Some(seat) = self.seats.get_mut(&agent) {
            let absent = why == OfferEnd::NoAnswer && {
                seat.no_answers += 1;
                seat.no_answers >= self.policy.no_answer_limit
            };
            if why != OfferEnd::Unreachable {
                // Whoever let a call pass goes to the end of the row.
                seat.ready_since = now;
            }
            seat.duty = if absent { Duty::Away(AwayReason::NoAnswer) } else { Duty::Ready };
            self.join_ready(agent);
            self.announce(agent);
        }
        self.pair_up(now, queue);
        self.find_work(now, agent);
    }

    fn rings_at(&self, interaction: InteractionId, agent: AgentId) -> bool {
        self.items
            .get(&interaction)
            .is_some_and(|it| matches!(it.place, Place::Ringing { agent: at, .. } if at == agent))
    }

    // ── Time ───────────────────────────────────────────────────────────────────────────────────────────────

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

    /// The lost agent did not come back: the customer returns to the front, the agent finds a write-up waiting.
    fn give_up_on(&mut self, now: Timestamp, agent: AgentId) {
        let Some(seat) = self.seats.get_mut(&agent) else { return };
        let Duty::Lost { interaction, until } = seat.duty else { return };
        if until > now {
            return;
        }
        seat.duty = Duty::WrapUp { interaction, until: None };
        self.announce(agent);
        self.return_to_front(now, interaction);
    }

    // ── Bookkeeping ────────────────────────────────────────────────────────────────────────────────────────

    /// Back to ready after an offer that ended through no doing of the agent's; keeps his place in the row.
    fn free(&mut self, agent: AgentId) {
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.duty = Duty::Ready;
            self.join_ready(agent);
        }
    }

    fn join_ready(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent).filter(|seat| seat.may_be_offered()) else { return };
        for queue in &seat.queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.ready.insert((seat.ready_since, agent));
            }
        }
    }

    fn leave_ready(&mut self, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent) else { return };
        for queue in &seat.queues {
            if let Some(line) = self.lines.get_mut(queue) {
                line.ready.remove(&(seat.ready_since, agent));
            }
        }
    }

    fn announce(&mut self, agent: AgentId) {
        if let Some(seat) = self.seats.get(&agent) {
            self.outputs.push_back(Output::Status {
                agent,
                status: seat.duty.status(),
                interaction: seat.duty.interaction(),
                until: seat.duty.until(),
            });
        }
    }
}

fn explain(now: Timestamp, line: &Line, item: &Item) -> Decision {
    Decision {
        rule: Rule::LongestIdle,
        candidates: line
            .ready
            .iter()
            .take(NAMED_CANDIDATES)
            .map(|(ready_since, agent)| Candidate {
                agent: *agent,
                ready_since: *ready_since,
                resting: item.is_spared(*agent, now),
            })
            .collect(),
        ready: u32::try_from(line.ready.len()).unwrap_or(u32::MAX),
        waiting: u32::try_from(line.waiting.len()).unwrap_or(u32::MAX),
        waiting_since: item.rank.since,
    }
}

#[cfg(test)]
mod tests;
