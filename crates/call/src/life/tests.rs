use domain::time;
use proptest::prelude::*;

use super::*;

const START: Timestamp = Timestamp::UNIX_EPOCH;

fn clip(name: &str) -> ClipKey {
    ClipKey(name.into())
}

fn leg(n: u64) -> AgentLegId {
    AgentLegId::sample(n)
}

fn show(output: &Output) -> String {
    match output {
        Output::Event(event) => format!("event {event:?}"),
        Output::Line(action) => format!("line {action:?}"),
        Output::Media(action) => format!("media {action:?}"),
    }
}

/// Feeds `inputs` one after the other and lists what comes out of each.
fn check(inputs: Vec<Input>) -> String {
    let mut life = Life::new(START);
    let mut seen = vec![];
    for input in inputs {
        seen.push(format!("> {input:?}"));
        life.handle(START, input);
        while let Some(output) = life.poll_output() {
            seen.push(show(&output));
        }
    }
    seen.push(format!("over: {}", life.is_over()));
    seen.join("\n")
}

#[test]
fn a_call_is_answered_guided_connected_held_and_ended() {
    insta::assert_snapshot!(check(vec![
        Input::Order(CallOrder::Answer),
        Input::LineUp,
        Input::Order(CallOrder::Record { recording: RecordingId::sample(1), key: SoundKey([0; 32]) }),
        Input::Order(CallOrder::Play { play: PlayId(1), clips: vec![clip("welcome")], repeat: false }),
        Input::PlayEnded { play: PlayId(1) },
        Input::Digit(Digit::try_from('2').unwrap()),
        Input::Order(CallOrder::Play { play: PlayId(2), clips: vec![clip("music")], repeat: true }),
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::Order(CallOrder::Hold { music: vec![clip("music")] }),
        Input::Order(CallOrder::Resume),
        Input::LineEnded(EndCause::FarSideHungUp),
        Input::RecordingEnded { recording: RecordingId::sample(1), duration_ms: 4_000, bytes: 64_000 },
    ]));
}

#[test]
fn a_key_that_overtakes_the_confirmed_answer_is_told_after_it() {
    insta::assert_snapshot!(check(vec![
        Input::Digit(Digit::ZERO),
        Input::Order(CallOrder::Answer),
        Input::Digit(Digit::TWO),
        Input::Digit(Digit::ONE),
        Input::LineUp,
        Input::LineEnded(EndCause::FarSideHungUp),
    ]));
}

#[test]
fn an_unknown_number_hears_why_before_it_is_refused() {
    insta::assert_snapshot!(check(vec![
        Input::Order(CallOrder::Refuse { refusal: Refusal::NotInService, say: vec![clip("not-in-service")] }),
        Input::PlayEnded { play: OWN_PLAY },
        Input::Order(CallOrder::HangUp),
    ]));
}

#[test]
fn a_lost_agent_leaves_the_customer_on_the_line() {
    insta::assert_snapshot!(check(vec![
        Input::Order(CallOrder::Answer),
        Input::LineUp,
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::LegLost { leg: leg(8) },
        Input::LegLost { leg: leg(7) },
        Input::Order(CallOrder::Play { play: PlayId(3), clips: vec![clip("music")], repeat: true }),
        Input::Order(CallOrder::Connect { leg: leg(9) }),
    ]));
}

#[test]
fn connecting_the_agent_on_hold_goes_on_with_him() {
    let seen = check(vec![
        Input::Order(CallOrder::Answer),
        Input::LineUp,
        Input::Order(CallOrder::Connect { leg: leg(2) }),
        Input::Order(CallOrder::Hold { music: vec![] }),
        Input::Order(CallOrder::Connect { leg: leg(2) }),
    ]);
    assert_eq!(seen.matches("event Connected").count(), 1);
    assert!(seen.contains("event Resumed"));
}

#[test]
fn a_cancel_wins_over_a_late_answer() {
    insta::assert_snapshot!(check(vec![
        Input::LineEnded(EndCause::Cancelled),
        Input::Order(CallOrder::Answer),
        Input::LineUp,
        Input::Order(CallOrder::HangUp),
    ]));
}

fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text).unwrap()
}

fn dial() -> Input {
    let (caller, callee) = (number("1588-0000"), number("010-1234-5678"));
    Input::Order(CallOrder::Dial { trunk: TrunkId::sample(1), caller, callee })
}

