//! The offer of a callback: whether, and to which number (CBK-01). A voicemail asks for the number in the same way.

use std::sync::Arc;

use domain::{
    digit::Digit,
    end_reason::EndReason,
    id::QueueId,
    phone_number::{NumberKind, PhoneNumber},
    queue_visit::VisitOutcome,
};
use jiff::Timestamp;

use super::{Choice, Listening, Output, Session, Step, wait::Wait};
use crate::{text, utterance::Utterance};

/// Numbers that could not be called are asked for this often.
const NUMBER_TRIES: u32 = 3;
/// No Korean number is longer.
const LONGEST_NUMBER: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Asking {
    pub queue: QueueId,
    /// The stay in the queue that goes on meanwhile; `None` where nobody is there to wait for.
    pub wait: Option<Wait>,
    purpose: Purpose,
    question: Question,
    pub listening: Listening,
}

/// What the number is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Purpose {
    Callback,
    /// A voicemail of somebody whose number is not known.
    Message,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Question {
    /// 1 for a callback, 2 for none.
    Whether,
    /// 1 if the number read back is right, 2 for another.
    Right,
    /// The number, ended by `#`.
    Number,
}

impl Asking {
    pub fn is_typing(self) -> bool {
        self.question == Question::Number
    }
}

impl Session {
    pub(super) fn offer_callback(&mut self, queue: QueueId, wait: Option<Wait>, offer: Vec<Utterance>) {
        let decline = if wait.is_some() { "계속 기다리기" } else { "끊기" };
        let say = self.say(offer, choices("콜백 예약", decline));
        let listening = Listening::to(say, 0);
        let (purpose, question) = (Purpose::Callback, Question::Whether);
        self.step = Step::Asking(Asking { queue, wait, purpose, question, listening });
    }

    /// Asks for the number at which somebody who leaves a message can be reached.
    pub(super) fn ask_number_for_message(&mut self, queue: QueueId, before: Vec<Utterance>) {
        let listening = Listening { speaking: None, until: None, tries: 0 };
        let (purpose, question) = (Purpose::Message, Question::Number);
        self.ask_for_number(Asking { queue, wait: None, purpose, question, listening }, before, 0);
    }

    pub(super) fn answer_offer(&mut self, now: Timestamp, digit: Digit, asking: Asking) {
        match (asking.question, digit.as_char()) {
            (Question::Whether, '1') => match self.caller.number.clone().filter(may_be_called) {
                Some(number) => self.read_back(number, asking),
                None => self.ask_for_number(asking, vec![], 0),
            },
            (Question::Whether, '2') => self.decline_callback(now, asking),
            (Question::Right, '1') => self.take_number(asking),
            (Question::Right, '2') => self.ask_for_number(asking, vec![], asking.listening.tries),
            (Question::Whether | Question::Right, _) => {}
            (Question::Number, '#') => self.finish_number(now, asking),
            (Question::Number, typed) => {
                match typed {
                    '*' => self.typed.clear(),
                    _ => self.typed.push(digit),
                }
                if self.typed.len() >= LONGEST_NUMBER {
                    return self.finish_number(now, asking);
                }
                let listening = self.break_off(now, asking.listening);
                self.step = Step::Asking(Asking { listening, ..asking });
            }
        }
    }

    /// No key came in time.
    pub(super) fn offer_unanswered(&mut self, now: Timestamp, asking: Asking) {
        match asking.question {
            Question::Whether => self.decline_callback(now, asking),
            // The callback was asked for, and nobody said that the number is wrong.
            Question::Right => self.take_number(asking),
            Question::Number => self.finish_number(now, asking),
        }
    }

    fn ask_for_number(&mut self, asking: Asking, mut before: Vec<Utterance>, tries: u32) {
        self.typed.clear();
        before.push(self.wording(&self.scenario).asks_for_number());
        let say = self.say(before, vec![]);
        let listening = Listening::to(say, tries);
        self.step = Step::Asking(Asking { question: Question::Number, listening, ..asking });
    }

    fn finish_number(&mut self, now: Timestamp, asking: Asking) {
        let typed: String = self.typed.drain(..).map(Digit::as_char).collect();
        match PhoneNumber::parse(&typed).ok().filter(may_be_called) {
            Some(number) => self.read_back(number, asking),
            None if asking.listening.tries + 1 >= NUMBER_TRIES => self.decline_callback(now, asking),
            None => {
                let wrong = self.wording(&self.scenario).own(text::CALLBACK_NOT_A_NUMBER);
                self.ask_for_number(asking, vec![wrong], asking.listening.tries + 1);
            }
        }
    }

    fn read_back(&mut self, number: PhoneNumber, asking: Asking) {
        let digits: Vec<Digit> = number.as_digits().chars().filter_map(|it| it.try_into().ok()).collect();
        let scenario = Arc::clone(&self.scenario);
        let question = self.wording(&scenario).confirms_number(&digits, &number.formatted());
        let say = self.say(question, choices("맞아요", "다른 번호"));
        self.callback_number = Some(number);
        let listening = Listening::to(say, asking.listening.tries);
        self.step = Step::Asking(Asking { question: Question::Right, listening, ..asking });
    }

    fn take_number(&mut self, asking: Asking) {
        let Some(number) = self.callback_number.take() else {
            return self.close(vec![], EndReason::Failed);
        };
        match asking.purpose {
            Purpose::Callback => self.take_callback(asking, number),
            Purpose::Message => self.ask_for_message(asking.queue, number, vec![]),
        }
    }

    fn take_callback(&mut self, asking: Asking, number: PhoneNumber) {
        let keeps_place = asking.wait.is_some();
        self.outputs.push_back(Output::RequestCallback { queue: asking.queue, number, keeps_place });
        if keeps_place {
            self.outputs.push_back(Output::LeaveQueue { outcome: VisitOutcome::CallbackRequested });
        }
        let wording = self.wording(&self.scenario);
        let last_words = vec![wording.own(text::CALLBACK_TAKEN), wording.goodbye()];
        self.close(last_words, EndReason::CallbackRequested);
    }

    fn decline_callback(&mut self, now: Timestamp, asking: Asking) {
        match (asking.wait, asking.purpose) {
            (Some(wait), _) => self.wait_on(now, wait),
            (None, Purpose::Callback) => self.say_goodbye(EndReason::Unavailable),
            (None, Purpose::Message) => self.say_goodbye(EndReason::ScenarioEnded),
        }
    }
}

/// Numbers at home. Foreign ones, extensions and emergency numbers are not called back.
pub(super) fn may_be_called(number: &PhoneNumber) -> bool {
    match number.kind() {
        NumberKind::Mobile
        | NumberKind::Landline
        | NumberKind::Internet
        | NumberKind::Represented
        | NumberKind::CallerFree
        | NumberKind::TollFree
        | NumberKind::Virtual => true,
        NumberKind::Special | NumberKind::International | NumberKind::Other => false,
    }
}

fn choices(one: &str, two: &str) -> Vec<Choice> {
    [(Digit::ONE, one), (Digit::TWO, two)].map(|(digit, name)| Choice { digit, name: name.to_owned() }).into()
}
