use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::journal;
use domain::{away_reason::AwayReason, queue::QueueRule, time};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}
fn agent(n: u64) -> AgentId {
    AgentId::sample(n)
}
fn call(n: u64) -> InteractionId {
    InteractionId::sample(n)
}
fn queue(n: u64) -> QueueId {
    QueueId::sample(n)
}

/// A morning told line by line: `"<second> <what happens>"`. Returns what routing did.
fn tell(story: &str) -> String {
    let mut router = Router::default();
    let mut seen = vec![];
    let mut handle = |router: &mut Router, second: i64, input: Input| {
        router.handle(at(second), input);
        while let Some(output) = router.poll_output() {
            seen.push(format!("{second:>3} {}", show(&output)));
        }
    };
    handle(&mut router, 0, Input::Reset(Policy::DEFAULT));
    for n in 1..=2 {
        handle(&mut router, 0, Input::SetQueue { queue: queue(n), rule: QueueRule::DEFAULT });
    }
    for line in story.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let second: i64 = words[0].parse().unwrap();
        while let Some(due) = router.poll_timeout().filter(|due| *due < at(second)) {
            handle(&mut router, due.as_second(), Input::Tick);
        }
        handle(&mut router, second, parse(&words[1..]));
    }
    seen.join("\n")
}

fn parse(words: &[&str]) -> Input {
    let n = |at: usize| words[at].trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().unwrap();
    match words[0] {
        "sign-in" => Input::SignIn {
            agent: agent(n(1)),
            queues: (2..words.len()).map(|it| queue(n(it))).collect(),
            status: Chosen::Ready,
        },
        "phone" => Input::Reachable { agent: agent(n(1)), reachable: words[2] == "up" },
        "sign-out" => Input::SignOut { agent: agent(n(1)) },
        "ready" => Input::Choose { agent: agent(n(1)), status: Chosen::Ready },
        "away" => Input::Choose { agent: agent(n(1)), status: Chosen::Away(AwayReason::Meal) },
        "book-ready" => Input::Book { agent: agent(n(1)), after: AfterCall::Then(Chosen::Ready) },
        "serves" => {
            Input::SetQueues { agent: agent(n(1)), queues: (2..words.len()).map(|it| queue(n(it))).collect() }
        }
        "written" => Input::WrittenUp { agent: agent(n(1)), then: Chosen::Ready },
        "call" => Input::Enqueue { interaction: call(n(1)), queue: queue(n(2)) },
        "answer" => Input::Answer { interaction: call(n(1)), agent: agent(n(2)) },
        "decline" => Input::Decline { interaction: call(n(1)), agent: agent(n(2)) },
        "leave" => Input::Leave { interaction: call(n(1)) },
        "finish" => Input::Finish { interaction: call(n(1)) },
        "remove" => Input::RemoveQueue { queue: queue(n(1)), overflow: words.get(2).map(|_| queue(n(2))) },
        "wait" => Input::Tick,
        other => unreachable!("{other}"),
    }
}

fn show(output: &Output) -> String {
    match output {
        Output::Offer { interaction, agent, decision, .. } => {
            let order: Vec<_> = decision
                .candidates
                .iter()
                .map(|it| format!("A{}{}", it.agent, if it.resting { " (resting)" } else { "" }))
                .collect();
            format!("offer C{interaction} to A{agent} out of {}", order.join(", "))
        }
        Output::OfferEnded { interaction, agent, why } => {
            format!("offer of C{interaction} to A{agent} ended: {why:?}")
        }
        Output::Connect { interaction, agent } => format!("connect C{interaction} with A{agent}"),
        Output::AgentLost { interaction, agent, .. } => {
            format!("A{agent} lost while talking with C{interaction}")
        }
        Output::Reconnect { interaction, agent } => format!("reconnect C{interaction} with A{agent}"),
        Output::Returned { interaction, queue } => {
            format!("C{interaction} returned to the front of Q{queue}")
        }
        Output::Homeless { interaction } => format!("C{interaction} has no queue"),
        Output::Unstaffed { interaction } => format!("C{interaction} has nobody left to wait for"),
        Output::Status { agent, status, until, .. } => {
            let until = until.map_or(String::new(), |until| format!(" until {}", until.as_second()));
            format!("A{agent} is {status:?}{until}")
        }
    }
}

#[test]
fn the_longest_idle_agent_gets_the_call_and_writes_it_up() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1
        8 answer C1 A1
        9 call C2 Q1
        10 answer C2 A2
        60 finish C1
        70 written A1
        90 finish C2
        151 wait
    "
    ));
}

