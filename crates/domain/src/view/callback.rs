//! Callback requests as their list shows them (HIS-03).

use super::customer::KnownCustomer;
use crate::{callback_request::CallbackRequest, id::RecordingId};

/// Which requests a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackFilter {
    /// The oldest first: whom to call next.
    Waiting,
    /// The newest first.
    Closed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackRow {
    pub request: CallbackRequest,
    pub customer: Option<KnownCustomer>,
    pub queue_name: Option<String>,
    /// Who closed it.
    pub agent_name: Option<String>,
    /// Where the message can be heard, once it is ready.
    pub recording: Option<RecordingId>,
}
