//! Plays a scenario through without anybody calling: the real session, a clock of its own, and an imagined staff.

use std::sync::Arc;

use domain::{
    digit::Digit, end_reason::EndReason, id::QueueId, phone_number::PhoneNumber, queue_visit::VisitOutcome,
    time,
};
use jiff::{Timestamp, civil::DateTime};

use crate::{
    document::Scenario,
    medium::Medium,
    session::{Awaiting, Caller, Choice, Input, Output, PlaceInQueue, SayId, Session},
    utterance::Utterance,
};

/// Between two keys: nobody presses quicker.
const KEY_AFTER_MS: i64 = 1_000;
/// Where somebody stands in a queue whose agents are all busy.
const BUSY: PlaceInQueue = PlaceInQueue { place: 3, estimate_seconds: Some(180) };

#[derive(Debug, Clone)]
pub struct Setting {
    /// Korean wall-clock time.
    pub at: DateTime,
    pub staffing: Staffing,
    pub caller: Caller,
    /// The hours' switch, as it stands.
    pub forced: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staffing {
    /// An agent's phone rings at once.
    Ready,
    /// Everybody talks.
    Busy,
    /// Nobody is signed in.
    Nobody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Press(Digit),
    Wait {
        seconds: u32,
    },
    /// An agent, or whoever the call is forwarded to.
    AgentAnswers,
    HangUp,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// Milliseconds since the call was picked up.
    pub at_ms: i64,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Said { utterances: Vec<Utterance>, choices: Vec<Choice>, about_ms: i64 },
    Pressed(Digit),
    Entered { path: Vec<String> },
    Queued(QueueId),
    LeftQueue(VisitOutcome),
    Connected,
    CallbackRequested { number: PhoneNumber },
    DigitsTaken { label: String, digits: String },
    TextSent { text: String },
    Forwarded { number: String },
    MessageBegun,
    MessageTaken,
    Music,
    Ended(EndReason),
}

/// What came of it, up to the moment the next move is awaited.
#[derive(Debug, Clone, PartialEq)]
pub struct Played {
    pub happenings: Vec<Happening>,
    pub awaiting: Awaiting,
    /// Keys to the menu the caller stands in.
    pub path: Vec<Digit>,
}

struct Run {
    session: Session,
    staffing: Staffing,
    began: Timestamp,
    now: Timestamp,
    /// What is being said, and when it will have been heard.
    saying: Option<(SayId, Timestamp)>,
    happenings: Vec<Happening>,
    has_left: bool,
}

/// Takes the steps one after the other. Always from the beginning, so that the same steps give the same play.
pub fn play(scenario: Arc<Scenario>, setting: Setting, steps: &[Step]) -> Played {
    let began = time::from_local(setting.at);
    let mut run = Run {
        session: Session::new(scenario, setting.caller, setting.forced),
        staffing: setting.staffing,
        began,
        now: began,
        saying: None,
        happenings: vec![],
        has_left: false,
    };
    run.handle(Input::Begin);
    for step in steps {
        run.take(*step);
    }
    run.hear_out();
    Played {
        awaiting: if run.has_left { Awaiting::Nothing } else { run.session.awaiting() },
        path: run.session.path().to_vec(),
        happenings: run.happenings,
    }
}

impl Run {
    fn take(&mut self, step: Step) {
        if self.has_left {
            return;
        }
        match step {
            Step::Press(digit) => {
                self.advance(time::after_ms(self.now, KEY_AFTER_MS));
                self.note(What::Pressed(digit));
                self.handle(Input::Digit(digit));
            }
            Step::Wait { seconds } => self.advance(time::after_ms(self.now, i64::from(seconds) * 1_000)),
            Step::AgentAnswers => {
                let awaited = self.session.awaiting() == Awaiting::Agent;
                self.handle(Input::Connected);
                self.handle(Input::Forwarded);
                if awaited && self.session.awaiting() == Awaiting::Nothing {
                    self.saying = None;
                    self.note(What::Connected);
                }
            }
            Step::HangUp => {
                self.has_left = true;
                self.saying = None;
                self.note(What::Ended(EndReason::CustomerHungUp));
            }
        }
    }

    /// To the end of what is being said and of what follows from it by itself.
    fn hear_out(&mut self) {
        while let Some((_, heard_at)) = self.saying {
            self.advance(heard_at);
        }
    }

    fn advance(&mut self, until: Timestamp) {
        loop {
            let heard = self.saying.map(|(_, at)| at);
            let due = self.session.poll_timeout();
            let Some(next) = heard.into_iter().chain(due).min().filter(|it| *it <= until) else { break };
            self.now = self.now.max(next);
            match self.saying {
                Some((say, at)) if at <= next => {
                    self.saying = None;
                    self.handle(Input::Said { say });
                }
                Some(_) | None => {
                    if self.session.wants_place() {
                        self.handle(Input::Place(BUSY));
                    }
                    self.handle(Input::Tick);
                }
            }
        }
        self.now = self.now.max(until);
    }

    fn handle(&mut self, input: Input) {
        self.session.handle(self.now, input);
        while let Some(output) = self.session.poll_output() {
            self.obey(output);
        }
    }

    fn obey(&mut self, output: Output) {
        let what = match output {
            Output::Say { say, utterances, choices } => {
                let about_ms = utterances.iter().map(Utterance::about_ms).sum();
                self.saying = Some((say, time::after_ms(self.now, about_ms)));
                What::Said { utterances, choices, about_ms }
            }
            Output::Music => {
                self.saying = None;
                What::Music
            }
            Output::Silence => {
                self.saying = None;
                return;
            }
            Output::Entered { path } => What::Entered { path },
            Output::Connect { queue } => {
                self.note(What::Queued(queue));
                match self.staffing {
                    Staffing::Ready => self.session.handle(self.now, Input::Ringing(true)),
                    Staffing::Busy => {}
                    Staffing::Nobody => self.session.handle(self.now, Input::Unstaffed),
                }
                return;
            }
            Output::LeaveQueue { outcome } => What::LeftQueue(outcome),
            Output::RequestCallback { number, .. } => What::CallbackRequested { number },
            Output::DigitsTaken { label, digits } => What::DigitsTaken { label, digits },
            Output::Forward { number } => What::Forwarded { number },
            Output::SendText { text } => What::TextSent { text },
            Output::TakeMessage => What::MessageBegun,
            Output::MessageTaken { .. } => What::MessageTaken,
            Output::End { reason } => {
                self.saying = None;
                What::Ended(reason)
            }
        };
        self.note(what);
    }

    fn note(&mut self, what: What) {
        self.happenings.push(Happening { at_ms: time::elapsed_ms(self.began, self.now), what });
    }
}

impl Setting {
    /// A call from a mobile with somebody ready to take it.
    pub fn at(at: DateTime) -> Self {
        Self {
            at,
            staffing: Staffing::Ready,
            caller: Caller { number: PhoneNumber::parse("01012345678").ok(), medium: Medium::Voice },
            forced: None,
        }
    }
}

#[cfg(test)]
mod tests;
