//! A sound that can be played into a call: µ-law at 8 kHz, ready to be sent.

use std::time::Duration;

use crate::{
    frame::RATE,
    g711, loudness, resample,
    wav::{self, Wav, WavError},
};

/// Half an hour is no announcement any more, and 14 MB of it are enough.
pub const LONGEST: Duration = Duration::from_secs(1_800);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClipError {
    #[error(transparent)]
    File(#[from] WavError),
    #[error("the sound lasts {seconds} s; at most {} s can be played", LONGEST.as_secs())]
    TooLong { seconds: u64 },
    #[error("the file holds nothing but silence")]
    Silent,
}

/// Makes a clip of a WAV file: one channel, band-limited to what a telephone carries, as loud as every other clip.
pub fn from_wav(file: &[u8]) -> Result<Vec<u8>, ClipError> {
    from_sound(&Wav::read(file)?)
}

/// As [`from_wav`], of sound that has been decoded.
pub fn from_sound(sound: &Wav) -> Result<Vec<u8>, ClipError> {
    let seconds = sound.samples.len() as u64 / u64::from(sound.rate);
    if seconds > LONGEST.as_secs() {
        return Err(ClipError::TooLong { seconds });
    }
    let mut samples = resample::to_telephone_rate(&sound.samples, sound.rate);
    if loudness::voiced_level(&samples).is_none() {
        return Err(ClipError::Silent);
    }
    loudness::normalize(&mut samples);
    Ok(samples.into_iter().map(|it| g711::mu_encode((it * 32_767.0) as i16)).collect())
}

/// The clip as a WAV file that any browser plays.
pub fn to_wav(clip: &[u8]) -> Vec<u8> {
    let samples: Vec<i16> = clip.iter().map(|it| g711::mu_decode(*it)).collect();
    wav::write(RATE, &samples)
}

pub fn duration(clip: &[u8]) -> Duration {
    Duration::from_micros(clip.len() as u64 * 1_000_000 / u64::from(RATE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::level_dbfs, goertzel};

    #[test]
    fn an_uploaded_file_becomes_a_clip_of_the_same_length_and_the_usual_loudness() {
        let sine: Vec<i16> = (0..88_200)
            .map(|n| (900.0 * (f64::from(n) * std::f64::consts::TAU * 440.0 / 44_100.0).sin()) as i16)
            .collect();
        let clip = from_wav(&wav::write(44_100, &sine)).unwrap();
        assert_eq!(duration(&clip), Duration::from_secs(2));
        let heard: Vec<i16> = clip.iter().map(|it| g711::mu_decode(*it)).collect();
        assert!((level_dbfs(&heard) - loudness::TARGET_DBFS).abs() < 0.5);
        assert!(goertzel::share(&heard, 440.0) > 0.99);
    }

    #[test]
    fn a_preview_plays_what_the_caller_hears() {
        let clip: Vec<u8> = (0..=255).collect();
        let preview = Wav::read(&to_wav(&clip)).unwrap();
        assert_eq!((preview.rate, preview.samples.len()), (8_000, 256));
    }

    #[test]
    fn what_is_no_announcement_is_refused_with_the_reason() {
        assert_eq!(from_wav(b"no sound"), Err(ClipError::File(WavError::NotWav)));
        assert_eq!(from_wav(&wav::write(8_000, &[0; 8_000])), Err(ClipError::Silent));
        let long = from_wav(&wav::write(4_000, &vec![1_000; 4_000 * 1_802]));
        assert_eq!(long, Err(ClipError::TooLong { seconds: 1_802 }));
        assert_eq!(long.unwrap_err().to_string(), "the sound lasts 1802 s; at most 1800 s can be played");
    }
}
