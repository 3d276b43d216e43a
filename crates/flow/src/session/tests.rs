use proptest::prelude::*;

use super::*;
use crate::{
    document::{Action, AfterWait, Announcement, QueueNotice, TakeDigits, WaitLimit},
    wording,
};

/// Friday, 20 November 2026, 14:30 in Korea.
fn afternoon() -> Timestamp {
    "2026-11-20T05:30:00Z".parse().unwrap()
}

fn node(digit: char, name: &str, text: &str, action: Action) -> Node {
    Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Announcement { text: text.into(), sound_id: None },
        takes: None,
        action,
    }
}

fn caller(known: bool) -> Caller {
    let number = known.then(|| PhoneNumber::parse("01012345678").unwrap());
    Caller { number, medium: Medium::Voice }
}

fn connect(n: u64) -> Action {
    Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true }
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
/// `returned`, `rings`, `rings-not`, `forwarded`, `not-forwarded`, `place 3` (with an estimate of as many minutes).
/// `known`: the calling number is.
fn tell(scenario: Scenario, known: bool, start: Timestamp, story: &str) -> String {
    let spoken = wording::spoken(&scenario);
    let mut session = Session::new(Arc::new(scenario), caller(known), None);
    let mut now = start;
    let mut last_say = SayId(0);
    let mut seen = vec![];
    let mut handle = |session: &mut Session, now: Timestamp, input: Input, last_say: &mut SayId| {
        session.handle(now, input);
        while let Some(output) = session.poll_output() {
            let second = time::elapsed_ms(start, now) / 1_000;
            if let Output::Say { say, utterances, .. } = &output {
                *last_say = *say;
                assert!(
                    utterances.iter().all(|it| spoken.contains(it)),
                    "{utterances:?} would have no sound"
                );
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
            "forwarded" => Input::Forwarded,
            "not-forwarded" => Input::ForwardFailed,
            "place" => {
                let place = rest.parse().unwrap();
                Input::Place(PlaceInQueue { place, estimate_seconds: Some(place * 60) })
            }
            "type" => {
                for key in rest.chars() {
                    let digit = Input::Digit(Digit::try_from(key).unwrap());
                    handle(&mut session, now, digit, &mut last_say);
                }
                continue;
            }
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
        Output::Say { utterances, choices, .. } => {
            let keys: String = choices.iter().map(|it| it.digit.as_char()).collect();
            let texts: Vec<_> = utterances.iter().map(|it| it.text.as_str()).collect();
            format!("say {:?} [{keys}]", texts.join(" / "))
        }
        Output::Music => "music".into(),
        Output::Silence => "silence".into(),
        Output::DigitsTaken { label, digits } => format!("{label}: {digits}"),
        Output::Forward { number } => format!("forward to {number}"),
        Output::SendText { text } => format!("text {text:?}"),
        Output::TakeMessage => "beep".into(),
        Output::MessageTaken { queue, number } => format!("message for Q{queue} from {}", number.formatted()),
        Output::Entered { path } => format!("in {}", path.join(" › ")),
        Output::Connect { queue } => format!("connect to Q{queue}"),
        Output::LeaveQueue { outcome } => format!("leave the queue: {outcome}"),
        Output::RequestCallback { queue, number, keeps_place } => {
            let place = if *keeps_place { " at its place" } else { "" };
            format!("callback to {} for Q{queue}{place}", number.formatted())
        }
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
        "press 0, heard, wait 31, heard, wait 31, heard, wait 8, wait 29, heard, wait 35, press 1, heard, press 1, heard",
    ));
}

#[test]
fn whoever_calls_without_a_number_types_one_and_hears_it_read_back() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        false,
        afternoon(),
        "press 0, heard, wait 61, press 1, type 112#, heard, type 010, wait 3, type 98*01098765432#, heard, press 1, heard"
    ));
}

#[test]
fn another_number_than_the_calling_one_may_be_called_back() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        true,
        afternoon(),
        "press 0, heard, unstaffed, press 1, press 2, type 023123456#, heard, wait 8, heard"
    ));
}

#[test]
fn an_agent_who_answers_during_the_offer_is_there_at_once() {
    insta::assert_snapshot!(tell(
        shop(AfterWait::OfferCallback),
        true,
        afternoon(),
        "press 0, heard, wait 61, press 1, rings, connected, wait 100"
    ));
}

#[test]
fn a_menu_without_callback_ends_the_wait_instead_of_offering_one() {
    let mut scenario = shop(AfterWait::OfferCallback);
    scenario.root.action = Action::Connect { queue_id: Some(QueueId::sample(1)), callback: false };
    insta::assert_snapshot!(tell(scenario, true, afternoon(), "heard, wait 61, heard"));
}

#[test]
fn whoever_waits_hears_his_place_and_how_long_it_will_take() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.queue_notice = QueueNotice { every_seconds: 20, position: true, estimate: true };
    insta::assert_snapshot!(tell(
        scenario,
        true,
        afternoon(),
        "press 0, heard, place 3, wait 21, heard, place 40, wait 20, heard"
    ));
}

#[test]
fn digits_are_taken_before_the_agent_is_called_and_too_few_are_asked_for_again() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    let mut order = node('1', "주문", "주문번호 네 자리를 눌러 주세요.", connect(1));
    order.takes = Some(TakeDigits { label: "주문번호".into(), min: 4, max: 4 });
    scenario.root.action = Action::Menu { children: vec![order, node('2', "기타", "", connect(2))] };
    insta::assert_snapshot!(tell(scenario, true, afternoon(), "press 1, type 12#, type 9*1234, heard"));
}

