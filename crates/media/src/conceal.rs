//! Sound where packets are missing: G.711 knows nothing about the past, so the last pitch period is repeated and
//! faded out. (The idea is that of ITU-T G.711 Appendix I, without its 3.75 ms of delay.)

use crate::{frame::RATE, pitch};

/// What is remembered of the sound: three of the longest pitch periods.
const MEMORY: usize = 3 * pitch::LONGEST;
/// Repetition stays at full level for 10 ms …
const STEADY: usize = RATE as usize / 100;
/// … and is silent after 60 ms: longer than that, a frozen vowel sounds like a machine.
const FADED: usize = RATE as usize * 60 / 1_000;
/// Old and new sound are blended over 5 ms when packets come again.
const BLEND: usize = RATE as usize / 200;

#[derive(Debug, Clone)]
pub struct Concealer {
    memory: [i16; MEMORY],
    /// How many samples have been made up since the last real one.
    gap: usize,
    period: [i16; pitch::LONGEST],
    period_length: usize,
    phase: usize,
}

impl Concealer {
    pub const fn new() -> Self {
        Self {
            memory: [0; MEMORY],
            gap: 0,
            period: [0; pitch::LONGEST],
            period_length: pitch::LONGEST,
            phase: 0,
        }
    }

    /// Takes note of received sound, and blends it with what was made up right before it.
    pub fn hear(&mut self, samples: &mut [i16]) {
        if self.gap > 0 {
            let blend = BLEND.min(samples.len());
            for (n, sample) in samples[..blend].iter_mut().enumerate() {
                let share = (n + 1) as f32 / (blend + 1) as f32;
                *sample = (f32::from(*sample) * share + f32::from(self.made_up()) * (1.0 - share)) as i16;
            }
            self.gap = 0;
        }
        self.remember(samples);
    }

    /// Makes up sound for a gap, or for the next part of one.
    pub fn fill(&mut self, out: &mut [i16]) {
        if self.gap == 0 {
            self.learn_period();
        }
        for sample in out.iter_mut() {
            *sample = self.made_up();
        }
    }

    fn made_up(&mut self) -> i16 {
        if self.gap >= FADED {
            self.gap = self.gap.saturating_add(1);
            return 0;
        }
        let level = 1.0 - self.gap.saturating_sub(STEADY) as f32 / (FADED - STEADY) as f32;
        let sample = self.period[self.phase];
        self.phase = (self.phase + 1) % self.period_length;
        self.gap += 1;
        (f32::from(sample) * level) as i16
    }

    fn learn_period(&mut self) {
        let length = pitch::period(&self.memory).unwrap_or(pitch::LONGEST);
        let last = &self.memory[MEMORY - length..];
        self.period[..length].copy_from_slice(last);
        // The end of the period leans towards the sample that preceded its beginning, so that the seam is smooth
        // every time it comes round.
        let seam = length / 4;
        let before = &self.memory[MEMORY - length - seam..MEMORY - length];
        for (n, (sample, before)) in self.period[length - seam..length].iter_mut().zip(before).enumerate() {
            let share = (n + 1) as f32 / (seam + 1) as f32;
            *sample = (f32::from(*sample) * (1.0 - share) + f32::from(*before) * share) as i16;
        }
        self.period_length = length;
        self.phase = 0;
    }

    fn remember(&mut self, samples: &[i16]) {
        let kept = &samples[samples.len().saturating_sub(MEMORY)..];
        self.memory.copy_within(kept.len().., 0);
        self.memory[MEMORY - kept.len()..].copy_from_slice(kept);
    }
}

impl Default for Concealer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;
    use crate::{
        frame::{Frame, SAMPLES, SILENCE, level_dbfs},
        goertzel,
    };

    /// A voice-like sound: a pitch of 125 Hz with harmonics.
    fn voice(start: usize) -> Frame {
        std::array::from_fn(|n| {
            let t = (start + n) as f64 / 8_000.0;
            let sum: f64 = (1..8).map(|it| (TAU * 125.0 * f64::from(it) * t).sin() / f64::from(it)).sum();
            (sum * 6_000.0) as i16
        })
    }

    fn after_hearing(frames: usize) -> Concealer {
        let mut concealer = Concealer::new();
        for n in 0..frames {
            concealer.hear(&mut voice(n * SAMPLES).clone());
        }
        concealer
    }

    #[test]
    fn one_lost_frame_of_a_voice_is_hardly_noticed() {
        let mut concealer = after_hearing(10);
        let mut made_up = SILENCE;
        concealer.fill(&mut made_up);
        let real = voice(10 * SAMPLES);
        assert!((level_dbfs(&made_up) - level_dbfs(&real)).abs() < 1.5, "{} dBFS", level_dbfs(&made_up));
        assert!(goertzel::share(&made_up, 125.0) > 0.5);
    }

    #[test]
    fn nothing_clicks_where_real_and_made_up_sound_meet() {
        let mut concealer = after_hearing(10);
        let mut sound = voice(9 * SAMPLES).to_vec();
        let mut gap = SILENCE;
        concealer.fill(&mut gap);
        sound.extend(gap);
        let mut next = voice(11 * SAMPLES);
        concealer.hear(&mut next);
        sound.extend(next);
        let steepest =
            |samples: &[i16]| samples.windows(2).map(|it| (i32::from(it[1]) - i32::from(it[0])).abs()).max();
        let natural = steepest(&[voice(0), voice(160)].concat()).unwrap();
        assert!(steepest(&sound).unwrap() <= natural * 5 / 4);
    }

    #[test]
    fn a_long_gap_fades_to_silence_within_60_ms() {
        let mut concealer = after_hearing(10);
        let levels: Vec<_> = (0..4)
            .map(|_| {
                let mut frame = SILENCE;
                concealer.fill(&mut frame);
                level_dbfs(&frame)
            })
            .collect();
        assert!(levels[0] > levels[1] + 2.0 && levels[1] > levels[2] + 2.0, "{levels:?}");
        assert_eq!(levels[3], -120.0);
    }

    #[test]
    fn silence_stays_silent() {
        let mut concealer = Concealer::new();
        let mut frame = [1; SAMPLES];
        concealer.fill(&mut frame);
        assert_eq!(frame, SILENCE);
    }
}
