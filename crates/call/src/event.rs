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
    /// A dialled call rings over there. Told again when sound comes before the answer (`early_media`): whoever is on
    /// the call hears it; without it nobody hears anything.
    Ringing {
        early_media: bool,
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
    /// The customer of this call and that of the other hear each other; told of both calls.
    Bridged {
        other: InteractionId,
    },
    /// They do no more: by order, or because one of them ended, or cannot be heard. Told of both calls.
    Unbridged {
        other: InteractionId,
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
    /// The caller's CANCEL before the answer.
    Cancelled,
    /// `HangUp` was ordered.
    WeHungUp,
    /// We refused a call that came in.
    Refused,
    /// A dialled number talks to somebody else (486, 600).
    Busy,
    /// It rang and nobody picked up, or the telephone is switched off (408, 480, 487, or our own limit).
    NoAnswer,
    /// The callee or the carrier does not want this call (603, 403 and the like), or not from us (401, 407).
    Rejected,
    /// Nobody has the dialled number (404, 410, 484, 604 and the like).
    NumberUnknown,
    /// A dialled call found no room: no such trunk, all of its channels taken, the node full or about to stop, or the
    /// carrier overloaded (503).
    NoCapacity,
    /// No packet came for too long, or the transport died.
    MediaLost,
    /// The signalling failed: no ACK, no common codec, a broken offer; the carrier is not reached or does not answer.
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
