//! The codecs a call may use, with the state each side needs.

use crate::{
    frame::{Frame, SAMPLES},
    g711::Law,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Codec {
    Pcmu,
    Pcma,
    Opus,
}

/// The longest packet any codec may carry: 120 ms of Opus (RFC 6716 §2.1.4).
pub const LONGEST_PACKET: usize = 6 * SAMPLES;

/// The largest payload [`Encoder::encode`] writes: what RFC 6716 §3.4 allows for one Opus frame.
pub const LARGEST_PAYLOAD: usize = 1_275;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    #[error("the Opus codec refused: {0}")]
    Opus(String),
    #[error("a packet of {0} bytes is empty or longer than 120 ms")]
    PacketLength(usize),
}

impl Codec {
    /// The name in `a=rtpmap` (RFC 3551 §6, RFC 7587 §7).
    pub fn name(self) -> &'static str {
        match self {
            Self::Pcmu => "PCMU",
            Self::Pcma => "PCMA",
            Self::Opus => "opus",
        }
    }

    /// RTP timestamp units per second. Opus counts in 48 kHz whatever it carries (RFC 7587 §4.1).
    pub fn clock_rate(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma => 8_000,
            Self::Opus => 48_000,
        }
    }

    /// RTP timestamp units in a frame.
    pub fn ticks_per_frame(self) -> u32 {
        self.clock_rate() / 50
    }

    /// The payload type that needs no `a=rtpmap` (RFC 3551 §6).
    pub fn static_payload_type(self) -> Option<u8> {
        match self {
            Self::Pcmu => Some(0),
            Self::Pcma => Some(8),
            Self::Opus => None,
        }
    }
}

pub enum Encoder {
    G711(Law),
    Opus(opus::Encoder),
}

impl Encoder {
    pub fn new(codec: Codec) -> Result<Self, CodecError> {
        match codec {
            Codec::Pcmu => Ok(Self::G711(Law::Mu)),
            Codec::Pcma => Ok(Self::G711(Law::A)),
            Codec::Opus => {
                // 8 kHz in, narrowband out: the far side of every call is a telephone trunk. The forward error
                // correction costs a fifth of the bits and repairs single losses without a trace.
                let mut encoder = opus::Encoder::new(8_000, opus::Channels::Mono, opus::Application::Voip)?;
                encoder.set_bitrate(opus::Bitrate::Bits(20_000))?;
                encoder.set_complexity(5)?;
                encoder.set_inband_fec(true)?;
                encoder.set_packet_loss_perc(5)?;
                Ok(Self::Opus(encoder))
            }
        }
    }

    /// Writes the payload into `out`, which holds [`LARGEST_PAYLOAD`] bytes, and returns its length.
    pub fn encode(&mut self, frame: &Frame, out: &mut [u8; LARGEST_PAYLOAD]) -> Result<usize, CodecError> {
        match self {
            Self::G711(law) => {
                law.encode_all(frame, out);
                Ok(SAMPLES)
            }
            Self::Opus(encoder) => Ok(encoder.encode(frame, out)?),
        }
    }
}

pub enum Decoder {
    G711(Law),
    Opus(opus::Decoder),
}

impl Decoder {
    pub fn new(codec: Codec) -> Result<Self, CodecError> {
        match codec {
            Codec::Pcmu => Ok(Self::G711(Law::Mu)),
            Codec::Pcma => Ok(Self::G711(Law::A)),
            Codec::Opus => Ok(Self::Opus(opus::Decoder::new(8_000, opus::Channels::Mono)?)),
        }
    }

    /// Decodes one packet of any length up to 120 ms and returns how many samples it held. `out` has room for
    /// [`LONGEST_PACKET`].
    pub fn decode(&mut self, payload: &[u8], out: &mut [i16]) -> Result<usize, CodecError> {
        if payload.is_empty() || payload.len() > LARGEST_PAYLOAD {
            return Err(CodecError::PacketLength(payload.len()));
        }
        match self {
            Self::G711(_) if payload.len() > LONGEST_PACKET.min(out.len()) => {
                Err(CodecError::PacketLength(payload.len()))
            }
            Self::G711(law) => {
                law.decode_all(payload, out);
                Ok(payload.len())
            }
            Self::Opus(decoder) => Ok(decoder.decode(payload, out, false)?),
        }
    }

