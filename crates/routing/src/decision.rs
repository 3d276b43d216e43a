//! Why an agent was chosen, kept so that a supervisor can ask.

use domain::{
    id::{AgentId, QueueId},
    interaction::Priority,
    queue::Distribution,
    skill_level::SkillLevel,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How many candidates a decision names; the rest are only counted.
pub const NAMED_CANDIDATES: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub rule: Rule,
    /// Ready agents of the queue in the order the rule put them. The chosen one is among them, and is the one who was
    /// not passed over.
    pub candidates: Vec<Candidate>,
    /// How many agents of the queue were ready.
    pub ready: u32,
    /// How many interactions waited in the queue, this one included.
    pub waiting: u32,
    /// Since when the customer waits.
    pub waiting_since: Timestamp,
    #[serde(default)]
    pub priority: Priority,
    /// Who served the customer last, where the queue asks for it.
    #[serde(default)]
    pub last_agent: Option<AgentId>,
    /// The queue whose agents had no time for it.
    #[serde(default)]
    pub overflowed_from: Option<QueueId>,
    /// The least skill level that might take it by then, where the queue begins with its best agents.
    #[serde(default)]
    pub open_to: Option<SkillLevel>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    LongestIdle,
    RoundRobin,
    Random,
    FewestHandled,
    Fixed,
    /// The agent who served this customer last was ready.
    LastAgent,
}

impl From<Distribution> for Rule {
    fn from(distribution: Distribution) -> Self {
        match distribution {
            Distribution::LongestIdle => Self::LongestIdle,
            Distribution::RoundRobin => Self::RoundRobin,
            Distribution::Random => Self::Random,
            Distribution::FewestHandled => Self::FewestHandled,
            Distribution::Fixed => Self::Fixed,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub agent: AgentId,
    pub ready_since: Timestamp,
    #[serde(default)]
    pub level: SkillLevel,
    /// What he was given today before this.
    #[serde(default)]
    pub handled: u32,
    /// `None` for the chosen one.
    #[serde(default)]
    pub passed_over: Option<PassedOver>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassedOver {
    /// He declined or missed this very interaction a moment ago.
    Resting,
    /// Better agents are given a moment first.
    Level,
    /// The rule puts the chosen one before him.
    Order,
}
