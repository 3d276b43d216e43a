//! A signed-in agent, as routing knows him.

use domain::{
    agent_status::{AfterCall, AgentStatus},
    id::{InteractionId, QueueId},
};
use jiff::Timestamp;

#[derive(Debug)]
pub struct Seat {
    pub queues: Vec<QueueId>,
    pub duty: Duty,
    /// Orders ready agents: the longest idle comes first. Kept when an offer comes to nothing through no fault of
    /// the agent's, so that an abandon does not cost him his place.
    pub ready_since: Timestamp,
    pub reachable: bool,
    pub after_call: AfterCall,
    /// Calls that rang out in a row.
    pub no_answers: u32,
}

/// What the agent does now. One interaction at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    Ready,
    Away(domain::away_reason::AwayReason),
    Ringing {
        interaction: InteractionId,
    },
    Talking {
        interaction: InteractionId,
    },
    /// Talking when the phone was lost; the customer hears music until the deadline.
    Lost {
        interaction: InteractionId,
        until: Timestamp,
    },
    WrapUp {
        interaction: InteractionId,
        until: Option<Timestamp>,
    },
}

impl Duty {
    pub fn status(self) -> AgentStatus {
        match self {
            Self::Ready => AgentStatus::Ready,
            Self::Away(reason) => AgentStatus::Away(reason),
            Self::Ringing { .. } | Self::Talking { .. } | Self::Lost { .. } => AgentStatus::Busy,
            Self::WrapUp { .. } => AgentStatus::WrapUp,
        }
    }

    pub fn interaction(self) -> Option<InteractionId> {
        match self {
            Self::Ringing { interaction }
            | Self::Talking { interaction }
            | Self::Lost { interaction, .. }
            | Self::WrapUp { interaction, .. } => Some(interaction),
            Self::Ready | Self::Away(_) => None,
        }
    }

    pub fn until(self) -> Option<Timestamp> {
        match self {
            Self::WrapUp { until, .. } => until,
            Self::Ready | Self::Away(_) | Self::Ringing { .. } | Self::Talking { .. } | Self::Lost { .. } => {
                None
            }
        }
    }
}

impl Seat {
    pub fn may_be_offered(&self) -> bool {
        self.duty == Duty::Ready && self.reachable
    }
}
