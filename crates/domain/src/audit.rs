//! Who did what, when, from where, and to whose data (HIS-05, AUD-01). Written by the context of every action,
//! kept at least two years (안전성 확보조치 기준 제8조), never changed.

use jiff::Timestamp;

use crate::id::{AgentId, AuditEntryId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: AuditEntryId,
    /// `None` for what the system did by itself.
    pub agent: Option<AgentId>,
    /// The action's permission word or `system.…`.
    pub action: String,
    /// Kind and id of what was acted on, such as `interaction` and a UUID: whose data was touched.
    pub subject_kind: String,
    pub subject_id: Option<String>,
    /// What changed or why, as JSON text without personal data.
    pub detail: String,
    /// The reason a person gave, where the action asks for one (unmasking, download).
    pub reason: Option<String>,
    pub ip: Option<String>,
    pub at: Timestamp,
}
