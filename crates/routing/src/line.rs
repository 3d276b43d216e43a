//! A queue: who waits in it and who is ready to serve it, both in the order they will be taken.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::{AgentId, InteractionId, QueueId},
    queue::QueueRule,
};
use jiff::Timestamp;

#[derive(Debug)]
pub struct Line {
    pub rule: QueueRule,
    pub waiting: BTreeSet<(Rank, InteractionId)>,
    pub ready: BTreeSet<(Timestamp, AgentId)>,
}

impl Line {
    pub fn new(rule: QueueRule) -> Self {
        Self { rule, waiting: BTreeSet::new(), ready: BTreeSet::new() }
    }
}

/// A place in a queue; smaller is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    pub class: Class,
    pub since: Timestamp,
    /// Arrival order among those of one instant.
    pub turn: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Already talked to an agent who was lost.
    Returned,
    Normal,
}

/// An interaction that waits, rings or is being talked about.
#[derive(Debug)]
pub struct Item {
    pub queue: QueueId,
    pub rank: Rank,
    pub place: Place,
    /// Agents who declined or missed it, and until when they are spared it.
    pub resting: BTreeMap<AgentId, Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Waiting,
    Ringing { agent: AgentId, until: Timestamp },
    Talking { agent: AgentId },
}

impl Item {
    pub fn is_spared(&self, agent: AgentId, now: Timestamp) -> bool {
        self.resting.get(&agent).is_some_and(|until| now < *until)
    }
}