    /// Fills a gap of whole 2.5 ms from what the codec itself knows: the redundancy in the packet after it, or its
    /// own extrapolation. `None` for G.711, which knows nothing; see [`crate::conceal`].
    pub fn recover(&mut self, next: Option<&[u8]>, out: &mut [i16]) -> Option<Result<(), CodecError>> {
        match self {
            Self::G711(_) => None,
            Self::Opus(decoder) => {
                let done = match next {
                    Some(payload) => decoder.decode(payload, out, true),
                    None => decoder.decode(&[], out, false),
                };
                Some(done.map(|_| ()).map_err(CodecError::from))
            }
        }
    }
}

impl From<opus::Error> for CodecError {
    fn from(error: opus::Error) -> Self {
        Self::Opus(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::level_dbfs, goertzel};

    fn tone(start: usize) -> Frame {
        std::array::from_fn(|n| {
            (8_000.0 * ((start + n) as f64 * std::f64::consts::TAU * 440.0 / 8_000.0).sin()) as i16
        })
    }

    #[test]
    fn a_tone_passes_every_codec_with_its_level() {
        for codec in [Codec::Pcmu, Codec::Pcma, Codec::Opus] {
            let (mut encoder, mut decoder) = (Encoder::new(codec).unwrap(), Decoder::new(codec).unwrap());
            let mut heard = vec![];
            for n in 0..50 {
                let mut payload = [0; LARGEST_PAYLOAD];
                let length = encoder.encode(&tone(n * SAMPLES), &mut payload).unwrap();
                let mut out = [0; LONGEST_PACKET];
                let samples = decoder.decode(&payload[..length], &mut out).unwrap();
                assert_eq!(samples, SAMPLES);
                heard.extend_from_slice(&out[..samples]);
            }
            // The first half second lets Opus settle.
            let heard = &heard[4_000..];
            let expected = level_dbfs(&tone(0));
            assert!((level_dbfs(heard) - expected).abs() < 1.0, "{codec:?}");
            assert!(goertzel::share(heard, 440.0) > 0.95, "{codec:?}");
        }
    }

    /// A voice that changes from syllable to syllable, so that the past does not foretell the future.
    fn syllables(start: usize) -> Frame {
        let pitch = 100.0 + 60.0 * ((start / 1_600) % 3) as f64;
        std::array::from_fn(|n| {
            let t = (start + n) as f64 / 8_000.0;
            let sum: f64 = (1..9)
                .map(|it| (std::f64::consts::TAU * pitch * f64::from(it) * t).sin() / f64::from(it))
                .sum();
            (sum * 5_000.0) as i16
        })
    }

    #[test]
    fn opus_repairs_a_single_loss_from_the_packet_after_it() {
        let (mut encoder, mut decoder) =
            (Encoder::new(Codec::Opus).unwrap(), Decoder::new(Codec::Opus).unwrap());
        let mut packets = vec![];
        for n in 0..60 {
            let mut payload = [0; LARGEST_PAYLOAD];
            let length = encoder.encode(&syllables(n * SAMPLES), &mut payload).unwrap();
            packets.push(payload[..length].to_vec());
        }
        let mut out = [0; LONGEST_PACKET];
        for packet in &packets[..52] {
            decoder.decode(packet, &mut out).unwrap();
        }
        let mut repaired = [0; SAMPLES];
        // Two frames into a new syllable: the redundancy must carry it.
        decoder.recover(Some(&packets[53]), &mut repaired).unwrap().unwrap();
        let real = syllables(52 * SAMPLES);
        assert!((level_dbfs(&repaired) - level_dbfs(&real)).abs() < 3.0, "{}", level_dbfs(&repaired));
        assert!(goertzel::share(&repaired, 220.0) > goertzel::share(&repaired, 160.0));
    }

    #[test]
    fn what_is_no_packet_is_refused() {
        let mut out = [0; LONGEST_PACKET];
        let mut g711 = Decoder::new(Codec::Pcmu).unwrap();
        assert_eq!(g711.decode(&[], &mut out), Err(CodecError::PacketLength(0)));
        assert_eq!(g711.decode(&[0; 961], &mut out), Err(CodecError::PacketLength(961)));
        let mut opus = Decoder::new(Codec::Opus).unwrap();
        assert!(opus.decode(&[0xFF, 0xFF, 0xFF], &mut out).is_err());
    }
}
