//! Calls to the telephone network: a telephone behind the trunk rings, is answered or not, and talks.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use call::{
    command::{CallOrder, CommandBody, TrunkPlan},
    event::{CallEvent, EndCause},
};
use domain::{
    digit::Digit,
    id::{InteractionId, TrunkId},
};
use jiff::Timestamp;
use media::{codec::Codec, sdp::Direction};
use voice::{
    clock::Clock,
    phone::{
        Phone, Transport,
        call::{Call, End, Phase},
    },
};

use crate::{
    agent::{LEG, agent},
    scene::{Scene, ends_silent, ends_with, plug_in, tone, trunk_plan, within},
};

/// A node whose trunk is a telephone.
async fn scene() -> (Scene, Phone) {
    let mut scene = Scene::open_with(|_| {}).await;
    let phone = callee(&mut scene, 100).await;
    (scene, phone)
}

/// The telephone behind the trunk, and how many channels lead there.
pub async fn callee(scene: &mut Scene, channels: u32) -> Phone {
    let phone = plug_in(Transport::Udp, "127.0.0.1:9".parse().unwrap()).await;
    scene.set_trunk(TrunkPlan { channels, ..trunk_plan(phone.address().port()) });
    phone
}

/// Dials until it rings over there.
pub async fn ring(scene: &mut Scene, phone: &mut Phone) -> (InteractionId, Call) {
    let id = scene.dial("010-1234-5678");
    let call = within(phone.ring()).await.unwrap();
    scene.expect(id, CallEvent::Ringing { early_media: false }).await;
    (id, call)
}

pub async fn answered(scene: &mut Scene, phone: &mut Phone) -> (InteractionId, Call) {
    let (id, mut call) = ring(scene, phone).await;
    call.answer().await;
    scene.expect(id, CallEvent::Answered).await;
    assert_eq!(within(call.reach(Phase::Up)).await, Phase::Up);
    (id, call)
}

async fn expect_ended(scene: &mut Scene, id: InteractionId, cause: EndCause) {
    scene.expect(id, CallEvent::Ended { cause }).await;
}

#[tokio::test]
async fn who_is_dialled_answers_and_is_talked_to_and_guided_like_any_caller() {
    let (mut scene, mut phone) = scene().await;
    let mut browser = agent(&mut scene, Codec::Pcmu).await;
    let (id, mut call) = answered(&mut scene, &mut phone).await;
    scene.order(id, CallOrder::Connect { leg: LEG });
    scene.expect(id, CallEvent::Connected { leg: LEG }).await;
    call.keep_saying(tone(1_000.0, 1_000));
    browser.keep_saying(tone(440.0, 1_000));
    within(call.listen(|it| ends_with(it, 440.0))).await;
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;

    scene.order(id, CallOrder::Disconnect);
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: false }).await;
    within(call.listen(ends_silent)).await;
    scene.play(id, 1, &["2000/60000"], true);
    within(call.listen(|it| ends_with(it, 2_000.0))).await;
    assert!(call.press(&[Digit::TWO]));
    scene.expect(id, CallEvent::Digit { digit: Digit::TWO }).await;
    scene.order(id, CallOrder::SendDigits { digits: vec![Digit::ONE] });
    within(call.listen(|_| call.keys() == [1])).await;

    scene.order(id, CallOrder::HangUp);
    assert_eq!(within(call.end()).await, End::TheyHungUp);
    expect_ended(&mut scene, id, EndCause::WeHungUp).await;
    assert_eq!(scene.node.figures().calls, 0);
}

