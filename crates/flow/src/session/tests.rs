use proptest::prelude::*;

use super::*;
use crate::document::{Announcement, WaitLimit};

/// Friday, 20 November 2026, 14:30 in Korea.
fn afternoon() -> Timestamp {
    "2026-11-20T05:30:00Z".parse().unwrap()
}

fn node(digit: char, name: &str, text: &str, action: Action) -> Node {
    Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Announcement { text: text.into() },
        action,
    }
}

fn connect(n: u64) -> Action {
    Action::Connect { queue_id: Some(QueueId::sample(n)) }
}

fn shop(then: AfterWait) -> Scenario {
    let mut scenario = Scenario::starter();
    scenario.announcements.welcome.text = "어서 오세요.".into();
    scenario.wait_limit = WaitLimit { seconds: 60, then };
    scenario.root.action = Action::Menu {
        children: vec![
            node('1', "배송 조회", "문자로 보내 드렸습니다.", Action::End),
            node(
                '2',
                "배송·교환",
                "",
                Action::Menu {
                    children: vec![
                        node('1', "교환", "교환을 도와드리겠습니다.", connect(1)),
                        node('2', "배송지 변경", "", connect(1)),
                    ],
                },
            ),
            node('0', "상담사 연결", "", connect(2)),
        ],
    };
    scenario
}

/// Tells a call: `press 2`, `heard` (the last sentence to its end), `wait 31` (seconds), `unstaffed`, `connected`,
/// `returned`, `rings`, `rings-not`.
fn tell(scenario: Scenario, can_call_back: bool, start: Timestamp, story: &str) -> String {
    let spoken = text::spoken(&scenario);
    let mut session = Session::new(Arc::new(scenario), can_call_back);
    let mut now = start;
    let mut last_say = SayId(0);
    let mut seen = vec![];
    let mut handle = |session: &mut Session, now: Timestamp, input: Input, last_say: &mut SayId| {
        session.handle(now, input);
        while let Some(output) = session.poll_output() {
            let second = time::elapsed_ms(start, now) / 1_000;
            if let Output::Say { say, texts, .. } = &output {
                *last_say = *say;
                assert!(texts.iter().all(|it| spoken.contains(it)), "{texts:?} would have no sound");
            }
            seen.push(format!("{second:>3} {}", show(&output)));
        }
    };
    handle(&mut session, now, Input::Begin, &mut last_say);
    for word in story.split(',').map(str::trim) {
        let (verb, rest) = word.split_once(' ').unwrap_or((word, ""));
        let input = match verb {
            "press" => Input::Digit(Digit::try_from(rest.chars().next().unwrap()).unwrap()),
            "heard" => Input::Said { say: last_say },
            "unstaffed" => Input::Unstaffed,
            "connected" => Input::Connected,
            "returned" => Input::Returned,
            "rings" => Input::Ringing(true),
            "rings-not" => Input::Ringing(false),
            "wait" => {
                let until = time::after_ms(now, rest.parse::<i64>().unwrap() * 1_000);
                while let Some(due) = session.poll_timeout().filter(|due| *due <= until) {
                    now = due;
                    handle(&mut session, now, Input::Tick, &mut last_say);
                }
                now = until;
                continue;
            }
            other => unreachable!("{other}"),
        };
        handle(&mut session, now, input, &mut last_say);
    }
    seen.join("\n")
}

fn show(output: &Output) -> String {
    match output {
        Output::Say { texts, choices, .. } => {
            let keys: String = choices.iter().map(|it| it.digit.as_char()).collect();
            format!("say {:?} [{keys}]", texts.join(" / "))
        }
        Output::Music => "music".into(),
        Output::Entered { path } => format!("in {}", path.join(" › ")),
        Output::Connect { queue } => format!("connect to Q{queue}"),
        Output::LeaveQueue { outcome } => format!("leave the queue: {outcome}"),
        Output::RequestCallback { queue } => format!("callback for Q{queue}"),
        Output::End { reason } => format!("end: {reason}"),
    }
}

#[test]
fn two_keys_lead_to_a_queue_and_music() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::KeepWaiting),
        true,
        afternoon(),
        "press 2, press 1, heard, wait 10, rings, wait 25, rings-not, wait 30, connected, wait 600",
    ));
}

#[test]
fn a_wrong_key_or_none_repeats_the_menu_and_then_says_goodbye() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::KeepWaiting),
        true,
        afternoon(),
        "press 7, heard, wait 8, heard, wait 8, heard",
    ));
}

