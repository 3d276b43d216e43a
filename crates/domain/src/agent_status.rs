//! What an agent is doing now, as routing and the customer's waiting time see it (ACD-02).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    away_reason::AwayReason,
    id::{AgentId, InteractionId, StatusSpanId},
    words,
};

/// An agent's status. `Busy` is never set by hand: it follows from what the agent is serving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentStatus {
    /// 대기: may be offered an interaction.
    Ready,
    /// 통화중, or being rung.
    Busy,
    /// 후처리: writes up the last interaction.
    WrapUp,
    /// 휴식.
    Away(AwayReason),
    /// 로그아웃.
    SignedOut,
}

words! {
    /// The status without its reason: the column of a status span, the colour on a screen.
    pub enum StatusKind {
        Ready = "ready",
        Busy = "busy",
        WrapUp = "wrap_up",
        Away = "away",
        SignedOut = "signed_out",
    }
}

impl AgentStatus {
    pub fn kind(self) -> StatusKind {
        match self {
            Self::Ready => StatusKind::Ready,
            Self::Busy => StatusKind::Busy,
            Self::WrapUp => StatusKind::WrapUp,
            Self::Away(_) => StatusKind::Away,
            Self::SignedOut => StatusKind::SignedOut,
        }
    }

    pub fn away_reason(self) -> Option<AwayReason> {
        match self {
            Self::Away(reason) => Some(reason),
            Self::Ready | Self::Busy | Self::WrapUp | Self::SignedOut => None,
        }
    }

    /// The status named by a kind and, for `Away`, its reason (a plain break when none is kept).
    pub fn from_parts(kind: StatusKind, reason: Option<AwayReason>) -> Self {
        match kind {
            StatusKind::Ready => Self::Ready,
            StatusKind::Busy => Self::Busy,
            StatusKind::WrapUp => Self::WrapUp,
            StatusKind::Away => Self::Away(reason.unwrap_or(AwayReason::Break)),
            StatusKind::SignedOut => Self::SignedOut,
        }
    }
}

/// A status an agent may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chosen {
    Ready,
    Away(AwayReason),
}

impl From<Chosen> for AgentStatus {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Ready => Self::Ready,
            Chosen::Away(reason) => Self::Away(reason),
        }
    }
}

/// What follows a call: writing it up, unless the agent booked something else (AGT-17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterCall {
    #[default]
    WrapUp,
    Then(Chosen),
}

/// A stretch of time an agent spent in one status. Figures about working time are sums of spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSpan {
    pub id: StatusSpanId,
    pub agent: AgentId,
    pub status: AgentStatus,
    /// What the agent was busy with or wrote up, when there was one.
    pub interaction: Option<InteractionId>,
    pub started_at: Timestamp,
    /// `None` while it lasts.
    pub ended_at: Option<Timestamp>,
}
