//! The same tree for somebody who reads: sentences become bubbles, choices become buttons, and what is written is
//! taken for the key it stands for.

use std::sync::Arc;

use domain::{digit::Digit, phone_number::PhoneNumber};
use jiff::Timestamp;

use crate::{
    document::Scenario,
    medium::Medium,
    session::{Awaiting, Caller, Choice, Input, Output, Session},
};

/// Said to whoever writes something that is no choice.
const PICK_ONE: &str = "아래 버튼 중에서 골라 주세요.";

/// A visitor's walk through a scenario.
#[derive(Debug)]
pub struct ChatSession {
    session: Session,
    /// The buttons below the last bubble.
    choices: Vec<Choice>,
    bubbles: Vec<Bubble>,
    outputs: Vec<Output>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    pub text: String,
    pub buttons: Vec<Choice>,
}

/// What came of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    pub bubbles: Vec<Bubble>,
    /// What the channel must see to: waiting, ending, messages. Never `Say`, `Music` or `Silence`.
    pub outputs: Vec<Output>,
}

impl ChatSession {
    /// `number`: where the visitor could be called back, if known.
    pub fn new(scenario: Arc<Scenario>, number: Option<PhoneNumber>, forced: Option<bool>) -> Self {
        let caller = Caller { number, medium: Medium::Text };
        Self {
            session: Session::new(scenario, caller, forced),
            choices: vec![],
            bubbles: vec![],
            outputs: vec![],
        }
    }

    /// What happens to a chat as to a call: `Begin`, `Unstaffed`, `Connected`, `Tick` and the like.
    pub fn handle(&mut self, now: Timestamp, input: Input) -> Turn {
        self.feed(now, input);
        self.take_turn()
    }

    /// The visitor presses a button or writes.
    pub fn write(&mut self, now: Timestamp, text: &str) -> Turn {
        let text = text.trim();
        match self.session.awaiting() {
            Awaiting::Key => match self.choice(text) {
                Some(digit) => self.feed(now, Input::Digit(digit)),
                None => {
                    let buttons = self.choices.clone();
                    self.bubbles.push(Bubble { text: PICK_ONE.to_owned(), buttons });
                }
            },
            Awaiting::Digits => {
                let digits = text.chars().filter(char::is_ascii_digit).chain(['#']);
                for digit in digits.filter_map(|it| Digit::try_from(it).ok()) {
                    // The last digit may already have been enough.
                    if self.session.awaiting() == Awaiting::Digits {
                        self.feed(now, Input::Digit(digit));
                    }
                }
            }
            Awaiting::Message => self.feed(now, Input::MessageDone),
            Awaiting::Agent | Awaiting::Nothing => {}
        }
        self.take_turn()
    }

    pub fn awaiting(&self) -> Awaiting {
        self.session.awaiting()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.session.poll_timeout()
    }

    /// The button that is meant: by its key, or by its name.
    fn choice(&self, text: &str) -> Option<Digit> {
        let meant = |it: &&Choice| {
            it.name.eq_ignore_ascii_case(text)
                || text.strip_suffix('번').unwrap_or(text) == it.digit.to_string()
        };
        self.choices.iter().find(meant).map(|it| it.digit).or(match text {
            "*" | "이전" | "이전 메뉴" => Digit::try_from('*').ok(),
            _ => None,
        })
    }

    fn feed(&mut self, now: Timestamp, input: Input) {
        self.session.handle(now, input);
        while let Some(output) = self.session.poll_output() {
            match output {
                // Read as soon as it is shown.
                Output::Say { say, utterances, choices } => {
                    let text: Vec<_> = utterances.into_iter().map(|it| it.text).collect();
                    self.choices.clone_from(&choices);
                    self.bubbles.push(Bubble { text: text.join("\n"), buttons: choices });
                    self.session.handle(now, Input::Said { say });
                }
                Output::Music | Output::Silence => {}
                other => self.outputs.push(other),
            }
        }
    }

    fn take_turn(&mut self) -> Turn {
        Turn { bubbles: std::mem::take(&mut self.bubbles), outputs: std::mem::take(&mut self.outputs) }
    }
}

#[cfg(test)]
mod tests;
