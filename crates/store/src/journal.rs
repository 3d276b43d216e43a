//! The journal: how call facts become durable at once and rows a little later.
//!
//! A busy centre writes thousands of states a second, too many for a transaction each. So they are appended to a
//! file of this machine, where many appends share one sync, and are then brought into the tables in batches:
//!
//! 1. `append` seals personal data and hands the record to the writer's thread.
//! 2. The writer puts records on disk; the caller's future resolves. From here on nothing is lost.
//! 3. The projector reads the file in order, keeps of each row the last state, and writes a batch together with
//!    the position it reaches.
//! 4. Segments whose facts are all in the tables are deleted.
//!
//! After a crash the position tells where to go on, so every fact is applied once. The rows of facts are written
//! by nobody else.

mod apply;
mod disk;
mod fact_row;
mod folder;
mod projector;
mod reader;
mod record;
mod rejects;
mod segment;
#[cfg(test)]
mod tests;
mod upsert;
mod writer;

pub mod fact;
pub mod local;

use std::{
    collections::VecDeque,
    future::Future,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::{Notify, oneshot, watch};

pub use self::folder::FolderError;
use self::{
    fact::{Fact, State},
    writer::Pending,
};
use crate::{error::Error, store::Inner};

pub struct Journal<'s> {
    inner: &'s Inner,
}

/// How far the journal had come with an append; a later one is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position(u64);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Fact(#[from] Error),
    /// Perhaps it is written, perhaps not: whoever appends again repeats whole states, which does no harm.
    #[error("the journal cannot be written: {0}")]
    Disk(String),
    #[error("routing entry {given} was given where {expected} is next")]
    OutOfTurn { expected: u64, given: u64 },
    #[error("{bytes} bytes of facts are too many at once")]
    TooLong { bytes: usize },
    #[error("the journal is closed")]
    Closed,
}

/// How far the tables are behind the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lag {
    /// Facts on disk and not yet in the tables.
    pub facts: u64,
    /// How long the oldest of them has been waiting.
    pub oldest: Option<Duration>,
    /// Why nothing moves, while nothing does.
    pub trouble: Option<String>,
    /// Facts that could not be written since the start and lie beside the journal.
    pub rejected: u64,
}

impl<'s> Journal<'s> {
    pub(crate) fn new(inner: &'s Inner) -> Self {
        Self { inner }
    }

    /// Takes facts that belong together: all of them become durable, or none. Appends are kept in the order of
    /// the calls; the future need not be awaited for that, only to know that the facts are on disk.
    ///
    /// The tenant's vault must have been opened, which everything that loads a tenant does.
    pub fn append(
        &self,
        facts: Vec<Fact>,
    ) -> impl Future<Output = Result<Position, JournalError>> + Send + use<> {
        let sent = self.send(&facts);
        async move { sent?.await.map_err(|_| JournalError::Closed)? }
    }

    /// Resolves once everything up to `position` is in the tables and can be read.
    pub async fn applied(&self, position: Position) -> Result<(), JournalError> {
        let shared = &self.inner.journal.shared;
        let _hurry = shared.hurry();
        let (mut applied, mut running) = (shared.applied.subscribe(), shared.running.subscribe());
        tokio::select! {
            biased;
            reached = applied.wait_for(|applied| *applied >= position.0) => reached.is_ok(),
            _ = running.wait_for(|running| !running) => false,
        }
        .then_some(())
        .ok_or(JournalError::Closed)
    }

    /// The last append that is on disk.
    pub fn position(&self) -> Position {
        Position(*self.inner.journal.shared.durable.borrow())
    }

    pub fn lag(&self) -> Lag {
        self.inner.journal.shared.lag()
    }

    fn send(
        &self,
        facts: &[Fact],
    ) -> Result<oneshot::Receiver<Result<Position, JournalError>>, JournalError> {
        let mut rows = Vec::with_capacity(facts.len());
        let mut routing = vec![];
        for fact in facts {
            let vault = self.inner.known_vault(fact.tenant).ok_or(Error::UnknownTenant(fact.tenant))?;
            rows.push(fact.seal(&vault)?);
            if let State::Routing(entry) = &fact.state {
                routing.push((fact.tenant, entry.seq));
            }
        }
        let payload = serde_json::to_vec(&rows).map_err(|error| Error::Refused(error.to_string()))?;
        if payload.len() > record::MAX_PAYLOAD_BYTES {
            return Err(JournalError::TooLong { bytes: payload.len() });
        }
        let (written, receiver) = oneshot::channel();
        self.inner.journal.send(Pending { payload, facts: facts.len() as u64, routing, written })?;
        Ok(receiver)
    }
}

/// What writer, projector and those who wait for them tell each other.
struct Shared {
    /// The last record on disk.
    durable: watch::Sender<u64>,
    /// The last record in the tables.
    applied: watch::Sender<u64>,
    /// Whether anything is applied at all: not before the database is migrated nor after the journal is closed.
    running: watch::Sender<bool>,
    hurry: Notify,
    hurried: AtomicUsize,
    rejected: AtomicU64,
    /// What is on disk and not in the tables.
    unapplied: Mutex<VecDeque<Group>>,
    /// Why nothing is applied.
    trouble: watch::Sender<Option<String>>,
}

impl Shared {
    fn new(durable: u64) -> Self {
        Self {
            durable: watch::Sender::new(durable),
            applied: watch::Sender::new(0),
            running: watch::Sender::new(false),
            hurry: Notify::new(),
            hurried: AtomicUsize::new(0),
            rejected: AtomicU64::new(0),
            unapplied: Mutex::default(),
            trouble: watch::Sender::new(None),
        }
    }

    fn wrote(&self, seq: u64, facts: u64, at: Instant) {
        lock(&self.unapplied).push_back(Group { last_seq: seq, facts, at });
        self.durable.send_replace(seq);
    }

    fn was_applied(&self, seq: u64, rejected: u64) {
        self.rejected.store(rejected, Ordering::Relaxed);
        let mut unapplied = lock(&self.unapplied);
        while unapplied.front().is_some_and(|group| group.last_seq <= seq) {
            unapplied.pop_front();
        }
        drop(unapplied);
        self.applied.send_replace(seq);
    }

    /// Facts on disk and not in the tables; those of a group count until the last of it is applied.
    fn backlog(&self) -> u64 {
        lock(&self.unapplied).iter().map(|group| group.facts).sum()
    }

    fn lag(&self) -> Lag {
        Lag {
            facts: self.backlog(),
            oldest: lock(&self.unapplied).front().map(|group| group.at.elapsed()),
            trouble: self.trouble.borrow().clone(),
            rejected: self.rejected.load(Ordering::Relaxed),
        }
    }

    /// True when this is news.
    fn set_trouble(&self, sentence: &str) -> bool {
        self.trouble.send_replace(Some(sentence.to_owned())).is_none()
    }

    /// True when there was any.
    fn clear_trouble(&self) -> bool {
        self.trouble.send_replace(None).is_some()
    }

    /// Asks the projector not to gather, for as long as the guard lives.
    fn hurry(&self) -> Hurry<'_> {
        self.hurried.fetch_add(1, Ordering::SeqCst);
        self.hurry.notify_one();
        Hurry(&self.hurried)
    }

    fn is_hurried(&self) -> bool {
        self.hurried.load(Ordering::SeqCst) > 0
    }
}

/// Records that became durable with one sync.
struct Group {
    last_seq: u64,
    facts: u64,
    at: Instant,
}

struct Hurry<'s>(&'s AtomicUsize);

impl Drop for Hurry<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Nothing that panics happens under these locks; what they hold is whole in any case.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
