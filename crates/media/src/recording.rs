//! The file a call's sound is kept in: sealed second by second while it is written.
//!
//! ```text
//! header   32 bytes   magic "NARUREC1" · recording id (16) · nonce base (8)
//!          16 bytes   AES-256-GCM tag over the header
//! chunk     4 bytes   samples in it, with the top bit set in the last chunk · the same two bytes inverted
//!         2·n bytes   µ-law samples at 8 kHz, customer (left) and what the customer hears (right) in turns, sealed
//!          16 bytes   tag over header, length and samples
//! ```
//!
//! Every chunk but the last holds one second, so any moment is found by arithmetic, and a file that is still being
//! written, or was cut off by a crash, plays up to its last whole second. The nonce is the base followed by the
//! chunk's number; a key seals one file only. What was changed, moved, or cut out of the middle does not open.
//!
//! Nothing here touches a file: [`writer`] gives bytes to append, [`reader`] says which bytes it needs.

pub mod reader;
mod seal;
pub mod waveform;
pub mod writer;

use std::time::Duration;

use crate::frame::RATE;

/// Letters behind the dot in a recording's file name.
pub const EXTENSION: &str = "nrec";

/// The secret of one file.
pub type Key = [u8; 32];

const MAGIC: &[u8; 8] = b"NARUREC1";
const PLAIN_HEADER: usize = 32;
const TAG: usize = 16;
/// Bytes before the first chunk.
const HEADER: usize = PLAIN_HEADER + TAG;
const PREFIX: usize = 4;
/// Moments (one sample of each side) in every chunk but the last.
const CHUNK_SAMPLES: usize = RATE as usize;
const CHUNK: usize = PREFIX + 2 * CHUNK_SAMPLES + TAG;

/// How long a properly ended file of `bytes` bytes plays. (A file that a crash cut off may claim up to a second more
/// than its [`reader::Reader`] finds.)
pub fn duration(bytes: u64) -> Duration {
    let body = bytes.saturating_sub(HEADER as u64);
    let last = (body % CHUNK as u64).saturating_sub((PREFIX + TAG) as u64) / 2;
    of_samples(body / CHUNK as u64 * CHUNK_SAMPLES as u64 + last)
}

fn of_samples(samples: u64) -> Duration {
    Duration::from_micros(samples * 1_000_000 / u64::from(RATE))
}

/// Puts two sides together as a [`writer::Writer`] wants them: left, right, left, right, ….
pub fn interleave(left: &[u8], right: &[u8], pairs: &mut Vec<u8>) {
    pairs.extend(left.iter().zip(right).flat_map(|(left, right)| [*left, *right]));
}

#[cfg(test)]
mod tests;