#[tokio::test]
async fn who_was_dialled_may_hold_resume_and_hang_up() {
    let (mut scene, mut phone) = scene().await;
    let (id, call) = answered(&mut scene, &mut phone).await;
    scene.play(id, 1, &["440/1000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    assert_eq!(within(call.change(Direction::SendOnly)).await, Some(200));
    within(call.listen(ends_silent)).await;
    assert_eq!(within(call.ask_for_offer()).await, Some(200));
    assert_eq!(within(call.change(Direction::SendReceive)).await, Some(200));
    within(call.listen(|it| ends_with(it, 440.0))).await;
    assert_eq!(within(call.press_by_info(Digit::ONE)).await, Some(200));
    scene.expect(id, CallEvent::Digit { digit: Digit::ONE }).await;
    call.hang_up().await;
    expect_ended(&mut scene, id, EndCause::FarSideHungUp).await;
}

#[tokio::test]
async fn a_change_that_comes_together_with_the_answer_is_made() {
    let (mut scene, mut phone) = scene().await;
    // Which of the two is looked at first is a matter of luck.
    for _ in 0..20 {
        let (id, call) = ring(&mut scene, &mut phone).await;
        call.answer().await;
        let change = || call.change(Direction::SendReceive);
        let changed = within(async { tokio::join!(change(), call.ask_for_offer(), change()) }).await;
        assert_eq!(changed, (Some(200), Some(200), Some(200)));
        scene.expect(id, CallEvent::Answered).await;
        call.hang_up().await;
        expect_ended(&mut scene, id, EndCause::FarSideHungUp).await;
    }
}

#[tokio::test]
async fn who_cannot_be_reached_says_why() {
    let (mut scene, mut phone) = scene().await;
    for (code, cause) in [
        (486, EndCause::Busy),
        (480, EndCause::NoAnswer),
        (603, EndCause::Rejected),
        (404, EndCause::NumberUnknown),
        (503, EndCause::NoCapacity),
        (488, EndCause::SignallingFailed),
    ] {
        let (id, call) = ring(&mut scene, &mut phone).await;
        call.refuse(code).await;
        expect_ended(&mut scene, id, cause).await;
    }
}

#[tokio::test]
async fn sound_before_the_answer_is_heard_by_whoever_is_on_the_call() {
    let (mut scene, mut phone) = scene().await;
    let mut browser = agent(&mut scene, Codec::Pcmu).await;
    let (id, mut call) = ring(&mut scene, &mut phone).await;
    scene.order(id, CallOrder::Connect { leg: LEG });
    scene.expect(id, CallEvent::Connected { leg: LEG }).await;
    call.keep_saying(tone(1_000.0, 1_000));
    call.be_heard().await;
    scene.expect(id, CallEvent::Ringing { early_media: true }).await;
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;
    call.answer().await;
    scene.expect(id, CallEvent::Answered).await;
    browser.keep_saying(tone(440.0, 1_000));
    within(call.listen(|it| ends_with(it, 440.0))).await;
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;
    scene.order(id, CallOrder::HangUp);
    assert_eq!(within(call.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn a_call_that_is_given_up_while_it_rings_rings_no_longer() {
    let (mut scene, mut phone) = scene().await;
    let (id, mut call) = ring(&mut scene, &mut phone).await;
    scene.order(id, CallOrder::HangUp);
    expect_ended(&mut scene, id, EndCause::WeHungUp).await;
    assert_eq!(within(call.end()).await, End::TheyHungUp);
    // Given up at once: whether it ever rings is a matter of luck, but it does not ring on.
    let id = scene.dial("010-1234-5678");
    scene.order(id, CallOrder::HangUp);
    expect_ended(&mut scene, id, EndCause::WeHungUp).await;
    let (next, call) = ring_next(&mut scene, &mut phone).await;
    call.refuse(486).await;
    expect_ended(&mut scene, next, EndCause::Busy).await;
}

/// Dials, and lets calls that were given up before they rang pass by.
async fn ring_next(scene: &mut Scene, phone: &mut Phone) -> (InteractionId, Call) {
    let id = scene.dial("010-1234-5678");
    scene.expect(id, CallEvent::Ringing { early_media: false }).await;
    loop {
        let mut call = within(phone.ring()).await.unwrap();
        let is_over = matches!(call.phase(), Phase::Ended(_));
        if !is_over {
            return (id, call);
        }
        within(call.end()).await;
    }
}

#[tokio::test]
async fn nobody_rings_for_longer_than_the_limit() {
    let (began, skipped) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let (morning, skip): (Timestamp, _) = ("2026-11-20T00:00:00Z".parse().unwrap(), skipped.clone());
    let clock = Clock::new(move || morning + began.elapsed() + Duration::from_secs(skip.load(Relaxed)));
    let mut scene = Scene::open_with(|config| config.clock = clock).await;
    let mut phone = callee(&mut scene, 100).await;
    let (id, mut call) = ring(&mut scene, &mut phone).await;
    skipped.store(46, Relaxed);
    // Whatever happens to the call lets it look at the clock.
    scene.order(id, CallOrder::StopPlay);
    expect_ended(&mut scene, id, EndCause::NoAnswer).await;
    assert_eq!(within(call.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn channels_are_shared_by_calls_of_both_directions() {
    let mut scene = Scene::open_with(|_| {}).await;
    let mut phone = callee(&mut scene, 1).await;
    let (first, call) = answered(&mut scene, &mut phone).await;
    let second = scene.dial("010-1234-5678");
    expect_ended(&mut scene, second, EndCause::NoCapacity).await;
    let caller = scene.phone().await;
    let plan = voice::phone::call::CallPlan::to("15880000");
    let mut refused = caller.call(plan.clone()).await.unwrap();
    assert_eq!(within(refused.end()).await, End::Refused(503));
    call.hang_up().await;
    expect_ended(&mut scene, first, EndCause::FarSideHungUp).await;
    // A call that is refused gives its channel back, too.
    let (third, call) = ring(&mut scene, &mut phone).await;
    call.refuse(486).await;
    expect_ended(&mut scene, third, EndCause::Busy).await;
    let _incoming = caller.call(plan).await.unwrap();
    scene.arrival().await;
    assert_eq!(scene.node.figures().calls_refused, 2);
}

#[tokio::test]
async fn without_a_trunk_or_on_a_node_about_to_stop_nobody_is_called() {
    let (mut scene, mut phone) = scene().await;
    let nowhere = scene.dial_on(TrunkId::sample(9), "010-1234-5678");
    expect_ended(&mut scene, nowhere, EndCause::NoCapacity).await;
    let (running, call) = answered(&mut scene, &mut phone).await;
    scene.command(CommandBody::Drain);
    let late = scene.dial("010-1234-5678");
    expect_ended(&mut scene, late, EndCause::NoCapacity).await;
    scene.play(running, 1, &["440/60000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    call.hang_up().await;
    expect_ended(&mut scene, running, EndCause::FarSideHungUp).await;
}

#[tokio::test]
async fn stopping_the_node_ends_dialled_calls_answered_or_not() {
    let (mut scene, mut phone) = scene().await;
    let (_, mut up) = answered(&mut scene, &mut phone).await;
    let (_, mut ringing) = ring(&mut scene, &mut phone).await;
    within(scene.node.stop()).await;
    assert_eq!(within(up.end()).await, End::TheyHungUp);
    assert_eq!(within(ringing.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn without_a_free_rtp_port_nobody_is_called() {
    let mut scene = Scene::open_with(|config| config.rtp_ports = two_ports()).await;
    let mut phone = callee(&mut scene, 100).await;
    answered(&mut scene, &mut phone).await;
    let second = scene.dial("010-1234-5678");
    expect_ended(&mut scene, second, EndCause::NoCapacity).await;
}

/// An even port and the one above it, which nobody has.
fn two_ports() -> std::ops::RangeInclusive<u16> {
    loop {
        let taken = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        if port.is_multiple_of(2) && std::net::UdpSocket::bind(("127.0.0.1", port + 1)).is_ok() {
            return port..=port + 1;
        }
    }
}

#[tokio::test]
async fn a_carrier_nobody_can_connect_to_is_not_waited_for() {
    let mut scene = Scene::open_with(|_| {}).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    scene.set_trunk(TrunkPlan { transport: "tcp".into(), probed: false, ..trunk_plan(closed.port()) });
    let id = scene.dial("010-1234-5678");
    expect_ended(&mut scene, id, EndCause::SignallingFailed).await;
}
