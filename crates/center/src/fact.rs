//! What the floor reports for good: whole rows that nobody else writes. Made durable by the store's journal before
//! anything else that follows from the same input happens.

use domain::{
    agent_status::StatusSpan, call_leg::CallLeg, callback_request::CallbackRequest, interaction::Interaction,
    moment::Moment, queue_visit::QueueVisit, recording::Recording, text_message::TextMessage,
};
use routing::journal::Entry;

#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    Interaction(Interaction),
    CallLeg(CallLeg),
    QueueVisit(QueueVisit),
    StatusSpan(StatusSpan),
    Recording(Recording),
    Moment(Moment),
    CallbackRequested(CallbackRequest),
    TextMessage(TextMessage),
    /// The `turn`-th input of the tenant's routing.
    Routed {
        turn: u64,
        entry: Entry,
    },
}
