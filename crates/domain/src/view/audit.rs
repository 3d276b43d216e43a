//! Audit and sign-in entries as their lists show them (HIS-04, HIS-05).

use jiff::Timestamp;

use crate::{audit::AuditEntry, id::AgentId, sign_in::SignInEntry};

/// Everything left `None` lets all through.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    pub agent: Option<AgentId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub entry: AuditEntry,
    pub agent_name: Option<String>,
}

/// Everything left `None` lets all through.
#[derive(Debug, Clone, Default)]
pub struct SignInFilter {
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    pub entry: SignInEntry,
    pub agent_name: Option<String>,
}
