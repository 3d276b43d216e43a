//! A day as its rows tell it, and the plan of a simulation made from it.

use std::collections::BTreeMap;

use center::floor::settings::Settings;
use domain::{
    agent_status::{AgentStatus, StatusSpan},
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::QueueRule,
    queue_visit::{QueueVisit, VisitOutcome},
    skill_level::SkillLevel,
    time,
};
use jiff::Timestamp;
use routing::{
    dice::Dice,
    input::Serves,
    simulation::plan::{Customer, Habits, Plan, Shift},
};

use super::changes::Changes;

/// Whoever is more patient than anybody who gave up waits this long.
const LONGEST_PATIENCE_MS: i64 = 3_600_000;
/// When nobody was answered: what a talk and its write-up may take.
const USUAL_TALK_MS: i64 = 180_000;
/// Agents stay a little after the last call.
const CLOSING_MS: i64 = 1_800_000;

pub struct PastDay {
    begin: Timestamp,
    settings: Settings,
    /// One for each customer who waited, in the order of arrival.
    pub calls: Vec<Call>,
    pub shifts: Vec<Shift>,
    talks_ms: Vec<i64>,
    wrap_ups_ms: Vec<i64>,
    /// How long those waited who gave up, shortest first.
    patience_ms: Vec<i64>,
    /// The commonest promise of the queues.
    pub service_level_seconds: u32,
}

/// All stays of one customer in queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    pub interaction: InteractionId,
    pub queue: QueueId,
    pub at: Timestamp,
    pub waited_ms: i64,
    pub talk_ms: Option<i64>,
    pub wrap_up_ms: Option<i64>,
    pub gave_up: bool,
}

impl PastDay {
    pub fn new(begin: Timestamp, settings: Settings, visits: &[QueueVisit], spans: &[StatusSpan]) -> Self {
        let wrap_ups = wrap_ups(spans);
        let calls = calls(visits, &wrap_ups);
        let mut patience_ms: Vec<i64> = calls.iter().filter(|it| it.gave_up).map(|it| it.waited_ms).collect();
        patience_ms.sort_unstable();
        let mut promises = BTreeMap::<u32, usize>::new();
        for call in &calls {
            *promises.entry(settings.rule(call.queue).service_level_seconds).or_default() += 1;
        }
        let commonest = promises.into_iter().max_by_key(|(_, count)| *count).map(|(seconds, _)| seconds);
        Self {
            begin,
            shifts: shifts(&settings, spans),
            talks_ms: calls.iter().filter_map(|it| it.talk_ms).collect(),
            wrap_ups_ms: wrap_ups.into_values().collect(),
            patience_ms,
            service_level_seconds: commonest.unwrap_or(QueueRule::DEFAULT.service_level_seconds),
            calls,
            settings,
        }
    }

    pub fn answered(&self) -> usize {
        self.calls.iter().filter(|it| it.talk_ms.is_some()).count()
    }

    pub fn gave_up(&self) -> usize {
        self.calls.iter().filter(|it| it.gave_up).count()
    }

    pub fn answered_within(&self, seconds: u32) -> usize {
        self.waits_ms().into_iter().filter(|wait| *wait <= i64::from(seconds) * 1_000).count()
    }

    /// Waits of those who were answered, shortest first.
    pub fn waits_ms(&self) -> Vec<i64> {
        let mut waits: Vec<i64> =
            self.calls.iter().filter(|it| it.talk_ms.is_some()).map(|it| it.waited_ms).collect();
        waits.sort_unstable();
        waits
    }

