//! A queue: its rule, who waits, who is ready and who is there at all.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::AgentId,
    interaction::InteractionKind,
    queue::{Distribution, QueueRule},
    skill_level::SkillLevel,
};

use crate::{
    dice,
    handling::Handling,
    ready::{Ready, Turn},
    seat::Seat,
    waiting::Waiting,
};

#[derive(Debug)]
pub struct Line {
    pub rule: QueueRule,
    pub waiting: Waiting,
    pub ready: Ready,
    /// Kinds of interaction that have ever come here. Agents are listed for no other, which halves the work where a
    /// company has calls only.
    pub kinds: BTreeSet<InteractionKind>,
    /// How many agents of each level are signed in.
    staff: BTreeMap<SkillLevel, u32>,
    /// Who was offered something last, for those who take turns.
    pub last_offered: Option<AgentId>,
    pub handling: Handling,
}

impl Line {
    pub fn new(rule: QueueRule) -> Self {
        Self {
            rule,
            waiting: Waiting::default(),
            ready: Ready::default(),
            kinds: BTreeSet::from([InteractionKind::Call]),
            staff: BTreeMap::new(),
            last_offered: None,
            handling: Handling::default(),
        }
    }

    /// The level that counts here: without widening everybody is asked at once.
    pub fn counted(&self, level: SkillLevel) -> SkillLevel {
        if self.rule.widen_after_seconds == 0 { SkillLevel::BEST } else { level }
    }

    pub fn join_staff(&mut self, level: SkillLevel) {
        *self.staff.entry(self.counted(level)).or_default() += 1;
    }

    pub fn leave_staff(&mut self, level: SkillLevel) {
        let level = self.counted(level);
        if let Some(count) = self.staff.get_mut(&level) {
            *count -= 1;
            if *count == 0 {
                self.staff.remove(&level);
            }
        }
    }

    pub fn forget_staff(&mut self) {
        self.staff.clear();
    }

    /// How many agents are signed in, on a break or not.
    pub fn signed_in(&self) -> usize {
        self.staff.values().map(|it| *it as usize).sum()
    }

    /// The best level signed in; `None` when nobody is.
    pub fn best(&self) -> Option<SkillLevel> {
        self.staff.first_key_value().map(|(level, _)| *level)
    }

    /// How many levels less than the best one signed in.
    pub fn behind(&self, level: SkillLevel) -> u8 {
        self.best().map_or(0, |best| level.get().saturating_sub(best.get()))
    }

    /// The least level that may take what has opened to `step` levels beyond the best.
    pub fn open_to(&self, step: u8) -> SkillLevel {
        let best = self.best().unwrap_or_default();
        SkillLevel::new(best.get().saturating_add(step)).unwrap_or(SkillLevel::LEAST)
    }

    /// Where the agent stands. `handled`: what he was given today.
    pub fn turn_of(
        &self,
        agent: AgentId,
        seat: &Seat,
        level: SkillLevel,
        kind: InteractionKind,
        handled: u32,
        seed: u64,
    ) -> Turn {
        let since = seat.ready_since.as_microsecond();
        let load = seat.load(kind);
        let agent = agent.uuid().as_u128();
        match self.rule.distribution {
            Distribution::LongestIdle => Turn { load, order: 0, since, agent },
            Distribution::FewestHandled => Turn { load, order: handled.into(), since, agent },
            // Whose turn it is does not depend on how much he has to do.
            Distribution::RoundRobin => Turn { load: 0, order: 0, since: 0, agent },
            Distribution::Random => {
                let place = dice::roll(seed ^ fold(agent), since.cast_unsigned());
                Turn { load: 0, order: place.cast_signed(), since, agent }
            }
            Distribution::Fixed => Turn { load: 0, order: level.get().into(), since: 0, agent },
        }
    }

    /// Where the search for an agent begins. `chance`: the draw of this decision.
    pub fn begin(&self, chance: u64) -> Turn {
        match self.rule.distribution {
            Distribution::LongestIdle | Distribution::FewestHandled | Distribution::Fixed => Turn::FIRST,
            Distribution::RoundRobin => self.last_offered.map_or(Turn::FIRST, |agent| Turn {
                load: 0,
                order: 0,
                since: 0,
                agent: agent.uuid().as_u128().saturating_add(1),
            }),
            Distribution::Random => Turn { load: 0, order: chance.cast_signed(), since: i64::MIN, agent: 0 },
        }
    }
}

fn fold(agent: u128) -> u64 {
    // Both halves of an id count: its first half alone is a time.
    (agent >> 64) as u64 ^ agent as u64
}
