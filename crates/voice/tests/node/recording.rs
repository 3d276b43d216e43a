//! Recordings: what each side said, where it belongs, as soon as it was said.

use std::path::Path;

use call::{
    command::{CallOrder, SoundKey},
    event::CallEvent,
};
use domain::id::RecordingId;
use media::{
    g711, goertzel,
    recording::reader::{Reader, opening_ranges},
};
use voice::{
    node,
    phone::call::{CallPlan, Phase},
};

use crate::scene::{Scene, ends_with, tone, within};

pub const KEY: SoundKey = SoundKey([9; 32]);
const RECORDING: RecordingId = RecordingId::sample(5);

/// Both sides of what is in the file now, and whether it is complete.
pub fn read(path: &Path) -> (Vec<i16>, Vec<i16>, bool) {
    let file = std::fs::read(path).unwrap();
    let (beginning, end) = opening_ranges(file.len() as u64);
    let slice = |it: std::ops::Range<u64>| &file[it.start as usize..it.end as usize];
    let reader = Reader::open(&KEY.0, file.len() as u64, slice(beginning), slice(end)).unwrap();
    let pairs = reader.open_chunks(0..reader.chunks(), slice(reader.file_range(0..reader.chunks()))).unwrap();
    let side = |n: usize| pairs.iter().skip(n).step_by(2).map(|it| g711::mu_decode(*it)).collect();
    (side(0), side(1), reader.is_finished())
}

#[tokio::test]
async fn the_customer_is_on_the_left_and_what_it_hears_on_the_right() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.arrival().await;
    scene.order(id, CallOrder::Answer);
    // Ordered with the answer, as the centre does, so that the greeting is on the recording.
    scene.order(id, CallOrder::Record { recording: RECORDING, key: KEY });
    scene.expect(id, CallEvent::Answered).await;
    within(call.reach(Phase::Up)).await;
    call.keep_saying(tone(1_000.0, 1_000));
    scene.play(id, 1, &["440/60000"], true);
    within(call.listen(|it| ends_with(it, 440.0) && it.len() > 3 * 8_000)).await;

    // While the call is up, everything but the last second or two is already in the file.
    let path = node::recording_path(scene.spool.path(), RECORDING);
    let (left, right, is_finished) = read(&path);
    assert!(!is_finished && left.len() >= 8_000, "{}", left.len());
    assert!(goertzel::share(&right[4_000..8_000], 440.0) > 0.9);

    call.hang_up().await;
    let mut ended = None;
    while ended.is_none() {
        if let (_, CallEvent::RecordingEnded { recording, duration_ms, bytes }) = scene.call_event().await {
            ended = Some((recording, duration_ms, bytes));
        }
    }
    let (left_whole, right_whole, is_finished) = read(&path);
    assert!(is_finished && left_whole.starts_with(&left) && right_whole.starts_with(&right));
    let length = left_whole.len();
    assert!(goertzel::share(&left_whole[length - 4_000..length - 2_000], 1_000.0) > 0.9);
    assert!(goertzel::share(&right_whole[length - 4_000..length - 2_000], 440.0) > 0.9);
    let bytes = std::fs::metadata(&path).unwrap().len() as i64;
    assert_eq!(ended, Some((RECORDING, length as i64 / 8, bytes)));
    assert_eq!(scene.node.figures().recordings, 0);
}

#[tokio::test]
async fn stopping_the_node_completes_its_recordings() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    scene.order(id, CallOrder::Record { recording: RECORDING, key: KEY });
    within(call.reach(Phase::Up)).await;
    within(call.listen(|it| it.len() > 8_000)).await;
    let path = node::recording_path(scene.spool.path(), RECORDING);
    within(scene.node.stop()).await;
    assert!(read(&path).2);
}

#[tokio::test]
async fn a_recording_that_is_ordered_too_late_ends_empty() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    let call = phone.call(CallPlan::to("15880000")).await.unwrap();
    let id = scene.answered().await;
    call.hang_up().await;
    let (_, event) = scene.call_event().await;
    assert!(matches!(event, CallEvent::Ended { .. }));
    // The call is over: the order is nobody's any more.
    scene.order(id, CallOrder::Record { recording: RECORDING, key: KEY });
    let mut next = phone.call(CallPlan::to("15880000")).await.unwrap();
    scene.answered().await;
    within(next.reach(Phase::Up)).await;
    assert!(!node::recording_path(scene.spool.path(), RECORDING).exists());
}
