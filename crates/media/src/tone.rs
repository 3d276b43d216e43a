//! The tones of a telephone: keys, ringing, busy.

use std::f64::consts::TAU;

use crate::{
    frame::{Frame, RATE, SILENCE},
    g711,
};

/// Row frequencies of the keypad (ITU-T Q.23).
pub const ROWS: [f64; 4] = [697.0, 770.0, 852.0, 941.0];
/// Column frequencies of the keypad; the last one belongs to A–D.
pub const COLUMNS: [f64; 4] = [1_209.0, 1_336.0, 1_477.0, 1_633.0];
/// Event codes (RFC 4733 §3.2) by row and column.
pub const KEYS: [[u8; 4]; 4] = [[1, 2, 3, 12], [4, 5, 6, 13], [7, 8, 9, 14], [10, 0, 11, 15]];

/// Two sines at once, without end.
#[derive(Debug, Clone)]
pub struct KeyTone {
    low: Oscillator,
    high: Oscillator,
}

impl KeyTone {
    /// The tone of a key by its event code; `amplitude` of each of the two sines, 0 to 0.5. `None` when the code
    /// is no key.
    pub fn new(event: u8, amplitude: f64) -> Option<Self> {
        let row = KEYS.iter().position(|it| it.contains(&event))?;
        let column = KEYS[row].iter().position(|it| *it == event)?;
        Some(Self::pair(ROWS[row], COLUMNS[column], amplitude))
    }

    fn pair(low: f64, high: f64, amplitude: f64) -> Self {
        Self { low: Oscillator::new(low, amplitude), high: Oscillator::new(high, amplitude) }
    }

    pub fn next_sample(&mut self) -> i16 {
        ((self.low.next() + self.high.next()) * 32_767.0) as i16
    }

    pub fn next_frame(&mut self) -> Frame {
        let mut frame = SILENCE;
        frame.iter_mut().for_each(|it| *it = self.next_sample());
        frame
    }
}

/// A sine by rotation: one multiplication and one subtraction per sample.
#[derive(Debug, Clone)]
struct Oscillator {
    coefficient: f64,
    last: f64,
    before: f64,
}

impl Oscillator {
    fn new(frequency: f64, amplitude: f64) -> Self {
        let step = TAU * frequency / f64::from(RATE);
        Self { coefficient: 2.0 * step.cos(), last: 0.0, before: -amplitude * step.sin() }
    }

    fn next(&mut self) -> f64 {
        let sample = self.last;
        let next = self.coefficient * self.last - self.before;
        self.before = self.last;
        self.last = next;
        sample
    }
}

/// What a caller hears while the far side rings: 440 + 480 Hz, one second on, two off. µ-law, one period of 3 s.
pub fn ringback() -> Vec<u8> {
    cadence(440.0, 480.0, 1_000, 2_000)
}

/// Busy: 480 + 620 Hz, half a second on, half a second off. µ-law, one period of 1 s.
pub fn busy() -> Vec<u8> {
    cadence(480.0, 620.0, 500, 500)
}

/// Asks for a message: 1 kHz for 0.6 s. µ-law.
pub fn beep() -> Vec<u8> {
    let mut clip = cadence(1_000.0, 1_000.0, 600, 0);
    clip.extend([g711::MU_SILENCE; 400]);
    clip
}

fn cadence(low: f64, high: f64, on_ms: usize, off_ms: usize) -> Vec<u8> {
    let mut tone = KeyTone::pair(low, high, 0.1);
    let on = on_ms * 8;
    let mut bytes: Vec<u8> = (0..on)
        .map(|n| {
            // 5 ms of ramp on both sides keep the loudspeaker from clicking.
            let ramp = (n.min(on - 1 - n) as f64 / 40.0).min(1.0);
            g711::mu_encode((f64::from(tone.next_sample()) * ramp) as i16)
        })
        .collect();
    bytes.resize(on + off_ms * 8, g711::MU_SILENCE);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::level_dbfs, goertzel};

    fn decoded(bytes: &[u8]) -> Vec<i16> {
        bytes.iter().map(|it| g711::mu_decode(*it)).collect()
    }

    #[test]
    fn ringing_sounds_for_a_second_and_rests_for_two() {
        let sound = decoded(&ringback());
        assert_eq!(sound.len(), 24_000);
        assert!(goertzel::share(&sound[..8_000], 440.0) > 0.45);
        assert!(goertzel::share(&sound[..8_000], 480.0) > 0.45);
        assert_eq!(level_dbfs(&sound[8_000..]), -120.0);
    }

    #[test]
    fn busy_sounds_for_half_a_second() {
        let sound = decoded(&busy());
        assert_eq!(sound.len(), 8_000);
        assert!(goertzel::share(&sound[..4_000], 480.0) > 0.45);
        assert!(goertzel::share(&sound[..4_000], 620.0) > 0.45);
    }

    #[test]
    fn a_minute_of_a_key_tone_neither_grows_nor_fades() {
        let mut tone = KeyTone::new(5, 0.25).unwrap();
        let first: Vec<i16> = (0..8_000).map(|_| tone.next_sample()).collect();
        for _ in 0..58 * 8_000 {
            tone.next_sample();
        }
        let last: Vec<i16> = (0..8_000).map(|_| tone.next_sample()).collect();
        assert!((level_dbfs(&first) - level_dbfs(&last)).abs() < 0.01);
        assert!(KeyTone::new(16, 0.25).is_none());
    }
}
