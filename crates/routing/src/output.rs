//! What routing wants done.

use domain::{
    agent_status::AgentStatus,
    id::{AgentId, InteractionId, QueueId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::Decision;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Output {
    /// Ring the agent until `until`.
    Offer { interaction: InteractionId, queue: QueueId, agent: AgentId, until: Timestamp, decision: Decision },
    /// Stop ringing the agent.
    OfferEnded { interaction: InteractionId, agent: AgentId, why: OfferEnd },
    /// Let them talk.
    Connect { interaction: InteractionId, agent: AgentId },
    /// The agent's phone is gone; keep the customer company until `until`.
    AgentLost { interaction: InteractionId, agent: AgentId, until: Timestamp },
    /// The lost agent is back in time: let them talk again.
    Reconnect { interaction: InteractionId, agent: AgentId },
    /// The interaction waits again, before everybody who never talked to an agent.
    Returned { interaction: InteractionId, queue: QueueId },
    /// It waits in another queue now, at its place by arrival.
    Overflowed { interaction: InteractionId, from: QueueId, to: QueueId },
    /// The interaction's queue is gone and there is no other: its scenario must decide.
    Homeless { interaction: InteractionId },
    /// The last agent signed in for the interaction's queue is gone: its scenario must decide.
    Unstaffed { interaction: InteractionId },
    /// The agent's status changed. `until` is set when it ends by itself; `interaction` is what the agent is busy
    /// with or writes up.
    Status {
        agent: AgentId,
        status: AgentStatus,
        interaction: Option<InteractionId>,
        until: Option<Timestamp>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfferEnd {
    Answered,
    Declined,
    NoAnswer,
    /// The customer left while it rang.
    Abandoned,
    /// The agent's phone was lost or the agent signed out while it rang.
    Unreachable,
    /// A colleague took it (당겨받기).
    PickedUp,
}
