//! The projector: takes what is on disk, in order, and brings the tables up to it.
//!
//! It works in batches. Of every row a batch writes only the last state; all tables and the position in the
//! journal are written in one transaction, so that after a crash exactly what is missing is applied. While the
//! database is locked or gone it tries again from the journal, calls go on, and `Journal::lag` says so.

use std::{io, sync::Arc, time::Duration};

use sea_orm::DbErr;
use tokio::{sync::watch, task, time};

use super::{
    Shared,
    apply::{ApplyError, Tables},
    reader::{JournalReader, ReadBatch},
    rejects::Rejects,
};

/// A batch waits this long for more of the same rows, unless somebody waits for it.
const GATHER: Duration = Duration::from_millis(200);
/// A batch has about this many rows.
const BATCH_ROWS: usize = 4_096;
const FIRST_RETRY: Duration = Duration::from_millis(100);
const LONGEST_RETRY: Duration = Duration::from_secs(2);

pub(super) struct Projector {
    pub shared: Arc<Shared>,
    pub tables: Tables,
    /// Gone while a blocking thread reads with it.
    pub reader: Option<JournalReader>,
    pub rejects: Rejects,
    pub stop: watch::Receiver<bool>,
}

/// Why a batch was not applied.
enum Trouble {
    Journal(io::Error),
    Tables(DbErr),
    /// The runtime is being shut down.
    Stopping,
}

impl Projector {
    pub async fn run(mut self) {
        let mut durable = self.shared.durable.subscribe();
        let mut retry = FIRST_RETRY;
        loop {
            let applied = self.tables.applied();
            let mut stop = self.stop.clone();
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return,
                seen = durable.wait_for(|durable| *durable > applied) => if seen.is_err() { return },
            }
            self.gather(&mut durable).await;
            let until = *durable.borrow();
            match self.apply_until(until).await {
                Ok(()) => retry = FIRST_RETRY,
                Err(Trouble::Stopping) => return,
                Err(trouble) => {
                    let sentence = trouble.to_string();
                    if self.shared.set_trouble(&sentence) {
                        tracing::error!("{sentence}; they are kept in the journal and tried again");
                    }
                    tokio::select! {
                        _ = stop.wait_for(|stop| *stop) => return,
                        () = time::sleep(retry) => {}
                    }
                    retry = (retry * 2).min(LONGEST_RETRY);
                }
            }
        }
    }

    /// Lets facts of the same rows come together.
    async fn gather(&self, durable: &mut watch::Receiver<u64>) {
        let mut stop = self.stop.clone();
        let enough = time::sleep(GATHER);
        tokio::pin!(enough);
        while self.shared.backlog() < BATCH_ROWS as u64 && !self.shared.is_hurried() {
            tokio::select! {
                () = &mut enough => return,
                () = self.shared.hurry.notified() => return,
                _ = stop.wait_for(|stop| *stop) => return,
                changed = durable.changed() => if changed.is_err() { return },
            }
        }
    }

    /// Applies one batch of what is on disk up to `until`.
    async fn apply_until(&mut self, until: u64) -> Result<(), Trouble> {
        let read = self.read(until).await?;
        let last_seq = read.last_seq;
        match self.tables.write(read.batch, last_seq).await {
            Ok(()) => {}
            // The commit had worked, only its confirmation was lost.
            Err(ApplyError::AppliedAlready) => {}
            Err(ApplyError::Database(error)) => return Err(Trouble::Tables(error)),
            Err(ApplyError::BadRow(_)) => {
                let again = self.read(until).await?;
                self.tables
                    .write_singly(again.batch, last_seq, &mut self.rejects)
                    .await
                    .map_err(Trouble::Tables)?;
            }
        }
        // Before anybody hears that the facts are there: the trouble with them is over.
        if self.shared.clear_trouble() {
            tracing::info!("The database takes call facts again");
        }
        self.shared.was_applied(self.tables.applied(), self.rejects.count());
        self.forget_applied().await
    }

    /// Reads the batch that follows what is applied; again, if it was read before and could not be written.
    async fn read(&mut self, until: u64) -> Result<ReadBatch, Trouble> {
        let next = self.tables.applied() + 1;
        self.with_reader(move |reader| {
            reader.seek(next);
            reader.read(until, BATCH_ROWS)
        })
        .await
    }

    async fn forget_applied(&mut self) -> Result<(), Trouble> {
        self.with_reader(|reader| reader.forget_read()).await
    }

    async fn with_reader<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut JournalReader) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let mut reader = self.reader.take().ok_or(Trouble::Stopping)?;
        let done = task::spawn_blocking(move || {
            let result = work(&mut reader);
            (reader, result)
        });
        let (reader, result) = done.await.map_err(|_| Trouble::Stopping)?;
        self.reader = Some(reader);
        result.map_err(Trouble::Journal)
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Journal(error) => write!(f, "Call facts cannot be read from the journal: {error}"),
            Self::Tables(error) => write!(f, "Call facts cannot be written to the database: {error}"),
            Self::Stopping => f.write_str("Stopping"),
        }
    }
}
