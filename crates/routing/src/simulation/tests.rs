use domain::{id::QueueId, queue::QueueRule, routing_policy::RoutingPolicy};

use super::{
    plan::{Habits, Shift},
    random_day::random_day,
    *,
};
use crate::input::Serves;

/// Nothing is lost, nothing rings twice, nobody is stuck or idles beside somebody waiting, who comes first goes first,
/// nobody has more than he may, and the kept journal replays.
#[test]
fn no_day_breaks_a_promise_of_routing() {
    let mut served = 0;
    for seed in 0..500 {
        match Simulation::new(random_day(seed), seed).watched().run(seed) {
            Ok(report) => served += report.served(),
            Err(broken) => panic!("day {seed}, {}: {}", broken.at, broken.what),
        }
    }
    assert!(served > 2_000, "days on which hardly anybody is served prove little: {served}");
}

fn quiet_day(agents: u64, customers: u64, gap_ms: i64) -> Plan {
    let begin = Timestamp::UNIX_EPOCH;
    let queue = QueueId::sample(1);
    Plan {
        begin,
        policy: RoutingPolicy::DEFAULT,
        queues: vec![(queue, QueueRule::DEFAULT)],
        shifts: (1..=agents)
            .map(|n| Shift {
                agent: AgentId::sample(n),
                serves: vec![Serves::best(queue)],
                from: begin,
                to: time::after_ms(begin, 3_600_000),
            })
            .collect(),
        habits: Habits {
            answer_ms: (2_000, 2_001),
            declines_per_mille: 0,
            misses_per_mille: 0,
            loses_phone_per_mille: 0,
            phone_back_ms: 0,
        },
        absence_ms: 0,
        late_ms: 0,
        customers: (1..=customers)
            .map(|n| Customer {
                interaction: InteractionId::sample(n),
                queue,
                kind: Default::default(),
                priority: Default::default(),
                last_agent: None,
                at: time::after_ms(begin, 1_000 + n.cast_signed() * gap_ms),
                patience_ms: 30_000,
                talk_ms: 50_000,
                wrap_up_ms: 8_000,
                callback: None,
            })
            .collect(),
        changes: vec![],
    }
}

#[test]
fn with_hands_enough_everybody_waits_only_for_the_answer() {
    let report = Simulation::new(quiet_day(2, 40, 30_000), 1).run(1).unwrap();
    assert_eq!((report.served(), report.gave_up()), (40, 0));
    assert_eq!(report.waits_ms(), vec![2_000; 40]);
    assert_eq!((report.service_level(2), report.service_level(1)), (Some(1.0), Some(0.0)));
}

#[test]
fn with_too_few_the_impatient_give_up() {
    let report = Simulation::new(quiet_day(1, 40, 30_000), 1).run(1).unwrap();
    // One agent is kept for a minute by each, and every half a minute somebody new comes.
    assert!((15..=25).contains(&report.gave_up()), "{} gave up", report.gave_up());
    assert_eq!(report.served() + report.gave_up(), 40);
}

#[test]
fn the_same_seed_is_the_same_day() {
    let day = |seed| Simulation::new(random_day(3), seed).run(seed).unwrap().outcomes;
    assert_eq!(day(1), day(1));
}
