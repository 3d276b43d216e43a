//! The tap on a call: both sides' sound, handed to the spool second by second.

use domain::id::RecordingId;
use media::{
    frame::{Frame, RATE, SAMPLES},
    g711::Law,
    recording,
};

use crate::spool::Spool;

/// Both sides of one second.
const SECOND: usize = 2 * RATE as usize;

pub struct Recorder {
    recording: RecordingId,
    spool: Spool,
    pairs: Vec<u8>,
    /// Seconds the spool had no room for. They become silence, so that what follows stays in its place.
    missed: u32,
}

impl Recorder {
    pub fn new(recording: RecordingId, spool: Spool) -> Self {
        Self { recording, spool, pairs: Vec::with_capacity(SECOND), missed: 0 }
    }

    /// Takes 20 ms: the customer on the left, what the customer hears on the right.
    pub fn take(&mut self, customer: &Frame, heard: &Frame) {
        let (mut left, mut right) = ([0; SAMPLES], [0; SAMPLES]);
        Law::Mu.encode_all(customer, &mut left);
        Law::Mu.encode_all(heard, &mut right);
        recording::interleave(&left, &right, &mut self.pairs);
        if self.pairs.len() >= SECOND {
            let full = std::mem::replace(&mut self.pairs, Vec::with_capacity(SECOND));
            if self.spool.append(self.recording, self.missed, full) {
                self.missed = 0;
            } else {
                self.missed += 1;
            }
        }
    }

    /// Hands over the rest; the spool reports when the file is complete.
    pub fn finish(self) {
        self.spool.end(self.recording, self.missed, self.pairs);
    }
}