    /// What the rows do not tell is drawn with the seed.
    pub fn plan(&self, changes: &Changes, seed: u64) -> Plan {
        let mut dice = Dice::new(seed);
        let mut policy = self.settings.policy;
        policy.auto_answer_seconds = changes.auto_answer_seconds.or(policy.auto_answer_seconds);
        policy.no_answer_limit = changes.no_answer_limit.unwrap_or(policy.no_answer_limit);
        let changed = |rule: QueueRule| QueueRule {
            ring_seconds: changes.ring_seconds.unwrap_or(rule.ring_seconds),
            wrap_up_seconds: changes.wrap_up_seconds.unwrap_or(rule.wrap_up_seconds),
            ..rule
        };
        Plan {
            begin: self.begin,
            policy,
            queues: self.settings.queues.iter().map(|(id, card)| (*id, changed(card.rule))).collect(),
            shifts: changes.agents.map_or_else(|| self.shifts.clone(), |count| self.hired(count)),
            habits: Habits {
                answer_ms: (2_000, 8_000),
                declines_per_mille: 0,
                misses_per_mille: 0,
                loses_phone_per_mille: 0,
                phone_back_ms: 0,
            },
            absence_ms: 60_000,
            late_ms: 0,
            customers: self.calls.iter().map(|call| self.customer(call, &mut dice)).collect(),
            changes: vec![],
        }
    }

    fn customer(&self, call: &Call, dice: &mut Dice) -> Customer {
        let longer = self.patience_ms.partition_point(|it| *it <= call.waited_ms);
        let drawn = dice.pick(&self.patience_ms[longer..]).copied().unwrap_or(LONGEST_PATIENCE_MS);
        let talk = dice.pick(&self.talks_ms).copied().unwrap_or(USUAL_TALK_MS);
        let wrap_up = dice.pick(&self.wrap_ups_ms).copied().unwrap_or(0);
        Customer {
            interaction: call.interaction,
            queue: call.queue,
            kind: InteractionKind::Call,
            priority: Priority::Normal,
            last_agent: None,
            at: call.at,
            patience_ms: if call.gave_up { call.waited_ms } else { drawn },
            talk_ms: call.talk_ms.unwrap_or(talk),
            wrap_up_ms: call.wrap_up_ms.unwrap_or(wrap_up),
            callback: None,
        }
    }

    /// So many agents who serve every queue, from the first call to a little after the last.
    fn hired(&self, count: u64) -> Vec<Shift> {
        let from = self.calls.first().map_or(self.begin, |it| it.at);
        let last = self.calls.iter().map(|it| it.at).max().unwrap_or(self.begin);
        let serves: Vec<_> = self.settings.queues.keys().map(|queue| Serves::best(*queue)).collect();
        (1..=count)
            .map(|n| Shift {
                agent: AgentId::sample(n),
                serves: serves.clone(),
                from,
                to: time::after_ms(last, CLOSING_MS),
            })
            .collect()
    }
}

fn calls(visits: &[QueueVisit], wrap_ups: &BTreeMap<InteractionId, i64>) -> Vec<Call> {
    let mut calls: Vec<Call> = vec![];
    let mut known = BTreeMap::new();
    for visit in visits {
        let index = *known.entry(visit.interaction).or_insert_with(|| {
            calls.push(Call {
                interaction: visit.interaction,
                queue: visit.queue,
                at: visit.entered_at,
                waited_ms: 0,
                talk_ms: None,
                wrap_up_ms: wrap_ups.get(&visit.interaction).copied(),
                gave_up: false,
            });
            calls.len() - 1
        });
        let call = &mut calls[index];
        // Whoever came back after a lost agent has waited enough for one day.
        if call.talk_ms.is_none() {
            call.waited_ms += visit.left_at.map_or(0, |left| time::elapsed_ms(visit.entered_at, left));
        }
        match visit.outcome {
            Some(VisitOutcome::Answered) => *call.talk_ms.get_or_insert(0) += visit.talk_ms,
            Some(VisitOutcome::Abandoned | VisitOutcome::CallbackRequested | VisitOutcome::WaitLimit) => {
                call.gave_up = call.talk_ms.is_none();
            }
            Some(VisitOutcome::Overflowed | VisitOutcome::Failed) | None => {}
        }
    }
    calls
}

fn wrap_ups(spans: &[StatusSpan]) -> BTreeMap<InteractionId, i64> {
    let written = spans.iter().filter(|it| it.status == AgentStatus::WrapUp);
    written.filter_map(|it| Some((it.interaction?, time::elapsed_ms(it.started_at, it.ended_at?)))).collect()
}

