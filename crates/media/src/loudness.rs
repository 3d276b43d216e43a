//! Making every clip as loud as the others, so that nobody jumps when a new announcement begins.

use crate::frame::RATE;

/// Mean level of the parts in which somebody speaks.
pub const TARGET_DBFS: f64 = -20.0;
/// Nothing is louder than this, −1 dBFS.
const CEILING: f32 = 0.89;
/// A whisper in a noisy room becomes no storm.
const MOST_GAIN_DB: f64 = 30.0;
/// Blocks of 20 ms; those more than 20 dB below the loud half are pauses.
const BLOCK: usize = RATE as usize / 50;
const PAUSE_DB: f64 = 20.0;
/// The limiter looks 5 ms ahead and behind.
const REACH: usize = RATE as usize / 200;

/// Brings the sound to [`TARGET_DBFS`]. Silence stays as it is.
pub fn normalize(samples: &mut [f32]) {
    remove_offset(samples);
    let Some(level) = voiced_level(samples) else { return };
    let gain_db = (TARGET_DBFS - level).min(MOST_GAIN_DB);
    let gain = 10f64.powf(gain_db / 20.0) as f32;
    samples.iter_mut().for_each(|it| *it *= gain);
    limit(samples);
}

/// Mean level of the blocks that are no pause, in dBFS. `None` if all is silence.
pub fn voiced_level(samples: &[f32]) -> Option<f64> {
    let powers: Vec<f64> = samples.chunks(BLOCK).map(power).filter(|it| *it > 1e-8).collect();
    if powers.is_empty() {
        return None;
    }
    let mean = |powers: &[f64]| powers.iter().sum::<f64>() / powers.len() as f64;
    let gate = mean(&powers) * 10f64.powf(-PAUSE_DB / 10.0);
    let voiced: Vec<f64> = powers.into_iter().filter(|it| *it > gate).collect();
    Some(10.0 * mean(&voiced).log10())
}

fn power(samples: &[f32]) -> f64 {
    samples.iter().map(|it| f64::from(*it) * f64::from(*it)).sum::<f64>() / samples.len() as f64
}

/// Cheap sound cards add a constant.
fn remove_offset(samples: &mut [f32]) {
    let mean = samples.iter().map(|it| f64::from(*it)).sum::<f64>() / samples.len().max(1) as f64;
    samples.iter_mut().for_each(|it| *it -= mean as f32);
}

/// Turns down what would exceed the ceiling, smoothly: the gain of every moment is a mean over the lowest gains
/// needed around it, so that it never exceeds what that moment itself needs.
fn limit(samples: &mut [f32]) {
    if samples.iter().all(|it| it.abs() <= CEILING) {
        return;
    }
    let needed: Vec<f32> =
        samples.iter().map(|it| if it.abs() > CEILING { CEILING / it.abs() } else { 1.0 }).collect();
    let around = |n: usize| n.saturating_sub(REACH)..(n + REACH + 1).min(needed.len());
    let lowest: Vec<f32> =
        (0..needed.len()).map(|n| needed[around(n)].iter().copied().fold(1.0, f32::min)).collect();
    for (n, sample) in samples.iter_mut().enumerate() {
        let window = &lowest[around(n)];
        *sample *= window.iter().sum::<f32>() / window.len() as f32;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sine(amplitude: f32, length: usize) -> Vec<f32> {
        (0..length).map(|n| amplitude * (n as f32 * 0.6).sin()).collect()
    }

    #[test]
    fn a_faint_and_a_loud_voice_end_up_equally_loud() {
        for amplitude in [0.01, 0.1, 1.0] {
            let mut sound = [sine(amplitude, 8_000), vec![0.0; 16_000], sine(amplitude, 8_000)].concat();
            normalize(&mut sound);
            let level = voiced_level(&sound).unwrap();
            assert!((level - TARGET_DBFS).abs() < 0.5, "{amplitude}: {level}");
        }
    }

    #[test]
    fn a_single_bang_does_not_make_the_rest_faint() {
        let mut sound = sine(0.02, 40_000);
        sound[20_000] = 1.0;
        normalize(&mut sound);
        assert!((voiced_level(&sound[..16_000]).unwrap() - TARGET_DBFS).abs() < 1.5);
        assert!(sound.iter().all(|it| it.abs() <= CEILING + 1e-5));
    }

    #[test]
    fn silence_and_a_constant_stay_silent() {
        let mut silence = vec![0.25; 800];
        normalize(&mut silence);
        assert!(silence.iter().all(|it| it.abs() < 1e-4));
        normalize(&mut []);
    }

    proptest! {
        #[test]
        fn nothing_ever_clips(sound in prop::collection::vec(-1.0f32..1.0, 1..2_000)) {
            let mut sound = sound;
            normalize(&mut sound);
            prop_assert!(sound.iter().all(|it| it.abs() <= CEILING + 1e-4));
        }
    }
}
