//! Who is waiting meets who is ready.

use domain::{
    away_reason::AwayReason,
    id::{AgentId, InteractionId},
    interaction::{InteractionKind, Priority},
    time,
};
use jiff::Timestamp;

use super::Router;
use crate::{
    deadline::Deadline,
    decision::Rule,
    dice,
    item::{Item, Place},
    line::Line,
    output::{OfferEnd, Output},
    seat::{Hold, HoldState, Listed, Stance},
};

impl Router {
    /// Offers what waits to the agent its queue prefers, if one may take it.
    pub(super) fn find_agent(&mut self, now: Timestamp, interaction: InteractionId) {
        let Some(item) = self.items.get(&interaction).filter(|it| it.place == Place::Waiting) else { return };
        let Some(line) = self.lines.get(&item.queue) else { return };
        if let Some((agent, rule)) = self.preferred(line, item) {
            self.offer(now, interaction, agent, rule);
        }
    }

    fn preferred(&self, line: &Line, item: &Item) -> Option<(AgentId, Rule)> {
        if let Some(last) = self.last_agent_ready(line, item) {
            return Some((last, Rule::LastAgent));
        }
        let mut agents = self.in_order(line, item);
        // Whoever is passed over rests from this very interaction, and those are few.
        let (_, agent) = agents.find(|(_, agent)| !item.is_spared(*agent, self.as_of))?;
        Some((agent, line.rule.distribution.into()))
    }

    /// Agents who may take the item by now, in the order of the queue's rule.
    pub(super) fn in_order<'r>(
        &self,
        line: &'r Line,
        item: &Item,
    ) -> impl Iterator<Item = (domain::skill_level::SkillLevel, AgentId)> + use<'r> {
        let begin = line.begin(dice::roll(self.seed, self.turn));
        line.ready.in_order(item.kind, line.open_to(0), line.open_to(item.step), begin)
    }

    fn last_agent_ready(&self, line: &Line, item: &Item) -> Option<AgentId> {
        let last = item.last_agent.filter(|_| line.rule.last_agent_first)?;
        let open_to = line.open_to(item.step);
        let may = |it: &Listed| it.queue == item.queue && it.kind == item.kind && it.level <= open_to;
        let listed = self.seats.get(&last)?.listed.iter().any(may);
        (listed && !item.is_spared(last, self.as_of)).then_some(last)
    }

    /// Offers the agent the first interaction, over all his queues, that he may take.
    pub(super) fn find_work(&mut self, now: Timestamp, agent: AgentId) {
        let Some(seat) = self.seats.get(&agent) else { return };
        let may =
            |it: InteractionId| self.items.get(&it).is_some_and(|item| !item.is_spared(agent, self.as_of));
        let best = seat
            .listed
            .iter()
            .filter_map(|listed| {
                let line = self.lines.get(&listed.queue).filter(|line| !line.waiting.is_empty())?;
                let first = line.waiting.first(listed.kind, line.behind(listed.level), may)?;
                Some((first, listed.queue))
            })
            .min();
        let Some(((_, interaction), queue)) = best else { return };
        let Some(line) = self.lines.get(&queue) else { return };
        let was_his = self.items.get(&interaction).is_some_and(|item| item.last_agent == Some(agent));
        let rule = if was_his && line.rule.last_agent_first {
            Rule::LastAgent
        } else {
            line.rule.distribution.into()
        };
        self.offer(now, interaction, agent, rule);
    }

    pub(super) fn offer(&mut self, now: Timestamp, interaction: InteractionId, agent: AgentId, rule: Rule) {
        let Some(item) = self.items.get(&interaction) else { return };
        let queue = item.queue;
        let Some(line) = self.lines.get(&queue) else { return };
        let decision = self.explain(now, line, item, agent, rule);
        self.take_from_line(interaction);
        self.turn += 1;
        let (Some(line), Some(item)) = (self.lines.get_mut(&queue), self.items.get_mut(&interaction)) else {
            return;
        };
        let kind = item.kind;
        line.last_offered = Some(agent);
        let until = time::after_ms(now, i64::from(line.rule.ring_seconds) * 1_000);
        let answered_at = self
            .policy
            .auto_answer_seconds
            // Only who is on the line is answered; to be called back is the agent's to begin (ACD-06).
            .filter(|_| {
                let is_on_the_line = item.priority != Priority::Callback;
                kind == InteractionKind::Call && is_on_the_line && !item.handed_over
            })
            .map(|seconds| time::after_ms(now, i64::from(seconds) * 1_000));
        item.place = Place::Ringing { agent, until, answered_at };
        self.deadlines.set(until, Deadline::RingOut(interaction));
        if let Some(at) = answered_at {
            self.deadlines.set(at, Deadline::AutoAnswer(interaction));
        }
        self.unlist(agent);
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.holds.insert(interaction, Hold { kind, state: HoldState::Ringing });
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
        let (queue, overflow_due) = (item.queue, item.overflow_due);
        item.place = Place::Waiting;
        let retry = time::after_ms(now, i64::from(self.policy.retry_seconds) * 1_000);
        item.resting.insert(agent, retry);
        self.deadlines.set(retry, Deadline::Retry(interaction));
        if let Some(line) = self.lines.get_mut(&queue) {
            line.waiting.insert(interaction, item);
        }
        self.outputs.push_back(Output::OfferEnded { interaction, agent, why });
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.holds.remove(&interaction);
            if why == OfferEnd::NoAnswer {
                seat.no_answers += 1;
                if seat.no_answers >= self.policy.no_answer_limit && seat.stance == Stance::Ready {
                    seat.stance = Stance::Away(AwayReason::NoAnswer);
                }
            }
            if why != OfferEnd::Unreachable {
                // Whoever let a call pass goes to the end of the row.
                seat.ready_since = now;
            }
        }
        self.list(agent);
        self.announce(agent);
        match overflow_due.filter(|due| *due <= now) {
            Some(due) => self.overflow(now, due, interaction),
            None => self.find_agent(now, interaction),
        }
        self.find_work(now, agent);
        // The agent may have been given other queues while it rang.
        self.let_go_if_unstaffed(queue);
    }

    /// Back to ready after an offer that ended through no doing of the agent's; keeps his place in the row.
    pub(super) fn free(&mut self, interaction: InteractionId, agent: AgentId) {
        if let Some(seat) = self.seats.get_mut(&agent) {
            seat.holds.remove(&interaction);
            self.list(agent);
        }
    }

    pub(super) fn take_from_line(&mut self, interaction: InteractionId) {
        if let Some(item) = self.items.get(&interaction)
            && let Some(line) = self.lines.get_mut(&item.queue)
        {
            line.waiting.remove(interaction, item);
        }
    }

    pub(super) fn rings_at(&self, interaction: InteractionId, agent: AgentId) -> bool {
        self.items
            .get(&interaction)
            .is_some_and(|it| matches!(it.place, Place::Ringing { agent: at, .. } if at == agent))
    }
}
