//! How much of a sound is at one frequency: the Goertzel algorithm, and the detector for keys pressed as tones.

use std::f64::consts::TAU;

use crate::{
    frame::RATE,
    tone::{COLUMNS, KEYS, ROWS},
};

/// Power at `frequency`, on the scale of [`crate::frame::power`]: a sine's whole power if the samples hold many
/// of its periods.
pub fn power(samples: &[i16], frequency: f64) -> f64 {
    if samples.is_empty() {
        return 0.0;
    }
    let coefficient = 2.0 * (TAU * frequency / f64::from(RATE)).cos();
    let (mut last, mut before) = (0.0, 0.0);
    for sample in samples {
        let next = f64::from(*sample) / 32_768.0 + coefficient * last - before;
        before = last;
        last = next;
    }
    let magnitude = last * last + before * before - coefficient * last * before;
    let length = samples.len() as f64;
    2.0 * magnitude / (length * length)
}

/// The share of the sound's power that is at `frequency`, 0 to about 1.
pub fn share(samples: &[i16], frequency: f64) -> f64 {
    let whole = crate::frame::power(samples);
    if whole < 1e-10 { 0.0 } else { power(samples, frequency) / whole }
}

/// 20 ms tell neighbouring rows apart and are rarely pure in speech. Looked at every 10 ms, two of them fit into the
/// shortest press (40 ms, ITU-T Q.24).
const BLOCK: usize = 160;
const HOP: usize = 80;
const LOOKS_DOWN: u8 = 2;
const LOOKS_UP: u8 = 2;
/// Quieter tones are not keys: −35 dBFS for the pair.
const QUIETEST: f64 = 0.000_3;
/// The share of the power that the two tones must hold. Speech that happens to hit both spreads wider.
const PURITY: f64 = 0.9;
/// Telephones may be off by 1.5 % (ITU-T Q.24): the two tones are also sought this far beside their place.
const OFF: f64 = 0.01;
/// A column may be louder than its row by 4 dB, and a row louder than its column by 8 dB (ITU-T Q.24).
const COLUMN_LOUDER: f64 = 2.5;
const ROW_LOUDER: f64 = 6.3;

/// Finds key presses in the sound itself, for trunks that do not negotiate telephone events.
#[derive(Debug, Clone)]
pub struct KeyDetector {
    block: [i16; BLOCK],
    filled: usize,
    candidate: Option<u8>,
    seen: u8,
    gone: u8,
    /// The key that has been reported and is still down.
    held: Option<u8>,
}

impl KeyDetector {
    pub const fn new() -> Self {
        Self { block: [0; BLOCK], filled: 0, candidate: None, seen: 0, gone: 0, held: None }
    }

    /// Listens to more samples; returns the event code (RFC 4733 §3.2) of a key that has just been pressed. Give
    /// it at most a frame at a time: no two presses fit into one.
    pub fn hear(&mut self, samples: &[i16]) -> Option<u8> {
        let mut pressed = None;
        for sample in samples {
            self.block[self.filled] = *sample;
            self.filled += 1;
            if self.filled == BLOCK {
                pressed = self.judge(key_in(&self.block)).or(pressed);
                self.block.copy_within(HOP.., 0);
                self.filled = BLOCK - HOP;
            }
        }
        pressed
    }

    fn judge(&mut self, key: Option<u8>) -> Option<u8> {
        self.seen = if key.is_some() && key == self.candidate {
            self.seen.saturating_add(1)
        } else {
            u8::from(key.is_some())
        };
        self.candidate = key;
        if self.held.is_some() {
            self.gone = if key == self.held { 0 } else { self.gone + 1 };
            if self.gone < LOOKS_UP {
                return None;
            }
            self.held = None;
        }
        if self.seen < LOOKS_DOWN {
            return None;
        }
        self.gone = 0;
        self.held = key;
        key
    }
}

impl Default for KeyDetector {
    fn default() -> Self {
        Self::new()
    }
}

fn key_in(block: &[i16; BLOCK]) -> Option<u8> {
    let whole = crate::frame::power(block);
    if whole < QUIETEST {
        return None;
    }
    let (row, row_power) = strongest(block, &ROWS);
    let (column, column_power) = strongest(block, &COLUMNS);
    let is_key = row_power + column_power > PURITY * whole
        && column_power < COLUMN_LOUDER * row_power
        && row_power < ROW_LOUDER * column_power;
    is_key.then(|| KEYS[row][column])
}

