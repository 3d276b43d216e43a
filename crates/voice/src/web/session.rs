//! One browser's connection: its offer answered, its sound in and out.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use media::{
    codec::{Codec, LARGEST_PAYLOAD},
    frame::Frame,
    receiver::{Received, Receiver},
    rtp::Packet,
    sender::Sender,
};
use str0m::{
    Candidate, Event, Input, Output, Rtc, RtcError,
    change::SdpOffer,
    media::{Mid, Pt},
    net::{Protocol, Receive},
    rtp::{RtpPacket, RtpWrite},
};

use super::{Identity, agreement, path::Path};

/// Largest datagram a browser sends.
const LARGEST_DATAGRAM: usize = 2_048;
/// Datagrams taken at one turn. A flood must not hold up the other calls on this thread.
const MOST_DATAGRAMS: usize = 32;

pub struct Session {
    rtc: Rtc,
    paths: Vec<Path>,
    mid: Mid,
    sender: Sender,
    receiver: Receiver,
    /// Continues the sender's 16-bit numbers without wrapping, as SRTP wants it.
    sequence: Option<u64>,
    epoch: Instant,
    wake: Instant,
    last_heard: Instant,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Connecting,
    Up,
    Closed,
}

/// What a turn brought to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// Sound can flow.
    Up,
    /// The event code of a pressed key.
    Key(u8),
    /// The browser closed the connection, or it broke beyond repair.
    Closed,
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the offer cannot be read: {0}")]
    Offer(String),
    #[error("the offer has no sound")]
    NoSound,
    #[error("the offer has no codec in common with us (PCMU or Opus)")]
    NoCommonCodec,
    #[error("the connection could not be prepared: {0}")]
    Stack(#[from] RtcError),
    #[error("no codec could be started: {0}")]
    Codec(#[from] media::codec::CodecError),
    #[error("an address could not be offered: {0}")]
    Address(String),
}

/// Numbers that must be unforeseeable (RFC 3550 §5.1).
#[derive(Debug, Clone, Copy)]
pub struct Start {
    pub sequence: u16,
    pub timestamp: u32,
}

impl Session {
    /// Answers a browser's offer with the first codec of `preference` it knows. Gives the session and the answer.
    pub fn open(
        identity: &Identity,
        offer: &str,
        preference: &[Codec],
        paths: Vec<Path>,
        start: Start,
        now: Instant,
    ) -> Result<(Self, String), OpenError> {
        let codec = choose(offer, preference).ok_or(OpenError::NoCommonCodec)?;
        let parsed = SdpOffer::from_sdp_string(offer).map_err(|it| OpenError::Offer(it.to_string()))?;
        let mut rtc = agreement::configure(Rtc::builder(), codec)
            .set_crypto_provider(identity.provider.clone())
            .set_dtls_cert(identity.certificate.clone())
            .set_ice_lite(true)
            .build(now);
        for path in &paths {
            let candidate =
                Candidate::host(path.advertised(), "udp").map_err(|it| OpenError::Address(it.to_string()))?;
            rtc.add_local_candidate(candidate);
        }
        let answer = anonymous(&rtc.sdp_api().accept_offer(parsed)?.to_sdp_string());
        let mid = sound_of(&answer).ok_or(OpenError::NoSound)?;
        let format = agreement::read(&rtc, mid, codec).ok_or(OpenError::NoCommonCodec)?;
        let ssrc =
            rtc.direct_api().stream_tx_by_mid(mid, None).map(|it| *it.ssrc()).ok_or(OpenError::NoSound)?;
        let session = Self {
            rtc,
            paths,
            mid,
            sender: Sender::new(format, ssrc, start.sequence, start.timestamp)?,
            receiver: Receiver::new(format)?,
            sequence: None,
            epoch: now,
            wake: now,
            last_heard: now,
            state: State::Connecting,
        };
        Ok((session, answer))
    }

    /// Takes what has arrived and does what is due.
    pub fn turn(&mut self, now: Instant, happenings: &mut Vec<Happening>) {
        let mut buffer = [0; LARGEST_DATAGRAM];
        for index in 0..self.paths.len() {
            for _ in 0..MOST_DATAGRAMS {
                let Some((length, source)) = self.paths[index].receive(&mut buffer) else { break };
                let destination = self.paths[index].advertised();
                self.take(now, source, destination, &buffer[..length], happenings);
            }
        }
        if now >= self.wake {
            self.feed(Input::Timeout(now), now, happenings);
        }
    }

    /// The next 20 ms of the browser's sound; may find a key pressed as a tone.
    pub fn pull(&mut self, now: Instant, frame: &mut Frame) -> Option<u8> {
        self.receiver.pull(now.duration_since(self.epoch), frame)
    }

    /// Sends 20 ms to the browser.
    pub fn send(&mut self, now: Instant, frame: &Frame, happenings: &mut Vec<Happening>) {
        if self.state != State::Up {
            self.sender.rest();
            return;
        }
        let mut payload = [0; LARGEST_PAYLOAD];
        let Some((header, length)) = self.sender.payload(frame, &mut payload) else { return };
        let sequence = self.next_sequence(header.sequence);
        let write = RtpWrite::new(
            Pt::new_with_value(header.payload_type),
            sequence.into(),
            header.timestamp,
            now,
            &payload[..length],
        );
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(self.mid, None) {
            stream.write_rtp(write.marker(header.marker));
        }
        self.drain(now, happenings);
    }

    /// Lets 20 ms pass in which nothing is sent.
    pub fn rest(&mut self) {
        self.sender.rest();
    }

    pub fn press(&mut self, code: u8) -> bool {
        self.sender.press(code)
    }

    /// Says goodbye, so that the browser need not wait for a timeout.
    pub fn close(&mut self, now: Instant) {
        if self.rtc.close().is_ok() {
            self.drain(now, &mut vec![]);
        }
        self.state = State::Closed;
    }

    /// How long the browser has been silent: no sound, no report, no ICE check.
    pub fn silence(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.last_heard)
    }

    pub fn is_up(&self) -> bool {
        self.state == State::Up
    }

    fn take(
        &mut self,
        now: Instant,
        source: SocketAddr,
        destination: SocketAddr,
        datagram: &[u8],
        happenings: &mut Vec<Happening>,
    ) {
        let Ok(receive) = Receive::new(Protocol::Udp, source, destination, datagram) else { return };
        let input = Input::Receive(now, receive);
        // Only the peer that proved itself by ICE is listened to; garbage from elsewhere must not end a call.
        if self.rtc.accepts(&input) {
            self.last_heard = now;
            self.feed(input, now, happenings);
        }
    }

    fn feed(&mut self, input: Input<'_>, now: Instant, happenings: &mut Vec<Happening>) {
        // A packet that cannot be decrypted or understood is the network's fault; only a stack that gives up ends
        // the session, and then it says so.
        let _ = self.rtc.handle_input(input);
        self.drain(now, happenings);
    }

    fn drain(&mut self, now: Instant, happenings: &mut Vec<Happening>) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.wake = at;
                    break;
                }
                Ok(Output::Transmit(transmit)) => {
                    let path = self.paths.iter().find(|it| it.advertised() == transmit.source);
                    if let Some(path) = path.or(self.paths.first()) {
                        path.send(&transmit.contents, transmit.destination);
                    }
                }
                Ok(Output::Event(event)) => self.note(event, now, happenings),
                Err(_) => {
                    self.end(happenings);
                    break;
                }
            }
        }
        if !self.rtc.is_alive() {
            self.end(happenings);
        }
    }

    fn note(&mut self, event: Event, now: Instant, happenings: &mut Vec<Happening>) {
        match event {
            Event::Connected if self.state == State::Connecting => {
                self.state = State::Up;
                happenings.push(Happening::Up);
            }
            Event::RtpPacket(packet) => {
                if let Received::Key(code) = self.hear(now, &packet) {
                    happenings.push(Happening::Key(code));
                }
            }
            Event::Closed => self.end(happenings),
            _ => {}
        }
    }

    fn hear(&mut self, now: Instant, packet: &RtpPacket) -> Received {
        let header = &packet.header;
        let packet = Packet {
            marker: header.marker,
            payload_type: *header.payload_type,
            sequence: header.sequence_number,
            timestamp: header.timestamp,
            ssrc: *header.ssrc,
            payload: &packet.payload,
        };
        self.receiver.push(now.duration_since(self.epoch), &packet)
    }

    fn end(&mut self, happenings: &mut Vec<Happening>) {
        if self.state != State::Closed {
            self.state = State::Closed;
            happenings.push(Happening::Closed);
        }
    }

    fn next_sequence(&mut self, number: u16) -> u64 {
        let next = match self.sequence {
            Some(last) => last + u64::from(number.wrapping_sub(last as u16)),
            None => u64::from(number),
        };
        self.sequence = Some(next);
        next
    }
}

