//! The picture of a recording: how loud each side was, ten times a second.

use crate::{frame::RATE, g711};

/// Time between two values.
pub const STEP_MS: u64 = 100;
const STEP_SAMPLES: usize = RATE as usize / 10;
/// The picture's lower edge; speech on a telephone has some 40 dB above its noise.
const FLOOR_DB: f64 = -48.0;

/// Peaks of both sides, 0 (−48 dBFS and below) to 100 (full scale), in steps of equal loudness.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waveform {
    pub left: Vec<u8>,
    pub right: Vec<u8>,
    step: [u16; 2],
    filled: usize,
}

impl Waveform {
    /// Takes more sound, left and right in turns.
    pub fn push(&mut self, pairs: &[u8]) {
        for pair in pairs.chunks_exact(2) {
            for (peak, byte) in self.step.iter_mut().zip(pair) {
                *peak = (*peak).max(g711::mu_decode(*byte).unsigned_abs());
            }
            self.filled += 1;
            if self.filled == STEP_SAMPLES {
                self.end_step();
            }
        }
    }

    /// Closes the last, shorter step.
    pub fn finish(&mut self) {
        if self.filled > 0 {
            self.end_step();
        }
    }

    fn end_step(&mut self) {
        let [left, right] = std::mem::take(&mut self.step).map(height);
        self.left.push(left);
        self.right.push(right);
        self.filled = 0;
    }
}

fn height(peak: u16) -> u8 {
    let level = 20.0 * (f64::from(peak.max(1)) / 32_768.0).log10();
    ((1.0 - level / FLOOR_DB).clamp(0.0, 1.0) * 100.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_its_own_peaks() {
        let mut pairs = vec![];
        for n in 0..2_000 {
            let loud = if n < 800 { i16::MAX } else { 0 };
            pairs.extend([g711::mu_encode(loud), g711::mu_encode(2_072)]);
        }
        let mut waveform = Waveform::default();
        pairs.chunks(334).for_each(|it| waveform.push(it));
        waveform.finish();
        assert_eq!(waveform.left, [100, 0, 0]);
        assert_eq!(waveform.right, [50, 50, 50]);
    }
}
