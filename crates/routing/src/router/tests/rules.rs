//! Stories of the rules a company chooses: who is preferred, who may, what comes first, what comes by itself.

use domain::queue::{Distribution, Overflow};

use super::*;

fn with_rule(rule: QueueRule, story: &str) -> String {
    tell_with(RoutingPolicy::DEFAULT, [rule, QueueRule::DEFAULT], story)
}

fn with_policy(policy: RoutingPolicy, story: &str) -> String {
    tell_with(policy, [QueueRule::DEFAULT; 2], story)
}

fn distributed(distribution: Distribution) -> QueueRule {
    QueueRule { distribution, wrap_up_seconds: 0, ..QueueRule::DEFAULT }
}

/// Three agents, and calls that are over at once.
fn three_agents(rule: QueueRule) -> Vec<String> {
    let mut story = String::new();
    for n in 1..=3 {
        story += &format!("{n} sign-in A{n} Q1\n {n} phone A{n} up\n");
    }
    for n in 1..=60 {
        let at = n * 10;
        story += &format!("{at} call C{n} Q1\n");
        for agent in 1..=3 {
            story += &format!("{at} answer C{n} A{agent}\n");
        }
        story += &format!("{at} finish C{n}\n");
        for agent in 1..=3 {
            story += &format!("{} written A{agent}\n", at + 1);
        }
    }
    with_rule(rule, &story)
        .lines()
        .filter_map(|line| line.split_once(" connect C")?.1.split_once(" with ").map(|(_, to)| to.to_owned()))
        .collect()
}

#[test]
fn agents_who_take_turns_come_round_in_the_order_of_their_accounts() {
    assert_eq!(three_agents(distributed(Distribution::RoundRobin))[..7].join(" "), "A1 A2 A3 A1 A2 A3 A1");
}

#[test]
fn in_fixed_order_the_first_one_ready_always_gets_it() {
    assert_eq!(three_agents(distributed(Distribution::Fixed))[..4].join(" "), "A1 A1 A1 A1");
}

#[test]
fn chance_gives_everybody_some_and_follows_no_order() {
    let served = three_agents(distributed(Distribution::Random));
    for agent in ["A1", "A2", "A3"] {
        let share = served.iter().filter(|it| *it == agent).count();
        assert!((8..=36).contains(&share), "{agent} had {share} of 60: {}", served.join(" "));
    }
    assert_ne!(served, three_agents(distributed(Distribution::RoundRobin)));
}

#[test]
fn in_fixed_order_a_better_level_comes_before_an_older_account() {
    insta::assert_snapshot!(with_rule(
        distributed(Distribution::Fixed),
        "
        1 sign-in A1 Q1/2
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1
    "
    ));
}

#[test]
fn whoever_was_given_fewest_today_comes_first() {
    insta::assert_snapshot!(with_rule(
        distributed(Distribution::FewestHandled),
        "
        1 sign-in A1 Q1
        1 phone A1 up
        5 call C1 Q1
        5 answer C1 A1
        6 finish C1
        7 written A1
        8 sign-in A2 Q1
        8 phone A2 up
        9 call C2 Q1
    "
    ));
}

#[test]
fn better_agents_are_asked_first_and_the_others_after_a_while() {
    insta::assert_snapshot!(with_rule(
        QueueRule { widen_after_seconds: 10, ..QueueRule::DEFAULT },
        "
        1 sign-in A1 Q1/2
        1 phone A1 up
        1 sign-in A2 Q1/4
        1 phone A2 up
        2 call C1 Q1
        3 sign-in A3 Q1
        3 phone A3 up
        3 answer C1 A1
        4 call C2 Q1
        4 answer C2 A3
        5 call C3 Q1
        40 wait
    "
    ));
}

#[test]
fn when_the_best_go_home_the_next_ones_stand_in_at_once() {
    insta::assert_snapshot!(with_rule(
        QueueRule { widen_after_seconds: 60, ..QueueRule::DEFAULT },
        "
        1 sign-in A1 Q1
        1 away A1
        1 sign-in A2 Q1/3
        1 phone A2 up
        2 call C1 Q1
        9 sign-out A1
    "
    ));
}

#[test]
fn the_agent_who_knows_the_customer_is_preferred_when_ready() {
    insta::assert_snapshot!(with_rule(
        QueueRule { last_agent_first: true, ..QueueRule::DEFAULT },
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        5 call C1 Q1 last-A2
        6 answer C1 A2
        7 call C2 Q1 last-A2
    "
    ));
}

#[test]
fn a_queue_whose_agents_have_no_time_lets_another_help_if_somebody_is_there() {
    let overflow = Some(Overflow { after_seconds: 20, queue: Some(queue(2)) });
    insta::assert_snapshot!(with_rule(
        QueueRule { overflow, ..QueueRule::DEFAULT },
        "
        1 sign-in A1 Q1
        1 away A1
        2 call C1 Q1
        30 sign-in A2 Q2
        30 away A2
        32 call C2 Q2
        42 wait
        43 phone A2 up
        43 ready A2
    "
    ));
}

