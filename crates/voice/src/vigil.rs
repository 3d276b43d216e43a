//! Notices when a part of the node ends without having been asked to. Such a part leaves a node behind that still
//! takes calls and serves none of them: whoever runs the node has to hear of it, and to end the process.

use std::sync::Arc;

use tokio::sync::watch;

/// The node's own hold. Once it is dropped the node is being stopped, and every end is as it should be.
pub struct Vigil(Lookout);

/// Where parts of the node begin their duties; cheap to clone.
#[derive(Clone)]
pub struct Lookout(Arc<watch::Sender<Sight>>);

/// Lasts as long as the part it was begun for; a panic ends both.
#[must_use]
pub struct Duty {
    lookout: Lookout,
    part: &'static str,
    is_done: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Well,
    /// The first part that ended.
    Failed(&'static str),
    /// Nobody looks any more.
    Over,
}

impl Vigil {
    pub fn begin() -> Self {
        Self(Lookout(Arc::new(watch::Sender::new(Sight::Well))))
    }

    pub fn lookout(&self) -> Lookout {
        self.0.clone()
    }

    /// Which part has ended, once one has. Never, if none does.
    pub fn failed(&self) -> impl Future<Output = &'static str> + Send + use<> {
        let mut sights = self.0.0.subscribe();
        async move {
            match sights.wait_for(|it| matches!(it, Sight::Failed(_))).await.map(|it| *it) {
                Ok(Sight::Failed(part)) => part,
                Ok(Sight::Well | Sight::Over) | Err(_) => std::future::pending().await,
            }
        }
    }
}

impl Drop for Vigil {
    fn drop(&mut self) {
        self.0.0.send_replace(Sight::Over);
    }
}

impl Lookout {
    /// `part` as a sentence's subject: "the exchange".
    pub fn begin(&self, part: &'static str) -> Duty {
        Duty { lookout: self.clone(), part, is_done: false }
    }
}

impl Duty {
    /// The part's work is over, as it was meant to be.
    pub fn end(mut self) {
        self.is_done = true;
    }
}

impl Drop for Duty {
    fn drop(&mut self) {
        let part = self.part;
        let is_well = |it: &Sight| *it == Sight::Well;
        if !self.is_done
            && self.lookout.0.send_if_modified(|it| {
                is_well(it) && {
                    *it = Sight::Failed(part);
                    true
                }
            })
        {
            tracing::error!(part, "A part of the voice node ended without being asked to: {part}");
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn the_first_part_that_ends_unasked_is_told() {
        let vigil = Vigil::begin();
        let (one, other) = (vigil.lookout().begin("one"), vigil.lookout().begin("other"));
        vigil.lookout().begin("done").end();
        assert_eq!(vigil.failed().now_or_never(), None);
        drop(one);
        drop(other);
        assert_eq!(vigil.failed().now_or_never(), Some("one"));
    }

    #[test]
    fn what_ends_with_the_node_has_not_failed() {
        let vigil = Vigil::begin();
        let (duty, failed) = (vigil.lookout().begin("one"), vigil.failed());
        drop(vigil);
        drop(duty);
        assert_eq!(failed.now_or_never(), None);
    }
}
