//! What all doors of the node share: the gate, who is known, and how much strangers may cost.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

use super::{
    gate::{Arrival, Gate, Sender},
    trunk_table::TrunkTable,
};
use crate::figures::Counters;

/// Answers to strangers per second; the rest gets silence, so that we are no amplifier.
const STRANGERS_PER_SECOND: u64 = 200;

pub struct Doorkeeper {
    pub gate: Gate,
    pub trunks: TrunkTable,
    pub is_draining: AtomicBool,
    counters: Arc<Counters>,
    opened: Instant,
    /// The second in the upper half, the answers given in it in the lower.
    strangers: AtomicU64,
}

impl Doorkeeper {
    pub fn new(trunks: TrunkTable, counters: Arc<Counters>, now: Instant) -> Self {
        Self {
            gate: Gate::new(),
            trunks,
            is_draining: AtomicBool::new(false),
            counters,
            opened: now,
            strangers: AtomicU64::new(0),
        }
    }

    pub fn arrival(&self, from: SocketAddr) -> Arrival {
        Arrival {
            from,
            sender: self.trunks.sender(from.ip()),
            is_datagram: false,
            is_draining: self.is_draining.load(Relaxed),
        }
    }

    /// Counts a message that went no further.
    pub fn count(&self) {
        self.counters.messages_turned_away.fetch_add(1, Relaxed);
    }

    pub fn may_answer(&self, sender: Sender) -> bool {
        match sender {
            Sender::Trunk => true,
            Sender::Stranger => self.may_answer_stranger(Instant::now()),
        }
    }

    fn may_answer_stranger(&self, now: Instant) -> bool {
        let second = now.saturating_duration_since(self.opened).as_secs();
        let spent = self.strangers.fetch_update(Relaxed, Relaxed, |it| {
            let spent = if it >> 32 == second { it & 0xFFFF_FFFF } else { 0 };
            (spent < STRANGERS_PER_SECOND).then_some(second << 32 | (spent + 1))
        });
        spent.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn strangers_get_so_many_answers_a_second_and_no_more() {
        let now = Instant::now();
        let doorkeeper = Doorkeeper::new(TrunkTable::default(), Arc::default(), now);
        let answers = |at| (0..1_000).filter(|_| doorkeeper.may_answer_stranger(at)).count() as u64;
        assert_eq!(answers(now), STRANGERS_PER_SECOND);
        assert_eq!(answers(now + Duration::from_millis(900)), 0);
        assert_eq!(answers(now + Duration::from_secs(1)), STRANGERS_PER_SECOND);
    }
}
