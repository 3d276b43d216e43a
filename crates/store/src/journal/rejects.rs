//! Facts that no database would take, put aside for a person to look at: a broken one must not hold up all others.

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

use super::fact_row::FactRow;

pub(super) struct Rejects {
    path: PathBuf,
    count: u64,
}

impl Rejects {
    /// Beside the journal, one JSON line each; personal data in it is sealed like in the tables.
    pub fn new(folder: &std::path::Path) -> Self {
        Self { path: folder.join("rejected.jsonl"), count: 0 }
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn put_aside(&mut self, seq: u64, fact: &FactRow, why: &str) -> io::Result<()> {
        tracing::error!(
            journal.seq = seq,
            journal.rejected = %self.path.display(),
            "A call fact cannot be written to the database and was put aside: {why}"
        );
        let line = serde_json::json!({ "up_to_seq": seq, "why": why, "fact": fact });
        let mut file = File::options().create(true).append(true).open(&self.path)?;
        writeln!(file, "{line}")?;
        file.sync_all()?;
        self.count += 1;
        Ok(())
    }
}
