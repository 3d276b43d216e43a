//! Figures of one queue in one 15-minute slot, computed from queue visits (STA-01, MON-10). The same code serves
//! stored roll-ups and live figures, so a dashboard and a report never disagree.

use jiff::Timestamp;

use crate::{
    id::QueueId,
    queue::QueueRule,
    queue_visit::{QueueVisit, VisitOutcome},
    time,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueSlot {
    pub queue: QueueId,
    pub slot: Timestamp,
    pub figures: QueueFigures,
}

/// Counts and sums; they add up over slots, queues and days. Ratios are computed last, from sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueFigures {
    /// 인입: entered the queue.
    pub offered: u32,
    /// 응답.
    pub answered: u32,
    /// 포기, the short ones included.
    pub abandoned: u32,
    /// 인정시간내 포기.
    pub short_abandoned: u32,
    /// Left for a callback.
    pub callbacks: u32,
    /// Ended by the wait limit or a failure of ours.
    pub failed: u32,
    /// 타큐전송.
    pub overflowed: u32,
    pub declined: u32,
    /// Answered within the queue's service-level time.
    pub answered_in_time: u32,
    pub answered_wait_ms: i64,
    pub answered_wait_max_ms: i64,
    pub abandoned_wait_ms: i64,
    pub abandoned_wait_max_ms: i64,
    pub talk_ms: i64,
}

impl QueueFigures {
    /// Adds one finished visit.
    pub fn count(&mut self, visit: &QueueVisit, rule: &QueueRule) {
        let (Some(left_at), Some(outcome)) = (visit.left_at, visit.outcome) else {
            return;
        };
        let wait = time::elapsed_ms(visit.entered_at, left_at);
        self.offered += 1;
        self.declined += visit.declines;
        match outcome {
            VisitOutcome::Answered => {
                self.answered += 1;
                self.answered_in_time += u32::from(wait <= i64::from(rule.service_level_seconds) * 1_000);
                self.answered_wait_ms += wait;
                self.answered_wait_max_ms = self.answered_wait_max_ms.max(wait);
                self.talk_ms += visit.talk_ms;
            }
            VisitOutcome::Abandoned => {
                self.abandoned += 1;
                self.short_abandoned += u32::from(wait <= i64::from(rule.short_abandon_seconds) * 1_000);
                self.abandoned_wait_ms += wait;
                self.abandoned_wait_max_ms = self.abandoned_wait_max_ms.max(wait);
            }
            VisitOutcome::CallbackRequested => self.callbacks += 1,
            VisitOutcome::WaitLimit | VisitOutcome::Failed => self.failed += 1,
            VisitOutcome::Overflowed => self.overflowed += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.offered += other.offered;
        self.answered += other.answered;
        self.abandoned += other.abandoned;
        self.short_abandoned += other.short_abandoned;
        self.callbacks += other.callbacks;
        self.failed += other.failed;
        self.overflowed += other.overflowed;
        self.declined += other.declined;
        self.answered_in_time += other.answered_in_time;
        self.answered_wait_ms += other.answered_wait_ms;
        self.answered_wait_max_ms = self.answered_wait_max_ms.max(other.answered_wait_max_ms);
        self.abandoned_wait_ms += other.abandoned_wait_ms;
        self.abandoned_wait_max_ms = self.abandoned_wait_max_ms.max(other.abandoned_wait_max_ms);
        self.talk_ms += other.talk_ms;
    }

    /// 응대율: answered ÷ offered, 0–1. `None` before the first visit.
    pub fn answer_rate(&self) -> Option<f64> {
        ratio(self.answered, self.offered)
    }

    /// 서비스레벨 over what was offered (Online Contact's wallboard, X-01).
    pub fn service_level_of_offered(&self) -> Option<f64> {
        ratio(self.answered_in_time, self.offered)
    }

    /// 서비스레벨 over what was answered (Mobile Contact, X-01).
    pub fn service_level_of_answered(&self) -> Option<f64> {
        ratio(self.answered_in_time, self.answered)
    }

    /// Mean wait of answered visits in milliseconds.
    pub fn mean_answered_wait_ms(&self) -> Option<i64> {
        (self.answered > 0).then(|| self.answered_wait_ms / i64::from(self.answered))
    }

    /// Mean talk of answered visits in milliseconds.
    pub fn mean_talk_ms(&self) -> Option<i64> {
        (self.answered > 0).then(|| self.talk_ms / i64::from(self.answered))
    }
}

/// Rolls finished visits up by queue and by the slot in which they entered. Sorted by slot, then queue.
pub fn roll_up<'v>(
    visits: impl IntoIterator<Item = &'v QueueVisit>,
    rule_of: impl Fn(QueueId) -> QueueRule,
) -> Vec<QueueSlot> {
    let mut slots = std::collections::BTreeMap::<(Timestamp, QueueId), QueueFigures>::new();
    for visit in visits {
        if visit.outcome.is_some() {
            let key = (time::slot_start(visit.entered_at), visit.queue);
            slots.entry(key).or_default().count(visit, &rule_of(visit.queue));
        }
    }
    slots.into_iter().map(|((slot, queue), figures)| QueueSlot { queue, slot, figures }).collect()
}

fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{InteractionId, QueueVisitId};

    fn visit(entered: &str, wait_s: i64, outcome: VisitOutcome) -> QueueVisit {
        let entered_at: Timestamp = format!("2026-11-20T{entered}Z").parse().unwrap();
        QueueVisit {
            id: QueueVisitId::sample(1),
            interaction: InteractionId::sample(1),
            queue: QueueId::sample(1),
            entered_at,
            left_at: Some(time::after_ms(entered_at, wait_s * 1_000)),
            outcome: Some(outcome),
            agent: None,
            offers: 1,
            declines: 0,
            no_answers: 0,
            talk_ms: 60_000,
        }
    }

    #[test]
    fn both_definitions_of_the_service_level_come_from_the_same_visits() {
        let visits = [
            visit("05:01:00", 10, VisitOutcome::Answered),
            visit("05:02:00", 20, VisitOutcome::Answered),
            visit("05:03:00", 21, VisitOutcome::Answered),
            visit("05:04:00", 3, VisitOutcome::Abandoned),
            visit("05:15:00", 90, VisitOutcome::Abandoned),
        ];
        let slots = roll_up(&visits, |_| QueueRule::DEFAULT);
        assert_eq!(slots.len(), 2);
        let mut day = QueueFigures::default();
        for slot in &slots {
            day.add(&slot.figures);
        }
        assert_eq!((day.offered, day.answered, day.abandoned, day.short_abandoned), (5, 3, 2, 1));
        assert_eq!(day.service_level_of_offered(), Some(0.4));
        assert_eq!(day.service_level_of_answered(), Some(2.0 / 3.0));
        assert_eq!(day.mean_answered_wait_ms(), Some(17_000));
        assert_eq!(day.abandoned_wait_max_ms, 90_000);
    }

    #[test]
    fn an_empty_slot_has_no_rate_rather_than_a_perfect_one() {
        assert_eq!(QueueFigures::default().answer_rate(), None);
    }
}
