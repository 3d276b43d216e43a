//! What routing does when nothing else happens: one ordered set of instants.
//!
//! Deadlines are not taken back when their cause is gone; whoever acts on one checks that it still holds. That
//! keeps every other path free of bookkeeping.

use std::collections::BTreeSet;

use domain::id::{AgentId, InteractionId};
use jiff::Timestamp;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deadline {
    /// The agent's phone has rung long enough.
    RingOut(InteractionId),
    /// An agent may be offered again what he declined.
    Retry(InteractionId),
    WrapUpOver(AgentId),
    GraceOver(AgentId),
}

#[derive(Debug, Default)]
pub struct Deadlines(BTreeSet<(Timestamp, Deadline)>);

impl Deadlines {
    pub fn set(&mut self, at: Timestamp, deadline: Deadline) {
        self.0.insert((at, deadline));
    }

    pub fn next(&self) -> Option<Timestamp> {
        self.0.first().map(|(at, _)| *at)
    }

    pub fn take_due(&mut self, now: Timestamp) -> Option<Deadline> {
        if self.next()? > now {
            return None;
        }
        self.0.pop_first().map(|(_, deadline)| deadline)
    }
}
