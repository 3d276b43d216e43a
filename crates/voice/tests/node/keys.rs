//! Keys, whichever way they are pressed.

use call::{command::CallOrder, event::CallEvent};
use domain::{digit::Digit, id::InteractionId};
use voice::phone::call::{CallPlan, Phase};

use crate::scene::{Scene, within};

fn digits(keys: &str) -> Vec<Digit> {
    keys.chars().map(|it| Digit::try_from(it).unwrap()).collect()
}

async fn pressed(scene: &mut Scene, id: InteractionId, count: usize) -> String {
    let mut keys = String::new();
    while keys.len() < count {
        match scene.call_event().await {
            (call, CallEvent::Digit { digit }) if call == id => keys.push(digit.as_char()),
            other => panic!("no key: {other:?}"),
        }
    }
    keys
}

#[tokio::test]
async fn keys_come_as_events_and_by_info_and_go_out_as_events() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;

    assert!(call.press(&digits("15#0*0")));
    assert_eq!(pressed(&mut scene, id, 6).await, "15#0*0");
    for key in digits("7*") {
        assert_eq!(within(call.press_by_info(key)).await, Some(200));
    }
    assert_eq!(within(call.request("INFO", "application/dtmf", "9".into())).await, Some(200));
    assert_eq!(pressed(&mut scene, id, 3).await, "7*9");
    // An INFO about something else is none of ours, and no error either.
    assert_eq!(within(call.request("INFO", "text/plain", "5".into())).await, Some(200));

    scene.order(id, CallOrder::SendDigits { digits: digits("42#") });
    within(call.listen(|_| call.keys().len() == 3)).await;
    assert_eq!(call.keys(), [4, 2, 11]);
}