/// The first of our codecs that an offer's sound has.
fn choose(offer: &str, preference: &[Codec]) -> Option<Codec> {
    preference.iter().copied().find(|codec| {
        let map = format!(" {}/{}", codec.name(), codec.clock_rate());
        let is_mapped = offer.lines().any(|it| {
            let encoding = it.strip_prefix("a=rtpmap:").and_then(|it| it.split_once(' ')).map(|it| it.1);
            encoding
                .is_some_and(|it| it.to_ascii_lowercase().starts_with(&map.trim_start().to_ascii_lowercase()))
        });
        let is_fixed = codec.static_payload_type().is_some_and(|it| {
            let number = it.to_string();
            offer.lines().any(|line| {
                line.starts_with("m=audio ") && line.split_whitespace().skip(3).any(|it| it == number)
            })
        });
        is_mapped || is_fixed
    })
}

/// The answer without the name of the software that wrote it.
fn anonymous(answer: &str) -> String {
    let lines = answer.split_inclusive("\r\n").map(|line| {
        match line.strip_prefix("o=").and_then(|it| it.split_once(' ')) {
            Some((_name, rest)) => format!("o=- {rest}"),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// The medium of the first sound an answer takes.
fn sound_of(answer: &str) -> Option<Mid> {
    let mut sections = answer.split("\r\nm=").skip(1);
    let sound = sections.find(|it| it.starts_with("audio ") && !it.starts_with("audio 0 "))?;
    let mid = sound.lines().find_map(|it| it.strip_prefix("a=mid:"))?;
    Some(Mid::from(mid.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codec_is_the_first_of_ours_that_the_browser_has() {
        let offer = "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8\r\na=rtpmap:111 opus/48000/2\r\n";
        assert_eq!(choose(offer, &[Codec::Pcmu, Codec::Opus]), Some(Codec::Pcmu));
        assert_eq!(choose(offer, &[Codec::Opus, Codec::Pcmu]), Some(Codec::Opus));
        let offer = "m=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 opus/48000/2\r\n";
        assert_eq!(choose(offer, &[Codec::Pcmu, Codec::Opus]), Some(Codec::Opus));
        assert_eq!(choose(offer, &[Codec::Pcmu]), None);
    }

    #[test]
    fn an_answer_does_not_say_what_wrote_it() {
        let answer = "v=0\r\no=stack-1.2 7 2 IN IP4 0.0.0.0\r\ns=-\r\n";
        assert_eq!(anonymous(answer), "v=0\r\no=- 7 2 IN IP4 0.0.0.0\r\ns=-\r\n");
    }

    #[test]
    fn the_sound_of_an_answer_is_its_first_that_is_not_refused() {
        let answer =
            "v=0\r\nm=audio 0 X 0\r\na=mid:a\r\nm=video 9 X 0\r\na=mid:b\r\nm=audio 9 X 0\r\na=mid:c\r\n";
        assert_eq!(sound_of(answer), Some(Mid::from("c")));
        assert_eq!(sound_of("v=0\r\n"), None);
    }
}
