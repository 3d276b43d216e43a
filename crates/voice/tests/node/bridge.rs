//! Customers who talk to each other: a caller who is forwarded, and whoever picks up.

use call::{
    command::{CallOrder, ClipKey, PlayId, SoundKey},
    event::{CallEvent, EndCause},
};
use domain::id::{InteractionId, RecordingId};
use media::{codec::Codec, goertzel};
use voice::{
    node::recording_path,
    phone::{
        Phone,
        call::{Call, CallPlan, Phase},
    },
};

use crate::{
    agent::{LEG, agent},
    dialled::{answered, callee, ring},
    recording::{KEY, read},
    scene::{Scene, ends_silent, ends_with, tone, within},
};

/// A caller who is answered and speaks a tone, and the telephone it may be forwarded to.
async fn scene(media_threads: usize) -> (Scene, Phone, InteractionId, Call) {
    let mut scene = Scene::open_with(|config| config.media_threads = media_threads).await;
    let there = callee(&mut scene, 100).await;
    let (id, call) = caller(&mut scene, 1_000.0).await;
    (scene, there, id, call)
}

async fn caller(scene: &mut Scene, hertz: f64) -> (InteractionId, Call) {
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    within(call.reach(Phase::Up)).await;
    call.keep_saying(tone(hertz, 1_000));
    (id, call)
}

async fn bridge(scene: &mut Scene, one: InteractionId, other: InteractionId) {
    scene.order(one, CallOrder::Bridge { other });
    scene.expect(other, CallEvent::Bridged { other: one }).await;
    scene.expect(one, CallEvent::Bridged { other }).await;
}

async fn expect_unbridged(scene: &mut Scene, one: InteractionId, other: InteractionId) {
    scene.expect(other, CallEvent::Unbridged { other: one }).await;
    scene.expect(one, CallEvent::Unbridged { other }).await;
}

#[tokio::test]
async fn a_forwarded_caller_and_who_picks_up_hear_each_other_on_one_thread_and_on_two() {
    for media_threads in [1, 2] {
        let (mut scene, mut phone, here, caller) = scene(media_threads).await;
        scene
            .order(here, CallOrder::Play { play: PlayId(1), clips: vec![ClipKey::ringback()], repeat: true });
        let (there, called) = ring(&mut scene, &mut phone).await;
        let is_ringback = |it: &[i16]| {
            let end = it.get(it.len().saturating_sub(800)..).unwrap_or_default();
            goertzel::share(end, 440.0) > 0.4 && goertzel::share(end, 480.0) > 0.4
        };
        within(caller.listen(is_ringback)).await;
        called.answer().await;
        scene.expect(there, CallEvent::Answered).await;
        bridge(&mut scene, here, there).await;
        called.keep_saying(tone(440.0, 1_000));
        within(called.listen(|it| ends_with(it, 1_000.0))).await;
        within(caller.listen(|it| ends_with(it, 440.0))).await;

        // Who is left hears nothing, and may be guided on.
        called.hang_up().await;
        scene.expect(here, CallEvent::Unbridged { other: there }).await;
        scene.expect(there, CallEvent::Unbridged { other: here }).await;
        scene.expect(there, CallEvent::Ended { cause: EndCause::FarSideHungUp }).await;
        within(caller.listen(ends_silent)).await;
        scene.play(here, 2, &["2000/60000"], true);
        within(caller.listen(|it| ends_with(it, 2_000.0))).await;
        within(scene.node.stop()).await;
    }
}

#[tokio::test]
async fn both_recordings_have_their_own_customer_on_the_left() {
    let (mut scene, mut phone, here, caller) = scene(2).await;
    let (there, called) = answered(&mut scene, &mut phone).await;
    called.keep_saying(tone(440.0, 1_000));
    let recordings = [(here, RecordingId::sample(1)), (there, RecordingId::sample(2))];
    for (call, recording) in recordings {
        scene.order(call, CallOrder::Record { recording, key: SoundKey(KEY.0) });
    }
    bridge(&mut scene, here, there).await;
    let (caller_heard, called_heard) = (caller.heard().len(), called.heard().len());
    within(caller.listen(|it| ends_with(it, 440.0) && it.len() > caller_heard + 3 * 8_000)).await;
    within(called.listen(|it| ends_with(it, 1_000.0) && it.len() > called_heard + 3 * 8_000)).await;
    let folder = scene.spool.path().to_owned();
    within(scene.node.stop()).await;
    for ((_, recording), (own, other)) in recordings.into_iter().zip([(1_000.0, 440.0), (440.0, 1_000.0)]) {
        let (left, right, is_finished) = read(&recording_path(&folder, recording));
        assert!(is_finished && left.len() > 2 * 8_000, "{}", left.len());
        for (side, its, not_its) in [(left, own, other), (right, other, own)] {
            let pieces: Vec<&[i16]> = side[8_000..side.len() - 4_000].chunks_exact(800).collect();
            // A busy machine may miss a moment, but it mixes nothing up.
            let pure = pieces.iter().filter(|it| goertzel::share(it, its) > 0.9).count();
            assert!(pure * 2 > pieces.len(), "{pure} of {} at {its} Hz", pieces.len());
            assert!(
                pieces.iter().all(|it| goertzel::share(it, not_its) < 0.1),
                "{not_its} Hz among {its} Hz"
            );
        }
    }
}

