//! The buffer between a network that delivers when it likes and an ear that wants a frame every 20 ms.
//!
//! Packets go in as they arrive; every pull takes out the next one in order, or says that it is missing, or that
//! there is nothing to play. The buffer watches how much later than the fastest packet the others come, holds
//! sound back just that long, and asks for sound to be shortened or lengthened when its delay is off. Drift
//! between the two clocks needs nothing more: the fastest packet drifts along.

use std::time::Duration;

use crate::{
    delay::DelayEstimate,
    frame,
    rtp::{Packet, sequence_distance, timestamp_distance},
};

/// Packets held at most: 1.28 s at 20 ms each. A power of two, because sequence numbers index it.
const SLOTS: usize = 64;
/// Further behind than this is not a late packet but a sender that began anew (RFC 3550 A.1).
const OLDEST: i16 = -100;
/// Sound this much older than it has to be is thrown away; shortening it would take too long.
const TOO_OLD_US: i64 = 200_000;
/// Sound is shortened or lengthened when its age is off by more than this, and at most in every fourth packet.
const TOO_LATE_US: i64 = 25_000;
const TOO_EARLY_US: i64 = 15_000;
const EVEN_PACKETS: u8 = 3;

/// What a pull gives.
#[derive(Debug, PartialEq, Eq)]
pub enum Pull<'a> {
    /// The next packet's payload.
    Sound { payload: &'a [u8], pace: Pace },
    /// The next packet did not come, and a later one is here: so many samples are lost. If the later one follows
    /// at once, its payload may hold a copy.
    Missing { samples: usize, next: Option<&'a [u8]> },
    /// Nothing to play: the sender pauses, has not begun, or is late.
    Empty,
}

/// What to do with the sound so that its delay comes closer to what the network needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Even,
    Shorten,
    Lengthen,
}

/// What happened to packets, for figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub played: u64,
    /// Did not come in time, or not at all.
    pub missing: u64,
    /// Came after their turn; they are among the missing.
    pub late: u64,
    pub duplicate: u64,
    /// Thrown away to catch up after the network had stalled.
    pub skipped: u64,
    /// Times the stream began anew.
    pub restarts: u64,
}

pub struct JitterBuffer {
    clock_rate: u32,
    slots: [Slot; SLOTS],
    stream: Option<Stream>,
    delay: DelayEstimate,
    counts: Counts,
}

#[derive(Default)]
struct Slot {
    content: Content,
    timestamp: u32,
    /// Keeps its room when the slot is emptied, so that a running call allocates nothing.
    payload: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Content {
    #[default]
    Nothing,
    Sound,
    /// A packet of the same stream that carries no sound, such as a key press.
    Other,
}

struct Stream {
    ssrc: u32,
    /// The next sequence number to play, and the highest that has come.
    next: u16,
    newest: u16,
    /// The newest packet of sound, to learn how long packets are.
    newest_timestamp: u32,
    samples_per_packet: usize,
    /// Packets of sound that wait.
    waiting: usize,
    /// Samples made up since the last sound. A packet that turns out to be lost has then had its time already.
    stalled: usize,
    /// The number after a packet from far away; if the next one has it, the sender began anew.
    astray: Option<u16>,
    since_change: u8,
    has_played: bool,
}

impl JitterBuffer {
    pub fn new(clock_rate: u32) -> Self {
        Self {
            clock_rate,
            slots: std::array::from_fn(|_| Slot::default()),
            stream: None,
            delay: DelayEstimate::new(),
            counts: Counts::default(),
        }
    }

    /// Takes a packet of sound. `now` is any clock that only goes forward.
    pub fn push(&mut self, now: Duration, packet: &Packet<'_>) {
        self.insert(now, packet, Content::Sound);
    }

    /// Takes note of a packet that carries no sound, so that its sequence number is not mourned as a loss.
    pub fn pass_over(&mut self, now: Duration, packet: &Packet<'_>) {
        self.insert(now, packet, Content::Other);
    }

    /// What comes next. An ear that gets [`Pull::Empty`] makes up a frame before it asks again.
    pub fn pull(&mut self, now: Duration) -> Pull<'_> {
        let Some(stream) = self.stream.as_mut() else { return Pull::Empty };
        let resuming = stream.stalled > 0 || !stream.has_played;
        loop {
            if sequence_distance(stream.next, stream.newest) < 0 {
                stream.stalled = stream.stalled.saturating_add(frame::SAMPLES);
                return Pull::Empty;
            }
            let index = usize::from(stream.next) % SLOTS;
            match self.slots[index].content {
                Content::Other => {
                    self.slots[index].content = Content::Nothing;
                    stream.next = stream.next.wrapping_add(1);
                }
                Content::Sound => {
                    let age = self.delay.age(micros(now), self.clock_rate, self.slots[index].timestamp);
                    let target = self.delay.target();
                    if resuming && age < target {
                        // After a pause, sound waits until it is as old as the network's unevenness demands.
                        stream.stalled = stream.stalled.saturating_add(frame::SAMPLES);
                        return Pull::Empty;
                    }
                    self.slots[index].content = Content::Nothing;
                    stream.next = stream.next.wrapping_add(1);
                    stream.waiting -= 1;
                    stream.stalled = 0;
                    stream.has_played = true;
                    if age > target + TOO_OLD_US && stream.waiting > 1 {
                        self.counts.skipped += 1;
                        continue;
                    }
                    self.counts.played += 1;
                    let pace = stream.pace(age - target);
                    return Pull::Sound { payload: &self.slots[index].payload, pace };
                }
                Content::Nothing => {
                    stream.next = stream.next.wrapping_add(1);
                    self.counts.missing += 1;
                    let samples = stream.samples_per_packet.saturating_sub(stream.stalled);
                    stream.stalled = stream.stalled.saturating_sub(stream.samples_per_packet);
                    if samples > 0 && stream.waiting > 0 {
                        let following = &self.slots[usize::from(stream.next) % SLOTS];
                        let next =
                            (following.content == Content::Sound).then_some(following.payload.as_slice());
                        return Pull::Missing { samples, next };
                    }
                }
            }
        }
    }