#[test]
fn a_forwarded_call_is_announced_and_a_failed_one_excused() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.root.action = Action::Forward { number: "0212345678".into() };
    insta::assert_snapshot!(
        "forwarded",
        tell(scenario.clone(), true, afternoon(), "heard, forwarded, wait 600")
    );
    insta::assert_snapshot!(
        "not_forwarded",
        tell(scenario, true, afternoon(), "heard, not-forwarded, heard")
    );
}

#[test]
fn a_text_is_sent_to_mobiles_only() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.root.action = Action::SendText { text: "조회 https://example.com".into() };
    insta::assert_snapshot!("text_sent", tell(scenario.clone(), true, afternoon(), "heard"));
    insta::assert_snapshot!("text_not_sent", tell(scenario, false, afternoon(), "heard"));
}

#[test]
fn a_voicemail_ends_by_key_or_when_it_is_long_enough() {
    let mut scenario = shop(AfterWait::KeepWaiting);
    scenario.root.action = Action::Voicemail { queue_id: Some(QueueId::sample(1)), max_seconds: 60 };
    insta::assert_snapshot!(
        "by_key",
        tell(scenario.clone(), true, afternoon(), "heard, wait 20, press #, heard")
    );
    insta::assert_snapshot!("full", tell(scenario.clone(), true, afternoon(), "heard, wait 70, heard"));
    let story = "type 01098765432#, press 1, heard, wait 9, press #, heard";
    insta::assert_snapshot!("from_nowhere", tell(scenario, false, afternoon(), story));
}

#[test]
fn the_hours_can_be_overruled_by_hand() {
    let night: Timestamp = "2026-11-20T13:00:00Z".parse().unwrap();
    for (forced, at, open) in
        [(Some(true), night, true), (Some(false), afternoon(), false), (None, night, false)]
    {
        let mut session = Session::new(Arc::new(shop(AfterWait::KeepWaiting)), caller(true), forced);
        session.handle(at, Input::Begin);
        assert_eq!(session.awaiting() == Awaiting::Key, open, "{forced:?}");
    }
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
        "press 0, unstaffed, heard, press 1, press 1, heard"
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
        kind: crate::hours::HolidayKind::National,
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
    fn a_caller_is_never_left_in_silence(
        moves in prop::collection::vec((0u8..14, 0u32..40_000), 0..80),
        then in 0u8..3,
        known in any::<bool>(),
    ) {
        let then = [AfterWait::KeepWaiting, AfterWait::HangUp, AfterWait::OfferCallback][usize::from(then)];
        let mut session = Session::new(Arc::new(every_kind(then)), caller(known), None);
        let mut now = afternoon();
        let (mut speaking, mut queued, mut ended) = (None, false, false);
        session.handle(now, Input::Begin);
        for (kind, gap) in moves {
            while let Some(output) = session.poll_output() {
                prop_assert!(!ended, "{output:?} after the end");
                match output {
                    Output::Say { say, utterances, .. } => {
                        prop_assert!(utterances.iter().all(|it| !it.text.is_empty()));
                        speaking = Some(say);
                    }
                    Output::Music | Output::Silence | Output::TakeMessage => speaking = None,
                    Output::Connect { .. } => { prop_assert!(!queued); queued = true }
                    Output::LeaveQueue { .. } => { prop_assert!(queued); queued = false }
                    Output::RequestCallback { keeps_place, .. } => prop_assert!(queued || !keeps_place),
                    Output::End { .. } => ended = true,
                    Output::Entered { .. }
                    | Output::DigitsTaken { .. }
                    | Output::Forward { .. }
                    | Output::SendText { .. }
                    | Output::MessageTaken { .. } => {}
                }
            }
            let talks = matches!(session.step, Step::Talking { .. });
            let alive = speaking.is_some() || session.poll_timeout().is_some() || talks;
            prop_assert!(ended || alive, "silence in {:?}", session.step);
            now = time::after_ms(now, i64::from(gap));
            let key = |it: char| Input::Digit(Digit::try_from(it).unwrap());
            if kind == 9 { queued = queued && session.wait_mut().is_none() }
            session.handle(now, match kind {
                0..=3 => key(char::from(b'0' + kind)),
                4 => key('*'),
                5 => key('#'),
                6 | 7 => speaking.map_or(Input::Tick, |say| Input::Said { say }),
                8 => Input::Connected,
                9 => Input::Unstaffed,
                10 => Input::Returned,
                11 => Input::Ringing(gap % 2 == 0),
                12 if gap % 2 == 0 => Input::Forwarded,
                12 => Input::ForwardFailed,
                _ => Input::Tick,
            });
            if kind == 8 && matches!(session.step, Step::Talking { .. }) { queued = false }
            if kind == 10 && matches!(session.step, Step::Waiting(_)) { queued = true }
        }
    }
}

/// A menu with every kind of node.
fn every_kind(then: AfterWait) -> Scenario {
    let mut scenario = shop(then);
    let mut order = node('3', "주문", "", connect(1));
    order.takes = Some(TakeDigits { label: "주문번호".into(), min: 2, max: 3 });
    if let Action::Menu { children } = &mut scenario.root.action {
        children.extend([
            order,
            node('4', "지점", "", Action::Forward { number: "0212345678".into() }),
            node('5', "문자", "", Action::SendText { text: "주소".into() }),
            node('6', "음성", "", Action::Voicemail { queue_id: Some(QueueId::sample(1)), max_seconds: 30 }),
        ]);
        // Keys 0 to 3 are the ones the story presses.
        children.rotate_right(4);
        for (child, digit) in children.iter_mut().zip("0123456".chars()) {
            child.digit = Digit::try_from(digit).unwrap();
        }
    }
    scenario
}
