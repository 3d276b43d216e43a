//! The agents who may be offered something of a queue, in the order its rule prefers them.

use std::collections::BTreeMap;

use domain::{id::AgentId, interaction::InteractionKind, skill_level::SkillLevel};

/// Where an agent stands among the ready ones; smaller is preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// How many of the kind he serves already.
    pub load: u32,
    /// What the queue's distribution says.
    pub order: i64,
    /// Microseconds of the moment he became ready.
    pub since: i64,
    /// The agent's id: the oldest account is the smallest.
    pub agent: u128,
}

impl Turn {
    pub const FIRST: Self = Self { load: 0, order: i64::MIN, since: i64::MIN, agent: 0 };
}

#[derive(Debug, Default)]
pub struct Ready(BTreeMap<(InteractionKind, SkillLevel), BTreeMap<Turn, AgentId>>);

impl Ready {
    pub fn insert(&mut self, kind: InteractionKind, level: SkillLevel, turn: Turn, agent: AgentId) {
        self.0.entry((kind, level)).or_default().insert(turn, agent);
    }

    pub fn remove(&mut self, kind: InteractionKind, level: SkillLevel, turn: &Turn) {
        let Some(row) = self.0.get_mut(&(kind, level)) else { return };
        row.remove(turn);
        if row.is_empty() {
            self.0.remove(&(kind, level));
        }
    }

    /// Those of the levels `from` to `to`, the best level first; within a level from `begin` on and then around.
    pub fn in_order(
        &self,
        kind: InteractionKind,
        from: SkillLevel,
        to: SkillLevel,
        begin: Turn,
    ) -> impl Iterator<Item = (SkillLevel, AgentId)> {
        self.0.range((kind, from)..=(kind, to)).flat_map(move |((_, level), row)| {
            row.range(begin..).chain(row.range(..begin)).map(|(_, agent)| (*level, *agent))
        })
    }

    pub fn contains(&self, kind: InteractionKind, level: SkillLevel, turn: &Turn) -> bool {
        self.0.get(&(kind, level)).is_some_and(|row| row.contains_key(turn))
    }

    pub fn len(&self, kind: InteractionKind) -> usize {
        let rows = self.0.range((kind, SkillLevel::BEST)..=(kind, SkillLevel::LEAST));
        rows.map(|(_, row)| row.len()).sum()
    }

    /// Everybody who is listed, each once for every kind.
    pub fn agents(&self) -> impl Iterator<Item = AgentId> {
        self.0.values().flat_map(|row| row.values().copied())
    }
}