/// From the first to the last moment each was signed in.
fn shifts(settings: &Settings, spans: &[StatusSpan]) -> Vec<Shift> {
    let mut seen = BTreeMap::<AgentId, (Timestamp, Timestamp)>::new();
    for span in spans {
        let end = span.ended_at.unwrap_or(span.started_at);
        let (_, to) = seen.entry(span.agent).or_insert((span.started_at, end));
        *to = (*to).max(end);
    }
    let known = seen.into_iter().filter_map(|(agent, (from, to))| {
        let serves = settings.queues_of(agent);
        // Whoever has left the company since serves no queue any more, but did then.
        let all = || settings.queues.keys().map(|queue| Serves { queue: *queue, level: SkillLevel::BEST });
        let serves = if serves.is_empty() { all().collect() } else { serves };
        (from < to).then_some(Shift { agent, serves, from, to })
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use center::floor::settings::QueueCard;
    use domain::id::{QueueVisitId, StatusSpanId};
    use routing::simulation::Simulation;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn visit(n: u64, from: i64, to: i64, outcome: VisitOutcome, talk_s: i64) -> QueueVisit {
        QueueVisit {
            id: QueueVisitId::sample(n),
            interaction: InteractionId::sample(n),
            queue: QueueId::sample(1),
            entered_at: at(from),
            left_at: Some(at(to)),
            outcome: Some(outcome),
            agent: None,
            offers: 1,
            declines: 0,
            no_answers: 0,
            talk_ms: talk_s * 1_000,
        }
    }

    fn span(n: u64, status: AgentStatus, from: i64, to: i64) -> StatusSpan {
        StatusSpan {
            id: StatusSpanId::sample(n),
            agent: AgentId::sample(1),
            status,
            interaction: (status == AgentStatus::WrapUp).then(|| InteractionId::sample(1)),
            started_at: at(from),
            ended_at: Some(at(to)),
        }
    }

    fn busy_day() -> PastDay {
        let card = QueueCard { name: "배송".to_owned(), rule: QueueRule::DEFAULT };
        let settings =
            Settings { queues: BTreeMap::from([(QueueId::sample(1), card)]), ..Settings::default() };
        let mut visits = vec![visit(1, 100, 110, VisitOutcome::Answered, 300)];
        for n in 2..40_u64 {
            let from = 100 + n.cast_signed() * 20;
            visits.push(visit(n, from, from + 40, VisitOutcome::Abandoned, 0));
        }
        let spans = [span(1, AgentStatus::Ready, 0, 110), span(2, AgentStatus::WrapUp, 410, 440)];
        PastDay::new(at(0), settings, &visits, &spans)
    }

    #[test]
    fn a_day_is_read_from_its_rows() {
        let day = busy_day();
        assert_eq!((day.calls.len(), day.answered(), day.gave_up()), (39, 1, 38));
        assert_eq!((day.waits_ms(), day.answered_within(20)), (vec![10_000], 1));
        assert_eq!((day.calls[0].talk_ms, day.calls[0].wrap_up_ms), (Some(300_000), Some(30_000)));
        assert_eq!((day.shifts[0].from, day.shifts[0].to), (at(0), at(440)));
    }

    #[test]
    fn stays_in_several_queues_are_one_customer() {
        let second =
            QueueVisit { queue: QueueId::sample(2), ..visit(1, 130, 150, VisitOutcome::Answered, 60) };
        let calls = calls(&[visit(1, 100, 130, VisitOutcome::Overflowed, 0), second], &BTreeMap::new());
        assert_eq!(calls.len(), 1);
        assert_eq!(
            (calls[0].queue, calls[0].waited_ms, calls[0].talk_ms),
            (QueueId::sample(1), 50_000, Some(60_000))
        );
    }

    #[test]
    fn more_agents_serve_more_of_the_same_customers() {
        let day = busy_day();
        let served = |agents| {
            let changes = Changes { agents: Some(agents), ..Changes::default() };
            Simulation::new(day.plan(&changes, 1), 1).run(1).unwrap().served()
        };
        assert!(served(2) < served(10), "{} and {}", served(2), served(10));
        assert_eq!(served(40), 39);
    }
}
