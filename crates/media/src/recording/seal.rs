//! The cipher of one file.

use aes_gcm::{
    Aes256Gcm, Nonce, Tag,
    aead::{AeadInOut, KeyInit, inout::InOutBuf},
};

use super::{CHUNK_SAMPLES, Key, MAGIC, PLAIN_HEADER, PREFIX, TAG};

/// The number that seals the header; no file has so many chunks.
const HEADER_NUMBER: u32 = u32::MAX;

pub struct Seal {
    cipher: Aes256Gcm,
    header: [u8; PLAIN_HEADER],
}

/// What a chunk's first bytes say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    pub samples: usize,
    pub is_last: bool,
}

#[derive(Debug)]
pub struct Broken;

impl Seal {
    pub fn new(key: &Key, recording: [u8; 16], nonce_base: [u8; 8]) -> Self {
        let mut header = [0; PLAIN_HEADER];
        header[..8].copy_from_slice(MAGIC);
        header[8..24].copy_from_slice(&recording);
        header[24..].copy_from_slice(&nonce_base);
        Self::with_header(key, header)
    }

    pub fn with_header(key: &Key, header: [u8; PLAIN_HEADER]) -> Self {
        Self { cipher: Aes256Gcm::new(key.into()), header }
    }

    pub fn header(&self) -> &[u8; PLAIN_HEADER] {
        &self.header
    }

    pub fn header_tag(&self) -> Result<[u8; TAG], Broken> {
        self.seal(HEADER_NUMBER, &self.header, &mut [])
    }

    pub fn check_header(&self, tag: &[u8; TAG]) -> Result<(), Broken> {
        self.open(HEADER_NUMBER, &self.header, &mut [], tag)
    }

    pub fn seal_chunk(&self, number: u32, prefix: Prefix, pairs: &mut [u8]) -> Result<[u8; TAG], Broken> {
        self.seal(number, &self.bound_to(prefix), pairs)
    }

    pub fn open_chunk(
        &self,
        number: u32,
        prefix: Prefix,
        pairs: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), Broken> {
        self.open(number, &self.bound_to(prefix), pairs, tag)
    }

    fn bound_to(&self, prefix: Prefix) -> [u8; PLAIN_HEADER + PREFIX] {
        let mut data = [0; PLAIN_HEADER + PREFIX];
        data[..PLAIN_HEADER].copy_from_slice(&self.header);
        data[PLAIN_HEADER..].copy_from_slice(&prefix.write());
        data
    }

    fn seal(&self, number: u32, data: &[u8], sound: &mut [u8]) -> Result<[u8; TAG], Broken> {
        let tag = self
            .cipher
            .encrypt_inout_detached(&self.nonce(number), data, InOutBuf::from(sound))
            .map_err(|_| Broken)?;
        Ok(tag.into())
    }

    fn open(&self, number: u32, data: &[u8], sound: &mut [u8], tag: &[u8; TAG]) -> Result<(), Broken> {
        let tag = Tag::from(*tag);
        self.cipher
            .decrypt_inout_detached(&self.nonce(number), data, InOutBuf::from(sound), &tag)
            .map_err(|_| Broken)
    }

    fn nonce(&self, number: u32) -> Nonce<<Aes256Gcm as aes_gcm::AeadCore>::NonceSize> {
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&self.header[24..]);
        nonce[8..].copy_from_slice(&number.to_be_bytes());
        nonce.into()
    }
}

const LAST: u16 = 0x8000;

impl Prefix {
    pub const FULL: Self = Self { samples: CHUNK_SAMPLES, is_last: false };

    pub fn write(self) -> [u8; PREFIX] {
        let number = self.samples as u16 | if self.is_last { LAST } else { 0 };
        let ([a, b], [c, d]) = (number.to_be_bytes(), (!number).to_be_bytes());
        [a, b, c, d]
    }

    /// The length is told twice, so that a changed one is not taken for the end of a cut-off file.
    pub fn read([a, b, c, d]: [u8; PREFIX]) -> Result<Self, Broken> {
        let number = u16::from_be_bytes([a, b]);
        if number != !u16::from_be_bytes([c, d]) {
            return Err(Broken);
        }
        let prefix = Self { samples: usize::from(number & !LAST), is_last: number & LAST != 0 };
        let is_sound = if prefix.is_last { prefix.samples < CHUNK_SAMPLES } else { prefix == Self::FULL };
        if is_sound { Ok(prefix) } else { Err(Broken) }
    }

    /// Bytes of the whole chunk.
    pub fn chunk(self) -> usize {
        PREFIX + 2 * self.samples + TAG
    }
}
