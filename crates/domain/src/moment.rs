//! Something that happened to an interaction, for its timeline.

use jiff::Timestamp;

use crate::{
    id::{AgentId, InteractionId, QueueId},
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub interaction: InteractionId,
    /// Order within the interaction, from 0; several moments may share a time.
    pub turn: u32,
    pub at: Timestamp,
    pub kind: MomentKind,
    pub agent: Option<AgentId>,
    pub queue: Option<QueueId>,
    /// A menu's name, an end reason: words without personal data.
    pub note: Option<String>,
}

words! {
    pub enum MomentKind {
        Arrived = "arrived",
        Answered = "answered",
        /// Entered a menu; the note is its path.
        Menu = "menu",
        Queued = "queued",
        Offered = "offered",
        Declined = "declined",
        NoAnswer = "no_answer",
        /// An agent took it without being asked.
        PickedUp = "picked_up",
        Connected = "connected",
        Held = "held",
        Resumed = "resumed",
        AgentLost = "agent_lost",
        AgentBack = "agent_back",
        /// Went on to another queue.
        Overflowed = "overflowed",
        /// Back at the front of the queue.
        Returned = "returned",
        CallbackRequested = "callback_requested",
        /// Typed what the scenario asked for; the note is what it is called, never what was typed.
        DigitsTaken = "digits_taken",
        /// A text message to the customer was put in the outbox.
        TextQueued = "text_queued",
        /// Left a voicemail.
        MessageLeft = "message_left",
        /// Another number is being called for the caller.
        Forwarded = "forwarded",
        /// We call the customer back.
        CalledBack = "called_back",
        /// That number has answered.
        ForwardAnswered = "forward_answered",
        Ended = "ended",
        RecordingReady = "recording_ready",
    }
}
