//! RTCP (RFC 3550 §6): the reports two RTP sides send each other, and what they say about the line.

use std::time::Duration;

use crate::rtp;

const SENDER_REPORT: u8 = 200;
const RECEIVER_REPORT: u8 = 201;
const DESCRIPTION: u8 = 202;
const BYE: u8 = 203;
const CANONICAL_NAME: u8 = 1;

/// Seconds from 1900, where NTP begins, to 1970.
const NTP_EPOCH: u64 = 2_208_988_800;

/// What we say about what we send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Wall clock of the report, since 1970.
    pub wall: Duration,
    /// The RTP timestamp of the same moment.
    pub timestamp: u32,
    pub packets: u32,
    pub octets: u32,
}

/// What one side says about one stream it receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub ssrc: u32,
    /// Share of packets lost since the report before, in 1/256.
    pub fraction_lost: u8,
    /// Packets lost since the start; negative when duplicates outnumber losses. 24 bits on the wire.
    pub lost: i32,
    /// The highest sequence number, with its wraps in the upper half.
    pub highest_sequence: u32,
    /// Interarrival jitter in timestamp units.
    pub jitter: u32,
    /// The middle of the NTP time of the last sender report, or 0.
    pub last_report: u32,
    /// Time since that report in 1/65,536 s.
    pub delay: u32,
}

/// A report packet found in a compound packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    Sender { ssrc: u32, ntp: u64, timestamp: u32, packets: u32, octets: u32 },
    Block(Block),
    Bye { ssrc: u32 },
}

/// Writes a compound packet: a sender report (or a receiver report while nothing has been sent), our canonical
/// name, and BYE if this is the last one. `name` must not name the machine; random letters do.
pub fn write(
    out: &mut Vec<u8>,
    ssrc: u32,
    sent: Option<&Sent>,
    block: Option<&Block>,
    name: &str,
    bye: bool,
) {
    let count = u8::from(block.is_some());
    match sent {
        Some(sent) => {
            open(out, count, SENDER_REPORT, 6 + 6 * u16::from(count));
            out.extend(ssrc.to_be_bytes());
            out.extend(ntp(sent.wall).to_be_bytes());
            for number in [sent.timestamp, sent.packets, sent.octets] {
                out.extend(number.to_be_bytes());
            }
        }
        None => {
            open(out, count, RECEIVER_REPORT, 1 + 6 * u16::from(count));
            out.extend(ssrc.to_be_bytes());
        }
    }
    if let Some(block) = block {
        out.extend(block.ssrc.to_be_bytes());
        let lost = block.lost.clamp(-0x80_0000, 0x7F_FFFF) as u32 & 0xFF_FFFF;
        out.extend(((u32::from(block.fraction_lost) << 24) | lost).to_be_bytes());
        for number in [block.highest_sequence, block.jitter, block.last_report, block.delay] {
            out.extend(number.to_be_bytes());
        }
    }
    let name = &name.as_bytes()[..name.len().min(64)];
    // The item list ends with at least one zero and fills its last word.
    let items = (2 + name.len()) / 4 * 4 + 4;
    open(out, 1, DESCRIPTION, (4 + items as u16) / 4);
    out.extend(ssrc.to_be_bytes());
    out.extend([CANONICAL_NAME, name.len() as u8]);
    out.extend(name);
    out.resize(out.len() + items - 2 - name.len(), 0);
    if bye {
        open(out, 1, BYE, 1);
        out.extend(ssrc.to_be_bytes());
    }
}

fn open(out: &mut Vec<u8>, count: u8, kind: u8, words: u16) {
    out.extend([0x80 | count, kind]);
    out.extend(words.to_be_bytes());
}

/// The reports in a compound packet; stops at the first byte that makes no sense.
pub fn read(datagram: &[u8]) -> impl Iterator<Item = Report> {
    let mut packets = Packets { rest: datagram };
    let mut blocks: &[u8] = &[];
    std::iter::from_fn(move || {
        loop {
            if let Some((block, rest)) = blocks.split_first_chunk::<24>() {
                blocks = rest;
                return Some(Report::Block(read_block(block)));
            }
            let (count, kind, body) = packets.next()?;
            let Some((ssrc, body)) = body.split_first_chunk::<4>() else { continue };
            let ssrc = u32::from_be_bytes(*ssrc);
            match kind {
                SENDER_REPORT => {
                    let Some((report, rest)) = body.split_first_chunk::<20>() else { continue };
                    blocks = &rest[..rest.len().min(usize::from(count) * 24)];
                    return Some(Report::Sender {
                        ssrc,
                        ntp: (u64::from(word(report, 0)) << 32) | u64::from(word(report, 1)),
                        timestamp: word(report, 2),
                        packets: word(report, 3),
                        octets: word(report, 4),
                    });
                }
                RECEIVER_REPORT => blocks = &body[..body.len().min(usize::from(count) * 24)],
                BYE if count > 0 => return Some(Report::Bye { ssrc }),
                _ => {}
            }
        }
    })
}

struct Packets<'a> {
    rest: &'a [u8],
}

