//! Digits a menu asks for, such as an order number (번호 입력 받기).

use domain::{digit::Digit, end_reason::EndReason};
use jiff::Timestamp;

use super::{Listening, Output, Session, Step};
use crate::{document::Node, text, utterance::Utterance};

impl Session {
    pub(super) fn ask_for_digits(&mut self, mut before: Vec<Utterance>, node: &Node, tries: u32) {
        self.typed.clear();
        before.push(self.wording(&self.scenario).asks_for_digits(node));
        let say = self.say(before, vec![]);
        self.step = Step::Taking(Listening::to(say, tries));
    }

    pub(super) fn type_digit(&mut self, now: Timestamp, digit: Digit, listening: Listening) {
        let longest = self.node().and_then(|it| it.takes).map_or(0, |it| it.max);
        match digit.as_char() {
            '#' => self.finish_digits(now, listening),
            // A slip: from the beginning.
            '*' => {
                self.typed.clear();
                self.hear_out(now, listening);
            }
            _ => {
                self.typed.push(digit);
                match self.typed.len() >= longest {
                    true => self.finish_digits(now, listening),
                    false => self.hear_out(now, listening),
                }
            }
        }
    }

    /// Enough digits: on to what the menu does. Too few: once more, and after the last time goodbye.
    pub(super) fn finish_digits(&mut self, now: Timestamp, listening: Listening) {
        let Some(node) = self.node() else { return self.close(vec![], EndReason::Failed) };
        let Some(takes) = node.takes.clone() else { return self.act(now, vec![], &node) };
        if (takes.min..=takes.max).contains(&self.typed.len()) {
            let digits = self.typed.drain(..).map(Digit::as_char).collect();
            self.outputs.push_back(Output::DigitsTaken { label: takes.label, digits });
            return self.act(now, vec![], &node);
        }
        if listening.tries >= self.scenario.repeats {
            return self.say_goodbye(EndReason::ScenarioEnded);
        }
        let wrong = self.wording(&self.scenario).own(text::DIGITS_WRONG);
        self.ask_for_digits(vec![wrong], &node, listening.tries + 1);
    }

    fn hear_out(&mut self, now: Timestamp, listening: Listening) {
        let listening = self.break_off(now, listening);
        self.step = Step::Taking(listening);
    }

    /// Whoever types has heard enough; each digit gives him the full time for the next.
    pub(super) fn break_off(&mut self, now: Timestamp, listening: Listening) -> Listening {
        if listening.speaking.is_some() {
            self.outputs.push_back(Output::Silence);
        }
        Listening { speaking: None, until: self.patience(now), ..listening }
    }
}
