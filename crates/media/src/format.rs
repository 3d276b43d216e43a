//! What two sides agreed to send each other.

use crate::codec::Codec;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    pub codec: Codec,
    pub payload_type: u8,
    /// Payload type of telephone events (RFC 4733) on the codec's clock. Without one, keys travel as tones.
    pub events: Option<u8>,
}
