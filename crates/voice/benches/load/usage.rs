//! What a process costs, as Linux counts it. The bench `calls` of the server has it too.

use std::{fs, time::Instant};

use crate::Failure;

/// Processor time in `/proc` is counted in hundredths of a second on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

pub struct Usage {
    process: u32,
    at: Instant,
    ticks: u64,
}

pub struct Spent {
    /// Of one core.
    pub cpu_percent: f64,
    pub memory_mb: u64,
}

impl Usage {
    pub fn of(process: u32) -> Result<Self, Failure> {
        let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
        let fields: Vec<&str> = stat.rsplit_once(") ").ok_or("no stat")?.1.split(' ').collect();
        let ticks = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
        Ok(Self { process, at: Instant::now(), ticks })
    }

    pub fn until_now(&self) -> Result<Spent, Failure> {
        let now = Self::of(self.process)?;
        let seconds = (now.at - self.at).as_secs_f64();
        let ticks = (now.ticks - self.ticks) as f64;
        let memory = fs::read_to_string(format!("/proc/{}/status", self.process))?;
        let resident = memory.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let kilobytes =
            resident.and_then(|it| it.split_whitespace().next()).and_then(|it| it.parse::<u64>().ok());
        Ok(Spent {
            cpu_percent: 100.0 * ticks / TICKS_PER_SECOND / seconds,
            memory_mb: kilobytes.unwrap_or(0) / 1_024,
        })
    }
}
