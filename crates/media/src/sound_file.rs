//! Sound files as people bring them: WAV, MP3, M4A and Ogg (Vorbis), told apart by their content.

use std::io::Cursor;

use symphonia::core::{
    codecs::audio::AudioDecoderOptions,
    errors::Error,
    formats::{FormatOptions, TrackType, probe::Hint},
    io::MediaSourceStream,
    meta::MetadataOptions,
};

use crate::{
    clip::{self, ClipError},
    wav::{Wav, WavError},
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoundFileError {
    #[error("this is no WAV, MP3, M4A or Ogg file")]
    Unknown,
    #[error("the file cannot be read: {why}")]
    Broken { why: String },
    #[error("the sound is longer than can be played")]
    TooLong,
    #[error("the file holds nothing but silence")]
    Silent,
}

/// A clip of the file's sound: one channel, band-limited to what a telephone carries, as loud as every other clip.
pub fn to_clip(file: &[u8]) -> Result<Vec<u8>, SoundFileError> {
    let sound = match Wav::read(file) {
        Ok(sound) => sound,
        Err(WavError::NotWav) => decode(file)?,
        Err(error) => return Err(SoundFileError::Broken { why: error.to_string() }),
    };
    clip::from_sound(&sound).map_err(|error| match error {
        ClipError::TooLong { .. } => SoundFileError::TooLong,
        ClipError::Silent => SoundFileError::Silent,
        ClipError::File(error) => SoundFileError::Broken { why: error.to_string() },
    })
}

/// Decodes everything but WAV. A damaged packet is left out, as players do; a file of nothing else is broken.
fn decode(file: &[u8]) -> Result<Wav, SoundFileError> {
    let source = MediaSourceStream::new(Box::new(Cursor::new(file.to_vec())), Default::default());
    let (hint, format, meta) = (Hint::new(), FormatOptions::default(), MetadataOptions::default());
    let mut container = symphonia::default::get_probe()
        .probe(&hint, source, format, meta)
        .map_err(|_| SoundFileError::Unknown)?;
    let track = container.default_track(TrackType::Audio).ok_or(SoundFileError::Unknown)?;
    let track_id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|it| it.audio()).ok_or(SoundFileError::Unknown)?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(|_| SoundFileError::Unknown)?;
    let mut sound = Wav { rate: 0, samples: vec![] };
    let mut packet_samples: Vec<f32> = vec![];
    let mut last_fault = None;
    loop {
        let packet = match container.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            // Cut off in the middle: what came before is a sound all the same.
            Err(error) => {
                last_fault = Some(error.to_string());
                break;
            }
        };
        if packet.track_id != track_id {
            continue;
        }
        let decoded = match decoder.decode(&packet) {
            Ok(decoded) => decoded,
            Err(Error::DecodeError(why)) => {
                last_fault = Some(why.to_owned());
                continue;
            }
            Err(error) => return Err(SoundFileError::Broken { why: error.to_string() }),
        };
        let (rate, channels) = (decoded.spec().rate(), decoded.spec().channels().count().max(1));
        if sound.rate != 0 && sound.rate != rate {
            return Err(SoundFileError::Broken { why: "its rate changes in the middle".to_owned() });
        }
        sound.rate = rate;
        packet_samples.resize(decoded.samples_interleaved(), 0.0);
        decoded.copy_to_slice_interleaved(&mut packet_samples);
        let mono = packet_samples.chunks_exact(channels);
        sound.samples.extend(mono.map(|it| it.iter().sum::<f32>() / channels as f32));
        // A small file may unpack to hours of sound.
        if sound.samples.len() as u64 > clip::LONGEST.as_secs() * u64::from(rate) {
            return Err(SoundFileError::TooLong);
        }
    }
    match (sound.samples.is_empty() || sound.rate == 0, last_fault) {
        (false, _) => Ok(sound),
        (true, Some(why)) => Err(SoundFileError::Broken { why }),
        (true, None) => Err(SoundFileError::Silent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{g711, goertzel, wav};

    /// A second of 440 Hz, made with `ffmpeg -f lavfi -i sine=440:duration=1 -ac 2 -ar 44100 -b:a 64k`.
    const FILES: [(&str, &[u8]); 3] = [
        ("mp3", include_bytes!("sound_file/tone.mp3")),
        ("m4a", include_bytes!("sound_file/tone.m4a")),
        ("ogg", include_bytes!("sound_file/tone.ogg")),
    ];

    #[test]
    fn every_kind_of_file_gives_the_same_tone() {
        for (kind, file) in FILES {
            let clip = to_clip(file).unwrap_or_else(|error| panic!("{kind}: {error}"));
            let heard: Vec<i16> = clip.iter().map(|it| g711::mu_decode(*it)).collect();
            assert!((7_500..8_800).contains(&heard.len()), "{kind}: {} samples", heard.len());
            assert!(goertzel::share(&heard[1_000..7_000], 440.0) > 0.95, "{kind}");
        }
    }

    #[test]
    fn what_is_no_sound_is_refused_with_the_reason() {
        assert_eq!(to_clip(b"%PDF-1.7 and so on"), Err(SoundFileError::Unknown));
        assert_eq!(to_clip(&[]), Err(SoundFileError::Unknown));
        assert_eq!(to_clip(&wav::write(8_000, &[0; 8_000])), Err(SoundFileError::Silent));
        assert!(matches!(to_clip(b"RIFF\0\0\0\0WAVE"), Err(SoundFileError::Broken { .. })));
    }

    #[test]
    fn a_damaged_file_never_panics() {
        for (_, file) in FILES {
            for cut in (0..file.len()).step_by(97) {
                let _ = to_clip(&file[..cut]);
                let mut damaged = file.to_vec();
                damaged[cut] ^= 0xff;
                let _ = to_clip(&damaged);
            }
        }
    }
}