fn strongest(block: &[i16; BLOCK], frequencies: &[f64; 4]) -> (usize, f64) {
    let powers = frequencies.map(|it| power(block, it));
    let (index, loudest) =
        (0..4).fold((0, 0.0), |best, n| if powers[n] > best.1 { (n, powers[n]) } else { best });
    let beside = [1.0 - OFF, 1.0 + OFF].map(|it| power(block, frequencies[index] * it));
    (index, beside.into_iter().fold(loudest, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::KeyTone;

    fn press(event: u8, amplitude: f64, milliseconds: usize) -> Vec<i16> {
        let mut tone = KeyTone::new(event, amplitude).unwrap();
        (0..milliseconds * 8).map(|_| tone.next_sample()).collect()
    }

    fn hear(detector: &mut KeyDetector, samples: &[i16]) -> Vec<u8> {
        samples.chunks(160).filter_map(|it| detector.hear(it)).collect()
    }

    /// A small generator for repeatable noise.
    fn noise(seed: u32, amplitude: f64, length: usize) -> Vec<i16> {
        let mut state = seed;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                ((f64::from(state >> 8) / f64::from(1 << 24) - 0.5) * 2.0 * amplitude) as i16
            })
            .collect()
    }

    #[test]
    fn a_sine_has_its_power_at_its_frequency_only() {
        let sine: Vec<i16> =
            (0..1_600).map(|n| (16_384.0 * (f64::from(n) * TAU * 1_000.0 / 8_000.0).sin()) as i16).collect();
        assert!((power(&sine, 1_000.0) - 0.125).abs() < 0.001);
        assert!(share(&sine, 1_000.0) > 0.99);
        assert!(share(&sine, 1_300.0) < 0.01);
    }

    #[test]
    fn each_key_is_heard_once_per_press_loud_or_faint_in_noise() {
        for amplitude in [0.03, 0.1, 0.4] {
            let mut detector = KeyDetector::new();
            for event in 0..12 {
                let pause = vec![0; 480];
                let mut sound = press(event, amplitude, 60);
                let rustle = noise(u32::from(event) + 1, 32_768.0 * amplitude * 0.1, sound.len());
                sound.iter_mut().zip(rustle).for_each(|(it, more)| *it = it.saturating_add(more));
                let mut heard = hear(&mut detector, &sound);
                heard.extend(hear(&mut detector, &pause));
                assert_eq!(heard, [event], "amplitude {amplitude}");
            }
        }
    }

    #[test]
    fn the_same_key_twice_counts_twice() {
        let mut detector = KeyDetector::new();
        let sound = [press(5, 0.2, 80), vec![0; 400], press(5, 0.2, 80), vec![0; 400]].concat();
        assert_eq!(hear(&mut detector, &sound), [5, 5]);
    }

    /// Voices are rich in harmonics: sweep a buzzing glottal pulse over every pitch a speaker can have, with
    /// vowel-like formants, and expect silence from the detector.
    #[test]
    fn speech_like_sound_presses_no_key() {
        let mut detector = KeyDetector::new();
        let mut heard = vec![];
        for (round, formants) in
            [[730.0, 1_090.0], [700.0, 1_220.0], [530.0, 1_840.0], [850.0, 1_610.0]].iter().enumerate()
        {
            let mut phase = 0.0;
            for n in 0..80_000u32 {
                let pitch = 80.0 + 240.0 * f64::from(n) / 80_000.0;
                phase += TAU * pitch / 8_000.0;
                let mut sample = 0.0;
                for harmonic in 1..12 {
                    let frequency = pitch * f64::from(harmonic);
                    let shape: f64 =
                        formants.iter().map(|it: &f64| 1.0 / (1.0 + ((frequency - it) / 90.0).powi(2))).sum();
                    sample += (phase * f64::from(harmonic)).sin() * (shape + 0.05);
                }
                heard.extend(detector.hear(&[(sample * 5_000.0) as i16]));
            }
            assert!(heard.is_empty(), "round {round}: {heard:?}");
        }
        heard.extend(hear(&mut detector, &noise(7, 12_000.0, 800_000)));
        assert!(heard.is_empty(), "{heard:?}");
    }
}