#[test]
fn a_call_nobody_answers_goes_to_the_next_agent_and_the_absent_one_is_set_away() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1
        36 wait
        40 answer C1 A2
        41 call C2 Q1
        72 wait
    "
    ));
}

#[test]
fn a_declined_call_goes_on_and_comes_back_when_nobody_else_is_there() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        5 call C1 Q1
        7 decline C1 A1
        8 call C2 Q1
        9 answer C2 A1
        20 book-ready A1
        30 finish C2
        31 answer C1 A1
    "
    ));
}

#[test]
fn a_customer_whose_agent_is_lost_goes_to_the_front_after_the_grace() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1
        6 answer C1 A1
        7 call C2 Q1
        8 answer C2 A2
        10 call C3 Q1
        20 phone A1 down
        25 phone A1 up
        30 phone A1 down
        41 wait
        50 finish C2
        51 written A2
    "
    ));
}

#[test]
fn a_caller_who_leaves_while_it_rings_costs_the_agent_nothing() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1
        7 leave C1
        9 call C2 Q1
    "
    ));
}

#[test]
fn an_agent_of_two_queues_takes_whoever_waited_longest() {
    insta::assert_snapshot!(tell(
        "
        1 call C1 Q2
        2 call C2 Q1
        3 sign-in A1 Q1 Q2
        4 phone A1 up
        5 answer C1 A1
        6 finish C1
        7 written A1
    "
    ));
}

#[test]
fn a_removed_queue_hands_its_callers_on_or_back_to_the_scenario() {
    insta::assert_snapshot!(tell(
        "
        1 call C1 Q1
        2 call C2 Q1
        3 remove Q1 Q2
        4 sign-in A1 Q2
        4 phone A1 up
        5 remove Q2
        6 call C3 Q9
    "
    ));
}

#[test]
fn signing_out_on_a_call_gives_the_customer_to_a_colleague() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 call C1 Q1
        3 answer C1 A1
        4 sign-in A2 Q1
        4 phone A2 up
        5 sign-out A1
    "
    ));
}

#[test]
fn callers_wait_for_an_agent_on_a_break_but_not_for_one_who_went_home() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1 Q2
        1 phone A1 up
        1 sign-in A2 Q2
        2 away A1
        3 call C1 Q1
        4 call C2 Q2
        5 call C3 Q1
        6 sign-out A1
    "
    ));
}

#[test]
fn callers_of_a_queue_whose_last_agent_is_given_another_wait_for_nobody() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 call C1 Q1
        3 answer C1 A1
        4 call C2 Q1
        5 serves A1 Q2
        6 sign-out A1
    "
    ));
}

#[test]
fn a_call_that_rings_on_after_its_agent_was_given_another_queue_waits_for_nobody_once_declined() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 call C1 Q1
        3 serves A1 Q2
        4 decline C1 A1
    "
    ));
}

// ── Properties over random mornings ──────────────────────────────────────────────────────────────────────────

fn any_input() -> impl Strategy<Value = Input> {
    let agents = || (1u64..6).prop_map(agent);
    let calls = || (1u64..14).prop_map(call);
    let queues = || (1u64..4).prop_map(queue);
    prop_oneof![
        2 => (agents(), prop::collection::vec(queues(), 1..3))
            .prop_map(|(agent, queues)| Input::SignIn { agent, queues, status: Chosen::Ready }),
        1 => agents().prop_map(|agent| Input::SignOut { agent }),
        4 => (agents(), any::<bool>()).prop_map(|(agent, up)| Input::Reachable { agent, reachable: up }),
        3 => agents().prop_map(|agent| Input::Choose { agent, status: Chosen::Ready }),
        1 => agents().prop_map(|agent| Input::Choose { agent, status: Chosen::Away(AwayReason::Break) }),
        1 => agents().prop_map(|agent| Input::Book { agent, after: AfterCall::Then(Chosen::Ready) }),
        2 => agents().prop_map(|agent| Input::WrittenUp { agent, then: Chosen::Ready }),
        6 => (calls(), queues()).prop_map(|(interaction, queue)| Input::Enqueue { interaction, queue }),
        5 => (calls(), agents()).prop_map(|(interaction, agent)| Input::Answer { interaction, agent }),
        1 => (calls(), agents()).prop_map(|(interaction, agent)| Input::Decline { interaction, agent }),
        2 => calls().prop_map(|interaction| Input::Leave { interaction }),
        3 => calls().prop_map(|interaction| Input::Finish { interaction }),
        1 => (agents(), prop::collection::vec(queues(), 1..3))
            .prop_map(|(agent, queues)| Input::SetQueues { agent, queues }),
        1 => Just(Input::Tick),
    ]
}

