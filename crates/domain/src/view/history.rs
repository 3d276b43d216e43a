//! The history list (HIS-01, HIS-02).

use jiff::Timestamp;

use super::customer::KnownCustomer;
use crate::{
    channel::Channel,
    id::{AgentId, QueueId},
    interaction::{Interaction, Outcome},
    number_query::NumberQuery,
    recording::RecordingState,
};

/// Everything left `None` lets all through.
#[derive(Debug, Clone, Default)]
pub struct HistoryFilter {
    /// Began at or after.
    pub from: Option<Timestamp>,
    /// Began before.
    pub to: Option<Timestamp>,
    pub queue: Option<QueueId>,
    pub agent: Option<AgentId>,
    pub outcome: Option<Outcome>,
    pub channel: Option<Channel>,
    pub number: Option<NumberQuery>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    pub interaction: Interaction,
    /// Known when it began, or by its number since.
    pub customer: Option<KnownCustomer>,
    pub brand_name: Option<String>,
    pub queue_name: Option<String>,
    pub agent_name: Option<String>,
    /// Of the last recording.
    pub recording: Option<RecordingState>,
    pub wrap_up: WrapUpState,
    /// Names from the root of the tree to the category chosen.
    pub category_path: Vec<String>,
}

crate::words! {
    pub enum WrapUpState {
        None = "none",
        Draft = "draft",
        Saved = "saved",
    }
}