#[test]
fn a_dialled_call_rings_is_answered_and_goes_on_like_any_other() {
    insta::assert_snapshot!(check(vec![
        dial(),
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::Ringing { early_media: false },
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::Ringing { early_media: false },
        Input::Ringing { early_media: true },
        Input::Order(CallOrder::Play { play: PlayId(1), clips: vec![clip("nobody listens")], repeat: false }),
        Input::Digit(Digit::ONE),
        Input::LineUp,
        Input::Ringing { early_media: false },
        Input::Order(CallOrder::Hold { music: vec![clip("music")] }),
        Input::Order(CallOrder::Resume),
        Input::LineEnded(EndCause::FarSideHungUp),
    ]));
}

#[test]
fn a_dialled_call_that_is_not_answered_ends_with_what_the_network_says() {
    insta::assert_snapshot!(check(vec![
        dial(),
        Input::Order(CallOrder::Record { recording: RecordingId::sample(1), key: SoundKey([0; 32]) }),
        Input::Ringing { early_media: true },
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::LegLost { leg: leg(7) },
        Input::LineEnded(EndCause::Busy),
        Input::LineUp,
    ]));
}

#[test]
fn a_dialled_call_may_be_given_up_before_and_while_it_rings() {
    for until_then in [vec![], vec![Input::Ringing { early_media: false }]] {
        let inputs =
            [vec![dial()], until_then, vec![Input::Order(CallOrder::HangUp), Input::LineUp]].concat();
        let seen = check(inputs);
        assert!(seen.contains("line HangUp\nmedia Close\nevent Ended { cause: WeHungUp }"), "{seen}");
        assert!(!seen.contains("Answered"), "{seen}");
    }
}

#[test]
fn two_customers_are_bridged_until_one_of_them_leaves() {
    let other = InteractionId::sample(2);
    insta::assert_snapshot!(check(vec![
        Input::Order(CallOrder::Bridge { other }),
        Input::Order(CallOrder::Answer),
        Input::LineUp,
        Input::Order(CallOrder::Connect { leg: leg(7) }),
        Input::Order(CallOrder::Bridge { other }),
        Input::Order(CallOrder::Play { play: PlayId(1), clips: vec![clip("not heard")], repeat: false }),
        Input::Order(CallOrder::Unbridge),
        Input::Order(CallOrder::Unbridge),
        Input::BridgedBy { other },
        Input::OtherLeft { other: InteractionId::sample(3) },
        Input::OtherLeft { other },
        Input::BridgedBy { other: InteractionId::sample(3) },
        Input::Order(CallOrder::Bridge { other }),
        Input::LineEnded(EndCause::FarSideHungUp),
        Input::BridgedBy { other },
    ]));
}

#[test]
fn who_is_bridged_while_it_rings_stays_so_when_it_is_answered() {
    let other = InteractionId::sample(2);
    let seen = check(vec![
        dial(),
        Input::BridgedBy { other },
        Input::Ringing { early_media: true },
        Input::BridgedBy { other },
        Input::LineUp,
    ]);
    assert_eq!(seen.matches("event Bridged").count(), 1, "{seen}");
    assert!(!seen.contains("Unbridged"), "{seen}");
}

