//! How good an agent is at what a queue asks for (상담사 레벨).

use serde::{Deserialize, Serialize};

use crate::id::{AgentId, QueueId};

/// Kept beside the assignment, because whoever serves a queue through a group has a level there too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentSkill {
    pub queue: QueueId,
    pub agent: AgentId,
    pub level: SkillLevel,
}

/// 1 is the best, 9 the least; whoever was given none has the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SkillLevel(u8);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a skill level is a number from 1 to 9")]
pub struct SkillLevelError;

impl SkillLevel {
    pub const BEST: Self = Self(1);
    pub const LEAST: Self = Self(9);

    pub fn new(level: u8) -> Result<Self, SkillLevelError> {
        if (Self::BEST.0..=Self::LEAST.0).contains(&level) { Ok(Self(level)) } else { Err(SkillLevelError) }
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl Default for SkillLevel {
    fn default() -> Self {
        Self::BEST
    }
}
