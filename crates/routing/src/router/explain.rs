//! The reasons of a decision, gathered while they are still true.

use domain::{id::AgentId, skill_level::SkillLevel};
use jiff::Timestamp;

use super::Router;
use crate::{
    decision::{Candidate, Decision, NAMED_CANDIDATES, PassedOver, Rule},
    item::Item,
    line::Line,
    ready::Turn,
};

impl Router {
    pub(super) fn explain(
        &self,
        now: Timestamp,
        line: &Line,
        item: &Item,
        chosen: AgentId,
        rule: Rule,
    ) -> Decision {
        let mut candidates: Vec<Candidate> = self
            .in_order(line, item)
            .take(NAMED_CANDIDATES)
            .map(|(_, agent)| {
                let passed_over = match agent == chosen {
                    true => None,
                    false if item.is_spared(agent, self.as_of) => Some(PassedOver::Resting),
                    false => Some(PassedOver::Order),
                };
                self.candidate(now, item, agent, passed_over)
            })
            .collect();
        if candidates.iter().all(|it| it.agent != chosen) {
            candidates.truncate(NAMED_CANDIDATES - 1);
            candidates.push(self.candidate(now, item, chosen, None));
        }
        let open_to = line.open_to(item.step);
        if let Ok(closed) = SkillLevel::new(open_to.get() + 1) {
            let rest = line.ready.in_order(item.kind, closed, SkillLevel::LEAST, Turn::FIRST);
            let room = NAMED_CANDIDATES - candidates.len();
            candidates.extend(
                rest.take(room).map(|(_, agent)| self.candidate(now, item, agent, Some(PassedOver::Level))),
            );
        }
        Decision {
            rule,
            candidates,
            ready: u32::try_from(line.ready.len(item.kind)).unwrap_or(u32::MAX),
            waiting: u32::try_from(line.waiting.len()).unwrap_or(u32::MAX),
            waiting_since: item.since,
            priority: item.priority,
            last_agent: item.last_agent.filter(|_| line.rule.last_agent_first),
            overflowed_from: item.visited.last().copied(),
            open_to: (line.rule.widen_after_seconds > 0).then_some(open_to),
        }
    }

    fn candidate(
        &self,
        now: Timestamp,
        item: &Item,
        agent: AgentId,
        passed_over: Option<PassedOver>,
    ) -> Candidate {
        let seat = self.seats.get(&agent);
        Candidate {
            agent,
            ready_since: seat.map_or(now, |it| it.ready_since),
            level: seat.and_then(|it| it.queues.get(&item.queue).copied()).unwrap_or_default(),
            handled: self.handled_today(now, agent),
            passed_over,
        }
    }
}
