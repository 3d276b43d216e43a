//! Music for people who wait, made here so that it is nobody else's.
//!
//! Sixteen bars in C major at 96 beats a minute, 40 s, that end where they begin: a plucked voice in broken chords,
//! and a soft one that sings above it. Each note fades by itself, and what is left of the last ones sounds on over
//! the first, so that the loop has no seam.

use std::f64::consts::TAU;

use crate::{frame::RATE, g711};

/// Samples of an eighth note: 60 s / 96 / 2.
const EIGHTH: usize = RATE as usize * 60 / 96 / 2;
const EIGHTHS_PER_BAR: usize = 8;

/// One chord per bar, as semitones above C3, lowest first.
const CHORDS: [[i32; 4]; 16] = [
    [0, 7, 12, 16],  // C
    [-3, 4, 9, 12],  // a
    [-7, 5, 9, 12],  // F
    [-5, 7, 11, 14], // G
    [0, 7, 12, 16],  // C
    [4, 11, 16, 19], // e
    [5, 9, 12, 17],  // F
    [7, 11, 14, 19], // G
    [-3, 4, 9, 12],  // a
    [4, 7, 11, 16],  // e
    [5, 9, 12, 17],  // F
    [0, 7, 12, 16],  // C
    [2, 9, 12, 17],  // d
    [-5, 7, 11, 14], // G
    [0, 7, 12, 16],  // C
    [-5, 5, 11, 14], // G7, which leads back to the beginning
];

/// Order in which a chord is broken over the eighths of a bar.
const PATTERN: [usize; EIGHTHS_PER_BAR] = [0, 2, 1, 3, 2, 1, 3, 2];

/// The sung voice: semitones above C4 (`-` rests) and length in eighths, bar by bar.
const MELODY: &str = "7/3 9/1 7/2 4/2  0/4 4/2 -/2  5/3 4/1 5/2 9/2  7/6 -/2  \
    7/3 9/1 12/2 7/2  11/4 7/4  9/3 7/1 5/2 9/2  7/6 -/2  \
    12/4 9/4  11/4 7/4  9/3 7/1 5/4  4/6 -/2  \
    5/3 4/1 2/4  2/3 4/1 7/4  4/2 2/2 0/4  2/3 5/3 -/2";

/// 40 s of µ-law that may be repeated without end.
pub fn hold_music() -> Vec<u8> {
    let mut music = vec![0.0; CHORDS.len() * EIGHTHS_PER_BAR * EIGHTH];
    for (bar, chord) in CHORDS.iter().enumerate() {
        for (eighth, voice) in PATTERN.iter().enumerate() {
            let at = (bar * EIGHTHS_PER_BAR + eighth) * EIGHTH;
            pluck(&mut music, at, pitch(130.81, chord[*voice]));
        }
    }
    let mut at = 0;
    for (note, eighths) in melody() {
        if let Some(note) = note {
            sing(&mut music, at, eighths * EIGHTH, pitch(261.63, note));
        }
        at += eighths * EIGHTH;
    }
    // Quieter than speech: people who wait want to hear when somebody answers.
    music.iter().map(|it| g711::mu_encode((it * 32_767.0) as i16)).collect()
}

fn melody() -> impl Iterator<Item = (Option<i32>, usize)> {
    MELODY.split_whitespace().filter_map(|it| {
        let (note, eighths) = it.split_once('/')?;
        Some((note.parse().ok(), eighths.parse().ok()?))
    })
}

fn pitch(base: f64, semitones: i32) -> f64 {
    base * 2f64.powf(f64::from(semitones) / 12.0)
}

/// A string: all overtones at once, the higher the sooner gone.
fn pluck(music: &mut [f64], at: usize, frequency: f64) {
    add(music, at, 2 * RATE as usize, |t| {
        let attack = (t / 0.004).min(1.0);
        let sum: f64 = (1..=5)
            .map(f64::from)
            .map(|it| (TAU * frequency * it * t).sin() / (it * it) * (-t * (1.5 + it)).exp())
            .sum();
        0.07 * attack * sum
    });
}

/// A breath: slow to come, slow to go, with a little vibrato once it stands.
fn sing(music: &mut [f64], at: usize, length: usize, frequency: f64) {
    let seconds = length as f64 / f64::from(RATE);
    add(music, at, length + RATE as usize / 4, |t| {
        let envelope = (t / 0.08).min(1.0) * ((seconds + 0.25 - t) / 0.3).clamp(0.0, 1.0);
        let vibrato = 0.25 * (t / 0.6).min(1.0) * (TAU * 4.8 * t).sin();
        let phase = TAU * frequency * t + vibrato;
        0.05 * envelope * (phase.sin() + 0.25 * (2.0 * phase).sin() + 0.08 * (3.0 * phase).sin())
    });
}

/// Adds a sound that fades to nothing over `length` samples; what does not fit at the end goes to the beginning.
fn add(music: &mut [f64], at: usize, length: usize, sound: impl Fn(f64) -> f64) {
    let total = music.len();
    for n in 0..length {
        let fade = ((length - n) as f64 / (f64::from(RATE) * 0.02)).min(1.0);
        music[(at + n) % total] += fade * sound(n as f64 / f64::from(RATE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::level_dbfs;

    fn decoded() -> Vec<i16> {
        hold_music().into_iter().map(g711::mu_decode).collect()
    }

    #[test]
    fn the_music_lasts_forty_seconds_and_its_melody_fills_them() {
        assert_eq!(hold_music().len(), 40 * 8_000);
        assert_eq!(melody().map(|it| it.1).sum::<usize>(), CHORDS.len() * EIGHTHS_PER_BAR);
    }

    #[test]
    fn it_is_gentle_and_never_stops_or_shouts() {
        let music = decoded();
        assert!((-28.0..-20.0).contains(&level_dbfs(&music)), "{}", level_dbfs(&music));
        assert!(music.iter().all(|it| it.unsigned_abs() < 16_000));
        for (second, sound) in music.chunks(8_000).enumerate() {
            assert!((-38.0..-16.0).contains(&level_dbfs(sound)), "second {second}: {}", level_dbfs(sound));
        }
    }

    #[test]
    fn the_loop_has_no_seam() {
        let music = decoded();
        let steepest = music.windows(2).map(|it| (i32::from(it[1]) - i32::from(it[0])).abs()).max().unwrap();
        let seam = (i32::from(music[0]) - i32::from(music[music.len() - 1])).abs();
        assert!(seam <= steepest / 2, "{seam} of {steepest}");
        let around = level_dbfs(&[&music[music.len() - 4_000..], &music[..4_000]].concat());
        assert!((around - level_dbfs(&music)).abs() < 6.0, "{around}");
    }
}