    /// How old sound is when it is played, as the network demands now.
    pub fn target_delay(&self) -> Duration {
        Duration::from_micros(self.delay.target().unsigned_abs())
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn insert(&mut self, now: Duration, packet: &Packet<'_>, content: Content) {
        match self.stream.as_mut().filter(|it| it.ssrc == packet.ssrc) {
            None => self.restart(packet),
            Some(stream) => {
                let ahead = sequence_distance(stream.next, packet.sequence);
                if ahead < OLDEST || usize::from(ahead.unsigned_abs()) >= SLOTS && ahead > 0 {
                    let follows = stream.astray == Some(packet.sequence);
                    stream.astray = Some(packet.sequence.wrapping_add(1));
                    if !follows {
                        return;
                    }
                    self.restart(packet);
                }
            }
        }
        if content == Content::Sound {
            // Key presses repeat one timestamp for many packets: they say nothing about delay.
            self.delay.observe(micros(now), self.clock_rate, packet.timestamp);
        }
        let Some(stream) = self.stream.as_mut() else { return };
        stream.astray = None;
        let mut ahead = sequence_distance(stream.next, packet.sequence);
        if ahead < 0 && !stream.has_played && sequence_distance(packet.sequence, stream.newest) < SLOTS as i16
        {
            // The second packet overtook the first one.
            stream.next = packet.sequence;
            ahead = 0;
        }
        if ahead < 0 {
            self.counts.late += 1;
            return;
        }
        let slot = &mut self.slots[usize::from(packet.sequence) % SLOTS];
        if slot.content != Content::Nothing {
            self.counts.duplicate += 1;
            return;
        }
        slot.content = content;
        slot.timestamp = packet.timestamp;
        slot.payload.clear();
        slot.payload.extend_from_slice(packet.payload);
        if content == Content::Sound {
            stream.waiting += 1;
            stream.learn_length(packet, self.clock_rate);
        }
        if sequence_distance(stream.newest, packet.sequence) > 0 {
            stream.newest = packet.sequence;
        }
    }

    fn restart(&mut self, packet: &Packet<'_>) {
        let samples_per_packet = match &self.stream {
            Some(before) => {
                self.counts.restarts += 1;
                before.samples_per_packet
            }
            None => frame::SAMPLES,
        };
        self.slots.iter_mut().for_each(|it| it.content = Content::Nothing);
        self.delay.forget_clock();
        self.stream = Some(Stream {
            ssrc: packet.ssrc,
            next: packet.sequence,
            newest: packet.sequence,
            newest_timestamp: packet.timestamp,
            samples_per_packet,
            waiting: 0,
            stalled: 0,
            astray: None,
            since_change: 0,
            has_played: false,
        });
    }
}

impl Stream {
    fn pace(&mut self, off: i64) -> Pace {
        if self.since_change < EVEN_PACKETS {
            self.since_change += 1;
            return Pace::Even;
        }
        let pace = match off {
            // Only with another packet at hand: shortening must not empty the buffer.
            TOO_LATE_US.. if self.waiting > 0 => Pace::Shorten,
            ..0 if off <= -TOO_EARLY_US => Pace::Lengthen,
            _ => return Pace::Even,
        };
        self.since_change = 0;
        pace
    }

    fn learn_length(&mut self, packet: &Packet<'_>, clock_rate: u32) {
        let ticks = timestamp_distance(self.newest_timestamp, packet.timestamp);
        let is_next = sequence_distance(self.newest, packet.sequence) == 1;
        if is_next && (1..=clock_rate as i32 * 120 / 1_000).contains(&ticks) {
            self.samples_per_packet =
                (i64::from(ticks) * i64::from(frame::RATE) / i64::from(clock_rate)) as usize;
        }
        if sequence_distance(self.newest, packet.sequence) > 0 {
            self.newest_timestamp = packet.timestamp;
        }
    }
}

fn micros(now: Duration) -> i64 {
    now.as_micros() as i64
}

#[cfg(test)]
mod tests;
