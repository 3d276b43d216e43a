//! One call of a telephone, as the person at it handles it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::digit::Digit;
use media::sdp::Direction;
use parking_lot::Mutex;
use tokio::sync::{mpsc, oneshot, watch};

use super::sound::Handset;
use crate::sip::digits;

/// How a call is made.
#[derive(Debug, Clone)]
pub struct CallPlan {
    pub dialed: String,
    /// What the carrier asserts as the caller, if it does.
    pub asserted: Option<String>,
    /// Leave the offer to the far side, and answer it in ACK.
    pub late_offer: bool,
    /// Further headers, as they are.
    pub headers: Vec<(&'static str, String)>,
}

impl CallPlan {
    pub fn to(dialed: &str) -> Self {
        Self { dialed: dialed.to_owned(), asserted: None, late_offer: false, headers: vec![] }
    }
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing but perhaps 100 has come.
    Calling,
    Ringing,
    /// Sound before the answer.
    Early,
    Up,
    Ended(End),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Refused with this code.
    Refused(u16),
    WeHungUp,
    TheyHungUp,
    /// No answer, or a broken line.
    Lost,
}

/// What happened, for the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    Sent(&'static str),
    Received(String),
}

/// A handle; the call goes on by itself.
pub struct Call {
    pub(super) orders: mpsc::Sender<Order>,
    pub(super) phase: watch::Receiver<Phase>,
    pub(super) handset: Arc<Handset>,
    pub(super) timeline: Arc<Mutex<Vec<(Instant, Moment)>>>,
    pub(super) began: Instant,
}

pub(super) enum Order {
    /// Let the caller hear us before we pick up.
    BeHeard,
    Answer,
    Refuse(u16),
    HangUp,
    Cancel,
    /// A re-INVITE; without a direction it leaves the offer to the far side.
    Change(Option<Direction>, oneshot::Sender<u16>),
    Request {
        method: &'static str,
        content_type: &'static str,
        body: String,
        done: oneshot::Sender<u16>,
    },
}

impl Call {
    /// Waits until the call has come this far, or has ended; says where it stands.
    pub async fn reach(&mut self, wanted: Phase) -> Phase {
        let reached = self.phase.wait_for(|it| *it == wanted || matches!(it, Phase::Ended(_))).await;
        reached.map_or(Phase::Ended(End::Lost), |it| *it)
    }

    /// Waits for the end.
    pub async fn end(&mut self) -> End {
        match self.phase.wait_for(|it| matches!(it, Phase::Ended(_))).await.map(|it| *it) {
            Ok(Phase::Ended(end)) => end,
            Ok(_) | Err(_) => End::Lost,
        }
    }

    pub fn phase(&self) -> Phase {
        *self.phase.borrow()
    }

    /// Speaks to whoever calls before picking up (183 with SDP).
    pub async fn be_heard(&self) {
        self.order(Order::BeHeard).await;
    }

    /// Picks up a call that came in.
    pub async fn answer(&self) {
        self.order(Order::Answer).await;
    }

    pub async fn refuse(&self, code: u16) {
        self.order(Order::Refuse(code)).await;
    }

    pub async fn hang_up(&self) {
        self.order(Order::HangUp).await;
    }

    pub async fn cancel(&self) {
        self.order(Order::Cancel).await;
    }

    /// Sends a re-INVITE with this direction; the code of its answer.
    pub async fn change(&self, direction: Direction) -> Option<u16> {
        let (done, code) = oneshot::channel();
        self.order(Order::Change(Some(direction), done)).await;
        code.await.ok()
    }

    /// Sends a re-INVITE that asks for the far side's offer; the code of its answer.
    pub async fn ask_for_offer(&self) -> Option<u16> {
        let (done, code) = oneshot::channel();
        self.order(Order::Change(None, done)).await;
        code.await.ok()
    }

    /// Presses keys as events (RFC 4733). False if there is no sound to press them into.
    pub fn press(&self, digits: &[Digit]) -> bool {
        digits.iter().all(|it| self.handset.press(it.event_code()))
    }

    /// Presses a key by INFO; the code of its answer.
    pub async fn press_by_info(&self, digit: Digit) -> Option<u16> {
        self.request("INFO", "application/dtmf-relay", digits::write(digit, 160)).await
    }

    /// Sends any request within the call; the code of its answer.
    pub async fn request(
        &self,
        method: &'static str,
        content_type: &'static str,
        body: String,
    ) -> Option<u16> {
        let (done, code) = oneshot::channel();
        self.order(Order::Request { method, content_type, body, done }).await;
        code.await.ok()
    }

    pub fn say(&self, samples: Vec<i16>) {
        self.handset.say(samples);
    }

    /// Says the same over and over; nothing, to be silent.
    pub fn keep_saying(&self, samples: Vec<i16>) {
        self.handset.keep_saying(samples);
    }

    /// Everything that has been heard, 8 kHz.
    pub fn heard(&self) -> Vec<i16> {
        self.handset.heard()
    }

    /// Listens until what has been heard is enough.
    pub async fn listen(&self, enough: impl Fn(&[i16]) -> bool) -> Vec<i16> {
        self.handset.listen(enough).await
    }

    /// Event codes of the keys that have been heard.
    pub fn keys(&self) -> Vec<u8> {
        self.handset.keys()
    }

    pub fn packets(&self) -> u64 {
        self.handset.packets()
    }

    /// What happened, and how long after the beginning.
    pub fn timeline(&self) -> Vec<(Duration, Moment)> {
        self.timeline.lock().iter().map(|(at, moment)| (*at - self.began, moment.clone())).collect()
    }

    /// From the answer to the first packet of sound. Zero if sound came before.
    pub fn sound_after_answer(&self) -> Option<Duration> {
        let timeline = self.timeline.lock();
        let answered = timeline.iter().find(|it| it.1 == Moment::Received("200 INVITE".into()))?.0;
        Some(self.handset.first_sound()?.saturating_duration_since(answered))
    }

    async fn order(&self, order: Order) {
        // A call that has ended needs no orders.
        let _ = self.orders.send(order).await;
    }
}
