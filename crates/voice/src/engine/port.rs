//! A customer's side of a call as the engine sees it: a trunk's RTP, or a browser.

use std::time::{Duration, Instant};

use media::frame::Frame;

use super::{found::Found, rtp_port::RtpPort};
use crate::web::session::Session;

/// A browser checks the connection every few seconds, whatever is being said.
const BROWSER_PATIENCE: Duration = Duration::from_secs(10);

pub enum Port {
    Rtp(Box<RtpPort>),
    Web(Box<Session>),
}

impl Port {
    /// Takes what has arrived since the last turn.
    pub fn turn(&mut self, now: Instant, found: &mut Found) {
        match self {
            Self::Rtp(port) => port.turn(now, found),
            Self::Web(session) => session.turn(now, &mut found.happenings),
        }
    }

    pub fn pull(&mut self, now: Instant, frame: &mut Frame) -> Option<u8> {
        match self {
            Self::Rtp(port) => port.pull(now, frame),
            Self::Web(session) => session.pull(now, frame),
        }
    }

    /// Sends 20 ms; true if a packet went out.
    pub fn send(&mut self, now: Instant, wall: Duration, frame: &Frame, found: &mut Found) -> bool {
        match self {
            Self::Rtp(port) => port.send(now, wall, frame),
            Self::Web(session) => {
                session.send(now, frame, &mut found.happenings);
                session.is_up()
            }
        }
    }

    pub fn press(&mut self, code: u8) -> bool {
        match self {
            Self::Rtp(port) => port.press(code),
            Self::Web(session) => session.press(code),
        }
    }

    pub fn close(&mut self, now: Instant, wall: Duration) {
        match self {
            Self::Rtp(port) => port.close(now, wall),
            Self::Web(session) => session.close(now),
        }
    }

    /// True once nothing has been heard for so long that the other side cannot be there any more.
    pub fn is_lost(&self, now: Instant) -> bool {
        match self {
            Self::Rtp(port) => port.is_lost(now),
            Self::Web(session) => session.silence(now) > BROWSER_PATIENCE,
        }
    }
}