impl<'a> Packets<'a> {
    fn next(&mut self) -> Option<(u8, u8, &'a [u8])> {
        let (header, rest) = self.rest.split_first_chunk::<4>()?;
        if header[0] >> 6 != 2 {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([header[2], header[3]])) * 4;
        let body = rest.get(..length)?;
        self.rest = &rest[length..];
        Some((header[0] & 0x1F, header[1], body))
    }
}

fn word(bytes: &[u8], index: usize) -> u32 {
    let at = index * 4;
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn read_block(bytes: &[u8; 24]) -> Block {
    let losses = word(bytes, 1);
    Block {
        ssrc: word(bytes, 0),
        fraction_lost: (losses >> 24) as u8,
        // Sign-extends the lower 24 bits.
        lost: (losses << 8) as i32 >> 8,
        highest_sequence: word(bytes, 2),
        jitter: word(bytes, 3),
        last_report: word(bytes, 4),
        delay: word(bytes, 5),
    }
}

/// 64-bit NTP time of a wall clock.
pub fn ntp(wall: Duration) -> u64 {
    let seconds = wall.as_secs() + NTP_EPOCH;
    let fraction = (u64::from(wall.subsec_nanos()) << 32) / 1_000_000_000;
    (seconds << 32) | fraction
}

/// The 32 bits of an NTP time that reports echo.
pub fn middle(ntp: u64) -> u32 {
    (ntp >> 16) as u32
}

/// Time a packet needs there and back, from a block the other side sent about our stream (RFC 3550 §6.4.1).
pub fn round_trip(block: &Block, wall: Duration) -> Option<Duration> {
    if block.last_report == 0 {
        return None;
    }
    let ticks = middle(ntp(wall)).wrapping_sub(block.last_report).wrapping_sub(block.delay);
    // Clocks that jump, or a report about somebody else, make nonsense rather than half a minute.
    (ticks < 30 << 16).then(|| Duration::from_micros(u64::from(ticks) * 1_000_000 / 65_536))
}

/// Keeps the figures of one received stream (RFC 3550 A.1, A.3 and A.8).
#[derive(Debug, Clone)]
pub struct Reception {
    clock_rate: u32,
    stream: Option<Stream>,
}

#[derive(Debug, Clone)]
struct Stream {
    ssrc: u32,
    first: u32,
    highest: u32,
    received: u32,
    expected_before: u32,
    received_before: u32,
    transit: i64,
    /// In 1/16 tick, as the RFC's integer filter keeps it.
    jitter: i64,
    last_report: Option<(u32, Duration)>,
}

impl Reception {
    pub fn new(clock_rate: u32) -> Self {
        Self { clock_rate, stream: None }
    }

    /// Counts a packet; `now` is any clock that only goes forward.
    pub fn count(&mut self, now: Duration, packet: &rtp::Packet<'_>) {
        let arrival = (now.as_micros() as i64 * i64::from(self.clock_rate)) / 1_000_000;
        let transit = arrival.wrapping_sub(i64::from(packet.timestamp));
        let Some(stream) = self.stream.as_mut().filter(|it| it.ssrc == packet.ssrc) else {
            let first = u32::from(packet.sequence);
            self.stream = Some(Stream {
                ssrc: packet.ssrc,
                first,
                highest: first,
                received: 1,
                expected_before: 0,
                received_before: 0,
                transit,
                jitter: 0,
                last_report: None,
            });
            return;
        };
        stream.received = stream.received.wrapping_add(1);
        let ahead = rtp::sequence_distance(stream.highest as u16, packet.sequence);
        if ahead > 0 {
            stream.highest = stream.highest.wrapping_add(ahead as u32);
        }
        // 32 bits of the difference survive the wrap of the timestamp.
        let difference = i64::from((transit.wrapping_sub(stream.transit)) as i32).abs();
        stream.transit = transit;
        stream.jitter += difference - ((stream.jitter + 8) >> 4);
    }

    /// Remembers a sender report of the stream's source, so that our blocks can echo it.
    pub fn note_sender_report(&mut self, now: Duration, ssrc: u32, ntp: u64) {
        if let Some(stream) = self.stream.as_mut().filter(|it| it.ssrc == ssrc) {
            stream.last_report = Some((middle(ntp), now));
        }
    }

    /// The block for our next report.
    pub fn block(&mut self, now: Duration) -> Option<Block> {
        let stream = self.stream.as_mut()?;
        let expected = stream.highest.wrapping_sub(stream.first).wrapping_add(1);
        let expected_since = expected.wrapping_sub(stream.expected_before);
        let received_since = stream.received.wrapping_sub(stream.received_before);
        stream.expected_before = expected;
        stream.received_before = stream.received;
        let lost_since = expected_since.saturating_sub(received_since);
        let fraction_lost = if expected_since == 0 {
            0
        } else {
            ((u64::from(lost_since) << 8) / u64::from(expected_since)).min(255) as u8
        };
        let (last_report, delay) = match stream.last_report {
            Some((report, at)) => (report, ((now.saturating_sub(at).as_micros() << 16) / 1_000_000) as u32),
            None => (0, 0),
        };
        Some(Block {
            ssrc: stream.ssrc,
            fraction_lost,
            lost: expected.wrapping_sub(stream.received) as i32,
            highest_sequence: stream.highest,
            jitter: (stream.jitter >> 4) as u32,
            last_report,
            delay,
        })
    }
}

#[cfg(test)]
mod tests;
