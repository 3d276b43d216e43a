//! A day at the demo company: when calls come, what becomes of them, and what its agents did meanwhile.

use std::collections::HashMap;

use domain::{
    agent_status::{AgentStatus, StatusSpan},
    away_reason::AwayReason,
    end_reason::EndReason,
    id::{AgentId, InteractionId, StatusSpanId},
    time,
};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
};
use rand::{RngExt, rngs::StdRng};

use crate::demo::people::Floor;

/// Calls per hour of the day. The demo is open around the clock; lunch and nights are quiet.
const BY_HOUR: [u32; 24] = [3, 2, 1, 1, 1, 1, 2, 3, 6, 11, 15, 16, 10, 7, 14, 17, 13, 9, 7, 6, 7, 6, 5, 4];
const WRAP_UP_MS: i64 = 40_000;

pub struct Planned {
    pub at: Timestamp,
    /// Index of the customer; `None` withholds the number or is not known.
    pub person: Option<usize>,
    pub by_web: bool,
    pub ivr_ms: i64,
    pub menu_path: &'static [&'static str],
    pub queue: Option<usize>,
    pub result: Result,
}

pub enum Result {
    SelfServed { reason: EndReason },
    Answered { agent: AgentId, wait_ms: i64, talk_ms: i64, by_agent: bool },
    Abandoned { wait_ms: i64 },
    Callback { wait_ms: i64, closed: bool },
}

impl Planned {
    pub fn length_ms(&self) -> i64 {
        self.ivr_ms
            + match self.result {
                Result::SelfServed { .. } => 0,
                Result::Answered { wait_ms, talk_ms, .. } => wait_ms + talk_ms,
                Result::Abandoned { wait_ms } | Result::Callback { wait_ms, .. } => wait_ms,
            }
    }
}

/// The queue of wholesale orders, by its place among the demo's groups.
const WHOLESALE: usize = 3;

/// Path, queue, and how many of a hundred calls go there.
const PATHS: [(&[&str], Option<usize>, u32); 6] = [
    (&["배송·교환", "교환·반품"], Some(0), 34),
    (&["배송·교환", "배송지 변경"], Some(0), 12),
    (&["결제·환불"], Some(1), 20),
    (&["상담사 바로 연결"], Some(2), 22),
    (&["배송 조회"], None, 9),
    (&[], None, 3),
];

/// Calls of a day in the order they came. Agents talk to one customer at a time.
pub fn plan(dice: &mut StdRng, day: Date, floor: &Floor, people: usize) -> Vec<Planned> {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let start = time::day_start(day);
    let mut arrivals: Vec<Timestamp> = vec![];
    for (hour, calls) in (0..).zip(BY_HOUR) {
        let calls = if weekend { calls.div_ceil(3) } else { calls };
        for _ in 0..dice.random_range(calls * 4 / 5..=calls * 6 / 5) {
            arrivals.push(time::after_ms(start, hour * 3_600_000 + dice.random_range(0..3_600_000)));
        }
    }
    arrivals.sort_unstable();
    let mut free_at: HashMap<AgentId, Timestamp> = HashMap::new();
    arrivals.into_iter().map(|at| call(dice, at, floor, people, &mut free_at)).collect()
}

fn call(
    dice: &mut StdRng,
    at: Timestamp,
    floor: &Floor,
    people: usize,
    free_at: &mut HashMap<AgentId, Timestamp>,
) -> Planned {
    let (menu_path, queue) = choose_path(dice);
    let by_web = dice.random_bool(0.08);
    let person = dice.random_bool(0.85).then(|| dice.random_range(0..people));
    let ivr_ms = dice.random_range(8_000..22_000);
    let Some(queue) = queue else {
        let reason = if menu_path.is_empty() { EndReason::LeftInIvr } else { EndReason::ScenarioEnded };
        return Planned {
            at,
            person,
            by_web,
            ivr_ms,
            menu_path,
            queue: None,
            result: Result::SelfServed { reason },
        };
    };
    let queued_at = time::after_ms(at, ivr_ms);
    let result = served(dice, queued_at, floor, queue, free_at, person.is_some() && !by_web);
    // Callbacks ring at whoever serves their queue. Those still open are the wholesale desk's, which nobody serves, so
    // that a newcomer who signs in first meets a call.
    let (menu_path, queue): (&'static [&'static str], _) = match result {
        Result::Callback { closed: false, .. } => (&["상담사 바로 연결"], WHOLESALE),
        _ => (menu_path, queue),
    };
    Planned { at, person, by_web, ivr_ms, menu_path, queue: Some(queue), result }
}

