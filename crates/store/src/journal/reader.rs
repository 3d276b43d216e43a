//! Reads the journal from a record on, across its segments.

use std::{fs, io, path::PathBuf};

use super::{
    fact_row::{Batch, FactRow},
    folder::sync_folder,
    record::Record,
    segment::{Segment, SegmentReader},
};

pub(super) struct JournalReader {
    folder: PathBuf,
    next_seq: u64,
    open: Option<SegmentReader>,
}

/// Some records' facts, ready to be written.
pub(super) struct ReadBatch {
    pub batch: Batch,
    /// Facts read, before those of the same row were merged.
    pub facts: u64,
    pub last_seq: u64,
}

impl JournalReader {
    pub fn new(folder: PathBuf, next_seq: u64) -> Self {
        Self { folder, next_seq, open: None }
    }

    /// Goes on (or back) to the record `seq`.
    pub fn seek(&mut self, seq: u64) {
        if seq != self.next_seq {
            self.next_seq = seq;
            self.open = None;
        }
    }

    /// Reads up to the record `until`, which is on disk, or until there are about `at_most` facts.
    pub fn read(&mut self, until: u64, at_most: usize) -> io::Result<ReadBatch> {
        let segments = Segment::list(&self.folder)?;
        let mut read =
            ReadBatch { batch: Batch::default(), facts: 0, last_seq: self.next_seq.saturating_sub(1) };
        while self.next_seq <= until && read.batch.len() < at_most {
            let record = self.next(&segments)?;
            let facts: Vec<FactRow> = serde_json::from_slice(&record.payload)
                .map_err(|error| unreadable(record.seq, &error.to_string()))?;
            read.facts += facts.len() as u64;
            read.last_seq = record.seq;
            facts.into_iter().for_each(|fact| read.batch.add(fact));
        }
        Ok(read)
    }

    /// Deletes the segments that lie before the next record.
    pub fn forget_read(&self) -> io::Result<()> {
        let segments = Segment::list(&self.folder)?;
        let mut deleted = false;
        for pair in segments.windows(2) {
            if let [segment, next] = pair
                && next.first_seq <= self.next_seq
            {
                fs::remove_file(&segment.path)?;
                deleted = true;
            }
        }
        if deleted { sync_folder(&self.folder) } else { Ok(()) }
    }

    fn next(&mut self, segments: &[Segment]) -> io::Result<Record> {
        loop {
            // Where a segment begins, whatever an earlier one holds under the same number was never confirmed.
            let begins = segments.iter().find(|segment| segment.first_seq == self.next_seq);
            let mut reader = match (begins, self.open.take()) {
                (None, Some(reader)) => reader,
                (Some(segment), Some(reader)) if reader.is_of(segment) => reader,
                (Some(segment), _) => segment.read()?,
                (None, None) => self.seek_in(segments)?,
            };
            if let Some(record) = reader.next()? {
                self.next_seq = record.seq + 1;
                self.open = Some(reader);
                return Ok(record);
            }
            // A file that was taken away leaves a gap, which was reported when the journal was opened.
            match segments.iter().find(|segment| segment.first_seq > self.next_seq) {
                Some(next) => self.next_seq = next.first_seq,
                None => return Err(unreadable(self.next_seq, "it is not whole")),
            }
        }
    }

    fn seek_in(&self, segments: &[Segment]) -> io::Result<SegmentReader> {
        let Some(segment) =
            segments.iter().rfind(|segment| segment.first_seq <= self.next_seq).or(segments.first())
        else {
            return Err(unreadable(self.next_seq, "there is no journal file"));
        };
        let mut reader = segment.read()?;
        while reader.next_seq() < self.next_seq && reader.next()?.is_some() {}
        Ok(reader)
    }
}

fn unreadable(seq: u64, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("record {seq} cannot be read: {why}"))
}
