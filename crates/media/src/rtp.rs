//! RTP packets (RFC 3550 §5): reading and writing, and arithmetic on numbers that wrap.

/// Bytes before the payload in every packet we write: no CSRC, no extension.
pub const HEADER: usize = 12;

/// A received packet, borrowed from the datagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packet<'a> {
    pub marker: bool,
    pub payload_type: u8,
    pub sequence: u16,
    pub timestamp: u32,
    pub ssrc: u32,
    pub payload: &'a [u8],
}

/// What stands before the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub marker: bool,
    pub payload_type: u8,
    pub sequence: u16,
    pub timestamp: u32,
    pub ssrc: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PacketError {
    #[error("shorter than its header says")]
    Short,
    #[error("not RTP version 2")]
    Version,
    #[error("RTCP on the RTP port")]
    Rtcp,
    #[error("padding longer than the packet")]
    Padding,
}

impl<'a> Packet<'a> {
    pub fn parse(datagram: &'a [u8]) -> Result<Self, PacketError> {
        let Some((header, rest)) = datagram.split_first_chunk::<HEADER>() else {
            return Err(PacketError::Short);
        };
        if header[0] >> 6 != 2 {
            return Err(PacketError::Version);
        }
        if is_rtcp(datagram) {
            return Err(PacketError::Rtcp);
        }
        let contributors = usize::from(header[0] & 0x0F);
        let mut payload = rest.get(contributors * 4..).ok_or(PacketError::Short)?;
        if header[0] & 0x10 != 0 {
            let (extension, rest) = payload.split_first_chunk::<4>().ok_or(PacketError::Short)?;
            let words = usize::from(u16::from_be_bytes([extension[2], extension[3]]));
            payload = rest.get(words * 4..).ok_or(PacketError::Short)?;
        }
        if header[0] & 0x20 != 0 {
            let padding = usize::from(*payload.last().ok_or(PacketError::Padding)?);
            if padding == 0 || padding > payload.len() {
                return Err(PacketError::Padding);
            }
            payload = &payload[..payload.len() - padding];
        }
        Ok(Self {
            marker: header[1] & 0x80 != 0,
            payload_type: header[1] & 0x7F,
            sequence: u16::from_be_bytes([header[2], header[3]]),
            timestamp: u32::from_be_bytes([header[4], header[5], header[6], header[7]]),
            ssrc: u32::from_be_bytes([header[8], header[9], header[10], header[11]]),
            payload,
        })
    }
}

impl Header {
    pub fn write(&self, out: &mut [u8; HEADER]) {
        out[0] = 0x80;
        out[1] = (u8::from(self.marker) << 7) | (self.payload_type & 0x7F);
        out[2..4].copy_from_slice(&self.sequence.to_be_bytes());
        out[4..8].copy_from_slice(&self.timestamp.to_be_bytes());
        out[8..12].copy_from_slice(&self.ssrc.to_be_bytes());
    }
}

/// Tells RTCP from RTP where both share a port: by the second byte (RFC 5761 §4).
pub fn is_rtcp(datagram: &[u8]) -> bool {
    matches!(datagram, [first, 192..=223, ..] if first >> 6 == 2)
}

/// How far `to` is after `from`; negative when it is before.
pub fn sequence_distance(from: u16, to: u16) -> i16 {
    to.wrapping_sub(from) as i16
}

/// How many ticks `to` is after `from`; negative when it is before.
pub fn timestamp_distance(from: u32, to: u32) -> i32 {
    to.wrapping_sub(from) as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn padding_contributors_and_extension_are_not_payload() {
        let mut bytes = vec![0x80 | 0x20 | 0x10 | 2, 0x80 | 96, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3];
        bytes.extend([0; 8]);
        bytes.extend([0xBE, 0xDE, 0, 1, 1, 2, 3, 4]);
        bytes.extend(b"sound");
        bytes.extend([0, 0, 3]);
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!(packet.payload, b"sound");
        assert_eq!((packet.marker, packet.payload_type, packet.sequence), (true, 96, 1));
        assert_eq!((packet.timestamp, packet.ssrc), (2, 3));
    }

    #[test]
    fn what_is_not_rtp_is_refused_with_the_reason() {
        let whole = [0x80, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xFF];
        assert_eq!(Packet::parse(&whole[..11]), Err(PacketError::Short));
        assert_eq!(Packet::parse(&[0; 20]), Err(PacketError::Version));
        let mut receiver_report = whole;
        receiver_report[1] = 201;
        assert_eq!(Packet::parse(&receiver_report), Err(PacketError::Rtcp));
        let mut contributors = whole;
        contributors[0] |= 15;
        assert_eq!(Packet::parse(&contributors), Err(PacketError::Short));
        let mut padding = whole;
        padding[0] |= 0x20;
        assert_eq!(Packet::parse(&padding), Err(PacketError::Padding));
    }

    #[test]
    fn distances_wrap() {
        assert_eq!(sequence_distance(65_535, 2), 3);
        assert_eq!(sequence_distance(2, 65_535), -3);
        assert_eq!(timestamp_distance(u32::MAX, 159), 160);
    }

    proptest! {
        #[test]
        fn parsing_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = Packet::parse(&bytes);
        }

        #[test]
        fn what_is_written_is_read(
            marker: bool, payload_type in 0u8..64, sequence: u16, timestamp: u32, ssrc: u32,
            payload in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let header = Header { marker, payload_type, sequence, timestamp, ssrc };
            let mut bytes = [0; HEADER];
            header.write(&mut bytes);
            let datagram = [&bytes[..], &payload].concat();
            let expected = Packet { marker, payload_type, sequence, timestamp, ssrc, payload: &payload };
            prop_assert_eq!(Packet::parse(&datagram), Ok(expected));
        }
    }
}
