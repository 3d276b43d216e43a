//! The line to the voice node: commands down, numbered.

use std::sync::atomic::{AtomicU64, Ordering};

use call::command::{Command, CommandBody};
use parking_lot::Mutex;
use tokio::sync::mpsc;

pub struct VoiceLine {
    sender: mpsc::UnboundedSender<Command>,
    next: AtomicU64,
    /// Numbers must leave in order, whichever floor sends.
    sending: Mutex<()>,
}

impl VoiceLine {
    pub fn new(sender: mpsc::UnboundedSender<Command>) -> Self {
        Self { sender, next: AtomicU64::new(1), sending: Mutex::new(()) }
    }

    pub fn send(&self, body: CommandBody) {
        let _order = self.sending.lock();
        let seq = self.next.fetch_add(1, Ordering::Relaxed);
        // Voice ends only with the process.
        let _ = self.sender.send(Command { seq, body });
    }
}
