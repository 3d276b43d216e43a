//! What became of a simulated day.

use domain::id::AgentId;

#[derive(Debug, Clone)]
pub struct Report {
    /// One for each customer of the plan, in its order.
    pub outcomes: Vec<Outcome>,
    pub offers: u64,
    pub overflowed: u64,
    /// How often routing was asked.
    pub inputs: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Still waiting at the end of the day, or never came.
    Open,
    Served {
        wait_ms: i64,
        agent: AgentId,
    },
    GaveUp {
        wait_ms: i64,
    },
    /// Nobody was there to wait for.
    TurnedAway,
}

impl Report {
    pub(super) fn new(customers: usize) -> Self {
        Self { outcomes: vec![Outcome::Open; customers], offers: 0, overflowed: 0, inputs: 0 }
    }

    pub fn count(&self, which: impl Fn(Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|it| which(**it)).count()
    }

    pub fn served(&self) -> usize {
        self.count(|it| matches!(it, Outcome::Served { .. }))
    }

    pub fn gave_up(&self) -> usize {
        self.count(|it| matches!(it, Outcome::GaveUp { .. }))
    }

    /// Of all customers, 0–1: those who were served within so many seconds. `None` without customers.
    pub fn service_level(&self, within_seconds: u32) -> Option<f64> {
        let limit = i64::from(within_seconds) * 1_000;
        let in_time = self.count(|it| matches!(it, Outcome::Served { wait_ms, .. } if wait_ms <= limit));
        (!self.outcomes.is_empty()).then(|| in_time as f64 / self.outcomes.len() as f64)
    }

    /// The waits of those who were served, in milliseconds, shortest first.
    pub fn waits_ms(&self) -> Vec<i64> {
        let served = |it: &Outcome| match it {
            Outcome::Served { wait_ms, .. } => Some(*wait_ms),
            Outcome::Open | Outcome::GaveUp { .. } | Outcome::TurnedAway => None,
        };
        let mut waits: Vec<i64> = self.outcomes.iter().filter_map(served).collect();
        waits.sort_unstable();
        waits
    }
}
