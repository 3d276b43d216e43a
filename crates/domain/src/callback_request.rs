//! A customer who wants to be called: instead of waiting (콜백예약, CBK-01), or with a message left (음성사서함).

use jiff::Timestamp;

use crate::{
    id::{AgentId, CallbackRequestId, InteractionId, QueueId},
    phone_number::PhoneNumber,
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackRequest {
    pub id: CallbackRequestId,
    /// The call in which it was asked for.
    pub interaction: InteractionId,
    pub queue: QueueId,
    /// The number to call (요청전화번호).
    pub number: PhoneNumber,
    pub requested_at: Timestamp,
    /// Since when the customer waits: his place among those who wait.
    pub waiting_since: Timestamp,
    /// What the customer has said into a voicemail.
    pub message: Option<VoiceMessage>,
    pub progress: CallbackProgress,
}

/// A stretch of the call's recording, in milliseconds from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceMessage {
    pub from_ms: i64,
    pub to_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallbackProgress {
    Waiting,
    Closed { by: AgentId, at: Timestamp, outcome: CallbackOutcome },
}

words! {
    pub enum CallbackOutcome {
        /// 처리완료: talked to the customer.
        Reached = "reached",
        /// The customer did not answer.
        NotReached = "not_reached",
        /// No longer needed, or asked for twice.
        Dropped = "dropped",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallbackRequestError {
    #[error("this callback request is already closed")]
    AlreadyClosed,
}

impl CallbackRequest {
    pub fn close(
        &mut self,
        by: AgentId,
        at: Timestamp,
        outcome: CallbackOutcome,
    ) -> Result<(), CallbackRequestError> {
        match self.progress {
            CallbackProgress::Waiting => {
                self.progress = CallbackProgress::Closed { by, at, outcome };
                Ok(())
            }
            CallbackProgress::Closed { .. } => Err(CallbackRequestError::AlreadyClosed),
        }
    }

    /// Takes back a close that was a slip (되돌리기).
    pub fn reopen(&mut self) {
        self.progress = CallbackProgress::Waiting;
    }
}
