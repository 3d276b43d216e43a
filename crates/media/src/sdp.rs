//! Session descriptions (RFC 8866) of telephone calls, and the offer/answer rules between them (RFC 3264).
//!
//! Kept is what a telephone trunk needs to agree on sound: addresses, codecs, directions. Everything else is read
//! over. Browsers speak a far richer dialect, which is not this module's business.

pub mod negotiation;
mod read;
mod write;

use std::net::IpAddr;

/// A whole description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub origin: Origin,
    /// Where sound goes, unless a medium says otherwise.
    pub connection: Option<IpAddr>,
    pub direction: Option<Direction>,
    pub media: Vec<Medium>,
}

/// Who described, and which revision this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub session: u64,
    pub version: u64,
    /// May be a name; it is never used to send to.
    pub address: String,
}

/// One `m=` line and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    pub kind: String,
    /// 0 refuses the medium.
    pub port: u16,
    pub protocol: String,
    /// Payload types, or words where the protocol is not RTP.
    pub formats: Vec<String>,
    pub connection: Option<IpAddr>,
    pub direction: Option<Direction>,
    pub maps: Vec<RtpMap>,
    /// `a=fmtp`: payload type and parameters.
    pub parameters: Vec<(u8, String)>,
    /// Milliseconds of sound the describing side wants per packet.
    pub packet_ms: Option<u16>,
    /// RTP and RTCP share the port (RFC 5761).
    pub shares_port: bool,
}

/// `a=rtpmap`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RtpMap {
    pub payload_type: u8,
    pub name: String,
    pub clock_rate: u32,
}

/// Which way sound flows, as the describing side sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    SendReceive,
    SendOnly,
    ReceiveOnly,
    Inactive,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("a session description is text")]
    NotText,
    #[error("the line {0:?} is no session description's")]
    Line(String),
    #[error("the description has no {0} line")]
    Lacks(&'static str),
    #[error("the description is longer than any telephone's")]
    TooLong,
}

impl Session {
    /// The direction of a medium: its own, else the session's, else both ways.
    pub fn direction_of(&self, medium: &Medium) -> Direction {
        medium.direction.or(self.direction).unwrap_or(Direction::SendReceive)
    }

    pub fn connection_of(&self, medium: &Medium) -> Option<IpAddr> {
        medium.connection.or(self.connection)
    }
}

impl Medium {
    /// A medium of this kind that is refused, as the answer to one that was offered.
    fn refused(offered: &Self) -> Self {
        Self {
            kind: offered.kind.clone(),
            port: 0,
            protocol: offered.protocol.clone(),
            formats: offered.formats.clone(),
            connection: None,
            direction: None,
            maps: vec![],
            parameters: vec![],
            packet_ms: None,
            shares_port: false,
        }
    }
}

impl Direction {
    /// The same flow, seen from the other side.
    pub fn reversed(self) -> Self {
        match self {
            Self::SendReceive => Self::SendReceive,
            Self::SendOnly => Self::ReceiveOnly,
            Self::ReceiveOnly => Self::SendOnly,
            Self::Inactive => Self::Inactive,
        }
    }

    pub fn sends(self) -> bool {
        matches!(self, Self::SendReceive | Self::SendOnly)
    }

    pub fn receives(self) -> bool {
        matches!(self, Self::SendReceive | Self::ReceiveOnly)
    }

    /// What both this and another direction allow.
    pub fn restricted_to(self, other: Self) -> Self {
        match (self.sends() && other.sends(), self.receives() && other.receives()) {
            (true, true) => Self::SendReceive,
            (true, false) => Self::SendOnly,
            (false, true) => Self::ReceiveOnly,
            (false, false) => Self::Inactive,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::SendReceive => "sendrecv",
            Self::SendOnly => "sendonly",
            Self::ReceiveOnly => "recvonly",
            Self::Inactive => "inactive",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::SendReceive, Self::SendOnly, Self::ReceiveOnly, Self::Inactive]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

#[cfg(test)]
mod tests;
