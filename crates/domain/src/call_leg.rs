//! One side of a call: the customer's line, or an agent's share of it. Facts for the call log and billing.

use jiff::Timestamp;

use crate::{
    id::{AgentId, CallLegId, InteractionId, TrunkId},
    words,
};

words! {
    pub enum LegParty {
        Customer = "customer",
        Agent = "agent",
        /// The number a call was forwarded to (착신전환).
        Forwarded = "forwarded",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLeg {
    pub id: CallLegId,
    pub interaction: InteractionId,
    pub party: LegParty,
    pub agent: Option<AgentId>,
    pub trunk: Option<TrunkId>,
    pub started_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// What the network said last, such as `BYE` or `CANCEL`; for people who trace lines.
    pub network_reason: Option<String>,
}
