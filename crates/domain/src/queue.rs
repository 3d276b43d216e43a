//! Where interactions wait for an agent.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AgentGroupId, AgentId, QueueId},
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    pub id: QueueId,
    pub name: String,
    /// Set for a group's default queue; its members follow the group.
    pub group: Option<AgentGroupId>,
    pub rule: QueueRule,
}

words! {
    /// Which of the ready agents a queue prefers (상담 분배, ACD-08).
    #[derive(Default)]
    pub enum Distribution {
        /// The agent who has been ready longest.
        #[default]
        LongestIdle = "longest_idle",
        /// 순차배분: one after the other, in the order their accounts were made.
        RoundRobin = "round_robin",
        /// 임의: anybody.
        Random = "random",
        /// Whoever was given the fewest interactions today.
        FewestHandled = "fewest_handled",
        /// 지정: the best skill level, and within one level the oldest account; whoever comes first in that order
        /// and is ready always gets it.
        Fixed = "fixed",
    }
}

/// When a queue gives up on its own agents and lets another queue help (타큐전송).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overflow {
    /// Waiting this long in the queue, an interaction goes on with its place by arrival. 5–3,600 s.
    pub after_seconds: u32,
    /// `None`: the queue of the group above. Routing is told the queue that comes of it, or of no overflow at all.
    pub queue: Option<QueueId>,
}

/// How a queue rings its agents and what it promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRule {
    /// How long one agent's phone rings before the next agent is tried. 5–120 s.
    pub ring_seconds: u32,
    /// How long an agent may write up before becoming ready again; 0 = no limit. Up to 3,600 s.
    pub wrap_up_seconds: u32,
    /// Answered within this many seconds counts as within the service level. 5–300 s.
    pub service_level_seconds: u32,
    /// The share of calls, in percent, that should be answered within the service level.
    pub service_level_target: u8,
    /// The share of calls, in percent, that should be answered at all.
    pub answer_rate_target: u8,
    /// An abandon within this many seconds is not held against the queue (인정시간내 포기). 0–60 s.
    pub short_abandon_seconds: u32,
    #[serde(default)]
    pub distribution: Distribution,
    /// Whoever served the customer last is preferred when ready.
    #[serde(default)]
    pub last_agent_first: bool,
    /// 0 = agents of every skill level at once. Else the best level signed in first, and one level more after each
    /// such span of waiting. Up to 600 s.
    #[serde(default)]
    pub widen_after_seconds: u32,
    #[serde(default)]
    pub overflow: Option<Overflow>,
}

impl QueueRule {
    pub const DEFAULT: Self = Self {
        ring_seconds: 30,
        wrap_up_seconds: 60,
        service_level_seconds: 20,
        service_level_target: 85,
        answer_rate_target: 92,
        short_abandon_seconds: 5,
        distribution: Distribution::LongestIdle,
        last_agent_first: false,
        widen_after_seconds: 0,
        overflow: None,
    };

    /// Refuses a rule outside the ranges its fields name.
    pub fn check(self) -> Result<Self, QueueRuleError> {
        let within = |field, value: u32, min, max| {
            if (min..=max).contains(&value) { Ok(()) } else { Err(QueueRuleError { field, min, max }) }
        };
        within("ring_seconds", self.ring_seconds, 5, 120)?;
        within("wrap_up_seconds", self.wrap_up_seconds, 0, 3_600)?;
        within("service_level_seconds", self.service_level_seconds, 5, 300)?;
        within("service_level_target", self.service_level_target.into(), 1, 100)?;
        within("answer_rate_target", self.answer_rate_target.into(), 1, 100)?;
        within("short_abandon_seconds", self.short_abandon_seconds, 0, 60)?;
        within("widen_after_seconds", self.widen_after_seconds, 0, 600)?;
        if let Some(overflow) = self.overflow {
            within("overflow/after_seconds", overflow.after_seconds, 5, 3_600)?;
        }
        Ok(self)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} must be between {min} and {max}")]
pub struct QueueRuleError {
    pub field: &'static str,
    pub min: u32,
    pub max: u32,
}

/// An agent assigned to a queue directly (상담배정, AGT-06), beyond the queue of his own group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueMember {
    pub queue: QueueId,
    pub agent: AgentId,
}
