//! Signing in: every attempt is kept, and guessing gets slower with each miss.

use jiff::Timestamp;

use crate::{
    id::{AgentId, SignInEntryId},
    time, words,
};

words! {
    pub enum SignInKind { SignIn = "sign_in", SignOut = "sign_out", }
}

words! {
    pub enum SignInResult {
        Succeeded = "succeeded",
        WrongPassword = "wrong_password",
        UnknownId = "unknown_id",
        Locked = "locked",
        Deactivated = "deactivated",
    }
}

/// HIS-04. The login ID as typed is kept even when unknown, because that is how guessing shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInEntry {
    pub id: SignInEntryId,
    pub agent: Option<AgentId>,
    pub login_id: String,
    pub kind: SignInKind,
    pub result: SignInResult,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub at: Timestamp,
}

/// How long sign-in entries are kept: two years, what Korean law asks of the largest companies for records of access
/// to personal data.
pub const KEPT_MS: i64 = 2 * 365 * 24 * 3_600_000;

/// Misses allowed before waiting starts.
const FREE_MISSES: u32 = 5;
const FIRST_WAIT_MS: i64 = 30_000;
const LONGEST_WAIT_MS: i64 = 15 * 60_000;

/// How many misses in a row somebody has had, and when the last was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Misses {
    pub count: u32,
    pub last: Option<Timestamp>,
}

impl Misses {
    /// The instant before which further attempts are refused unread: 30 s after the fifth miss, doubling up to
    /// 15 minutes.
    pub fn locked_until(self) -> Option<Timestamp> {
        let beyond = self.count.checked_sub(FREE_MISSES)?;
        let wait = FIRST_WAIT_MS.saturating_mul(1 << beyond.min(10)).min(LONGEST_WAIT_MS);
        self.last.map(|last| time::after_ms(last, wait))
    }

    pub fn is_locked(self, now: Timestamp) -> bool {
        self.locked_until().is_some_and(|until| now < until)
    }

    pub fn after_miss(self, now: Timestamp) -> Self {
        Self { count: self.count.saturating_add(1), last: Some(now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_miss_costs_half_a_minute_and_each_further_one_twice_as_much() {
        let now: Timestamp = "2026-11-20T05:00:00Z".parse().unwrap();
        let mut misses = Misses::default();
        let mut waits = vec![];
        for _ in 0..12 {
            misses = misses.after_miss(now);
            waits.push(misses.locked_until().map_or(0, |until| time::elapsed_ms(now, until) / 1_000));
        }
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert!(misses.is_locked(time::after_ms(now, 899_999)));
        assert!(!misses.is_locked(time::after_ms(now, 900_000)));
    }
}
