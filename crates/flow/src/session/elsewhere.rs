//! Ends that are no queue: another number, a text message, a voicemail.

use domain::{
    end_reason::EndReason,
    id::QueueId,
    phone_number::{NumberKind, PhoneNumber},
    time,
};
use jiff::Timestamp;

use super::{Output, Session, Step, callback::may_be_called};
use crate::{document::Action, medium::Medium, text, utterance::Utterance};

/// Longer than any network lets a phone ring.
const FORWARD_PATIENCE_MS: i64 = 90_000;

impl Session {
    /// Nobody can be forwarded out of a chat: there the number is told.
    pub(super) fn announce_forward(&mut self, mut before: Vec<Utterance>, number: &str) {
        let wording = self.wording(&self.scenario);
        if self.caller.medium == Medium::Text {
            let shown = PhoneNumber::parse(number).map_or_else(|_| number.to_owned(), |it| it.formatted());
            before.push(wording.own(format!("{shown}번으로 전화해 주세요.")));
            before.push(wording.goodbye());
            return self.close(before, EndReason::ScenarioEnded);
        }
        before.push(wording.own(text::FORWARDING));
        let speaking = Some(self.say(before, vec![]));
        self.step = Step::Forwarding { speaking, until: None };
    }

    pub(super) fn dial_on(&mut self, now: Timestamp) {
        let Some(Action::Forward { number }) = self.node().map(|it| it.action) else {
            return self.close(vec![], EndReason::Failed);
        };
        let until = Some(time::after_ms(now, FORWARD_PATIENCE_MS));
        self.step = Step::Forwarding { speaking: None, until };
        self.outputs.push_back(Output::Forward { number });
    }

    pub(super) fn forward_failed(&mut self) {
        if let Step::Forwarding { .. } = self.step {
            let failed = self.wording(&self.scenario).own(text::FORWARD_FAILED);
            self.close(vec![failed], EndReason::Unavailable);
        }
    }

    pub(super) fn send_text(&mut self, mut before: Vec<Utterance>, text: &str) {
        let is_mobile = |it: &PhoneNumber| it.kind() == NumberKind::Mobile;
        let wording = self.wording(&self.scenario);
        let goodbye = wording.goodbye();
        if self.caller.medium == Medium::Text {
            before.push(wording.own(text));
        } else if self.caller.number.as_ref().is_some_and(is_mobile) {
            self.outputs.push_back(Output::SendText { text: text.to_owned() });
        } else {
            before.push(wording.own(text::TEXT_NEEDS_MOBILE));
        }
        before.push(goodbye);
        self.close(before, EndReason::ScenarioEnded);
    }

    /// Whoever cannot be reached at the calling number tells another one first.
    pub(super) fn offer_message(&mut self, queue: QueueId, before: Vec<Utterance>) {
        match self.caller.number.clone().filter(may_be_called) {
            Some(number) => self.ask_for_message(queue, number, before),
            None => self.ask_number_for_message(queue, before),
        }
    }

    pub(super) fn ask_for_message(&mut self, queue: QueueId, number: PhoneNumber, before: Vec<Utterance>) {
        let how = self.wording(&self.scenario).asks_for_message();
        let speaking = Some(self.say(before.into_iter().chain([how]).collect(), vec![]));
        self.callback_number = Some(number);
        self.step = Step::Voicemail { queue, speaking, until: None };
    }

    pub(super) fn begin_message(&mut self, now: Timestamp, queue: QueueId) {
        let until = Some(time::after_ms(now, i64::from(self.longest_message()) * 1_000));
        self.step = Step::Voicemail { queue, speaking: None, until };
        self.outputs.push_back(Output::TakeMessage);
    }

    /// Nothing was left by whoever ends it before the tone.
    pub(super) fn end_message(&mut self) {
        let Step::Voicemail { queue, speaking, .. } = self.step else { return };
        let (None, Some(number)) = (speaking, self.callback_number.take()) else {
            return self.say_goodbye(EndReason::ScenarioEnded);
        };
        self.outputs.push_back(Output::MessageTaken { queue, number });
        let wording = self.wording(&self.scenario);
        let last_words = vec![wording.own(text::VOICEMAIL_TAKEN), wording.goodbye()];
        self.close(last_words, EndReason::VoicemailLeft);
    }

    fn longest_message(&self) -> u32 {
        match self.scenario.root.find(&self.path).map(|it| &it.action) {
            Some(Action::Voicemail { max_seconds, .. }) => *max_seconds,
            _ => 0,
        }
    }
}
