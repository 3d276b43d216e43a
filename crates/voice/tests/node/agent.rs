//! Agents: warm legs, the bridge between leg and line, hold, and what happens when a browser goes away.

use call::{
    command::{CallOrder, ClipKey, CommandBody, LegOrder},
    event::{CallEvent, EndCause, EventBody, LegEvent},
};
use domain::id::{AgentLegId, InteractionId};
use media::codec::Codec;
use voice::{
    phone::{
        Phone,
        call::{Call, CallPlan, Phase},
    },
    web::browser::{Browser, Connection},
};

use crate::scene::{Scene, ends_silent, ends_with, tone, within};

pub const LEG: AgentLegId = AgentLegId::sample(7);

async fn leg_event(scene: &mut Scene) -> LegEvent {
    match scene.event().await {
        EventBody::Leg { leg, event } if leg == LEG => event,
        other => panic!("not of the leg: {other:?}"),
    }
}

/// An agent's browser whose leg is up.
pub async fn agent(scene: &mut Scene, codec: Codec) -> Browser {
    let (mut browser, offer) = Browser::open([127, 0, 0, 1].into(), codec).await.unwrap();
    scene.command(CommandBody::Leg { leg: LEG, order: LegOrder::Open { offer } });
    match leg_event(scene).await {
        LegEvent::Answer { sdp } => browser.accept(&sdp),
        other => panic!("no answer: {other:?}"),
    }
    assert_eq!(leg_event(scene).await, LegEvent::Up);
    assert_eq!(within(browser.reach(Connection::Up)).await, Connection::Up);
    browser
}

/// A customer who is talking to the agent.
async fn bridge(scene: &mut Scene, phone: &Phone) -> (Call, InteractionId) {
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    scene.order(id, CallOrder::Connect { leg: LEG });
    scene.expect(id, CallEvent::Connected { leg: LEG }).await;
    (call, id)
}

#[tokio::test]
async fn customer_and_agent_hear_each_other_with_either_codec() {
    for codec in [Codec::Pcmu, Codec::Opus] {
        let mut scene = Scene::open().await;
        let mut browser = agent(&mut scene, codec).await;
        let phone = scene.phone().await;
        let (call, id) = bridge(&mut scene, &phone).await;
        call.keep_saying(tone(1_000.0, 1_000));
        browser.keep_saying(tone(440.0, 1_000));
        within(call.listen(|it| ends_with(it, 440.0))).await;
        within(browser.listen(|it| ends_with(it, 1_000.0))).await;
        call.hang_up().await;
        scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: false }).await;
        scene.expect(id, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
        within(scene.node.stop()).await;
    }
}

#[tokio::test]
async fn a_held_customer_hears_music_and_the_agent_nothing() {
    let mut scene = Scene::open().await;
    let mut browser = agent(&mut scene, Codec::Pcmu).await;
    let phone = scene.phone().await;
    let (call, id) = bridge(&mut scene, &phone).await;
    call.keep_saying(tone(1_000.0, 1_000));
    browser.keep_saying(tone(440.0, 1_000));
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;

    scene.order(id, CallOrder::Hold { music: vec![ClipKey("2000/1000".into())] });
    scene.expect(id, CallEvent::Held).await;
    within(call.listen(|it| ends_with(it, 2_000.0))).await;
    within(browser.listen(ends_silent)).await;

    scene.order(id, CallOrder::Resume);
    scene.expect(id, CallEvent::Resumed).await;
    within(call.listen(|it| ends_with(it, 440.0))).await;
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;

    // Off the call, the customer stays and may be guided on.
    scene.order(id, CallOrder::Disconnect);
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: false }).await;
    within(call.listen(ends_silent)).await;
    scene.play(id, 1, &["440/60000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;
}

#[tokio::test]
async fn a_leg_serves_one_call_after_the_other_and_moves_between_threads() {
    let mut scene = Scene::open().await;
    let mut browser = agent(&mut scene, Codec::Pcmu).await;
    let phone = scene.phone().await;
    // Two calls on two threads: the leg has to move to one of them.
    let (first, first_id) = bridge(&mut scene, &phone).await;
    first.keep_saying(tone(1_000.0, 1_000));
    within(browser.listen(|it| ends_with(it, 1_000.0))).await;
    let mut second = phone.call(CallPlan::to("15880000")).await.unwrap();
    let second_id = scene.answered().await;
    within(second.reach(Phase::Up)).await;
    second.keep_saying(tone(2_000.0, 1_000));
    scene.order(second_id, CallOrder::Connect { leg: LEG });
    // The centre should have taken it off first; the node does not let two customers share an agent.
    scene.expect(first_id, CallEvent::Disconnected { leg: LEG, lost: true }).await;
    scene.expect(second_id, CallEvent::Connected { leg: LEG }).await;
    within(browser.listen(|it| ends_with(it, 2_000.0))).await;
    browser.keep_saying(tone(440.0, 1_000));
    within(second.listen(|it| ends_with(it, 440.0))).await;
    within(first.listen(ends_silent)).await;
}

#[tokio::test]
async fn when_the_tab_is_closed_the_customer_stays() {
    let mut scene = Scene::open().await;
    let browser = agent(&mut scene, Codec::Pcmu).await;
    let phone = scene.phone().await;
    let (call, id) = bridge(&mut scene, &phone).await;
    browser.close();
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: true }).await;
    assert_eq!(leg_event(&mut scene).await, LegEvent::Closed);
    scene.play(id, 1, &["440/60000"], true);
    within(call.listen(|it| ends_with(it, 440.0))).await;
    assert_eq!(scene.node.figures().legs, 0);
    // A leg that does not exist connects nobody, and says so.
    scene.order(id, CallOrder::Connect { leg: LEG });
    scene.expect(id, CallEvent::Connected { leg: LEG }).await;
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: true }).await;
}

#[tokio::test]
async fn a_browser_without_a_network_is_lost_and_may_come_back_with_a_new_offer() {
    let mut scene = Scene::open().await;
    let browser = agent(&mut scene, Codec::Pcmu).await;
    let phone = scene.phone().await;
    let (call, id) = bridge(&mut scene, &phone).await;
    browser.freeze();
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: true }).await;
    assert_eq!(leg_event(&mut scene).await, LegEvent::Lost);

    let mut again = agent(&mut scene, Codec::Pcmu).await;
    scene.order(id, CallOrder::Connect { leg: LEG });
    scene.expect(id, CallEvent::Connected { leg: LEG }).await;
    call.keep_saying(tone(1_000.0, 1_000));
    within(again.listen(|it| ends_with(it, 1_000.0))).await;
    scene.command(CommandBody::Leg { leg: LEG, order: LegOrder::Close });
    scene.expect(id, CallEvent::Disconnected { leg: LEG, lost: true }).await;
    assert_eq!(leg_event(&mut scene).await, LegEvent::Closed);
    assert_eq!(within(again.reach(Connection::Closed)).await, Connection::Closed);
}

#[tokio::test]
async fn an_offer_that_cannot_be_used_is_refused_with_the_reason() {
    let mut scene = Scene::open().await;
    for (offer, why) in [
        ("hello", "the offer has no codec in common with us (PCMU or Opus)"),
        ("a=rtpmap:0 PCMU/8000", "the offer cannot be read"),
    ] {
        scene.command(CommandBody::Leg { leg: LEG, order: LegOrder::Open { offer: offer.into() } });
        match leg_event(&mut scene).await {
            LegEvent::Refused { why: said } => assert!(said.starts_with(why), "{said}"),
            other => panic!("accepted: {other:?}"),
        }
    }
}
