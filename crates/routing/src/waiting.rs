//! Who waits in a queue, in the order they will be taken.
//!
//! There is a row for each kind and for each number of skill levels that have opened, so that an agent's next
//! interaction is the first of a few rows and nobody walks past those he may not take yet.

use std::collections::{BTreeMap, BTreeSet};

use domain::{id::InteractionId, interaction::InteractionKind};

use crate::item::{Item, Rank};

/// More levels than there are.
pub const EVERY_LEVEL: u8 = 8;

#[derive(Debug, Default)]
pub struct Waiting(BTreeMap<(InteractionKind, u8), BTreeSet<(Rank, InteractionId)>>);

impl Waiting {
    pub fn insert(&mut self, interaction: InteractionId, item: &Item) {
        self.0.entry((item.kind, item.step)).or_default().insert((item.rank, interaction));
    }

    pub fn remove(&mut self, interaction: InteractionId, item: &Item) {
        let key = (item.kind, item.step);
        let Some(row) = self.0.get_mut(&key) else { return };
        row.remove(&(item.rank, interaction));
        if row.is_empty() {
            self.0.remove(&key);
        }
    }

    /// The first that an agent may take who is `behind` levels less than the best.
    pub fn first(
        &self,
        kind: InteractionKind,
        behind: u8,
        may: impl Fn(InteractionId) -> bool,
    ) -> Option<(Rank, InteractionId)> {
        self.0
            .range((kind, behind)..=(kind, EVERY_LEVEL))
            .filter_map(|(_, row)| row.iter().find(|(_, interaction)| may(*interaction)))
            .min()
            .copied()
    }

    pub fn len(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, interaction: InteractionId, item: &Item) -> bool {
        self.0.get(&(item.kind, item.step)).is_some_and(|row| row.contains(&(item.rank, interaction)))
    }

    /// How many of its kind come before it.
    pub fn ahead_of(&self, interaction: InteractionId, item: &Item) -> usize {
        let rows = self.0.range((item.kind, 0)..=(item.kind, EVERY_LEVEL));
        rows.map(|(_, row)| row.range(..(item.rank, interaction)).count()).sum()
    }

    /// Everybody, the next one first.
    pub fn in_order(&self) -> Vec<InteractionId> {
        let mut all: Vec<_> = self.0.values().flatten().copied().collect();
        all.sort_unstable();
        all.into_iter().map(|(_, interaction)| interaction).collect()
    }
}
