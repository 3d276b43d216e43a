//! What a port plays: clips one after the other, once or round and round.

use std::sync::Arc;

use crate::{frame::SAMPLES, g711::MU_SILENCE};

/// µ-law bytes of a frame.
pub type ClipFrame = [u8; SAMPLES];

#[derive(Debug, Clone)]
pub struct Player {
    clips: Vec<Arc<[u8]>>,
    repeat: bool,
    /// Where the next frame begins.
    clip: usize,
    offset: usize,
}

/// Whether there is more after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    More,
    /// The last clip ended within this frame; the rest of it is silence.
    Ended,
}

impl Player {
    pub fn new(clips: Vec<Arc<[u8]>>, repeat: bool) -> Self {
        Self { clips, repeat, clip: 0, offset: 0 }
    }

    pub fn next_frame(&mut self, frame: &mut ClipFrame) -> Played {
        let mut filled = 0;
        // A round of empty clips must not go round for ever.
        let mut empty = 0;
        while filled < SAMPLES {
            let Some(clip) = self.clips.get(self.clip) else {
                if !self.repeat || empty >= self.clips.len() {
                    frame[filled..].fill(MU_SILENCE);
                    return Played::Ended;
                }
                self.clip = 0;
                continue;
            };
            let rest = &clip[self.offset..];
            let length = rest.len().min(SAMPLES - filled);
            frame[filled..filled + length].copy_from_slice(&rest[..length]);
            filled += length;
            self.offset += length;
            if self.offset == clip.len() {
                empty = if clip.is_empty() { empty + 1 } else { 0 };
                self.clip += 1;
                self.offset = 0;
            }
        }
        let is_over = self.clip == self.clips.len() && !self.repeat;
        if is_over { Played::Ended } else { Played::More }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn play(clips: &[&[u8]], repeat: bool, frames: usize) -> (Vec<u8>, Vec<Played>) {
        let mut player = Player::new(clips.iter().map(|it| Arc::from(*it)).collect(), repeat);
        let (mut heard, mut played) = (vec![], vec![]);
        for _ in 0..frames {
            let mut frame = [0; SAMPLES];
            played.push(player.next_frame(&mut frame));
            heard.extend(frame);
        }
        (heard, played)
    }

    #[test]
    fn clips_follow_each_other_without_a_gap_and_end_in_the_frame_of_their_last_sample() {
        let (heard, played) = play(&[&[1; 200], &[2; 100]], false, 3);
        assert_eq!(heard, [vec![1; 200], vec![2; 100], vec![MU_SILENCE; 180]].concat());
        assert_eq!(played, [Played::More, Played::Ended, Played::Ended]);
        assert_eq!(play(&[&[1; 320]], false, 2).1, [Played::More, Played::Ended]);
    }

    #[test]
    fn music_goes_round_without_a_gap() {
        let (heard, played) = play(&[&[1; 100], &[2; 50]], true, 100);
        let round = [vec![1; 100], vec![2; 50]].concat();
        assert!(heard.chunks(150).all(|it| it == &round[..it.len()]));
        assert!(played.iter().all(|it| *it == Played::More));
    }

    #[test]
    fn nothing_to_play_is_silence_and_ends_at_once() {
        for repeat in [false, true] {
            assert_eq!(play(&[], repeat, 1), (vec![MU_SILENCE; SAMPLES], vec![Played::Ended]));
            assert_eq!(play(&[&[], &[]], repeat, 1), (vec![MU_SILENCE; SAMPLES], vec![Played::Ended]));
        }
        assert_eq!(play(&[&[], &[7; 10]], true, 1).0, vec![7; SAMPLES]);
    }
}
