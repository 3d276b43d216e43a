//! The thread that hears what all callers are told.

use std::{
    sync::atomic::Ordering::{Acquire, Relaxed},
    time::Instant,
};

use super::Shared;

impl Shared {
    pub(super) fn hear(&self) {
        let mut buffer = [0; 2_048];
        // The call that was last heard from each port, and when.
        let mut last: Vec<Option<(u64, Instant)>> = vec![None; self.owners.len()];
        while !self.is_over.load(Relaxed) {
            let Ok((_, from)) = self.rtp.recv_from(&mut buffer) else { continue };
            let now = Instant::now();
            let port = usize::from(from.port());
            // What comes before the answer is known belongs to nobody yet.
            let number = self.owners[port].load(Acquire);
            if number == 0 {
                continue;
            }
            match last[port].replace((number, now)) {
                Some((before, at)) if before == number => self.gaps.lock().add(now - at),
                _ => self.tell(number, |it| it.heard = Some(now)),
            }
        }
    }
}
