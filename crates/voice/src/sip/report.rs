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
    /// The answer was confirmed, or a change within the call is over; by an ACK if it was an INVITE.
    Up {
        call: InteractionId,
        ack: Option<Ack>,
    },
    /// A call we make rings over there; with sound before the answer, if it came with SDP.
    Ringing {
        call: InteractionId,
        sdp: Option<Vec<u8>>,
    },
    /// A call we make was answered, and the answer confirmed. The SDP is empty where that of an earlier response holds.
    PickedUp {
        call: InteractionId,
        sdp: Vec<u8>,
    },
    /// The far side wants to change the sound, or asks what we would offer.
    Offered {
        call: InteractionId,
        /// The request's number, which its ACK repeats.
        sequence: u32,
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

/// What the far side says last about an INVITE.
pub struct Ack {
    /// The INVITE's number.
    pub sequence: u32,
    /// An SDP answer if the offer was ours.
    pub body: Vec<u8>,
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
    /// The INVITE's number, which its ACK repeats.
    pub sequence: u32,
}