#[test]
fn a_vip_is_worth_five_minutes_of_waiting_and_no_more() {
    insta::assert_snapshot!(with_rule(
        QueueRule::DEFAULT,
        "
        1 sign-in A1 Q1
        1 away A1
        2 call C1 Q1
        200 call C2 Q1
        310 vip C3 Q1
        320 call C4 Q1
        321 known-vip C4
        330 phone A1 up
        330 ready A1
        331 answer C1 A1
        332 finish C1
        333 written A1
        334 answer C3 A1
        335 finish C3
        336 written A1
    "
    ));
}

#[test]
fn who_wants_to_be_called_back_keeps_the_place_and_waits_for_tomorrow() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 away A1
        2 call C1 Q1
        3 call C2 Q1
        4 replace C1 C11
        5 sign-out A1
        90 sign-in A1 Q1
        91 phone A1 up
    "
    ));
}

#[test]
fn a_caller_who_asks_for_a_callback_while_it_rings_frees_the_agent_for_the_entry() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 call C1 Q1
        3 replace C1 C11
    "
    ));
}

#[test]
fn an_agent_pulls_what_rings_at_a_colleague_and_what_waits() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 sign-in A2 Q1
        2 phone A2 up
        2 away A2
        3 call C1 Q1
        4 pull C1 A2
        5 pull C1 A1
        6 finish C1
        7 call C2 Q1
        8 call C3 Q1
        9 pull C3 A2
    "
    ));
}

#[test]
fn nobody_pulls_from_a_queue_he_does_not_serve_or_without_a_phone() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 away A1
        2 sign-in A2 Q2
        2 phone A2 up
        3 call C1 Q1
        4 pull C1 A1
        5 pull C1 A2
    "
    ));
}

#[test]
fn a_call_answers_itself_but_one_that_a_colleague_hands_over_rings() {
    insta::assert_snapshot!(with_policy(
        RoutingPolicy { auto_answer_seconds: Some(3), ..RoutingPolicy::DEFAULT },
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 call C1 Q1
        8 finish C1
        9 written A1
        10 handed C2 Q1
        20 wait
    "
    ));
}

#[test]
fn nobody_is_called_back_by_itself() {
    let told = with_policy(
        RoutingPolicy { auto_answer_seconds: Some(3), ..RoutingPolicy::DEFAULT },
        "
        1 sign-in A1 Q1
        1 phone A1 up
        1 away A1
        2 call C1 Q1
        3 replace C1 C2
        4 ready A1
        20 wait
    ",
    );
    assert!(told.contains("C2") && !told.contains("connect"), "{told}");
}

#[test]
fn after_sign_in_and_after_a_call_the_policy_says_what_comes_and_a_booking_wins() {
    insta::assert_snapshot!(with_policy(
        RoutingPolicy {
            after_sign_in: Chosen::Away(AwayReason::Meeting),
            after_call: AfterCall::Then(Chosen::Away(AwayReason::Training)),
            ..RoutingPolicy::DEFAULT
        },
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 ready A1
        3 call C1 Q1
        4 answer C1 A1
        5 finish C1
        6 ready A1
        7 call C2 Q1
        8 answer C2 A1
        9 book-ready A1
        10 finish C2
    "
    ));
}

#[test]
fn a_call_may_come_in_during_chats_and_no_chat_during_a_call() {
    insta::assert_snapshot!(tell(
        "
        1 sign-in A1 Q1
        1 phone A1 up
        2 chat C1 Q1
        3 chat C2 Q1
        4 answer C1 A1
        5 answer C2 A1
        6 call C3 Q1
        7 answer C3 A1
        8 chat C4 Q1
        9 finish C3
        10 written A1
        11 answer C4 A1
        12 chat C5 Q1
        13 finish C1
        14 answer C5 A1
        15 sign-out A1
    "
    ));
}

#[test]
fn the_estimate_needs_experience_and_shares_the_queue_among_those_at_work() {
    let mut router = Router::default();
    let mut second = 0;
    let mut tell = |router: &mut Router, story: &[&str]| {
        for line in story {
            second += 10;
            router.handle(at(second), parse(&line.split(' ').collect::<Vec<_>>()));
            while router.poll_output().is_some() {}
        }
    };
    router.handle(at(0), Input::SetQueue { queue: queue(1), rule: QueueRule::DEFAULT });
    tell(&mut router, &["sign-in A1 Q1", "phone A1 up", "call C1 Q1", "call C9 Q1", "answer C1 A1"]);
    assert_eq!(router.estimate(call(9)), None, "nobody was served yet");
    tell(&mut router, &["leave C9", "finish C1", "written A1"]);
    for n in 2..=3 {
        let lines = ["call C", "answer C", "finish C"]
            .map(|it| format!("{it}{n} {}", if it == "call C" { "Q1" } else { "A1" }));
        tell(&mut router, &[&lines[0], &lines[1], &lines[2], "written A1"]);
    }
    // C1 kept the agent for 30 s, C2 and C3 for 20 s each: 23 s on average.
    tell(&mut router, &["call C4 Q1", "call C5 Q1", "call C6 Q1"]);
    assert_eq!((router.estimate(call(5)), router.estimate(call(6))), (Some(23), Some(46)));
    tell(&mut router, &["sign-in A2 Q1"]);
    assert_eq!(router.estimate(call(6)), Some(23), "two share it");
}
