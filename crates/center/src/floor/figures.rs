//! Today's figures, kept up to date by every visit that ends. Read from rows at start and at midnight, computed by
//! the same code as stored roll-ups (`domain::roll_up`).

use std::collections::BTreeMap;

use domain::{
    id::QueueId,
    queue::QueueRule,
    queue_visit::QueueVisit,
    roll_up::{QueueFigures, QueueSlot},
    time,
};
use jiff::{Timestamp, civil::Date};

#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// The Korean day the figures are of.
    pub day: Date,
    pub slots: BTreeMap<(Timestamp, QueueId), QueueFigures>,
    /// The same weekday a week ago, by slot start of that day, all queues together.
    pub last_week: BTreeMap<Timestamp, QueueFigures>,
    pub callbacks_waiting: u32,
}

impl Figures {
    pub fn new(day: Date, today: Vec<QueueSlot>, last_week: Vec<QueueSlot>, callbacks_waiting: u32) -> Self {
        let mut figures = Self { day, callbacks_waiting, ..Self::default() };
        for it in today {
            figures.slots.entry((it.slot, it.queue)).or_default().add(&it.figures);
        }
        for it in last_week {
            figures.last_week.entry(it.slot).or_default().add(&it.figures);
        }
        figures
    }

    /// Counts a finished visit if it began today.
    pub fn count(&mut self, visit: &QueueVisit, rule: &QueueRule) {
        if time::local(visit.entered_at).date() == self.day {
            let slot = time::slot_start(visit.entered_at);
            self.slots.entry((slot, visit.queue)).or_default().count(visit, rule);
        }
    }

    /// Adds talk to an answered visit, which is counted before its talk is over.
    pub fn add_talk(&mut self, visit: &QueueVisit, talk_ms: i64) {
        if let Some(figures) = self.slots.get_mut(&(time::slot_start(visit.entered_at), visit.queue)) {
            figures.talk_ms += talk_ms;
        }
    }

    pub fn of_queue(&self, queue: QueueId) -> QueueFigures {
        self.sum(|(_, it)| *it == queue)
    }

    pub fn of_slot(&self, slot: Timestamp) -> QueueFigures {
        self.sum(|(it, _)| *it == slot)
    }

    pub fn of_day(&self) -> QueueFigures {
        self.sum(|_| true)
    }

    /// Last week's day up to the same time of day as `now`.
    pub fn of_last_week_until(&self, now: Timestamp) -> QueueFigures {
        let mut sum = QueueFigures::default();
        let week = 7 * 24 * 3_600_000;
        for (slot, figures) in &self.last_week {
            if time::after_ms(*slot, week) <= now {
                sum.add(figures);
            }
        }
        sum
    }

    fn sum(&self, of: impl Fn(&(Timestamp, QueueId)) -> bool) -> QueueFigures {
        let mut sum = QueueFigures::default();
        for (key, figures) in &self.slots {
            if of(key) {
                sum.add(figures);
            }
        }
        sum
    }
}
