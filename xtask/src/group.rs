//! A process group: a tool and everything it started.

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group(i32);

impl Group {
    /// The group of a child that was started as the leader of its own.
    pub fn led_by(child: u32) -> Result<Self> {
        i32::try_from(child).map(Self).context("the process id is out of range")
    }

    pub fn send(self, signal: Signal) {
        if let Some(pid) = Pid::from_raw(self.0) {
            // A group without processes is what every caller wants.
            let _ = rustix::process::kill_process_group(pid, signal);
        }
    }
}
