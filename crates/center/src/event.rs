//! What open screens are told beside their own desk and the dashboard: the closed list of things that happened.

use domain::id::{AgentId, InteractionId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A row of the history may be read again.
    InteractionChanged(InteractionId),
    SettingsChanged(SettingsKind),
    /// The agent's desks are closed.
    SignedOut {
        agent: AgentId,
        reason: SignOutReason,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsKind {
    Agents,
    Groups,
    Queues,
    Numbers,
    Trunks,
    Scenarios,
    Sounds,
    Categories,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOutReason {
    /// The agent himself, on this or another screen.
    Own,
    BySupervisor,
    /// Every desk was closed for a minute.
    Absent,
    Deactivated,
}
