//! The writer: one thread that puts records on disk. Whatever waits when it gets to write shares one sync.

use std::{collections::HashMap, io, path::PathBuf, sync::Arc, thread, time::Instant};

use crossbeam_channel::{Receiver, Sender};
use domain::id::TenantId;
use tokio::sync::oneshot;

use super::{
    JournalError, Position, Shared,
    disk::{Disk, SegmentFile},
    record,
    segment::{HEADER_BYTES, Segment},
};

/// Segments end after about this much, so that what is applied can be deleted piece by piece.
pub(super) const SEGMENT_BYTES: u64 = 64 * 1024 * 1024;
/// A group of appends ends after about this much, so that the first does not wait for ever more behind it.
const GROUP_BYTES: usize = 4 * 1024 * 1024;

/// One append on its way to the disk.
pub(super) struct Pending {
    pub payload: Vec<u8>,
    pub facts: u64,
    /// The routing entries in it, in order.
    pub routing: Vec<(TenantId, u64)>,
    pub written: oneshot::Sender<Result<Position, JournalError>>,
}

pub(super) struct Writer<D: Disk> {
    pub disk: D,
    pub folder: PathBuf,
    pub segment_bytes: u64,
    /// The last record that is safely on disk.
    pub last_seq: u64,
    /// The last routing entry of each tenant.
    pub routing: HashMap<TenantId, u64>,
    pub shared: Arc<Shared>,
    open: Option<OpenSegment<D::File>>,
}

/// A tenant and its last routing entry before the one that was taken.
type Turn = (TenantId, Option<u64>);

struct OpenSegment<F> {
    file: F,
    /// All of it is on disk.
    bytes: u64,
}

impl<D: Disk> Writer<D> {
    pub fn new(
        disk: D,
        folder: PathBuf,
        segment_bytes: u64,
        last_seq: u64,
        routing: HashMap<TenantId, u64>,
        shared: Arc<Shared>,
    ) -> Self {
        Self { disk, folder, segment_bytes, last_seq, routing, shared, open: None }
    }

    /// Ends when every sender is gone and everything sent is written.
    pub fn start(mut self) -> io::Result<(Sender<Pending>, thread::JoinHandle<()>)> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let thread =
            thread::Builder::new().name("naru-journal".to_owned()).spawn(move || self.run(&receiver))?;
        Ok((sender, thread))
    }

    fn run(&mut self, receiver: &Receiver<Pending>) {
        while let Ok(first) = receiver.recv() {
            let mut bytes = first.payload.len();
            let mut group = vec![first];
            while bytes < GROUP_BYTES
                && let Ok(next) = receiver.try_recv()
            {
                bytes += next.payload.len();
                group.push(next);
            }
            self.write(group);
        }
    }

    /// Writes a group; every append in it learns what became of it.
    pub fn write(&mut self, group: Vec<Pending>) {
        let mut turns = vec![];
        let mut bytes =
            Vec::with_capacity(group.iter().map(|it| it.payload.len() + record::HEAD_BYTES).sum());
        let mut accepted = Vec::with_capacity(group.len());
        let mut seq = self.last_seq;
        for pending in group {
            match self.take_turns(&pending.routing, &mut turns) {
                Ok(()) => {
                    seq += 1;
                    record::encode(seq, &pending.payload, &mut bytes);
                    accepted.push((pending, seq));
                }
                Err(error) => reply(pending, Err(error)),
            }
        }
        if accepted.is_empty() {
            return;
        }
        match self.put_on_disk(&bytes) {
            Ok(()) => {
                self.last_seq = seq;
                let facts = accepted.iter().map(|(pending, _)| pending.facts).sum();
                self.shared.wrote(seq, facts, Instant::now());
                for (pending, seq) in accepted {
                    reply(pending, Ok(Position(seq)));
                }
            }
            Err(error) => {
                // What was numbered was not written; the same numbers are given out again.
                self.give_back(turns);
                tracing::error!(
                    journal.folder = %self.folder.display(),
                    journal.appends = accepted.len(),
                    "The journal cannot be written: {error}"
                );
                for (pending, _) in accepted {
                    reply(pending, Err(JournalError::Disk(error.to_string())));
                }
            }
        }
    }

    /// Checks that routing entries come without gaps and repeats (invariant 2 of ARCHITECTURE.md). What stood there
    /// before goes to `turns`.
    fn take_turns(&mut self, entries: &[(TenantId, u64)], turns: &mut Vec<Turn>) -> Result<(), JournalError> {
        let first_of_these = turns.len();
        for (tenant, given) in entries {
            let before = self.routing.get(tenant).copied();
            let expected = before.map_or(1, |last| last + 1);
            if *given != expected {
                let taken = turns.split_off(first_of_these);
                self.give_back(taken);
                return Err(JournalError::OutOfTurn { expected, given: *given });
            }
            turns.push((*tenant, before));
            self.routing.insert(*tenant, *given);
        }
        Ok(())
    }

    fn give_back(&mut self, turns: Vec<Turn>) {
        for (tenant, before) in turns.into_iter().rev() {
            match before {
                Some(last) => self.routing.insert(tenant, last),
                None => self.routing.remove(&tenant),
            };
        }
    }

    fn put_on_disk(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.open.as_ref().is_some_and(|segment| segment.bytes >= self.segment_bytes) {
            self.open = None;
        }
        let mut segment = match self.open.take() {
            Some(segment) => segment,
            None => self.next_segment()?,
        };
        match segment.file.write_all(bytes).and_then(|()| segment.file.sync()) {
            Ok(()) => {
                segment.bytes += bytes.len() as u64;
                self.open = Some(segment);
                Ok(())
            }
            // After a failed sync nobody knows what of the file is on disk, and asking again may say all is well
            // when it is not. The file is left as it is, the next append begins a new one.
            Err(error) => {
                if let Err(also) = segment.file.truncate(segment.bytes) {
                    tracing::warn!("The journal's broken end cannot be cut off either: {also}");
                }
                Err(error)
            }
        }
    }

    fn next_segment(&mut self) -> io::Result<OpenSegment<D::File>> {
        let segment = Segment::new(&self.folder, self.last_seq + 1);
        let mut file = self.disk.create(&segment.path)?;
        file.write_all(&segment.header())?;
        Ok(OpenSegment { file, bytes: HEADER_BYTES })
    }
}

fn reply(pending: Pending, result: Result<Position, JournalError>) {
    // Whoever appended may have stopped waiting; the record stands all the same.
    let _ = pending.written.send(result);
}
