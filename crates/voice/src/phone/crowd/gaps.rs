//! How evenly sound comes: the times between the packets of each call.

use std::time::Duration;

/// A step is a tenth of a millisecond; the last one holds all that is longer.
const STEPS: usize = 10_000;
const STEPS_PER_MS: f64 = 10.0;

#[derive(Debug, Clone)]
pub struct Gaps {
    steps: Vec<u64>,
    packets: u64,
}

impl Default for Gaps {
    fn default() -> Self {
        Self { steps: vec![0; STEPS], packets: 0 }
    }
}

impl Gaps {
    /// A packet came, this long after the one before it.
    pub(super) fn add(&mut self, gap: Duration) {
        let step = (gap.as_micros() / 100) as usize;
        self.steps[step.min(STEPS - 1)] += 1;
        self.packets += 1;
    }

    pub fn packets(&self) -> u64 {
        self.packets
    }

    /// In milliseconds; 0.99 asks for what one gap in a hundred exceeds.
    pub fn at(&self, share: f64) -> f64 {
        let wanted = (self.packets as f64 * share).ceil() as u64;
        let mut seen = 0;
        let step = self.steps.iter().position(|it| {
            seen += it;
            seen >= wanted
        });
        step.unwrap_or(0) as f64 / STEPS_PER_MS
    }

    pub fn over(&self, ms: f64) -> u64 {
        self.steps.iter().skip((ms * STEPS_PER_MS) as usize + 1).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_off_in_milliseconds() {
        let mut gaps = Gaps::default();
        for ms in [20; 98].into_iter().chain([35, 5_000]) {
            gaps.add(Duration::from_millis(ms));
        }
        assert_eq!((gaps.at(0.5), gaps.at(0.98), gaps.at(0.99), gaps.at(1.0)), (20.0, 20.0, 35.0, 999.9));
        assert_eq!((gaps.packets(), gaps.over(20.0), gaps.over(40.0)), (100, 2, 1));
        assert_eq!(Gaps::default().at(0.99), 0.0);
    }
}
