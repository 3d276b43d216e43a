mod rules;

use super::*;
use crate::input::{Newcomer, Serves, Start};
use domain::{away_reason::AwayReason, interaction::Priority, queue::QueueRule, skill_level::SkillLevel};

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
    tell_with(RoutingPolicy::DEFAULT, [QueueRule::DEFAULT; 2], story)
}

fn tell_with(policy: RoutingPolicy, rules: [QueueRule; 2], story: &str) -> String {
    let mut router = Router::default();
    let mut seen = vec![];
    let mut handle = |router: &mut Router, second: i64, input: Input| {
        router.handle(at(second), input);
        while let Some(output) = router.poll_output() {
            seen.push(format!("{second:>3} {}", show(&output)));
        }
        assert_eq!(router.broken_promise(at(second)), None, "at {second}");
    };
    handle(&mut router, 0, Input::Reset(Start::new(policy, 7)));
    for (n, rule) in (1..).zip(rules) {
        handle(&mut router, 0, Input::SetQueue { queue: queue(n), rule });
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
            queues: words[2..].iter().map(|it| serves(it)).collect(),
            status: None,
        },
        "phone" => Input::Reachable { agent: agent(n(1)), reachable: words[2] == "up" },
        "sign-out" => Input::SignOut { agent: agent(n(1)) },
        "ready" => Input::Choose { agent: agent(n(1)), status: Chosen::Ready },
        "away" => Input::Choose { agent: agent(n(1)), status: Chosen::Away(AwayReason::Meal) },
        "book-ready" => Input::Book { agent: agent(n(1)), after: AfterCall::Then(Chosen::Ready) },
        "serves" => {
            Input::SetQueues { agent: agent(n(1)), queues: words[2..].iter().map(|it| serves(it)).collect() }
        }
        "written" => Input::WrittenUp { agent: agent(n(1)), then: Chosen::Ready },
        "call" | "vip" | "chat" | "handed" => {
            let last_agent =
                words.iter().find_map(|it| it.strip_prefix("last-A")).map(|it| it.parse().unwrap());
            Input::Enqueue(Newcomer {
                priority: if words[0] == "vip" { Priority::Vip } else { Priority::Normal },
                kind: if words[0] == "chat" { InteractionKind::Chat } else { InteractionKind::Call },
                last_agent: last_agent.map(agent),
                handed_over: words[0] == "handed",
                ..Newcomer::call(call(n(1)), queue(n(2)))
            })
        }
        "pull" => Input::Pull { interaction: call(n(1)), agent: agent(n(2)) },
        "replace" => Input::Replace { interaction: call(n(1)), by: call(n(2)) },
        "known-vip" => {
            Input::Prioritise { interaction: call(n(1)), priority: Priority::Vip, last_agent: None }
        }
        "answer" => Input::Answer { interaction: call(n(1)), agent: agent(n(2)) },
        "decline" => Input::Decline { interaction: call(n(1)), agent: agent(n(2)) },
        "leave" => Input::Leave { interaction: call(n(1)) },
        "finish" => Input::Finish { interaction: call(n(1)) },
        "remove" => Input::RemoveQueue { queue: queue(n(1)), overflow: words.get(2).map(|_| queue(n(2))) },
        "wait" => Input::Tick,
        other => unreachable!("{other}"),
    }
}

/// `Q1`, or `Q1/3` for level 3.
fn serves(word: &str) -> Serves {
    let (name, level) = word.split_once('/').unwrap_or((word, "1"));
    let level = SkillLevel::new(level.parse().unwrap()).unwrap();
    Serves { queue: queue(name[1..].parse().unwrap()), level }
}

fn show(output: &Output) -> String {
    match output {
        Output::Offer { interaction, agent, decision, .. } => {
            let order: Vec<_> = decision
                .candidates
                .iter()
                .map(|it| {
                    let why = it.passed_over.map_or(String::new(), |why| format!(" ({why:?})"));
                    format!("A{}{why}", it.agent)
                })
                .collect();
            let rule = decision.rule;
            format!("offer C{interaction} to A{agent} by {rule:?} out of {}", order.join(", "))
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
        Output::Overflowed { interaction, from, to } => format!("C{interaction} overflowed Q{from} to Q{to}"),
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
