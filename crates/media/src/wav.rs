//! WAV files: reading what people upload, and the header of what we hand out.

use crate::g711::Law;

/// Bytes before the samples in every WAV we write.
pub const HEADER: usize = 44;

/// Sound as it stands in a file, mixed down to one channel, full scale at ±1.
#[derive(Debug, Clone, PartialEq)]
pub struct Wav {
    pub rate: u32,
    pub samples: Vec<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WavError {
    #[error("this is not a WAV file")]
    NotWav,
    #[error("the file ends before its sound begins")]
    Truncated,
    #[error("the file does not say how its sound is stored")]
    NoFormat,
    #[error("sound of kind {format} with {bits} bits cannot be read; PCM, float, A-law and µ-law can")]
    Encoding { format: u16, bits: u16 },
    #[error("{0} channels cannot be read; one and two can")]
    Channels(u16),
    #[error("{0} samples per second cannot be read; 4,000 to 192,000 can")]
    Rate(u32),
    #[error("the file holds no sound")]
    Empty,
}

impl Wav {
    pub fn read(file: &[u8]) -> Result<Self, WavError> {
        let Some((riff, mut rest)) = file.split_first_chunk::<12>() else { return Err(WavError::NotWav) };
        if &riff[..4] != b"RIFF" || &riff[8..] != b"WAVE" {
            return Err(WavError::NotWav);
        }
        let mut format = None;
        while let Some((head, body)) = rest.split_first_chunk::<8>() {
            let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
            match &head[..4] {
                b"fmt " => format = Some(Format::read(body.get(..length).ok_or(WavError::Truncated)?)?),
                // Programs that write while they record leave a wrong length behind: what is there counts.
                b"data" => return format.ok_or(WavError::NoFormat)?.decode(&body[..length.min(body.len())]),
                _ => {}
            }
            // Chunks begin at even places.
            rest = body.get(length.saturating_add(length & 1)..).ok_or(WavError::Truncated)?;
        }
        Err(if format.is_some() { WavError::Empty } else { WavError::NoFormat })
    }
}

/// The header of a PCM file with 16 bits per sample.
pub fn header(rate: u32, channels: u16, frames: u64) -> [u8; HEADER] {
    let block = 2 * channels;
    // A WAV cannot say that it is longer than 4 GiB; at 8 kHz in stereo that is 37 hours.
    let bytes = u32::try_from(frames * u64::from(block)).unwrap_or(u32::MAX - HEADER as u32);
    let mut header = [0; HEADER];
    let fields: [&[u8]; 13] = [
        b"RIFF",
        &(bytes + HEADER as u32 - 8).to_le_bytes(),
        b"WAVE",
        b"fmt ",
        &16u32.to_le_bytes(),
        &PCM.to_le_bytes(),
        &channels.to_le_bytes(),
        &rate.to_le_bytes(),
        &(rate * u32::from(block)).to_le_bytes(),
        &block.to_le_bytes(),
        &16u16.to_le_bytes(),
        b"data",
        &bytes.to_le_bytes(),
    ];
    let mut at = 0;
    for field in fields {
        header[at..at + field.len()].copy_from_slice(field);
        at += field.len();
    }
    header
}

/// A PCM file with 16 bits per sample, whole.
pub fn write(rate: u32, samples: &[i16]) -> Vec<u8> {
    let mut file = header(rate, 1, samples.len() as u64).to_vec();
    file.extend(samples.iter().flat_map(|it| it.to_le_bytes()));
    file
}

const PCM: u16 = 1;
const FLOAT: u16 = 3;
const A_LAW: u16 = 6;
const MU_LAW: u16 = 7;
/// The real format is the beginning of a GUID further on.
const EXTENSIBLE: u16 = 0xFFFE;

struct Format {
    sample: Sample,
    channels: usize,
    rate: u32,
}

#[derive(Clone, Copy)]
enum Sample {
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    Companded(Law),
}

impl Format {
    fn read(body: &[u8]) -> Result<Self, WavError> {
        let number = |at: usize| {
            body.get(at..at + 2).map(|it| u16::from_le_bytes([it[0], it[1]])).ok_or(WavError::Truncated)
        };
        let rate = u32::from(number(4)?) | u32::from(number(6)?) << 16;
        let (channels, bits) = (number(2)?, number(14)?);
        let format = match number(0)? {
            EXTENSIBLE => number(24)?,
            format => format,
        };
        let sample = match (format, bits) {
            (PCM, 8) => Sample::Unsigned8,
            (PCM, 16) => Sample::Signed16,
            (PCM, 24) => Sample::Signed24,
            (PCM, 32) => Sample::Signed32,
            (FLOAT, 32) => Sample::Float32,
            (FLOAT, 64) => Sample::Float64,
            (A_LAW, 8) => Sample::Companded(Law::A),
            (MU_LAW, 8) => Sample::Companded(Law::Mu),
            (format, bits) => return Err(WavError::Encoding { format, bits }),
        };
        if !(1..=2).contains(&channels) {
            return Err(WavError::Channels(channels));
        }
        if !(4_000..=192_000).contains(&rate) {
            return Err(WavError::Rate(rate));
        }
        Ok(Self { sample, channels: usize::from(channels), rate })
    }

