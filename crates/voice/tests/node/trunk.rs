//! Calls on a trunk: answered, guided, refused, held and ended.

use call::{
    command::{CallOrder, ClipKey, PlayId, Refusal},
    event::{CallEvent, EndCause},
};
use media::sdp::Direction;
use voice::phone::{
    Transport,
    call::{CallPlan, End, Phase},
};

use crate::scene::{Scene, ends_silent, ends_with, trunk, within};

#[tokio::test]
async fn a_caller_is_answered_hears_a_clip_and_hangs_up() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let (id, event) = scene.call_event().await;
    let expected =
        CallEvent::Arrived { trunk: trunk(), caller: "01012345678".into(), dialed: "15880000".into() };
    assert_eq!(event, expected);
    scene.order(id, CallOrder::Answer);
    scene.expect(id, CallEvent::Answered).await;
    assert_eq!(within(call.reach(Phase::Up)).await, Phase::Up);

    scene.play(id, 1, &["440/400", "1000/400"], false);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    within(call.listen(|it| ends_with(it, 1_000.0))).await;
    scene.expect(id, CallEvent::PlayEnded { play: PlayId(1) }).await;
    within(call.listen(ends_silent)).await;

    call.hang_up().await;
    assert_eq!(within(call.end()).await, End::WeHungUp);
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
    within(scene.node.stop()).await;
}

#[tokio::test]
async fn a_call_works_over_tcp_too() {
    let mut scene = Scene::open().await;
    let phone = scene.phone_by(Transport::Tcp).await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.play(id, 1, &["440/60000"], false);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    scene.order(id, CallOrder::HangUp);
    assert_eq!(within(call.end()).await, End::TheyHungUp);
    scene.expect(id, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
}

#[tokio::test]
async fn a_caller_who_waits_hears_it_ring_and_may_change_its_mind() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.arrival().await;
    assert_eq!(within(call.reach(Phase::Ringing)).await, Phase::Ringing);
    call.cancel().await;
    assert_eq!(within(call.end()).await, End::Refused(487));
    scene.expect(id, CallEvent::Ended { cause: EndCause::Cancelled }).await;
    // What the centre decided meanwhile comes too late and harms nothing.
    scene.order(id, CallOrder::Answer);
    let mut next = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(next.reach(Phase::Up)).await;
    scene.order(id, CallOrder::HangUp);
    assert_eq!(within(next.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn an_unknown_number_is_told_so_before_it_is_refused() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15889999")).await.unwrap();
    let id = scene.arrival().await;
    let say = vec![ClipKey("440/600".into())];
    scene.order(id, CallOrder::Refuse { refusal: Refusal::NotInService, say });
    assert_eq!(within(call.reach(Phase::Early)).await, Phase::Early);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    assert_eq!(within(call.end()).await, End::Refused(404));
    scene.expect(id, CallEvent::Ended { cause: EndCause::Refused }).await;
}

#[tokio::test]
async fn a_refusal_without_words_comes_at_once_with_its_code() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    for (refusal, code) in [(Refusal::Busy, 486), (Refusal::Unavailable, 480), (Refusal::NoCapacity, 503)] {
        let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
        let id = scene.arrival().await;
        scene.order(id, CallOrder::Refuse { refusal, say: vec![] });
        assert_eq!(within(call.end()).await, End::Refused(code));
        scene.expect(id, CallEvent::Ended { cause: EndCause::Refused }).await;
    }
}

#[tokio::test]
async fn a_refusal_cannot_be_spoken_without_the_callers_offer_and_comes_all_the_same() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan { late_offer: true, ..CallPlan::to("15889999") }).await.unwrap();
    let id = scene.arrival().await;
    let say = vec![ClipKey("440/600".into())];
    scene.order(id, CallOrder::Refuse { refusal: Refusal::NotInService, say });
    assert_eq!(within(call.end()).await, End::Refused(404));
}

#[tokio::test]
async fn a_caller_may_leave_the_offer_to_us() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan { late_offer: true, ..CallPlan::to("15880000") }).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.play(id, 1, &["440/60000"], false);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    call.hang_up().await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
}

