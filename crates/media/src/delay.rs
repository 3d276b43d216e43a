//! How unevenly packets arrive, and how long sound must be held back so that nearly all come in time.

use crate::rtp::timestamp_distance;

/// Lateness is sorted into steps of 5 ms, up to 200 ms.
const STEP_US: i64 = 5_000;
const STEPS: usize = 40;
/// What one packet weighs: the memory fades over about ten seconds.
const WEIGHT: f32 = 1.0 / 512.0;
/// The share of packets that must come in time.
const IN_TIME: f32 = 0.99;
/// A frame is pulled at a fixed beat, up to half a period after the packet it needs has come.
const BEAT_US: i64 = 10_000;
const SHORTEST_US: i64 = 20_000;
/// A sound later than this has jumped, not slipped.
const JUMP_US: i64 = 1_000_000;
/// The fastest packet is sought among those of the last one to two windows.
const WINDOW_US: i64 = 4_000_000;

/// Microseconds everywhere; the clock of arrivals may begin anywhere.
#[derive(Debug, Clone)]
pub struct DelayEstimate {
    lateness: [f32; STEPS],
    clock: Option<Clock>,
}

/// What links the sender's timestamps to our time.
#[derive(Debug, Clone)]
struct Clock {
    /// A timestamp and its place on a line that does not wrap, in ticks.
    timestamp: u32,
    ticks: i64,
    /// The shortest time from timestamp to arrival in this window and the one before.
    fastest: i64,
    fastest_before: i64,
    window_ends: i64,
}

impl DelayEstimate {
    pub fn new() -> Self {
        let mut lateness = [0.0; STEPS];
        // Until the network is known: as if packets came up to 25 ms late.
        lateness[4] = 1.0;
        Self { lateness, clock: None }
    }

    /// Notes a packet's arrival.
    pub fn observe(&mut self, now: i64, clock_rate: u32, timestamp: u32) {
        let transit = now - self.place(clock_rate, timestamp);
        let clock = match self.clock.as_mut() {
            Some(clock) if (transit - clock.fastest.min(clock.fastest_before)).abs() < JUMP_US => clock,
            Some(_) | None => {
                self.clock = Some(Clock::beginning(now, timestamp));
                return;
            }
        };
        clock.ticks += i64::from(timestamp_distance(clock.timestamp, timestamp));
        clock.timestamp = timestamp;
        if now >= clock.window_ends {
            clock.fastest_before = clock.fastest;
            clock.fastest = transit;
            clock.window_ends = now + WINDOW_US;
        }
        clock.fastest = clock.fastest.min(transit);
        let late = transit - clock.fastest.min(clock.fastest_before);
        let step = ((late / STEP_US) as usize).min(STEPS - 1);
        for share in &mut self.lateness {
            *share *= 1.0 - WEIGHT;
        }
        self.lateness[step] += WEIGHT;
    }

    /// How long ago the fastest network would have delivered this timestamp.
    pub fn age(&self, now: i64, clock_rate: u32, timestamp: u32) -> i64 {
        match &self.clock {
            Some(clock) => now - self.place(clock_rate, timestamp) - clock.fastest.min(clock.fastest_before),
            None => 0,
        }
    }

    /// The age at which sound should be played.
    pub fn target(&self) -> i64 {
        let mut in_time = 0.0;
        let enough = self.lateness.iter().sum::<f32>() * IN_TIME;
        let step = self.lateness.iter().position(|share| {
            in_time += share;
            in_time >= enough
        });
        let lateness = step.unwrap_or(STEPS - 1) as i64 * STEP_US;
        (lateness + BEAT_US).max(SHORTEST_US)
    }

    /// The sender began anew: its timestamps mean nothing any more, but the network is still the same.
    pub fn forget_clock(&mut self) {
        self.clock = None;
    }

    fn place(&self, clock_rate: u32, timestamp: u32) -> i64 {
        match &self.clock {
            Some(clock) => {
                let ticks = clock.ticks + i64::from(timestamp_distance(clock.timestamp, timestamp));
                ticks * 1_000_000 / i64::from(clock_rate)
            }
            None => 0,
        }
    }
}

impl Default for DelayEstimate {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock {
    fn beginning(now: i64, timestamp: u32) -> Self {
        Self { timestamp, ticks: 0, fastest: now, fastest_before: now, window_ends: now + WINDOW_US }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 ms packets with the given lateness each, in microseconds.
    fn observed(lateness: impl Iterator<Item = i64>) -> DelayEstimate {
        let mut estimate = DelayEstimate::new();
        for (n, late) in lateness.enumerate() {
            estimate.observe(1_000_000 + n as i64 * 20_000 + late, 8_000, (n as u32).wrapping_mul(160));
        }
        estimate
    }

    #[test]
    fn an_even_network_needs_little_delay_and_an_uneven_one_more() {
        assert_eq!(observed((0..3_000).map(|_| 0)).target(), 20_000);
        let uneven = observed((0..3_000).map(|n| if n % 20 == 0 { 62_000 } else { n % 7 * 1_000 }));
        assert_eq!(uneven.target(), 70_000);
    }

    #[test]
    fn the_delay_shrinks_again_when_the_network_calms_down() {
        let calmed = observed((0..6_000).map(|n| if n < 2_000 && n % 10 == 0 { 100_000 } else { 0 }));
        assert_eq!(calmed.target(), 20_000);
    }

    #[test]
    fn a_drifting_clock_is_not_mistaken_for_lateness() {
        // 300 ppm: 6 µs per packet, either way.
        assert_eq!(observed((0..30_000).map(|n| n * 6)).target(), 20_000);
        assert_eq!(observed((0..30_000).map(|n| n * -6)).target(), 20_000);
    }

    #[test]
    fn a_jump_of_the_timestamp_begins_a_new_clock() {
        let mut estimate = observed((0..100).map(|_| 0));
        estimate.observe(4_000_000, 8_000, 99_000_000);
        assert_eq!(estimate.age(4_030_000, 8_000, 99_000_000), 30_000);
    }
}
