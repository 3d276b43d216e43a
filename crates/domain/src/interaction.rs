//! One contact with a customer on any channel: the umbrella over call, chat and ticket.

use jiff::Timestamp;

use crate::{
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{AgentId, BrandId, CustomerId, InteractionId, QueueId, ScenarioVersionId},
    phone_number::PhoneNumber,
};

/// An interaction as its row keeps it. Written by the dispatcher alone, whole, at each change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    pub id: InteractionId,
    pub brand: BrandId,
    pub channel: Channel,
    pub direction: Direction,
    /// The customer's number; `None` when withheld or not a number.
    pub customer_number: Option<PhoneNumber>,
    /// Known by number when the interaction began.
    pub customer: Option<CustomerId>,
    /// The number that was dialled.
    pub dialed_number: PhoneNumber,
    pub scenario_version: Option<ScenarioVersionId>,
    /// Names of the menus the caller passed, outermost first (상담메뉴).
    pub menu_path: Vec<String>,
    /// What the caller typed where the scenario asked for it.
    pub digits_taken: Vec<DigitsTaken>,
    /// The last queue it waited in.
    pub queue: Option<QueueId>,
    /// The agent who talked last.
    pub agent: Option<AgentId>,
    pub started_at: Timestamp,
    /// When a machine or a person picked up; a refused call has none.
    pub answered_at: Option<Timestamp>,
    /// When an agent first talked.
    pub connected_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub end_reason: Option<EndReason>,
    /// Milliseconds spent waiting in queues, over all visits.
    pub wait_ms: i64,
    /// Milliseconds spent talking to agents, hold included.
    pub talk_ms: i64,
    /// Milliseconds of `talk_ms` spent on hold.
    pub hold_ms: i64,
}

/// Digits the caller typed, such as an order number, and what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigitsTaken {
    pub label: String,
    pub digits: String,
}

crate::words! {
    /// What an interaction asks of an agent: an agent has one call, but several chats and tickets at a time.
    #[derive(Default)]
    pub enum InteractionKind {
        #[default]
        Call = "call",
        Chat = "chat",
        Ticket = "ticket",
    }
}

crate::words! {
    /// How soon an interaction is served. A priority is worth so many seconds of waiting (see
    /// [`RoutingPolicy`](crate::routing_policy::RoutingPolicy)), so that nobody waits for ever behind others.
    #[derive(Default)]
    pub enum Priority {
        #[default]
        Normal = "normal",
        /// A customer who asked to be called back; keeps the place he had as a caller.
        Callback = "callback",
        Vip = "vip",
        /// Had an agent already and lost him: before everybody else.
        Returned = "returned",
    }
}

crate::words! {
    /// How the interaction turned out, derived for lists and filters.
    pub enum Outcome {
        InProgress = "in_progress",
        Answered = "answered",
        Abandoned = "abandoned",
        CallbackRequested = "callback_requested",
        /// We called and the customer did not answer.
        NotReached = "not_reached",
        /// Ended in the IVR or refused: nobody was asked for.
        SelfServed = "self_served",
    }
}

impl Interaction {
    pub fn outcome(&self) -> Outcome {
        match (self.end_reason, self.connected_at) {
            (None, _) => Outcome::InProgress,
            (Some(_), Some(_)) => Outcome::Answered,
            (Some(EndReason::CallbackRequested), None) => Outcome::CallbackRequested,
            (Some(_), None) if self.direction == Direction::Outbound => Outcome::NotReached,
            (Some(_), None) if self.queue.is_some() => Outcome::Abandoned,
            (Some(_), None) => Outcome::SelfServed,
        }
    }
}