#[test]
fn nobody_rings_for_longer_than_the_limit() {
    let limit = time::after_ms(START, line::RING_LIMIT_MS);
    let mut life = Life::new(START);
    life.handle(START, dial());
    life.handle(START, Input::Ringing { early_media: false });
    assert_eq!(life.poll_timeout(), Some(limit));
    life.handle(time::after_ms(limit, -1), Input::Tick);
    while let Some(output) = life.poll_output() {
        assert!(!matches!(output, Output::Event(CallEvent::Ended { .. })), "{output:?}");
    }
    life.handle(limit, Input::Tick);
    let seen: Vec<_> = std::iter::from_fn(|| life.poll_output()).collect();
    let expected = [
        Output::Line(LineAction::HangUp),
        Output::Media(MediaAction::Close),
        Output::Event(CallEvent::Ended { cause: EndCause::NoAnswer }),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn numbers_to_be_dialled_travel_as_their_digits_and_print_masked() {
    let Input::Order(order) = dial() else { panic!("an order") };
    let written = serde_json::to_string(&order).unwrap();
    assert!(written.contains("\"callee\":\"01012345678\"") && written.contains("\"15880000\""), "{written}");
    assert_eq!(serde_json::from_str::<CallOrder>(&written).unwrap(), order);
    assert!(!format!("{order:?}").contains("5678"));
}

#[test]
fn a_call_without_orders_is_refused_rather_than_left_ringing() {
    let mut life = Life::new(START);
    let patience = life.poll_timeout().unwrap();
    life.handle(patience, Input::Tick);
    let seen: Vec<_> = std::iter::from_fn(|| life.poll_output()).collect();
    assert!(seen.contains(&Output::Line(LineAction::Refuse(Refusal::NoCapacity))));
    assert!(seen.contains(&Output::Event(CallEvent::Ended { cause: EndCause::Refused })));
}

fn any_input() -> impl Strategy<Value = Input> {
    let legs = (1u64..4).prop_map(leg);
    let others = (1u64..4).prop_map(InteractionId::sample);
    prop_oneof![
        Just(Input::Order(CallOrder::Answer)),
        Just(Input::Order(CallOrder::OpenWeb { offer: String::new() })),
        Just(dial()),
        any::<bool>().prop_map(|early_media| Input::Ringing { early_media }),
        Just(Input::Order(CallOrder::Refuse { refusal: Refusal::Busy, say: vec![clip("busy")] })),
        Just(Input::Order(CallOrder::Play { play: PlayId(1), clips: vec![clip("a")], repeat: false })),
        Just(Input::Order(CallOrder::StopPlay)),
        Just(Input::Order(CallOrder::Record { recording: RecordingId::sample(1), key: SoundKey([0; 32]) })),
        others.clone().prop_map(|other| Input::Order(CallOrder::Bridge { other })),
        others.clone().prop_map(|other| Input::BridgedBy { other }),
        others.prop_map(|other| Input::OtherLeft { other }),
        Just(Input::Order(CallOrder::Unbridge)),
        legs.clone().prop_map(|leg| Input::Order(CallOrder::Connect { leg })),
        Just(Input::Order(CallOrder::Hold { music: vec![] })),
        Just(Input::Order(CallOrder::Resume)),
        Just(Input::Order(CallOrder::Disconnect)),
        Just(Input::Order(CallOrder::HangUp)),
        Just(Input::LineUp),
        Just(Input::LineEnded(EndCause::FarSideHungUp)),
        Just(Input::PlayEnded { play: PlayId(1) }),
        Just(Input::PlayEnded { play: OWN_PLAY }),
        legs.prop_map(|leg| Input::LegLost { leg }),
        Just(Input::RecordingEnded { recording: RecordingId::sample(1), duration_ms: 1, bytes: 1 }),
        Just(Input::Tick),
    ]
}

proptest! {
    /// Whatever order things happen in: one end, no talk after it, agents that came on go off, and a call that
    /// is told to hang up does end.
    #[test]
    fn every_call_ends_once_and_lets_everybody_on_it_go(inputs in prop::collection::vec(any_input(), 0..40)) {
        let mut life = Life::new(START);
        let (mut on, mut bridged) = (None, None);
        let mut ended = 0;
        for input in inputs.into_iter().chain([Input::Order(CallOrder::HangUp)]) {
            life.handle(START, input);
            while let Some(output) = life.poll_output() {
                match output {
                    Output::Event(CallEvent::Connected { leg }) => {
                        prop_assert_eq!((on.replace(leg), bridged), (None, None), "two are on the call");
                        prop_assert_eq!(ended, 0);
                    }
                    Output::Event(CallEvent::Disconnected { leg, .. }) => prop_assert_eq!(on.take(), Some(leg)),
                    Output::Event(CallEvent::Bridged { other }) => {
                        prop_assert_eq!((on, bridged.replace(other)), (None, None), "two are on the call");
                        prop_assert_eq!(ended, 0);
                    }
                    Output::Event(CallEvent::Unbridged { other }) => {
                        prop_assert_eq!(bridged.take(), Some(other));
                    }
                    Output::Event(CallEvent::Ended { .. }) => ended += 1,
                    Output::Event(_) | Output::Line(_) | Output::Media(_) => {}
                }
            }
        }
        prop_assert_eq!(ended, 1);
        prop_assert_eq!((on, bridged), (None, None));
    }
}
