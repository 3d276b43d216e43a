//! Keys as RTP packets: telephone events (RFC 4733 §2).

use std::collections::VecDeque;

use crate::rtp;

/// Bytes of an event's payload.
pub const PAYLOAD: usize = 4;

/// One packet's claim about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// 0–9 the digits, 10 `*`, 11 `#`, 12–15 A–D.
    pub code: u8,
    /// The key is up again.
    pub end: bool,
    /// Decibels below 0 dBm0, 0–63.
    pub volume: u8,
    /// Timestamp units since the key went down.
    pub duration: u16,
}

impl Event {
    pub fn parse(payload: &[u8]) -> Option<Self> {
        // Some senders pad; a payload may also hold older events after this one, which have been sent before.
        let event = payload.first_chunk::<PAYLOAD>()?;
        Some(Self {
            code: event[0],
            end: event[1] & 0x80 != 0,
            volume: event[1] & 0x3F,
            duration: u16::from_be_bytes([event[2], event[3]]),
        })
    }

    pub fn write(&self) -> [u8; PAYLOAD] {
        let duration = self.duration.to_be_bytes();
        [self.code, (u8::from(self.end) << 7) | (self.volume & 0x3F), duration[0], duration[1]]
    }
}

/// Turns event packets into key presses: one per press, from whichever packet of it arrives first.
#[derive(Debug, Clone, Default)]
pub struct KeyReader {
    press: Option<Press>,
}

#[derive(Debug, Clone, Copy)]
struct Press {
    ssrc: u32,
    code: u8,
    began: u32,
    /// Ticks from `began` to the latest moment a packet spoke of.
    extent: u32,
    /// Of the latest packet: tells a packet that comes late from a sender whose timestamp began anew.
    sequence: u16,
}

impl KeyReader {
    pub const fn new() -> Self {
        Self { press: None }
    }

    /// The event code if this packet is the first to tell of a press.
    pub fn read(&mut self, packet: &rtp::Packet<'_>) -> Option<u8> {
        let event = Event::parse(packet.payload)?;
        let fresh = Press {
            ssrc: packet.ssrc,
            code: event.code,
            began: packet.timestamp,
            extent: u32::from(event.duration),
            sequence: packet.sequence,
        };
        let Some(press) = self.press.as_mut().filter(|it| it.ssrc == packet.ssrc) else {
            self.press = Some(fresh);
            return Some(event.code);
        };
        let since = rtp::timestamp_distance(press.began, packet.timestamp);
        if rtp::sequence_distance(press.sequence, packet.sequence) < 0 {
            if since < 0 {
                // A late packet of the press before this one.
                return None;
            }
        } else {
            press.sequence = packet.sequence;
        }
        let since = since as u32;
        // The same press has the same timestamp. Presses longer than the duration field continue at the moment
        // the field ran full (§2.5.1.3), and some senders count the timestamp up with every packet: both speak of
        // a time in which this key was already down. A new press cannot begin there.
        let continues = since == 0 || (!packet.marker && since <= press.extent);
        if event.code == press.code && continues {
            press.extent = press.extent.max(since.saturating_add(u32::from(event.duration)));
            return None;
        }
        *press = fresh;
        Some(event.code)
    }
}

/// How long a key is held when we press it: twice the 40 ms every receiver must notice (ITU-T Q.24).
const HELD_FRAMES: u16 = 5;
/// The end is told three times, for it may be lost (RFC 4733 §2.5.1.4).
const END_FRAMES: u16 = 3;
/// Nothing between two keys.
const PAUSE_FRAMES: u16 = 3;
/// −10 dBm0, what telephones send.
const VOLUME: u8 = 10;
/// Keys waiting to be pressed. More than anyone dials; further ones are refused.
const LONGEST_QUEUE: usize = 64;

/// Presses keys one after another: asked once per frame, it says what to send instead of sound.
#[derive(Debug, Clone)]
pub struct KeyWriter {
    ticks_per_frame: u16,
    queue: VecDeque<u8>,
    current: Option<(u8, u16)>,
}

/// What a frame carries while keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFrame {
    /// Send this event. `first` begins a press: it sets the marker bit, and the packet's own timestamp stays that
    /// of every packet of the press.
    Event { event: Event, first: bool },
    /// Send nothing of the key, and no sound either.
    Pause,
}

impl KeyWriter {
    /// `clock_rate` of the sound the events replace: they share its timestamps (§2.1).
    pub fn new(clock_rate: u32) -> Self {
        Self { ticks_per_frame: (clock_rate / 50) as u16, queue: VecDeque::new(), current: None }
    }

    /// Adds a key to press. False if too many wait already.
    pub fn press(&mut self, code: u8) -> bool {
        let fits = self.queue.len() < LONGEST_QUEUE;
        if fits {
            self.queue.push_back(code);
        }
        fits
    }

    pub fn next_frame(&mut self) -> Option<KeyFrame> {
        let (code, frame) = match self.current {
            Some(it) => it,
            None => (self.queue.pop_front()?, 0),
        };
        let next = frame + 1;
        self.current = (next < HELD_FRAMES + END_FRAMES + PAUSE_FRAMES).then_some((code, next));
        if frame >= HELD_FRAMES + END_FRAMES {
            return Some(KeyFrame::Pause);
        }
        let event = Event {
            code,
            end: frame >= HELD_FRAMES,
            volume: VOLUME,
            duration: next.min(HELD_FRAMES) * self.ticks_per_frame,
        };
        Some(KeyFrame::Event { event, first: frame == 0 })
    }
}

#[cfg(test)]
mod tests;
