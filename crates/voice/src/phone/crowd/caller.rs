//! One of many callers, as whoever directs him sees him.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::digit::Digit;
use tokio::sync::watch;

use super::{super::call::End, Shared};

/// A handle; the call goes on by itself.
#[derive(Clone)]
pub struct Caller {
    pub(super) number: u64,
    pub(super) shared: Arc<Shared>,
    pub(super) progress: watch::Receiver<Progress>,
}

/// What has happened so far, and when.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub dialed: Instant,
    pub answered: Option<Instant>,
    /// The first packet of sound.
    pub heard: Option<Instant>,
    /// The first packet of the last key pressed left.
    pub pressed: Option<Instant>,
    pub ended: Option<(Instant, End)>,
}

impl Progress {
    pub(super) const fn dialed(at: Instant) -> Self {
        Self { dialed: at, answered: None, heard: None, pressed: None, ended: None }
    }

    /// Answered, and not ended yet.
    pub fn is_up(&self) -> bool {
        self.answered.is_some() && self.ended.is_none()
    }
}

impl Caller {
    pub fn progress(&self) -> Progress {
        *self.progress.borrow()
    }

    /// Waits until it has come this far. `None` when it takes longer than `limit`, or when the call ends before.
    pub async fn reach(&mut self, limit: Duration, wanted: impl Fn(&Progress) -> bool) -> Option<Progress> {
        let reached = self.progress.wait_for(|it| wanted(it) || it.ended.is_some());
        let progress = *tokio::time::timeout(limit, reached).await.ok()?.ok()?;
        wanted(&progress).then_some(progress)
    }

    /// Presses a key as RFC 4733 tells it. Only a caller who was answered has keys.
    pub fn press(&self, digit: Digit) {
        self.shared.press(self.number, digit);
    }

    pub fn hang_up(&self) {
        self.shared.hang_up(self.number);
    }
}