#[tokio::test]
async fn a_caller_hears_what_the_far_side_says_before_it_picks_up() {
    let (mut scene, mut phone, here, caller) = scene(2).await;
    let (there, called) = ring(&mut scene, &mut phone).await;
    bridge(&mut scene, here, there).await;
    called.keep_saying(tone(440.0, 1_000));
    called.be_heard().await;
    scene.expect(there, CallEvent::Ringing { early_media: true }).await;
    within(caller.listen(|it| ends_with(it, 440.0))).await;
    called.refuse(486).await;
    scene.expect(here, CallEvent::Unbridged { other: there }).await;
    scene.expect(there, CallEvent::Unbridged { other: here }).await;
    scene.expect(there, CallEvent::Ended { cause: EndCause::Busy }).await;
    within(caller.listen(ends_silent)).await;
}

#[tokio::test]
async fn a_bridge_takes_the_agent_off_and_ends_by_order() {
    let (mut scene, mut phone, here, caller) = scene(2).await;
    let mut browser = agent(&mut scene, Codec::Pcmu).await;
    let (there, called) = answered(&mut scene, &mut phone).await;
    scene.order(there, CallOrder::Connect { leg: LEG });
    scene.expect(there, CallEvent::Connected { leg: LEG }).await;
    called.keep_saying(tone(440.0, 1_000));
    within(browser.listen(|it| ends_with(it, 440.0))).await;
    scene.order(here, CallOrder::Bridge { other: there });
    scene.expect(there, CallEvent::Disconnected { leg: LEG, lost: false }).await;
    scene.expect(there, CallEvent::Bridged { other: here }).await;
    scene.expect(here, CallEvent::Bridged { other: there }).await;
    within(caller.listen(|it| ends_with(it, 440.0))).await;
    within(browser.listen(ends_silent)).await;

    scene.order(here, CallOrder::Unbridge);
    expect_unbridged(&mut scene, here, there).await;
    within(caller.listen(ends_silent)).await;
    within(called.listen(ends_silent)).await;
    scene.order(there, CallOrder::Connect { leg: LEG });
    scene.expect(there, CallEvent::Connected { leg: LEG }).await;
    within(browser.listen(|it| ends_with(it, 440.0))).await;
}

#[tokio::test]
async fn a_customer_is_bridged_with_one_other_only() {
    let (mut scene, mut phone, first, _one) = scene(2).await;
    let (second, two) = caller(&mut scene, 2_000.0).await;
    let (there, called) = answered(&mut scene, &mut phone).await;
    bridge(&mut scene, first, there).await;
    within(called.listen(|it| ends_with(it, 1_000.0))).await;
    scene.order(second, CallOrder::Bridge { other: there });
    scene.expect(first, CallEvent::Unbridged { other: there }).await;
    scene.expect(there, CallEvent::Unbridged { other: first }).await;
    scene.expect(there, CallEvent::Bridged { other: second }).await;
    scene.expect(second, CallEvent::Bridged { other: there }).await;
    within(called.listen(|it| ends_with(it, 2_000.0))).await;
    called.keep_saying(tone(440.0, 1_000));
    within(two.listen(|it| ends_with(it, 440.0))).await;

    // Nobody there, or itself: said so, and nobody waits.
    for nobody in [InteractionId::sample(77), first] {
        scene.order(first, CallOrder::Bridge { other: nobody });
        scene.expect(first, CallEvent::Bridged { other: nobody }).await;
        scene.expect(first, CallEvent::Unbridged { other: nobody }).await;
    }
}
