//! What follows from an input. Facts come first in time: the dispatcher makes them durable before it acts on the
//! rest.

use call::command::CommandBody;
use domain::callback_request::CallbackOutcome;
use domain::id::{AgentId, AgentLegId, CallbackRequestId, InteractionId, RecordingId};
use domain::phone_number::PhoneNumber;

use crate::fact::Fact;

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Fact(Box<Fact>),
    /// For the voice node.
    Voice(CommandBody),
    /// Make a key for this recording and order voice to record; the key never enters the floor's rows in clear.
    Record {
        call: InteractionId,
        recording: RecordingId,
    },
    /// Find out who calls.
    Recognise {
        interaction: InteractionId,
        number: PhoneNumber,
        /// And whom he talked to last, because a queue asks for it.
        last_agent: bool,
    },
    /// The callback was made: close its request.
    CloseCallback {
        request: CallbackRequestId,
        by: AgentId,
        outcome: CallbackOutcome,
    },
    /// The file in the spool is complete: bring it to the file store.
    Attach {
        recording: RecordingId,
        interaction: InteractionId,
        /// 0 when only the file knows.
        duration_ms: i64,
        bytes: i64,
    },
    /// The file store has the recording, or nothing of it is left: once that is durable the spool may forget it.
    Unspool {
        recording: RecordingId,
    },
    /// The answer for a browser that opens its softphone.
    SoftphoneAnswer {
        leg: AgentLegId,
        answer: Result<String, String>,
    },
    /// The answer for a web caller's browser.
    WebAnswer {
        call: InteractionId,
        sdp: String,
    },
    /// The web caller's page shows where the call stands.
    WebState {
        call: InteractionId,
        state: WebState,
    },
    /// A history row may be read again.
    InteractionChanged(InteractionId),
    SignedOut {
        agent: AgentId,
    },
}

/// Where a web call stands, for the customer's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebState {
    Ivr,
    Waiting { since: jiff::Timestamp },
    Talking,
    Held,
    Ended { reason: domain::end_reason::EndReason },
}
