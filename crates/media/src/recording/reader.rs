//! Reading a recording as the WAV file it stands for, from any moment to any other.
//!
//! A reader never fetches anything: it says which bytes of the file it needs. So the file may stand on a disk or in
//! an object store, and a browser that asks for a range of the WAV costs a range of the file.

use std::{ops::Range, time::Duration};

use super::{
    CHUNK, CHUNK_SAMPLES, HEADER, Key, MAGIC, PLAIN_HEADER, PREFIX, TAG, of_samples,
    seal::{Prefix, Seal},
};
use crate::{frame::RATE, g711, wav};

pub struct Reader {
    seal: Seal,
    /// Chunks of one second each.
    full: u64,
    /// Moments in the last chunk, if the file has one.
    last: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("this is not a recording")]
    NotRecording,
    #[error("the key is wrong, or the recording has been changed")]
    Sealed,
    #[error("the bytes are not the ones that were asked for")]
    WrongBytes,
}

/// The bytes [`Reader::open`] needs of a file so long: its beginning and its end.
pub fn opening_ranges(file_length: u64) -> (Range<u64>, Range<u64>) {
    let header = HEADER as u64;
    let body = file_length.saturating_sub(header);
    (0..header.min(file_length), file_length - body % CHUNK as u64..file_length)
}

impl Reader {
    /// Opens a file by its beginning and its end ([`opening_ranges`]).
    pub fn open(key: &Key, file_length: u64, beginning: &[u8], end: &[u8]) -> Result<Self, ReadError> {
        let (header, tag) = beginning.split_first_chunk::<PLAIN_HEADER>().ok_or(ReadError::NotRecording)?;
        let tag: &[u8; TAG] = tag.try_into().map_err(|_| ReadError::NotRecording)?;
        if !header.starts_with(MAGIC) {
            return Err(ReadError::NotRecording);
        }
        let seal = Seal::with_header(key, *header);
        seal.check_header(tag).map_err(|_| ReadError::Sealed)?;
        let body = file_length - HEADER as u64;
        let full = body / CHUNK as u64;
        if end.len() as u64 != body % CHUNK as u64 {
            return Err(ReadError::WrongBytes);
        }
        let mut reader = Self { seal, full, last: None };
        reader.last = reader.find_last(end)?;
        Ok(reader)
    }

    /// The id the file was begun with.
    pub fn recording(&self) -> [u8; 16] {
        let mut id = [0; 16];
        id.copy_from_slice(&self.seal.header()[8..24]);
        id
    }

    /// False for a file that is still being written, or was cut off.
    pub fn is_finished(&self) -> bool {
        self.last.is_some()
    }

    pub fn duration(&self) -> Duration {
        of_samples(self.samples())
    }

    /// Bytes of the WAV file: 16 bits, two channels, 8 kHz.
    pub fn wav_length(&self) -> u64 {
        wav::HEADER as u64 + 4 * self.samples()
    }

    /// Chunks, for those who read the whole file piece by piece.
    pub fn chunks(&self) -> u64 {
        self.full + u64::from(self.last.is_some_and(|it| it > 0))
    }

    /// Where these chunks stand in the file.
    pub fn file_range(&self, chunks: Range<u64>) -> Range<u64> {
        let start = |chunk: u64| HEADER as u64 + chunk.min(self.full) * CHUNK as u64;
        let last = self.last.filter(|_| chunks.end > self.full && chunks.end <= self.chunks());
        let after = last.map_or(0, |samples| Prefix { samples, is_last: true }.chunk() as u64);
        start(chunks.start)..start(chunks.end) + after
    }

    /// Opens chunks; `sealed` is what stands at their [`Self::file_range`]. µ-law, left and right in turns.
    pub fn open_chunks(&self, chunks: Range<u64>, sealed: &[u8]) -> Result<Vec<u8>, ReadError> {
        let wanted = self.file_range(chunks.clone());
        if sealed.len() as u64 != wanted.end - wanted.start {
            return Err(ReadError::WrongBytes);
        }
        let mut pairs = Vec::with_capacity(sealed.len());
        for (number, chunk) in chunks.zip(sealed.chunks(CHUNK)) {
            let expected = match self.last {
                Some(samples) if number == self.full => Prefix { samples, is_last: true },
                _ => Prefix::FULL,
            };
            self.open_chunk(number, expected, chunk, &mut pairs)?;
        }
        Ok(pairs)
    }

    /// The chunks that hold these bytes of the WAV.
    pub fn chunks_of_wav(&self, bytes: Range<u64>) -> Range<u64> {
        let header = wav::HEADER as u64;
        let second = 4 * CHUNK_SAMPLES as u64;
        let end = bytes.end.min(self.wav_length()).saturating_sub(header).div_ceil(second);
        let start = (bytes.start.saturating_sub(header) / second).min(end);
        start..end
    }

    /// These bytes of the WAV; `sealed` is what stands at the file range of [`Self::chunks_of_wav`].
    pub fn wav(&self, bytes: Range<u64>, sealed: &[u8]) -> Result<Vec<u8>, ReadError> {
        let chunks = self.chunks_of_wav(bytes.clone());
        let pairs = self.open_chunks(chunks.clone(), sealed)?;
        let head = wav::header(RATE, 2, self.samples());
        let end = bytes.end.min(self.wav_length());
        let sound_start = wav::HEADER as u64 + chunks.start * 4 * CHUNK_SAMPLES as u64;
        let mut out = Vec::with_capacity(end.saturating_sub(bytes.start) as usize);
        if bytes.start < wav::HEADER as u64 {
            let header_end = end.min(wav::HEADER as u64);
            out.extend_from_slice(&head[bytes.start.min(header_end) as usize..header_end as usize]);
        }
        let from = bytes.start.max(sound_start) - sound_start;
        let to = end.max(sound_start) - sound_start;
        for at in from..to {
            // Two bytes of PCM for each µ-law byte, low one first.
            let sample = g711::mu_decode(pairs[(at / 2) as usize]).to_le_bytes();
            out.push(sample[(at % 2) as usize]);
        }
        Ok(out)
    }

    fn samples(&self) -> u64 {
        self.full * CHUNK_SAMPLES as u64 + self.last.unwrap_or(0) as u64
    }

    /// Looks at what stands behind the last whole second: the last chunk, or what a crash left of one.
    fn find_last(&self, end: &[u8]) -> Result<Option<usize>, ReadError> {
        let Some((prefix, _)) = end.split_first_chunk::<PREFIX>() else { return Ok(None) };
        let prefix = Prefix::read(*prefix).map_err(|_| ReadError::Sealed)?;
        if end.len() < prefix.chunk() {
            return Ok(None);
        }
        self.open_chunk(self.full, prefix, end, &mut vec![])?;
        Ok(Some(prefix.samples))
    }

    fn open_chunk(
        &self,
        number: u64,
        expected: Prefix,
        chunk: &[u8],
        pairs: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let number = u32::try_from(number).map_err(|_| ReadError::WrongBytes)?;
        let (prefix, rest) = chunk.split_first_chunk::<PREFIX>().ok_or(ReadError::Sealed)?;
        let (sound, tag) = rest.split_last_chunk::<TAG>().ok_or(ReadError::Sealed)?;
        if *prefix != expected.write() || sound.len() != 2 * expected.samples {
            return Err(ReadError::Sealed);
        }
        let start = pairs.len();
        pairs.extend_from_slice(sound);
        self.seal.open_chunk(number, expected, &mut pairs[start..], tag).map_err(|_| ReadError::Sealed)
    }
}
