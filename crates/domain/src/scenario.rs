//! A scenario's drafts and versions. The document itself is `flow`'s; here it is JSON text.

use jiff::Timestamp;

use crate::id::{AgentId, BrandId, ScenarioId, ScenarioVersionId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub id: ScenarioId,
    pub brand: BrandId,
    pub name: String,
    /// The document being edited.
    pub draft: String,
    /// Also the mark by which two editors notice each other.
    pub draft_updated_at: Timestamp,
    pub draft_updated_by: Option<AgentId>,
    /// The version that calls hear; `None` before the first publication.
    pub published_version: Option<u32>,
    pub forced_hours: Option<ForcedHours>,
}

/// The company opened or closed by hand, whatever the hours say. Holds at once, for every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForcedHours {
    pub open: bool,
    /// `None`: until somebody switches it off.
    pub until: Option<Timestamp>,
}

impl ForcedHours {
    /// What it says at this moment; `None` when it is over.
    pub fn at(self, now: Timestamp) -> Option<bool> {
        self.until.is_none_or(|until| now < until).then_some(self.open)
    }
}

/// What was published once; never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioVersion {
    /// What a call keeps, so that its history can show what the caller heard.
    pub id: ScenarioVersionId,
    pub scenario: ScenarioId,
    /// Counts from 1 in each scenario.
    pub version: u32,
    pub document: String,
    pub note: String,
    pub published_by: Option<AgentId>,
    pub published_at: Timestamp,
    /// Keys of the sounds it plays, so that unused ones can be told from used ones.
    pub clips: Vec<String>,
}
