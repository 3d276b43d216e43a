//! Routing's journal entries as the store keeps them: JSON that holds ids, times and words, nothing personal.

use routing::journal::Entry;
use store::routing_journal::RoutingEntry;

pub fn store(turn: u64, entry: &Entry) -> RoutingEntry {
    // Inputs and outputs are plain enums of ids, words and times: they always have a JSON form.
    let json = |value: serde_json::Result<String>| {
        value.unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
    };
    RoutingEntry {
        seq: turn,
        at: entry.at,
        input: json(serde_json::to_string(&entry.input)),
        outputs: json(serde_json::to_string(&entry.outputs)),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("entry {seq} of the routing journal cannot be read: {why}")]
pub struct Unreadable {
    pub seq: u64,
    pub why: String,
}

pub fn open(stored: &RoutingEntry) -> Result<Entry, Unreadable> {
    let unreadable = |error: serde_json::Error| Unreadable { seq: stored.seq, why: error.to_string() };
    Ok(Entry {
        at: stored.at,
        input: serde_json::from_str(&stored.input).map_err(unreadable)?,
        outputs: serde_json::from_str(&stored.outputs).map_err(unreadable)?,
    })
}
