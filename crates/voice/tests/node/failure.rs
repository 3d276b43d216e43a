//! Parts of the node that end without being asked to.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
};

use futures_util::FutureExt;
use jiff::Timestamp;
use voice::{clock::Clock, phone::call::CallPlan};

use crate::scene::{Scene, trunk_plan, within};

/// A clock that breaks whoever looks at it, once it is told to and if it is one of these.
fn clock_that_breaks(is_victim: fn(&str) -> bool) -> (Clock, Arc<AtomicBool>) {
    let is_broken = Arc::new(AtomicBool::new(false));
    let (broken, now): (_, Timestamp) = (is_broken.clone(), "2026-11-20T00:00:00Z".parse().unwrap());
    let clock = Clock::new(move || {
        let name = thread::current().name().unwrap_or_default().to_owned();
        assert!(!broken.load(Relaxed) || !is_victim(&name), "the test breaks {name}");
        now
    });
    (clock, is_broken)
}

#[tokio::test]
async fn a_media_thread_that_breaks_is_told() {
    let (clock, is_broken) = clock_that_breaks(|it| it.starts_with("media-"));
    let scene = Scene::open_with(|config| config.clock = clock).await;
    let failed = scene.node.failed();
    is_broken.store(true, Relaxed);
    assert_eq!(within(failed).await, "a media thread");
}

#[tokio::test]
async fn an_exchange_that_breaks_is_told() {
    let (clock, is_broken) = clock_that_breaks(|it| !it.starts_with("media-"));
    let mut scene = Scene::open_with(|config| config.clock = clock).await;
    is_broken.store(true, Relaxed);
    // It tells the state of the trunk, and looks at the clock for that.
    scene.set_trunk(trunk_plan(5060));
    assert_eq!(within(scene.node.failed()).await, "the exchange");
    within(scene.node.stop()).await;
}

#[tokio::test]
async fn what_takes_calls_is_told_when_it_breaks() {
    let mut scene = Scene::open_with(|config| config.ids = Arc::new(|| panic!("the test breaks this"))).await;
    scene.set_trunk(trunk_plan(5060));
    let phone = scene.phone().await;
    let _call = phone.call(CallPlan::to("15880000")).await.unwrap();
    assert_eq!(within(scene.node.failed()).await, "what takes calls");
}

#[tokio::test]
async fn a_node_that_is_stopped_has_not_failed() {
    let scene = Scene::open().await;
    let failed = scene.node.failed();
    within(scene.node.stop()).await;
    assert_eq!(failed.now_or_never(), None);
}
