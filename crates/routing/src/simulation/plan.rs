//! What a simulated day is made of.

use domain::{
    id::{AgentId, InteractionId, QueueId},
    interaction::{InteractionKind, Priority},
    queue::QueueRule,
    routing_policy::RoutingPolicy,
};
use jiff::Timestamp;

use crate::input::{Input, Serves};

#[derive(Debug, Clone)]
pub struct Plan {
    pub begin: Timestamp,
    pub policy: RoutingPolicy,
    pub queues: Vec<(QueueId, QueueRule)>,
    pub shifts: Vec<Shift>,
    pub habits: Habits,
    /// How long an agent who was set away for not answering stays so.
    pub absence_ms: i64,
    /// Nobody looks at what is due later than this after its instant.
    pub late_ms: i64,
    pub customers: Vec<Customer>,
    /// Whatever else is told to routing, and when.
    pub changes: Vec<(Timestamp, Input)>,
}

/// An agent's stretch of work.
#[derive(Debug, Clone)]
pub struct Shift {
    pub agent: AgentId,
    pub serves: Vec<Serves>,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// How agents treat what rings.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// From the first ring to the answer: at least and less than, in milliseconds.
    pub answer_ms: (i64, i64),
    pub declines_per_mille: u32,
    pub misses_per_mille: u32,
    /// Per call.
    pub loses_phone_per_mille: u32,
    /// A lost phone is back in less than this.
    pub phone_back_ms: i64,
}

#[derive(Debug, Clone, Copy)]
pub struct Customer {
    pub interaction: InteractionId,
    pub queue: QueueId,
    pub kind: InteractionKind,
    pub priority: Priority,
    pub last_agent: Option<AgentId>,
    pub at: Timestamp,
    /// Waits no longer than this at a time.
    pub patience_ms: i64,
    pub talk_ms: i64,
    pub wrap_up_ms: i64,
    /// Asks to be called back halfway through his patience; the entry's id.
    pub callback: Option<InteractionId>,
}
