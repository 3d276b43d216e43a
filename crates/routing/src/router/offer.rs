//! Who is waiting meets who is ready.

use domain::{
    away_reason::AwayReason,
    id::{AgentId, InteractionId, QueueId},
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    decision::{Candidate, Decision, NAMED_CANDIDATES, Rule},
    line::{Item, Line, Place},
    output::{OfferEnd, Output},
    seat::Duty,
};

impl Router {
    /// Offers what waits in the queue, in order, to whoever is ready for it.
    pub(super) fn pair_up(&mut self, now: Timestamp, queue: QueueId) {
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
    pub(super) fn find_work(&mut self, now: Timestamp, agent: AgentId) {
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

    pub(super) fn offer(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId) {
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
    pub(super) fn end_offer(
        &mut self,
        now: Timestamp,
        interaction: InteractionId,
        agent: AgentId,
        why: OfferEnd,
    ) {
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
        // The agent may have been given other queues while it rang.
        self.let_go_if_unstaffed(queue);
    }

    pub(super) fn rings_at(&self, interaction: InteractionId, agent: AgentId) -> bool {
        self.items
            .get(&interaction)
            .is_some_and(|it| matches!(it.place, Place::Ringing { agent: at, .. } if at == agent))
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
