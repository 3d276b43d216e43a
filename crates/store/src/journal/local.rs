//! This machine's journal: its folder and what runs on it.

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::Instant,
};

use crossbeam_channel::Sender;
use domain::id::TenantId;
use tokio::{sync::watch, task};

use super::{
    FolderError, JournalError, Shared,
    apply::Tables,
    disk::RealDisk,
    fact_row::FactRow,
    folder::Folder,
    lock,
    projector::Projector,
    reader::JournalReader,
    rejects::Rejects,
    segment::Segment,
    writer::{Pending, SEGMENT_BYTES, Writer},
};
use crate::{database::Database, error::Error};

pub(crate) struct LocalJournal {
    /// `None` beside a running server, which has the folder.
    folder: Option<Folder>,
    pub(super) shared: Arc<Shared>,
    /// `None` before the database is migrated and after the journal is closed.
    running: Mutex<Option<Running>>,
}

struct Running {
    sender: Sender<Pending>,
    writer: thread::JoinHandle<()>,
    projector: task::JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl LocalJournal {
    /// Takes possession of the folder and repairs what a crash left in it.
    pub(crate) fn open(path: &Path) -> Result<Self, FolderError> {
        let folder = Folder::open(path)?;
        let shared = Arc::new(Shared::new(folder.last_seq));
        Ok(Self { folder: Some(folder), shared, running: Mutex::default() })
    }

    /// A journal that never runs: nothing can be appended to it.
    pub(crate) fn absent() -> Self {
        Self { folder: None, shared: Arc::new(Shared::new(0)), running: Mutex::default() }
    }

    /// Starts writing and projecting, once the tables are there. `last_routing` is what they hold of each tenant's
    /// routing journal.
    pub(crate) async fn start(
        &self,
        database: &Database,
        last_routing: HashMap<TenantId, u64>,
    ) -> Result<(), Error> {
        if lock(&self.running).is_some() {
            return Ok(());
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        let tables = Tables::open(database.clone(), folder.id).await?;
        let applied = tables.applied();
        let path = folder.path.clone();
        let left = task::spawn_blocking({
            let (path, last_seq) = (path.clone(), folder.last_seq);
            move || left_to_apply(&path, applied, last_seq, last_routing)
        });
        let failed = |error: io::Error| Error::Unavailable(format!("the journal: {error}"));
        let left = left.await.map_err(|error| failed(io::Error::other(error)))?.map_err(failed)?;
        // The tables may be ahead of the files: those that were applied are deleted.
        let last_seq = folder.last_seq.max(applied);
        self.shared.applied.send_replace(applied);
        if left.facts > 0 {
            self.shared.wrote(last_seq, left.facts, Instant::now());
        }
        self.shared.durable.send_replace(last_seq);

        let writer = Writer::new(
            RealDisk,
            path.clone(),
            SEGMENT_BYTES,
            last_seq,
            left.last_routing,
            self.shared.clone(),
        );
        let (sender, writer) = writer.start().map_err(failed)?;
        let (stop, stopped) = watch::channel(false);
        let projector = Projector {
            shared: self.shared.clone(),
            tables,
            reader: Some(JournalReader::new(path.clone(), applied + 1)),
            rejects: Rejects::new(&path),
            stop: stopped,
        };
        self.shared.running.send_replace(true);
        let end = End(self.shared.clone());
        let projector = task::spawn(async move {
            let _end = end;
            projector.run().await;
        });
        *lock(&self.running) = Some(Running { sender, writer, projector, stop });
        Ok(())
    }

    pub(super) fn send(&self, pending: Pending) -> Result<(), JournalError> {
        match &*lock(&self.running) {
            Some(running) => running.sender.send(pending).map_err(|_| JournalError::Closed),
            None => Err(JournalError::Closed),
        }
    }

    /// Writes what was appended, applies it if the database lets it, and stops.
    pub(crate) async fn close(&self) {
        let Some(running) = lock(&self.running).take() else {
            return;
        };
        drop(running.sender);
        // Joining fails when the thread panicked, which it has reported itself.
        let _ = task::spawn_blocking(|| running.writer.join()).await;
        let durable = *self.shared.durable.borrow();
        let _hurry = self.shared.hurry();
        let (mut applied, mut trouble) = (self.shared.applied.subscribe(), self.shared.trouble.subscribe());
        tokio::select! {
            _ = applied.wait_for(|applied| *applied >= durable) => {}
            _ = trouble.wait_for(Option::is_some) => {
                tracing::warn!("The database does not take call facts; they stay in the journal for the next start");
            }
        }
        running.stop.send_replace(true);
        let _ = running.projector.await;
    }
}

/// Without `close`, what is on disk stays there to be applied at the next start.
impl Drop for LocalJournal {
    fn drop(&mut self) {
        if let Some(running) = lock(&self.running).take() {
            running.projector.abort();
            drop(running.sender);
            // Only then may the folder be somebody else's.
            let _ = running.writer.join();
        }
    }
}

/// Lets nobody wait for a projector that has ended, however it ended.
struct End(Arc<Shared>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.running.send_replace(false);
    }
}

struct LeftToApply {
    facts: u64,
    last_routing: HashMap<TenantId, u64>,
}

/// What the journal holds beyond the tables.
fn left_to_apply(
    folder: &Path,
    applied: u64,
    last_seq: u64,
    mut last_routing: HashMap<TenantId, u64>,
) -> io::Result<LeftToApply> {
    if let Some(oldest) =
        Segment::list(folder)?.first().filter(|it| applied > 0 && it.first_seq > applied + 1)
    {
        tracing::error!(
            journal.first_lost = applied + 1,
            journal.last_lost = oldest.first_seq - 1,
            "The database lacks call facts {} to {}, which the journal no longer has: was an older backup restored?",
            applied + 1,
            oldest.first_seq - 1
        );
    }
    let mut reader = JournalReader::new(folder.to_owned(), applied + 1);
    let mut facts = 0;
    let mut seq = applied;
    while seq < last_seq {
        let read = reader.read(last_seq, 1)?;
        seq = read.last_seq;
        facts += read.facts;
        for fact in read.batch.into_facts() {
            if let FactRow::RoutingEntry(row) = fact {
                last_routing.insert(TenantId::new(row.tenant_id), row.seq.unsigned_abs());
            }
        }
    }
    if facts > 0 {
        tracing::info!(
            journal.facts = facts,
            "Bringing {facts} call facts from before the restart into the tables"
        );
    }
    Ok(LeftToApply { facts, last_routing })
}
