//! Customers who call from a browser.

use call::{
    command::CallOrder,
    event::{CallEvent, EndCause},
};
use domain::{digit::Digit, id::InteractionId};
use media::codec::Codec;
use voice::web::browser::{Browser, Connection};

use crate::scene::{Scene, ends_with, within};

const CALL: InteractionId = InteractionId::sample(1_000);

/// A web call that is up.
async fn web_call(scene: &mut Scene, codec: Codec) -> Browser {
    let (mut browser, offer) = Browser::open([127, 0, 0, 1].into(), codec).await.unwrap();
    scene.order(CALL, CallOrder::OpenWeb { offer });
    match scene.call_event().await {
        (CALL, CallEvent::WebAnswer { sdp }) => browser.accept(&sdp),
        other => panic!("no answer: {other:?}"),
    }
    scene.expect(CALL, CallEvent::Answered).await;
    assert_eq!(within(browser.reach(Connection::Up)).await, Connection::Up);
    browser
}

#[tokio::test]
async fn a_web_caller_hears_a_clip_presses_a_key_and_closes_the_tab() {
    for codec in [Codec::Opus, Codec::Pcmu] {
        let mut scene = Scene::open().await;
        let mut browser = web_call(&mut scene, codec).await;
        scene.play(CALL, 1, &["440/60000"], true);
        within(browser.listen(|it| ends_with(it, 440.0))).await;
        browser.press(5);
        scene.expect(CALL, CallEvent::Digit { digit: Digit::try_from('5').unwrap() }).await;
        browser.close();
        scene.expect(CALL, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
        within(scene.node.stop()).await;
    }
}

#[tokio::test]
async fn hanging_up_on_a_web_caller_closes_its_connection() {
    let mut scene = Scene::open().await;
    let mut browser = web_call(&mut scene, Codec::Opus).await;
    scene.order(CALL, CallOrder::HangUp);
    scene.expect(CALL, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
    assert_eq!(within(browser.reach(Connection::Closed)).await, Connection::Closed);
}

#[tokio::test]
async fn a_web_caller_without_a_network_is_given_up() {
    let mut scene = Scene::open().await;
    let browser = web_call(&mut scene, Codec::Opus).await;
    browser.freeze();
    scene.expect(CALL, CallEvent::Ended { cause: EndCause::MediaLost }).await;
}

#[tokio::test]
async fn an_offer_that_cannot_be_used_ends_the_call() {
    let mut scene = Scene::open().await;
    scene.order(CALL, CallOrder::OpenWeb { offer: "hello".into() });
    scene.expect(CALL, CallEvent::Ended { cause: EndCause::SignallingFailed }).await;
}
