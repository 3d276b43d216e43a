//! What the exchange orders of the media threads, and what they report.

use std::sync::Arc;

use call::command::{PlayId, SoundKey};
use domain::id::{AgentLegId, InteractionId, RecordingId};
use media::sdp::negotiation::Stream;

use super::{bridge::BridgeEnd, leg::Leg, rtp_port::RtpPort};
use crate::web::session::Session;

pub enum Order {
    OpenRtp { call: InteractionId, port: Box<RtpPort> },
    OpenWeb { call: InteractionId, session: Box<Session> },
    Change { call: InteractionId, stream: Stream },
    CustomerHears { call: InteractionId, hears: Hears },
    Record { call: InteractionId, recording: RecordingId, key: SoundKey },
    Press { call: InteractionId, codes: Vec<u8> },
    Close { call: InteractionId },
    Leg { leg: AgentLegId, order: LegOrder },
    Stop,
}

pub enum LegOrder {
    Open(Box<Session>),
    /// Let the agent hear this customer, or nobody.
    Hears(Option<InteractionId>),
    /// The leg will come from another thread: keep its orders until it is here.
    Expect,
    /// Hand the leg over to another thread.
    MoveTo(usize),
    /// The leg that was expected; nothing, if it is gone.
    Take(Option<Box<Leg>>),
    Close,
}

/// What a customer hears from now on.
pub enum Hears {
    Silence,
    Clips {
        play: PlayId,
        clips: Vec<Arc<[u8]>>,
        repeat: bool,
    },
    Agent(AgentLegId),
    /// The customer of another call, who hears this one.
    Other(BridgeEnd),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    PlayEnded {
        call: InteractionId,
        play: PlayId,
    },
    /// An event code of RFC 4733.
    Key {
        call: InteractionId,
        code: u8,
    },
    /// Nothing has been heard of the customer's side for too long.
    Silent {
        call: InteractionId,
    },
    /// A web caller's connection stands.
    Up {
        call: InteractionId,
    },
    /// A web caller's browser closed the connection.
    Closed {
        call: InteractionId,
    },
    Leg {
        leg: AgentLegId,
        report: LegReport,
    },
    RecordingEnded {
        call: InteractionId,
        recording: RecordingId,
        duration_ms: i64,
        bytes: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegReport {
    Up,
    Lost,
    Closed,
}
