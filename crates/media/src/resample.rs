//! Any sample rate to 8 kHz, without folding what lies above 4 kHz down into the voice.

use std::f64::consts::PI;

use crate::frame::RATE;

/// What a telephone carries, and a little slope: the cut is half-way down at 3.7 kHz.
const CUTOFF: f64 = 3_700.0;
/// Zero crossings of the sinc on each side. 32 give a slope of about 400 Hz.
const CROSSINGS: f64 = 32.0;
/// Shape of the Kaiser window: 80 dB of stop-band.
const BETA: f64 = 8.0;
/// The filter is looked up, not computed: entries per zero crossing, interpolated between.
const RESOLUTION: usize = 512;

/// Resamples a whole sound.
pub fn to_telephone_rate(samples: &[f32], rate: u32) -> Vec<f32> {
    let (from, to) = (f64::from(rate), f64::from(RATE));
    // Sound that comes from a lower rate already ends below its own Nyquist frequency.
    let cutoff = CUTOFF.min(from / 2.0 * 0.925);
    let kernel = Kernel::new();
    // Distance between two zero crossings, in input samples.
    let crossing = from / (2.0 * cutoff);
    let reach = crossing * CROSSINGS;
    let length = (samples.len() as f64 * to / from).round() as usize;
    (0..length)
        .map(|n| {
            let center = n as f64 * from / to;
            let first = (center - reach).ceil().max(0.0) as usize;
            let last = ((center + reach).floor() as usize).min(samples.len() - 1);
            let sum: f64 = (first..=last)
                .map(|at| f64::from(samples[at]) * kernel.at((at as f64 - center).abs() / crossing))
                .sum();
            (sum / crossing) as f32
        })
        .collect()
}

struct Kernel {
    table: Vec<f64>,
}

impl Kernel {
    fn new() -> Self {
        let entries = CROSSINGS as usize * RESOLUTION + 2;
        let table = (0..entries)
            .map(|n| {
                let x = n as f64 / RESOLUTION as f64;
                let sinc = if n == 0 { 1.0 } else { (PI * x).sin() / (PI * x) };
                let edge = (1.0 - (x / CROSSINGS).powi(2)).max(0.0).sqrt();
                sinc * bessel(BETA * edge) / bessel(BETA)
            })
            .collect();
        Self { table }
    }

    fn at(&self, x: f64) -> f64 {
        let place = x * RESOLUTION as f64;
        let index = place as usize;
        match self.table.get(index..index + 2) {
            Some(near) => near[0] + (near[1] - near[0]) * place.fract(),
            None => 0.0,
        }
    }
}

/// The modified Bessel function of order zero, by its series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term, mut n) = (1.0, 1.0, 1.0);
    while term > sum * 1e-12 {
        term *= (x / 2.0 / n).powi(2);
        sum += term;
        n += 1.0;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::level_dbfs, goertzel};

    /// One second of a sine at half scale, resampled; the edges are cut off.
    fn resampled(rate: u32, frequency: f64) -> Vec<i16> {
        let sine: Vec<f32> = (0..rate)
            .map(|n| (0.5 * (f64::from(n) * 2.0 * PI * frequency / f64::from(rate)).sin()) as f32)
            .collect();
        let out = to_telephone_rate(&sine, rate);
        assert_eq!(out.len(), 8_000);
        out[800..7_200].iter().map(|it| (it * 32_768.0) as i16).collect()
    }

    #[test]
    fn a_voice_keeps_its_level_and_pitch_from_every_rate() {
        for rate in [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000] {
            for frequency in [300.0, 1_000.0, 3_000.0] {
                let sound = resampled(rate, frequency);
                assert!(
                    (level_dbfs(&sound) + 9.03).abs() < 0.1,
                    "{rate} Hz, {frequency} Hz: {}",
                    level_dbfs(&sound)
                );
                assert!(goertzel::share(&sound, frequency) > 0.99, "{rate} Hz, {frequency} Hz");
            }
        }
    }

    #[test]
    fn what_a_telephone_cannot_carry_is_gone_rather_than_folded() {
        for rate in [16_000, 22_050, 44_100, 48_000] {
            for frequency in [4_300.0, 5_000.0, 7_000.0] {
                let level = level_dbfs(&resampled(rate, frequency));
                assert!(level < -70.0, "{rate} Hz, {frequency} Hz: {level}");
            }
        }
    }

    #[test]
    fn a_lower_rate_gains_no_echo() {
        let sound = resampled(6_000, 1_000.0);
        assert!(goertzel::share(&sound, 1_000.0) > 0.99);
    }
}
