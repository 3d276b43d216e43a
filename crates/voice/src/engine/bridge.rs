//! Two customers who hear each other: what one says goes to the other, whichever media threads they are on.

use crossbeam_channel::{Receiver, Sender, bounded};
use media::frame::{Frame, SILENCE};

/// Frames that wait before the first is heard: the two have their turns at different moments, perhaps on two threads.
const CUSHION: usize = 2;
/// A thread that is late leaves a gap once, and from then on one more frame waits. As many as this come from a thread
/// that was held up and has caught up, and would only make the talk slow.
const MOST: usize = 6;

/// One customer's end.
pub struct BridgeEnd {
    mouth: Sender<Frame>,
    ear: Receiver<Frame>,
    is_flowing: bool,
}

/// Both ends of a new bridge.
pub fn build() -> (BridgeEnd, BridgeEnd) {
    let ((here_mouth, there_ear), (there_mouth, here_ear)) = (bounded(MOST), bounded(MOST));
    let end = |mouth, ear| BridgeEnd { mouth, ear, is_flowing: false };
    (end(here_mouth, here_ear), end(there_mouth, there_ear))
}

impl BridgeEnd {
    /// Gives away 20 ms and takes 20 ms; silence where the other end says nothing, or is no more.
    pub fn turn(&mut self, spoken: &Frame) -> Frame {
        // Full: the other thread does not take its turns now, and what it would hear then were too old. Gone: nobody
        // listens.
        let _ = self.mouth.try_send(*spoken);
        if self.ear.is_full() {
            while self.ear.len() > CUSHION && self.ear.try_recv().is_ok() {}
        }
        self.is_flowing |= self.ear.len() >= CUSHION;
        if !self.is_flowing {
            return SILENCE;
        }
        self.ear.try_recv().unwrap_or(SILENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(n: i16) -> Frame {
        [n; SILENCE.len()]
    }

    /// First samples of what the second end hears while the first says 1, 2, 3…; `turns` are those of either end.
    fn heard(turns: &str) -> Vec<i16> {
        let (mut first, mut second) = build();
        let mut said = 0;
        let mut heard = vec![];
        for turn in turns.chars() {
            if turn == '1' {
                said += 1;
                first.turn(&frame(said));
            } else {
                heard.push(second.turn(&SILENCE)[0]);
            }
        }
        heard
    }

    #[test]
    fn what_one_says_the_other_hears_in_its_order() {
        assert_eq!(heard("1212121212"), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_turn_that_comes_early_or_late_is_not_heard() {
        assert_eq!(heard("12121212211212"), [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_turn_that_comes_too_late_leaves_one_gap_and_more_room() {
        assert_eq!(heard("1212122221111222"), [0, 1, 2, 3, 0, 0, 4, 5, 6]);
    }

    #[test]
    fn a_thread_that_was_held_up_does_not_talk_slowly_for_ever() {
        // Eight frames come at once: two too many for the bridge, and of the others all but the cushion.
        assert_eq!(heard("111111112121212"), [5, 6, 9, 10]);
    }

    #[test]
    fn who_is_left_alone_hears_silence() {
        let (mut here, mut there) = build();
        for n in 1..4 {
            there.turn(&frame(n));
        }
        drop(there);
        let heard: Vec<i16> = (0..5).map(|_| here.turn(&SILENCE)[0]).collect();
        assert_eq!(heard, [1, 2, 3, 0, 0]);
    }
}
