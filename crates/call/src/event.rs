//! What a voice node reports to the centre.

use domain::{
    digit::Digit,
    id::{AgentLegId, InteractionId, RecordingId, TrunkId},
    trunk::TrunkFinding,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::command::PlayId;

/// An event with its place in the voice node's stream and the time the node saw it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub seq: u64,
    pub at: Timestamp,
    pub body: EventBody,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EventBody {
    Call { call: InteractionId, event: CallEvent },
    Leg { leg: AgentLegId, event: LegEvent },
    Trunk { trunk: TrunkId, finding: TrunkFinding },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CallEvent {
    /// A call came in on a trunk and waits for an answer or a refusal.
    Arrived {
        trunk: TrunkId,
        caller: String,
        dialed: String,
    },
    /// The answer to a browser's offer.
    WebAnswer {
        sdp: String,
    },
    /// Sound flows both ways.
    Answered,
    /// The clips of this play were heard to their end (never sent for a repeated or replaced play).
    PlayEnded {
        play: PlayId,
    },
    Digit {
        digit: Digit,
    },
    /// Customer and agent hear each other.
    Connected {
        leg: AgentLegId,
    },
    Held,
    Resumed,
    /// The agent is off the call, by order or because the leg was lost.
    Disconnected {
        leg: AgentLegId,
        lost: bool,
    },
    /// The file is complete up to `duration_ms` and may be attached.
    RecordingEnded {
        recording: RecordingId,
        duration_ms: i64,
        bytes: i64,
    },
    /// Nothing more follows for this call, except `RecordingEnded`.
    Ended {
        cause: EndCause,
    },
}

/// What ended a call, as the network saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndCause {
    /// The customer's side said BYE, or the browser tab closed.
    FarSideHungUp,
    /// CANCEL before the answer.
    Cancelled,
    /// `HangUp` was ordered.
    WeHungUp,
    Refused,
    /// No packet came for too long, or the transport died.
    MediaLost,
    /// The signalling failed: no ACK, no common codec, a broken offer.
    SignallingFailed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LegEvent {
    /// The answer to the browser's offer.
    Answer {
        sdp: String,
    },
    /// The offer could not be used; the leg does not exist.
    Refused {
        why: String,
    },
    /// Sound can flow.
    Up,
    /// The browser is silent; calls on the leg have been disconnected.
    Lost,
    Closed,
}
