//! The unit everything runs on: 20 ms of mono sound at 8 kHz.

use std::time::Duration;

/// Samples per second of every sound inside the house. Telephone trunks carry nothing above 4 kHz.
pub const RATE: u32 = 8_000;

/// Samples in a frame.
pub const SAMPLES: usize = 160;

/// Time between two frames.
pub const PERIOD: Duration = Duration::from_millis(20);

/// Linear 16-bit samples.
pub type Frame = [i16; SAMPLES];

pub const SILENCE: Frame = [0; SAMPLES];

/// Mean square of the samples, as a share of full scale: 0 is silence, 1 a full-scale square wave.
pub fn power(samples: &[i16]) -> f64 {
    if samples.is_empty() {
        return 0.0;
    }
    let sum: f64 = samples.iter().map(|it| f64::from(*it) * f64::from(*it)).sum();
    sum / samples.len() as f64 / (32_768.0 * 32_768.0)
}

/// Level in decibels below full scale. Silence is −120.
pub fn level_dbfs(samples: &[i16]) -> f64 {
    10.0 * power(samples).max(1e-12).log10()
}
