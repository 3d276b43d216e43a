//! The pitch of a voice, and making sound a little longer or shorter by whole pitch periods, which nobody hears.

/// 66 Hz, below the deepest voice: 15 ms.
pub const LONGEST: usize = 120;
/// 400 Hz, a child: 2.5 ms.
pub const SHORTEST: usize = 20;

/// Samples compared to find a period.
const WINDOW: usize = 120;
/// How alike two neighbouring periods are in a voiced sound, and how alike they must be before one may be dropped.
const VOICED: f32 = 0.5;
const ALIKE: f32 = 0.8;
/// Where nothing is heard anyway, −50 dBFS, any cut will do.
const QUIET: f32 = 100.0 * 100.0;

/// Length of the pitch period at the end of `samples`; `None` when the sound has no pitch or is too short.
pub fn period(samples: &[i16]) -> Option<usize> {
    let now = samples.len().checked_sub(WINDOW)?;
    let reach = LONGEST.min(now);
    let (lag, likeness) =
        best_lag(SHORTEST..=reach, |lag| (&samples[now..], &samples[now - lag..now - lag + WINDOW]))?;
    (likeness > VOICED).then_some(lag)
}

/// Removes one pitch period from `samples[..length]` and returns the new length; the same length when the sound
/// has no period that could go unnoticed.
pub fn shorten(samples: &mut [i16], length: usize) -> usize {
    let Some(lag) = removable_lag(&samples[..length]) else { return length };
    let blend = length - lag;
    // Fades from the sound to the sound one period later, over all that is there.
    for n in 0..blend {
        let share = (n + 1) as f32 / (blend + 1) as f32;
        samples[n] = (f32::from(samples[n]) * (1.0 - share) + f32::from(samples[n + lag]) * share) as i16;
    }
    blend
}

/// Repeats one pitch period of `samples[..length]` and returns the new length, for which `samples` must have room
/// ([`LONGEST`] more); the same length when the sound has no period that could be repeated unnoticed.
pub fn lengthen(samples: &mut [i16], length: usize) -> usize {
    let Some(lag) = removable_lag(&samples[..length]) else { return length };
    if length + lag > samples.len() {
        return length;
    }
    // The sound, then itself again from one period earlier; blended where both exist. Back to front, because the
    // tail moves over what is still needed.
    let blend = length - lag;
    samples.copy_within(blend..length, length);
    for n in (0..blend).rev() {
        let share = (n + 1) as f32 / (blend + 1) as f32;
        samples[n + lag] =
            (f32::from(samples[n + lag]) * (1.0 - share) + f32::from(samples[n]) * share) as i16;
    }
    length + lag
}

fn removable_lag(samples: &[i16]) -> Option<usize> {
    let longest = (samples.len() / 2).min(LONGEST);
    if longest < SHORTEST {
        return None;
    }
    let energy = dot(samples, samples) / samples.len() as f32;
    if energy < QUIET {
        return Some(longest);
    }
    let window = samples.len() - longest;
    let (lag, likeness) =
        best_lag(SHORTEST..=longest, |lag| (&samples[..window], &samples[lag..lag + window]))?;
    (likeness > ALIKE).then_some(lag)
}

/// The lag at which two windows are most alike, and how alike they are: −1 to 1. Every second lag is tried first,
/// then what is near the best and its fractions.
fn best_lag<'a>(
    lags: std::ops::RangeInclusive<usize>,
    windows: impl Fn(usize) -> (&'a [i16], &'a [i16]),
) -> Option<(usize, f32)> {
    let likeness = |lag| {
        let (a, b) = windows(lag);
        let energy = dot(a, a) * dot(b, b);
        if energy <= 0.0 { -1.0 } else { dot(a, b) / energy.sqrt() }
    };
    let (first, last) = (*lags.start(), *lags.end());
    let better = |best: Option<(usize, f32)>, lag| {
        let here = likeness(lag);
        // A multiple of the period is as alike as the period itself: the longer one must be clearly better.
        match best {
            Some((_, so_far)) if here <= so_far + 0.01 => best,
            _ => Some((lag, here)),
        }
    };
    let coarse = lags.step_by(2).fold(None, better)?;
    let best_near = |lag: usize| {
        (lag.saturating_sub(1).max(first)..=(lag + 1).min(last))
            .map(|it| (it, likeness(it)))
            .fold((lag, -1.0), |best, it| if it.1 > best.1 { it } else { best })
    };
    let best = best_near(coarse.0);
    // Two or three periods are as alike as one, and even lags may have missed the one.
    let shorter = [3, 2].map(|it| best.0 / it).into_iter().filter(|it| *it >= first).map(best_near);
    Some(shorter.into_iter().find(|it| it.1 > best.1 - 0.03).unwrap_or(best))
}

fn dot(a: &[i16], b: &[i16]) -> f32 {
    a.iter().zip(b).map(|(x, y)| f32::from(*x) * f32::from(*y)).sum()
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;
    use crate::{frame::level_dbfs, goertzel};

    fn voice(pitch: f64, length: usize) -> Vec<i16> {
        (0..length)
            .map(|n| {
                let t = n as f64 / 8_000.0;
                let sum: f64 = (1..6).map(|it| (TAU * pitch * f64::from(it) * t).sin() / f64::from(it)).sum();
                (sum * 6_000.0) as i16
            })
            .collect()
    }

    #[test]
    fn the_pitch_of_any_voice_is_found() {
        for pitch in [70.0, 100.0, 125.0, 160.0, 200.0, 250.0, 320.0] {
            let period = period(&voice(pitch, 360)).unwrap() as f64;
            let exact = 8_000.0 / pitch;
            assert!((period - exact).abs() <= 1.0, "{pitch} Hz: {period} instead of {exact}");
        }
        assert_eq!(period(&[0; 360]), None);
    }

    #[test]
    fn a_period_is_removed_and_repeated_without_a_seam() {
        let sound = voice(125.0, 160);
        let steepest =
            |samples: &[i16]| samples.windows(2).map(|it| (i32::from(it[1]) - i32::from(it[0])).abs()).max();
        let natural = steepest(&voice(125.0, 640)).unwrap();
        let mut shorter = sound.clone();
        let length = shorten(&mut shorter, 160);
        assert_eq!(length, 160 - 64);
        assert!(steepest(&shorter[..length]).unwrap() <= natural * 5 / 4);
        let mut longer = sound.clone();
        longer.resize(320, 0);
        let length = lengthen(&mut longer, 160);
        assert_eq!(length, 160 + 64);
        assert!(steepest(&longer[..length]).unwrap() <= natural * 5 / 4);
        assert!((level_dbfs(&longer[..length]) - level_dbfs(&sound)).abs() < 0.5);
        assert!(goertzel::share(&longer[..length], 125.0) > 0.6);
    }

    #[test]
    fn silence_gives_way_and_noise_does_not() {
        let mut silence = [0; 320];
        assert_eq!(shorten(&mut silence, 160), 80);
        assert_eq!(lengthen(&mut silence, 160), 240);
        let mut state = 1u32;
        let mut noise: Vec<i16> = (0..320)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) as i16 / 4
            })
            .collect();
        assert_eq!(shorten(&mut noise, 160), 160);
        assert_eq!(lengthen(&mut noise, 160), 160);
    }
}
