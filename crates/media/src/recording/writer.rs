//! Writing a recording: sound in, bytes to append out.

use std::time::Duration;

use super::{
    CHUNK_SAMPLES, Key, of_samples,
    seal::{Prefix, Seal},
};

pub struct Writer {
    seal: Seal,
    number: u32,
    /// The second that is not full yet.
    pairs: Vec<u8>,
    samples: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cipher refused to seal the sound")]
pub struct WriteError;

impl Writer {
    /// Begins a file: appends its header to `out`. `key` and `nonce_base` must never have been used before.
    pub fn begin(
        key: &Key,
        recording: [u8; 16],
        nonce_base: [u8; 8],
        out: &mut Vec<u8>,
    ) -> Result<Self, WriteError> {
        let seal = Seal::new(key, recording, nonce_base);
        out.extend_from_slice(seal.header());
        out.extend_from_slice(&seal.header_tag().map_err(|_| WriteError)?);
        Ok(Self { seal, number: 0, pairs: Vec::with_capacity(2 * CHUNK_SAMPLES), samples: 0 })
    }

    /// Takes sound, left and right in turns; appends every second that is full to `out`.
    pub fn push(&mut self, mut pairs: &[u8], out: &mut Vec<u8>) -> Result<(), WriteError> {
        self.samples += pairs.len() as u64 / 2;
        while !pairs.is_empty() {
            let (now, later) = pairs.split_at(pairs.len().min(2 * CHUNK_SAMPLES - self.pairs.len()));
            self.pairs.extend_from_slice(now);
            pairs = later;
            if self.pairs.len() == 2 * CHUNK_SAMPLES {
                self.append(Prefix::FULL, out)?;
            }
        }
        Ok(())
    }

    /// Ends the file: appends what is left, marked as the last. Returns how long the recording is.
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<Duration, WriteError> {
        // Half a moment cannot be heard.
        self.pairs.truncate(self.pairs.len() / 2 * 2);
        self.append(Prefix { samples: self.pairs.len() / 2, is_last: true }, out)?;
        Ok(of_samples(self.samples))
    }

    fn append(&mut self, prefix: Prefix, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let tag = self.seal.seal_chunk(self.number, prefix, &mut self.pairs).map_err(|_| WriteError)?;
        out.extend_from_slice(&prefix.write());
        out.extend_from_slice(&self.pairs);
        out.extend_from_slice(&tag);
        self.pairs.clear();
        self.number += 1;
        Ok(())
    }
}
