//! Why an agent was chosen, kept so that a supervisor can ask.

use domain::id::AgentId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How many candidates a decision names; the rest are only counted.
pub const NAMED_CANDIDATES: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub rule: Rule,
    /// Ready agents of the queue in the order the rule put them, the chosen one first among those not excluded.
    pub candidates: Vec<Candidate>,
    /// How many agents of the queue were ready.
    pub ready: u32,
    /// How many interactions waited in the queue, this one included.
    pub waiting: u32,
    /// Since when this interaction waits.
    pub waiting_since: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// The agent who has been ready longest.
    LongestIdle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub agent: AgentId,
    pub ready_since: Timestamp,
    /// Passed over because he declined or missed this very interaction a moment ago.
    pub resting: bool,
}
