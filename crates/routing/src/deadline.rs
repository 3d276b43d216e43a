//! What routing does when nothing else happens: one ordered set of instants.
//!
//! Deadlines are not taken back when their cause is gone; whoever acts on one checks that it still holds. That
//! keeps every other path free of bookkeeping.

use std::collections::BTreeSet;

use domain::id::{AgentId, InteractionId};
use jiff::Timestamp;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deadline {
    /// It has rung long enough to be answered by itself. Comes before `RingOut` of the same instant.
    AutoAnswer(InteractionId),
    /// The agent's phone has rung long enough.
    RingOut(InteractionId),
    /// An agent may be offered again what he declined.
    Retry(InteractionId),
    /// Agents of the next skill level may take it.
    Widen(InteractionId),
    /// It has waited long enough in this queue.
    Overflow(InteractionId),
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

    /// The first deadline that is due, with its instant.
    pub fn take_due(&mut self, now: Timestamp) -> Option<(Timestamp, Deadline)> {
        if self.next()? > now {
            return None;
        }
        self.0.pop_first()
    }
}
