//! What the SIP side tells the exchange.

use std::net::IpAddr;

use call::event::EndCause;
use domain::{
    digit::Digit,
    id::{InteractionId, TrunkId},
    trunk::TrunkFinding,
};
use media::sdp::Session;

use super::{line::Line, reply::Reply};

pub enum LineReport {
    Arrived(Box<Arrival>),
    /// The answer was confirmed. With an SDP body if the offer was ours.
    Up {
        call: InteractionId,
        answer: Option<Vec<u8>>,
    },
    /// The far side wants to change the sound, or asks what we would offer.
    Offered {
        call: InteractionId,
        offer: Option<Vec<u8>>,
        reply: Reply,
    },
    Key {
        call: InteractionId,
        digit: Digit,
    },
    Ended {
        call: InteractionId,
        cause: EndCause,
    },
    Trunk {
        trunk: TrunkId,
        finding: TrunkFinding,
    },
}

/// A call that waits for an answer.
pub struct Arrival {
    pub call: InteractionId,
    pub line: Line,
    pub trunk: TrunkId,
    /// As the carrier wrote it; empty if withheld.
    pub caller: String,
    pub dialed: String,
    /// Where the signalling comes from.
    pub from: IpAddr,
    /// Absent when the caller wants ours.
    pub offer: Option<Session>,
}
