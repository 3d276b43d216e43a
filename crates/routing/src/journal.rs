//! Replays journalled inputs and finds the first place where the outputs differ from those of the day.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{input::Input, output::Output, router::Router};

/// One handled input with everything that came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    pub input: Input,
    pub outputs: Vec<Output>,
}

/// Handles one input and returns what is to be journalled before the outputs act.
pub fn record(router: &mut Router, at: Timestamp, input: Input) -> Entry {
    router.handle(at, input.clone());
    let outputs = std::iter::from_fn(|| router.poll_output()).collect();
    Entry { at, input, outputs }
}

/// A tick that did nothing: it is not kept, and a replay comes out the same without it, because what is due happens
/// by its own instant before whatever comes next.
pub fn is_silent(entry: &Entry) -> bool {
    entry.input == Input::Tick && entry.outputs.is_empty()
}

/// An entry whose replay came out differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Index into the replayed entries.
    pub index: usize,
    pub replayed: Vec<Output>,
}

/// Replays entries from a `Reset` on. `None`: everything came out the same.
pub fn replay<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Option<Difference> {
    let mut router = Router::default();
    entries.into_iter().enumerate().find_map(|(index, entry)| {
        let replayed = record(&mut router, entry.at, entry.input.clone()).outputs;
        (replayed != entry.outputs).then_some(Difference { index, replayed })
    })
}
