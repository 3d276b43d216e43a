//! What a node counts about itself.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Figures of a running node, for its page, its health and its limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NodeFigures {
    /// Calls that exist now, on trunks and from browsers.
    pub calls: u64,
    pub calls_total: u64,
    /// Calls refused because the node or their trunk was full.
    pub calls_refused: u64,
    /// Agents' legs that exist now.
    pub legs: u64,
    pub recordings: u64,
    /// Seconds of recordings that became silence because the disk was too slow.
    pub recording_seconds_missed: u64,
    pub packets_received: u64,
    pub packets_sent: u64,
    /// Packets from addresses that have no part in the call.
    pub packets_foreign: u64,
    /// Ticks of 5 ms that came more than 5 ms late, over all media threads.
    pub ticks_late: u64,
    /// The latest tick so far, in microseconds.
    pub latest_tick_us: u64,
    /// SIP messages the gate answered or ignored.
    pub messages_turned_away: u64,
}

/// The same figures where many threads write them.
#[derive(Debug, Default)]
pub struct Counters {
    pub calls: AtomicU64,
    pub calls_total: AtomicU64,
    pub calls_refused: AtomicU64,
    pub legs: AtomicU64,
    pub recordings: AtomicU64,
    pub recording_seconds_missed: AtomicU64,
    pub packets_received: AtomicU64,
    pub packets_sent: AtomicU64,
    pub packets_foreign: AtomicU64,
    pub ticks_late: AtomicU64,
    pub latest_tick_us: AtomicU64,
    pub messages_turned_away: AtomicU64,
}

impl Counters {
    pub fn read(&self) -> NodeFigures {
        NodeFigures {
            calls: self.calls.load(Relaxed),
            calls_total: self.calls_total.load(Relaxed),
            calls_refused: self.calls_refused.load(Relaxed),
            legs: self.legs.load(Relaxed),
            recordings: self.recordings.load(Relaxed),
            recording_seconds_missed: self.recording_seconds_missed.load(Relaxed),
            packets_received: self.packets_received.load(Relaxed),
            packets_sent: self.packets_sent.load(Relaxed),
            packets_foreign: self.packets_foreign.load(Relaxed),
            ticks_late: self.ticks_late.load(Relaxed),
            latest_tick_us: self.latest_tick_us.load(Relaxed),
            messages_turned_away: self.messages_turned_away.load(Relaxed),
        }
    }
}
