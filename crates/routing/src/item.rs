//! An interaction that waits, rings or is being served.

use std::collections::BTreeMap;

use domain::{
    id::{AgentId, QueueId},
    interaction::{InteractionKind, Priority},
};
use jiff::Timestamp;

#[derive(Debug)]
pub struct Item {
    pub queue: QueueId,
    pub kind: InteractionKind,
    pub priority: Priority,
    pub rank: Rank,
    /// Since when the customer waits.
    pub since: Timestamp,
    /// When it came to the queue it is in: levels open and overflow begins by it.
    pub entered: Timestamp,
    /// How many skill levels beyond the best one signed in may take it.
    pub step: u8,
    pub place: Place,
    pub last_agent: Option<AgentId>,
    pub handed_over: bool,
    /// Agents who declined or missed it, and until when they are spared it.
    pub resting: BTreeMap<AgentId, Timestamp>,
    /// Queues it overflowed from, the last one last: it goes back to none of them.
    pub visited: Vec<QueueId>,
    /// The deadlines that count; any other of their kind is stale.
    pub widen_due: Option<Timestamp>,
    pub overflow_due: Option<Timestamp>,
}

/// A place in a queue; smaller is served first. It never changes by waiting, so that a queue needs no resorting, and
/// nobody waits for ever: whoever comes later than any bonus is worth comes after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    pub class: Class,
    /// The arrival, less what the priority is worth.
    pub since: Timestamp,
    /// Arrival order among those of one instant.
    pub turn: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Already talked to an agent who was lost.
    Returned,
    Usual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Waiting,
    Ringing {
        agent: AgentId,
        until: Timestamp,
        /// When the router answers by itself.
        answered_at: Option<Timestamp>,
    },
    Talking {
        agent: AgentId,
    },
}

impl Item {
    pub fn is_spared(&self, agent: AgentId, now: Timestamp) -> bool {
        self.resting.get(&agent).is_some_and(|until| now < *until)
    }
}