#[test]
fn star_goes_back_and_hash_repeats() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::KeepWaiting),
        true,
        afternoon(),
        "press 2, press #, press *, press 1, heard"
    ));
}

#[test]
fn a_long_wait_offers_a_callback_which_is_taken_at_the_second_time() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        true,
        afternoon(),
        "press 0, heard, wait 31, heard, wait 31, heard, wait 8, wait 29, heard, wait 35, press 1, heard",
    ));
}

#[test]
fn a_withheld_number_is_not_offered_a_callback() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        false,
        afternoon(),
        "press 0, heard, wait 10, unstaffed, heard"
    ));
}

#[test]
fn a_withheld_number_is_told_of_the_wait_limit_instead_of_waiting_for_ever() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        false,
        afternoon(),
        "press 0, heard, wait 61, heard"
    ));
}

#[test]
fn a_wait_limit_ends_the_call_but_never_while_an_agent_is_being_rung() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::HangUp),
        true,
        afternoon(),
        "press 0, heard, wait 29, rings, wait 40, rings-not, wait 6, heard",
    ));
}

#[test]
fn an_unstaffed_queue_says_so_and_offers_a_callback() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        true,
        afternoon(),
        "press 0, unstaffed, heard, press 1, heard"
    ));
}

#[test]
fn a_customer_whose_agent_was_lost_hears_music_again() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::HangUp),
        true,
        afternoon(),
        "press 0, connected, returned, wait 61, heard"
    ));
}

#[test]
fn lunch_night_and_holiday_each_have_their_words() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.hours.holidays = vec![crate::hours::Holiday {
        date: jiff::civil::date(2026, 12, 25),
        name: "성탄절".into(),
        yearly: true,
    }];
    for (name, start) in [
        ("lunch", "2026-11-20T03:10:00Z"),
        ("night", "2026-11-20T13:00:00Z"),
        ("holiday", "2026-12-25T02:00:00Z"),
    ] {
        insta::assert_snapshot!(name, tell(scenario.clone(), true, start.parse().unwrap(), "press 1, heard"));
    }
}

#[test]
fn a_single_menu_is_not_asked_about() {
    let mut scenario = Scenario::starter();
    scenario.root.action = Action::Menu { children: vec![node('1', "상담", "", connect(1))] };
    insta::assert_snapshot!(tell(scenario, true, afternoon(), "heard"));
}

proptest! {
    /// No order of keys, silences and agents' comings and goings leaves a caller without an end, a timer, music
    /// or a sentence to wait for.
    #[test]
    fn a_caller_is_never_left_in_silence(moves in prop::collection::vec((0u8..9, 0u32..40_000), 0..60), then in 0u8..3, can_call_back in any::<bool>()) {
        let then = [AfterWait::KeepWaiting, AfterWait::HangUp, AfterWait::OfferCallback][usize::from(then)];
        let mut session = Session::new(Arc::new(shop(then)), can_call_back);
        let mut now = afternoon();
        let (mut speaking, mut queued, mut ended) = (None, false, false);
        let mut says = vec![];
        session.handle(now, Input::Begin);
        for (kind, gap) in moves {
            while let Some(output) = session.poll_output() {
                prop_assert!(!ended, "{output:?} after the end");
                match output {
                    Output::Say { say, texts, .. } => { prop_assert!(texts.iter().all(|it| !it.is_empty())); speaking = Some(say); says.push(say) }
                    Output::Music => speaking = None,
                    Output::Connect { .. } => { prop_assert!(!queued); queued = true }
                    Output::LeaveQueue { .. } => { prop_assert!(queued); queued = false }
                    Output::End { .. } => ended = true,
                    Output::Entered { .. } | Output::RequestCallback { .. } => {}
                }
            }
            let alive = speaking.is_some() || session.poll_timeout().is_some() || matches!(session.step, Step::Talking { .. });
            prop_assert!(ended || alive, "silence in {:?}", session.step);
            now = time::after_ms(now, i64::from(gap));
            session.handle(now, match kind {
                0 => Input::Digit(Digit::ZERO),
                1 => Input::Digit(Digit::ONE),
                2 => Input::Digit(Digit::TWO),
                3 => Input::Digit(Digit::try_from('*').unwrap()),
                4 => speaking.map_or(Input::Tick, |say| Input::Said { say }),
                5 => Input::Connected,
                6 => Input::Returned,
                7 => Input::Ringing(gap % 2 == 0),
                _ => Input::Tick,
            });
        }
    }
}