fn choose_path(dice: &mut StdRng) -> (&'static [&'static str], Option<usize>) {
    let mut point = dice.random_range(0..100);
    for (path, queue, share) in PATHS {
        if point < share {
            return (path, queue);
        }
        point -= share;
    }
    (&[], None)
}

/// Whoever serves the queue and is free first takes the call, if the customer waits that long.
fn served(
    dice: &mut StdRng,
    queued_at: Timestamp,
    floor: &Floor,
    queue: usize,
    free_at: &mut HashMap<AgentId, Timestamp>,
    known: bool,
) -> Result {
    let patience_ms = dice.random_range(25_000..200_000);
    let first = floor
        .agents
        .iter()
        .filter(|(_, queues)| queues.contains(&queue))
        .map(|(agent, _)| (free_at.get(agent).copied().unwrap_or(queued_at).max(queued_at), *agent))
        .min();
    let Some((free, agent)) = first else { return Result::Abandoned { wait_ms: patience_ms } };
    let wait_ms = time::elapsed_ms(queued_at, free) + dice.random_range(2_500..9_000);
    if wait_ms > patience_ms {
        return if known && dice.random_bool(0.35) {
            Result::Callback { wait_ms: patience_ms, closed: dice.random_bool(0.85) }
        } else {
            Result::Abandoned { wait_ms: patience_ms }
        };
    }
    // Most talks are short, some are long.
    let talk_ms = 40_000 + (dice.random_range(0.0_f64..1.0).powi(3) * 420_000.0) as i64;
    let ended_at = time::after_ms(queued_at, wait_ms + talk_ms);
    free_at.insert(agent, time::after_ms(ended_at, WRAP_UP_MS));
    Result::Answered { agent, wait_ms, talk_ms, by_agent: dice.random_bool(0.25) }
}

/// What agents did on the days of these calls: ready, busy, writing up, at lunch.
pub fn status_spans(plans: &[Planned], floor: &Floor) -> Vec<StatusSpan> {
    let mut spans = vec![];
    for (agent, _) in &floor.agents {
        let mut talks: Vec<(Timestamp, Timestamp)> = plans
            .iter()
            .filter_map(|it| match it.result {
                Result::Answered { agent: by, wait_ms, talk_ms, .. } if by == *agent => {
                    let from = time::after_ms(it.at, it.ivr_ms + wait_ms);
                    Some((from, time::after_ms(from, talk_ms)))
                }
                _ => None,
            })
            .collect();
        talks.sort_unstable();
        let mut days: HashMap<Date, Vec<(Timestamp, Timestamp)>> = HashMap::new();
        for talk in talks {
            days.entry(time::local(talk.0).date()).or_default().push(talk);
        }
        for (day, talks) in days {
            spans.extend(day_of(*agent, day, &talks));
        }
    }
    spans
}

/// A shift from a little before the first talk to a little after the last.
fn day_of(agent: AgentId, day: Date, talks: &[(Timestamp, Timestamp)]) -> Vec<StatusSpan> {
    let Some((first, _)) = talks.first() else { return vec![] };
    let mut spans = vec![];
    let mut add = |from: Timestamp, to: Timestamp, status: AgentStatus| {
        if from < to {
            spans.push(StatusSpan {
                id: StatusSpanId::new(center::ids::fresh()),
                agent,
                status,
                interaction: None::<InteractionId>,
                started_at: from,
                ended_at: Some(to),
            });
        }
    };
    let lunch = time::after_ms(time::day_start(day), 12 * 3_600_000 + 1_800_000);
    let mut at = time::after_ms(*first, -300_000);
    for (from, to) in talks {
        if at <= lunch && lunch < *from {
            add(at, lunch, AgentStatus::Ready);
            let back = time::after_ms(lunch, 3_600_000).min(*from);
            add(lunch, back, AgentStatus::Away(AwayReason::Meal));
            at = back;
        }
        add(at, *from, AgentStatus::Ready);
        add((*from).max(at), *to, AgentStatus::Busy);
        let written = time::after_ms(*to, WRAP_UP_MS);
        add(*to, written, AgentStatus::WrapUp);
        at = written;
    }
    spans
}
