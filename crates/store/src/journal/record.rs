//! One record of the journal: the facts of one `append`, all or nothing.
//!
//! ```text
//! length u32 │ crc32 u32 │ seq u64 │ payload          all little-endian
//! ```
//! The checksum covers seq and payload. Whatever a crash leaves behind the last whole record fails it.

/// What a payload may take at most; also what tells a length from garbage.
pub(super) const MAX_PAYLOAD_BYTES: usize = 64 * 1024 * 1024;
pub(super) const HEAD_BYTES: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub seq: u64,
    pub payload: Vec<u8>,
}

pub(super) fn encode(seq: u64, payload: &[u8], into: &mut Vec<u8>) {
    // `append` refuses what is longer, so the length fits.
    into.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    into.extend_from_slice(&checksum(seq, payload).to_le_bytes());
    into.extend_from_slice(&seq.to_le_bytes());
    into.extend_from_slice(payload);
}

/// Length of the payload and the checksum, from the head of the record that must be `seq`.
pub(super) fn decode_head(head: &[u8; HEAD_BYTES], seq: u64) -> Option<(usize, u32)> {
    let [l0, l1, l2, l3, c0, c1, c2, c3, s0, s1, s2, s3, s4, s5, s6, s7] = *head;
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    let found = u64::from_le_bytes([s0, s1, s2, s3, s4, s5, s6, s7]);
    let plausible = length <= MAX_PAYLOAD_BYTES && found == seq;
    plausible.then_some((length, u32::from_le_bytes([c0, c1, c2, c3])))
}

pub(super) fn checksum(seq: u64, payload: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&seq.to_le_bytes());
    crc.update(payload);
    crc.finalize()
}