fn any_morning() -> impl Strategy<Value = Vec<(u32, Input)>> {
    prop::collection::vec((0u32..12_000, any_input()), 0..200)
}

/// Runs a morning at millisecond steps, deadlines included, and hands each entry to `look`.
fn run(
    morning: Vec<(u32, Input)>,
    mut look: impl FnMut(&Router, &journal::Entry) -> Result<(), TestCaseError>,
) -> Result<Vec<journal::Entry>, TestCaseError> {
    let mut router = Router::default();
    let mut now = at(0);
    let mut entries = vec![];
    let mut step = |router: &mut Router, now: Timestamp, input: Input| {
        let entry = journal::record(router, now, input);
        look(router, &entry)?;
        entries.push(entry);
        Ok::<(), TestCaseError>(())
    };
    step(&mut router, now, Input::Reset(Policy::DEFAULT))?;
    for n in 1..=3 {
        step(&mut router, now, Input::SetQueue { queue: queue(n), rule: QueueRule::DEFAULT })?;
    }
    for (gap, input) in morning {
        let next = time::after_ms(now, i64::from(gap));
        while let Some(due) = router.poll_timeout().filter(|due| *due < next) {
            step(&mut router, due, Input::Tick)?;
        }
        now = next;
        step(&mut router, now, input)?;
    }
    Ok(entries)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Nothing is lost, nothing rings twice, nobody is stuck reserved, and no ready agent idles beside a caller.
    #[test]
    fn no_morning_breaks_a_promise_of_routing(morning in any_morning()) {
        let mut held: BTreeMap<AgentId, InteractionId> = BTreeMap::new();
        run(morning, |router, entry| {
            if let Input::Leave { interaction } | Input::Finish { interaction } = &entry.input {
                held.retain(|_, it| it != interaction);
            }
            for output in &entry.outputs {
                match output {
                    Output::Offer { agent, interaction, .. } => {
                        prop_assert!(held.values().all(|it| it != interaction), "C{} rings twice", interaction);
                        prop_assert_eq!(held.insert(*agent, *interaction), None, "A{} got two", agent);
                    }
                    Output::OfferEnded { agent, interaction, why } if !matches!(why, OfferEnd::Answered | OfferEnd::Abandoned) => {
                        prop_assert_eq!(held.remove(agent), Some(*interaction));
                    }
                    Output::Returned { interaction, .. } => {
                        let before = held.len();
                        held.retain(|_, it| it != interaction);
                        prop_assert_eq!(held.len() + 1, before);
                    }
                    Output::OfferEnded { .. } | Output::Connect { .. } | Output::AgentLost { .. }
                    | Output::Reconnect { .. } | Output::Homeless { .. } | Output::Unstaffed { .. } | Output::Status { .. } => {}
                }
            }
            for (id, item) in &router.items {
                let waits = router.lines[&item.queue].waiting.contains(&(item.rank, *id));
                prop_assert_eq!(waits, item.place == Place::Waiting, "C{} is neither waiting nor served", id);
                if let Place::Ringing { agent, .. } | Place::Talking { agent } = item.place {
                    prop_assert_eq!(router.seats.get(&agent).and_then(|seat| seat.duty.interaction()), Some(*id));
                }
            }
            for (id, seat) in &router.seats {
                if let Duty::Ringing { interaction } | Duty::Talking { interaction } | Duty::Lost { interaction, .. } = seat.duty {
                    prop_assert!(router.items.contains_key(&interaction), "A{} is stuck with C{}", id, interaction);
                }
                for (queue, line) in &router.lines {
                    let listed = line.ready.contains(&(seat.ready_since, *id));
                    prop_assert_eq!(listed, seat.may_be_offered() && seat.queues.contains(queue));
                }
                if seat.may_be_offered() {
                    for queue in &seat.queues {
                        let idle_beside = router.lines[queue].waiting.iter().any(|(_, it)| !router.items[it].is_spared(*id, entry.at));
                        prop_assert!(!idle_beside, "A{} is ready while somebody waits in Q{}", id, queue);
                    }
                }
            }
            for line in router.lines.values() {
                for (_, agent) in &line.ready {
                    prop_assert!(router.seats.contains_key(agent), "A{} is gone but listed", agent);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_stored_morning_replays_bit_for_bit(morning in any_morning()) {
        let entries = run(morning, |_, _| Ok(()))?;
        let stored = serde_json::to_string(&entries).unwrap();
        let read: Vec<journal::Entry> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(journal::replay(&read), None);
    }
}
