//! In the queue: music, notices, and what happens when the wait becomes too long (ARS-03).

use std::sync::Arc;

use domain::{end_reason::EndReason, id::QueueId, queue_visit::VisitOutcome, time};
use jiff::Timestamp;

use super::{Output, SayId, Session, Step};
use crate::{
    document::{Action, AfterWait},
    text,
    utterance::Utterance,
};

/// A wait limit that falls due while an agent's phone rings is looked at again after this long.
const RINGING_PATIENCE_MS: i64 = 5_000;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wait {
    pub queue: QueueId,
    pub speaking: Option<SayId>,
    pub next_notice: Timestamp,
    pub limit: Option<Timestamp>,
    pub ringing: bool,
}

impl Session {
    pub(super) fn wait(&mut self, now: Timestamp, queue: QueueId, speaking: Option<SayId>) {
        self.step = Step::Waiting(Wait {
            queue,
            speaking,
            next_notice: self.next_notice(now),
            limit: Some(self.wait_limit(now)),
            ringing: false,
        });
    }

    fn next_notice(&self, now: Timestamp) -> Timestamp {
        time::after_ms(now, i64::from(self.scenario.queue_notice.every_seconds.max(1)) * 1_000)
    }

    fn wait_limit(&self, now: Timestamp) -> Timestamp {
        time::after_ms(now, i64::from(self.scenario.wait_limit.seconds) * 1_000)
    }

    pub(super) fn unstaffed(&mut self) {
        match self.step {
            Step::Waiting(wait) => {
                let scenario = Arc::clone(&self.scenario);
                let unavailable = self.wording(&scenario).unavailable();
                if self.may_offer_callback() {
                    let offer = self.wording(&scenario).callback_instead();
                    self.offer_callback(wait.queue, None, vec![unavailable, offer]);
                } else {
                    self.close(vec![unavailable], EndReason::Unavailable);
                }
            }
            // The offer stands; there is only no queue to go back to.
            Step::Asking(mut asking) => {
                asking.wait = None;
                self.step = Step::Asking(asking);
            }
            Step::NotBegun
            | Step::InMenu(_)
            | Step::Taking(_)
            | Step::Voicemail { .. }
            | Step::Forwarding { .. }
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => {}
        }
    }

    pub(super) fn act_while_waiting(&mut self, now: Timestamp, wait: Wait) {
        if wait.limit.is_some_and(|limit| limit <= now) {
            return self.reach_limit(now, wait);
        }
        if wait.next_notice <= now {
            let mut wait = Wait { next_notice: self.next_notice(now), ..wait };
            // An agent is about to answer, or something is being said already.
            if !wait.ringing && wait.speaking.is_none() {
                let notice = self.notice();
                wait.speaking = Some(self.say(notice, vec![]));
            }
            self.step = Step::Waiting(wait);
        }
    }

    fn notice(&self) -> Vec<Utterance> {
        let wording = self.wording(&self.scenario);
        let wanted = self.scenario.queue_notice;
        let mut notice = vec![wording.waiting()];
        if let Some(place) = self.place {
            notice.extend(wanted.position.then(|| wording.own(text::position(place.place))));
            let estimate = place.estimate_seconds.filter(|_| wanted.estimate);
            notice.extend(estimate.map(|it| wording.own(text::estimate(it))));
        }
        notice
    }

    fn reach_limit(&mut self, now: Timestamp, wait: Wait) {
        if wait.ringing {
            self.step = Step::Waiting(Wait { limit: Some(time::after_ms(now, RINGING_PATIENCE_MS)), ..wait });
            return;
        }
        match self.scenario.wait_limit.then {
            AfterWait::OfferCallback if self.may_offer_callback() => {
                let offer = self.wording(&self.scenario).callback_offered();
                self.offer_callback(wait.queue, Some(wait), vec![offer]);
            }
            // Nobody shall wait beyond the limit because the menu offers nothing else.
            AfterWait::HangUp | AfterWait::OfferCallback => {
                self.outputs.push_back(Output::LeaveQueue { outcome: VisitOutcome::WaitLimit });
                let last_words = self.wording(&self.scenario).wait_limit();
                self.close(vec![last_words], EndReason::WaitLimit);
            }
            AfterWait::KeepWaiting => {
                self.step = Step::Waiting(Wait { limit: None, ..wait });
            }
        }
    }

    /// The callback was not wanted: music again, and the offer once more after another full limit.
    pub(super) fn wait_on(&mut self, now: Timestamp, wait: Wait) {
        self.step = Step::Waiting(Wait {
            speaking: None,
            limit: Some(self.wait_limit(now)),
            next_notice: self.next_notice(now),
            ..wait
        });
        self.outputs.push_back(Output::Music);
    }

    /// The scenario offers callbacks, and so does the menu the caller came by (ARS-12).
    fn may_offer_callback(&self) -> bool {
        let menu = self.scenario.root.find(&self.path).map(|it| &it.action);
        self.scenario.wait_limit.then == AfterWait::OfferCallback
            && !matches!(menu, Some(Action::Connect { callback: false, .. }))
    }
}