#[tokio::test]
async fn the_carrier_may_hold_a_call_and_resume_it() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.play(id, 1, &["440/1000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;

    assert_eq!(within(call.change(Direction::SendOnly)).await, Some(200));
    within(call.listen(ends_silent)).await;
    let (packets, heard) = (call.packets(), call.heard().len());
    // Half a second of the telephone's own time, in which nothing comes.
    within(call.listen(|it| it.len() > heard + 4_000)).await;
    assert_eq!(call.packets(), packets);

    assert_eq!(within(call.change(Direction::SendReceive)).await, Some(200));
    within(call.listen(|it| ends_with(it, 440.0))).await;
    call.hang_up().await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
}

#[tokio::test]
async fn a_change_that_comes_together_with_the_ack_of_the_last_one_is_made() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    // Which of the two is looked at first is a matter of luck.
    for _ in 0..20 {
        let call = phone.call(CallPlan::to("15880000")).await.unwrap();
        let changes = async {
            let change = || call.change(Direction::SendReceive);
            within(async { tokio::join!(change(), call.ask_for_offer(), change(), call.ask_for_offer()) })
                .await
        };
        let (id, changed) = tokio::join!(scene.answered(), changes);
        assert_eq!(changed, (Some(200), Some(200), Some(200), Some(200)));
        assert_eq!(call.phase(), Phase::Up);
        call.hang_up().await;
        scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
    }
}

#[tokio::test]
async fn a_new_play_replaces_the_old_one_which_is_never_reported() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.play(id, 1, &["440/60000"], false);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    scene.play(id, 2, &["1000/200"], false);
    within(call.listen(|it| ends_with(it, 1_000.0))).await;
    scene.expect(id, CallEvent::PlayEnded { play: PlayId(2) }).await;
    scene.play(id, 3, &["440/60000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    scene.order(id, CallOrder::StopPlay);
    within(call.listen(ends_silent)).await;
    // A clip that nobody has ends at once, so that the scenario goes on.
    scene.play(id, 4, &["440/100", "no such clip"], false);
    scene.expect(id, CallEvent::PlayEnded { play: PlayId(4) }).await;
}

#[tokio::test]
async fn a_trunk_takes_no_more_calls_than_it_has_channels() {
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(call::command::TrunkPlan { channels: 1, ..crate::scene::trunk_plan(5060) });
    let phone = scene.phone().await;
    let mut first = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(first.reach(Phase::Up)).await;
    let mut second = phone.call(CallPlan::to("15880000")).await.unwrap();
    assert_eq!(within(second.end()).await, End::Refused(503));
    first.hang_up().await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
    let mut third = phone.call(CallPlan::to("15880000")).await.unwrap();
    scene.answered().await;
    assert_eq!(within(third.reach(Phase::Up)).await, Phase::Up);
    assert_eq!(scene.node.figures().calls_refused, 1);
}

#[tokio::test]
async fn a_draining_node_refuses_new_calls_and_lets_the_others_end() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut first = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(first.reach(Phase::Up)).await;
    scene.command(call::command::CommandBody::Drain);
    scene.play(id, 1, &["440/60000"], false);
    within(first.listen(|it| ends_with(it, 440.0))).await;
    let mut second = phone.call(CallPlan::to("15880000")).await.unwrap();
    assert_eq!(within(second.end()).await, End::Refused(503));
    first.hang_up().await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
}

#[tokio::test]
async fn stopping_the_node_hangs_up() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    scene.answered().await;
    within(call.reach(Phase::Up)).await;
    within(scene.node.stop()).await;
    assert_eq!(within(call.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn the_carriers_word_on_who_calls_counts() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let plan = CallPlan { asserted: Some("0215880000".into()), ..CallPlan::to("15880000") };
    let _call = phone.call(plan).await.unwrap();
    let (_, event) = scene.call_event().await;
    assert!(matches!(event, CallEvent::Arrived { caller, .. } if caller == "0215880000"));
}

#[tokio::test]
async fn without_a_free_rtp_port_a_call_is_refused_and_the_centre_knows() {
    let mut scene = Scene::open_with(|config| config.rtp_ports = 45_000..=45_001).await;
    scene.set_trunk(crate::scene::trunk_plan(5060));
    let phone = scene.phone().await;
    let mut first = phone.call(CallPlan::to("15880000")).await.unwrap();
    scene.answered().await;
    within(first.reach(Phase::Up)).await;
    let mut second = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.arrival().await;
    scene.order(id, CallOrder::Answer);
    assert_eq!(within(second.end()).await, End::Refused(503));
    scene.expect(id, CallEvent::Ended { cause: EndCause::SignallingFailed }).await;
}

#[tokio::test]
async fn requests_within_a_call_get_their_answers_and_change_nothing_they_should_not() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.play(id, 1, &["440/1000"], true);
    // The carrier refreshes the session, asks what we would offer, probes, and tries what we do not do.
    assert_eq!(within(call.request("UPDATE", "", String::new())).await, Some(200));
    assert_eq!(within(call.ask_for_offer()).await, Some(200));
    assert_eq!(within(call.request("OPTIONS", "", String::new())).await, Some(200));
    assert_eq!(within(call.request("REFER", "", String::new())).await, Some(405));
    assert_eq!(within(call.request("UPDATE", "application/sdp", "v=broken\r\n".into())).await, Some(400));
    within(call.listen(|it| ends_with(it, 440.0))).await;
    call.hang_up().await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
}