    fn decode(&self, bytes: &[u8]) -> Result<Wav, WavError> {
        let width = self.sample.width();
        let samples: Vec<f32> = bytes
            .chunks_exact(width * self.channels)
            .map(|moment| {
                moment.chunks_exact(width).map(|it| self.sample.read(it)).sum::<f32>() / self.channels as f32
            })
            .collect();
        if samples.is_empty() { Err(WavError::Empty) } else { Ok(Wav { rate: self.rate, samples }) }
    }
}

impl Sample {
    fn width(self) -> usize {
        match self {
            Self::Unsigned8 | Self::Companded(_) => 1,
            Self::Signed16 => 2,
            Self::Signed24 => 3,
            Self::Signed32 | Self::Float32 => 4,
            Self::Float64 => 8,
        }
    }

    fn read(self, bytes: &[u8]) -> f32 {
        // Little-endian into the upper bytes of 32 bits; `bytes` has the sample's width.
        let integer = || {
            bytes
                .iter()
                .rev()
                .fold((0u32, 24), |(sum, shift), it| (sum | u32::from(*it) << shift, shift - 8))
                .0 as i32
        };
        let sample = match (self, bytes) {
            (Self::Unsigned8, _) => (f32::from(bytes[0]) - 128.0) / 128.0,
            (Self::Signed16 | Self::Signed24 | Self::Signed32, _) => {
                (f64::from(integer()) / 2_147_483_648.0) as f32
            }
            (Self::Companded(law), _) => f32::from(law.decode(bytes[0])) / 32_768.0,
            (Self::Float32, [a, b, c, d]) => f32::from_le_bytes([*a, *b, *c, *d]),
            (Self::Float64, [a, b, c, d, e, f, g, h]) => {
                f64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]) as f32
            }
            (Self::Float32 | Self::Float64, _) => 0.0,
        };
        // A float may be anything at all.
        if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(format: u16, channels: u16, bits: u16, rate: u32, data: &[u8]) -> Vec<u8> {
        let mut file = header(rate, channels, 0).to_vec();
        file[20..22].copy_from_slice(&format.to_le_bytes());
        file[34..36].copy_from_slice(&bits.to_le_bytes());
        file[40..44].copy_from_slice(&(data.len() as u32).to_le_bytes());
        file.extend(data);
        file
    }

    #[test]
    fn every_kind_of_sample_reads_as_the_same_sound() {
        let half = |format, bits, data: &[u8]| {
            let wav = Wav::read(&file(format, 1, bits, 8_000, data)).unwrap();
            assert!((wav.samples[0] - 0.5).abs() < 0.02, "{format}/{bits}: {}", wav.samples[0]);
            assert!((wav.samples[1] + 0.25).abs() < 0.02, "{format}/{bits}: {}", wav.samples[1]);
        };
        half(PCM, 8, &[192, 96]);
        half(PCM, 16, &[0, 0x40, 0, 0xE0]);
        half(PCM, 24, &[0, 0, 0x40, 0, 0, 0xE0]);
        half(PCM, 32, &[0, 0, 0, 0x40, 0, 0, 0, 0xE0]);
        half(FLOAT, 32, &[0.5f32.to_le_bytes(), (-0.25f32).to_le_bytes()].concat());
        half(FLOAT, 64, &[0.5f64.to_le_bytes(), (-0.25f64).to_le_bytes()].concat());
        half(A_LAW, 8, &[Law::A.encode(16_384), Law::A.encode(-8_192)]);
        half(MU_LAW, 8, &[Law::Mu.encode(16_384), Law::Mu.encode(-8_192)]);
    }

    #[test]
    fn stereo_is_mixed_down_and_strange_chunks_are_passed_over() {
        let mut bytes = file(PCM, 2, 16, 44_100, &[0, 0x40, 0, 0]);
        bytes.splice(12..12, *b"LIST\x03\0\0\0abc\0");
        let wav = Wav::read(&bytes).unwrap();
        assert_eq!((wav.rate, wav.samples), (44_100, vec![0.25]));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        assert_eq!(Wav::read(b"ID3\x04"), Err(WavError::NotWav));
        assert_eq!(Wav::read(&file(PCM, 1, 16, 8_000, &[])), Err(WavError::Empty));
        assert_eq!(Wav::read(&file(PCM, 6, 16, 8_000, &[0; 12])), Err(WavError::Channels(6)));
        assert_eq!(
            Wav::read(&file(PCM, 1, 12, 8_000, &[0; 12])),
            Err(WavError::Encoding { format: PCM, bits: 12 })
        );
        assert_eq!(
            Wav::read(&file(85, 1, 16, 8_000, &[0; 12])),
            Err(WavError::Encoding { format: 85, bits: 16 })
        );
        assert_eq!(Wav::read(&file(PCM, 1, 16, 800, &[0; 12])), Err(WavError::Rate(800)));
        assert_eq!(Wav::read(&file(PCM, 1, 16, 8_000, &[0; 12])[..30]), Err(WavError::Truncated));
        let mut nan =
            file(FLOAT, 1, 32, 8_000, &[&f32::NAN.to_le_bytes()[..], &7.0f32.to_le_bytes()].concat());
        assert_eq!(Wav::read(&nan).unwrap().samples, [0.0, 1.0]);
        nan.drain(12..36);
        assert_eq!(Wav::read(&nan), Err(WavError::NoFormat));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(samples in prop::collection::vec(any::<i16>(), 1..300)) {
            let wav = Wav::read(&write(8_000, &samples)).unwrap();
            let back: Vec<_> = wav.samples.iter().map(|it| (it * 32_768.0) as i16).collect();
            prop_assert_eq!(back, samples);
        }

        #[test]
        fn reading_never_panics(mut tail in prop::collection::vec(any::<u8>(), 0..120), cut in 0usize..44) {
            let mut file = header(8_000, 1, 10)[..cut].to_vec();
            file.append(&mut tail);
            let _ = Wav::read(&file);
        }
    }
}
