//! One caller's walk through a scenario.
//!
//! The session does not know how its caller is reached: it says sentences, names choices, and is told when they
//! were heard, which key was pressed, and what became of the wait for an agent. [`Medium`] only tells whether the
//! caller listens or reads.

mod callback;
mod digits;
mod elsewhere;
mod menu;
mod wait;

use std::{collections::VecDeque, sync::Arc};

use domain::{
    digit::Digit, end_reason::EndReason, id::QueueId, phone_number::PhoneNumber, queue_visit::VisitOutcome,
    time,
};
use jiff::Timestamp;

use self::{callback::Asking, wait::Wait};
use crate::{
    document::{Node, Scenario},
    medium::Medium,
    utterance::Utterance,
    wording::Wording,
};

#[derive(Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    caller: Caller,
    /// Somebody has opened or closed the company by hand.
    forced: Option<bool>,
    path: Vec<Digit>,
    step: Step,
    /// What is being typed: digits asked for, or a number to call back.
    typed: Vec<Digit>,
    /// The number that was read back and will be called if it is right.
    callback_number: Option<PhoneNumber>,
    place: Option<PlaceInQueue>,
    says: u64,
    outputs: VecDeque<Output>,
}

#[derive(Debug, Clone)]
pub struct Caller {
    /// `None`: withheld, or no telephone.
    pub number: Option<PhoneNumber>,
    pub medium: Medium,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    Begin,
    /// A `Say` was heard to its end.
    Said {
        say: SayId,
    },
    Digit(Digit),
    /// Nobody is signed in for the queue the session connects to or waits in, or the queue is gone.
    Unstaffed,
    /// An agent's phone rings, or has stopped ringing.
    Ringing(bool),
    /// An agent talks to the caller.
    Connected,
    /// The agent was lost; the caller waits again.
    Returned,
    /// Where the caller stands in the queue now.
    Place(PlaceInQueue),
    /// The number the caller was forwarded to has answered.
    Forwarded,
    ForwardFailed,
    /// The message is complete without a key: a chat sends it whole.
    MessageDone,
    Tick,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceInQueue {
    /// 1 for the next to be served.
    pub place: u32,
    /// `None` while too few calls were answered to tell.
    pub estimate_seconds: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Say these; the caller may press any of `choices` meanwhile.
    Say { say: SayId, utterances: Vec<Utterance>, choices: Vec<Choice> },
    /// Nothing to say for now: music.
    Music,
    /// Break off what is being said: the caller types.
    Silence,
    /// The caller stands in this menu; names from the outermost in, the root left out.
    Entered { path: Vec<String> },
    /// Wait for an agent of this queue.
    Connect { queue: QueueId },
    /// Stop waiting.
    LeaveQueue { outcome: VisitOutcome },
    /// Keep a callback request. `keeps_place`: the caller waits in the queue, and the request takes the place over.
    RequestCallback { queue: QueueId, number: PhoneNumber, keeps_place: bool },
    /// The caller typed what was asked for.
    DigitsTaken { label: String, digits: String },
    /// Call this number and join the two.
    Forward { number: String },
    /// Send this to the calling number.
    SendText { text: String },
    /// A tone, then the caller's words count as a message until [`Self::MessageTaken`], or until he hangs up.
    TakeMessage,
    /// The message is complete: for this queue's agents, who call this number back.
    MessageTaken { queue: QueueId, number: PhoneNumber },
    /// Hang up.
    End { reason: EndReason },
}

/// Numbers what is said, so that the end of one sentence is not taken for the end of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SayId(pub u64);

/// A key the caller may press and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub digit: Digit,
    pub name: String,
}

/// What the session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaiting {
    /// One of the choices last offered.
    Key,
    /// Several digits, ended by `#`.
    Digits,
    Message,
    Agent,
    /// It talks, or is over.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    NotBegun,
    /// Reading out the menu at `path`, or waiting for a key since it was read.
    InMenu(Listening),
    /// Taking the digits the node at `path` asks for.
    Taking(Listening),
    /// In the queue.
    Waiting(Wait),
    /// Offering a callback, in the queue or instead of it.
    Asking(Asking),
    /// Leaving a message: being asked for it, or speaking since the tone.
    Voicemail {
        queue: QueueId,
        speaking: Option<SayId>,
        until: Option<Timestamp>,
    },
    /// Being told of the other number, or hearing it ring.
    Forwarding {
        speaking: Option<SayId>,
        until: Option<Timestamp>,
    },
    /// With an agent of the queue, or with whom the call was forwarded to.
    Talking {
        queue: Option<QueueId>,
    },
    /// Last words.
    Closing {
        speaking: SayId,
        reason: EndReason,
    },
    Ended,
}

/// A question was asked and an answer is awaited.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Listening {
    speaking: Option<SayId>,
    /// Runs from the moment the question was heard. Readers have all the time they want.
    until: Option<Timestamp>,
    tries: u32,
}

impl Session {
    pub fn new(scenario: Arc<Scenario>, caller: Caller, forced: Option<bool>) -> Self {
        Self {
            scenario,
            caller,
            forced,
            path: vec![],
            step: Step::NotBegun,
            typed: vec![],
            callback_number: None,
            place: None,
            says: 0,
            outputs: VecDeque::new(),
        }
    }

    pub fn handle(&mut self, now: Timestamp, input: Input) {
        match input {
            Input::Begin => self.begin(now),
            Input::Said { say } => self.said(now, say),
            Input::Digit(digit) => self.pressed(now, digit),
            Input::Unstaffed => self.unstaffed(),
            Input::Ringing(ringing) => {
                if let Some(wait) = self.wait_mut() {
                    wait.ringing = ringing;
                }
            }
            Input::Connected => {
                if let Some(queue) = self.wait_mut().map(|it| it.queue) {
                    self.step = Step::Talking { queue: Some(queue) };
                }
            }
            Input::Returned => {
                if let Step::Talking { queue: Some(queue) } = self.step {
                    self.wait(now, queue, None);
                    self.outputs.push_back(Output::Music);
                }
            }
            Input::Place(place) => self.place = Some(place),
            Input::Forwarded => {
                if let Step::Forwarding { .. } = self.step {
                    self.step = Step::Talking { queue: None };
                }
            }
            Input::ForwardFailed => self.forward_failed(),
            Input::MessageDone => self.end_message(),
            Input::Tick => self.act_when_due(now),
        }
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        match self.step {
            Step::InMenu(Listening { until, .. })
            | Step::Taking(Listening { until, .. })
            | Step::Asking(Asking { listening: Listening { until, .. }, .. })
            | Step::Voicemail { until, .. }
            | Step::Forwarding { until, .. } => until,
            Step::Waiting(wait) => {
                Some(wait.limit.map_or(wait.next_notice, |limit| limit.min(wait.next_notice)))
            }
            Step::NotBegun | Step::Talking { .. } | Step::Closing { .. } | Step::Ended => None,
        }
    }

    pub fn awaiting(&self) -> Awaiting {
        match self.step {
            Step::InMenu(_) => Awaiting::Key,
            Step::Asking(asking) if asking.is_typing() => Awaiting::Digits,
            Step::Asking(_) => Awaiting::Key,
            Step::Taking(_) => Awaiting::Digits,
            Step::Voicemail { .. } => Awaiting::Message,
            Step::Waiting(_) | Step::Forwarding { .. } => Awaiting::Agent,
            Step::NotBegun | Step::Talking { .. } | Step::Closing { .. } | Step::Ended => Awaiting::Nothing,
        }
    }

    /// Keys from the root to the menu the caller stands in.
    pub fn path(&self) -> &[Digit] {
        &self.path
    }

    /// Whether the caller would like to know his place now: give it as [`Input::Place`] before the next `Tick`.
    pub fn wants_place(&self) -> bool {
        let notice = self.scenario.queue_notice;
        (notice.position || notice.estimate) && matches!(self.step, Step::Waiting(_))
    }

    fn begin(&mut self, now: Timestamp) {
        if self.step != Step::NotBegun {
            return;
        }
        let scenario = Arc::clone(&self.scenario);
        let wording = Wording::new(&scenario, self.caller.medium);
        let openness = scenario.hours.openness_unless(self.forced, time::local(now));
        match wording.closed(&openness) {
            Some(closed) => self.close(vec![closed], EndReason::Closed),
            None => self.enter(now, vec![wording.welcome()]),
        }
    }

    fn said(&mut self, now: Timestamp, said: SayId) {
        let patience = self.patience(now);
        match &mut self.step {
            Step::InMenu(listening) | Step::Taking(listening) => {
                listening.heard(said, patience);
            }
            Step::Asking(asking) => {
                // Music again for whoever thinks it over in the queue.
                if asking.listening.heard(said, patience) && asking.wait.is_some() {
                    self.outputs.push_back(Output::Music);
                }
            }
            Step::Waiting(wait) if wait.speaking == Some(said) => {
                wait.speaking = None;
                self.outputs.push_back(Output::Music);
            }
            Step::Voicemail { queue, speaking: Some(speaking), .. } if *speaking == said => {
                let queue = *queue;
                self.begin_message(now, queue);
            }
            Step::Forwarding { speaking: Some(speaking), .. } if *speaking == said => self.dial_on(now),
            Step::Closing { speaking, reason } if *speaking == said => {
                let reason = *reason;
                self.step = Step::Ended;
                self.outputs.push_back(Output::End { reason });
            }
            Step::NotBegun
            | Step::Waiting(_)
            | Step::Voicemail { .. }
            | Step::Forwarding { .. }
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => {}
        }
    }

    fn pressed(&mut self, now: Timestamp, digit: Digit) {
        match self.step {
            Step::InMenu(listening) => self.choose(now, digit, listening.tries),
            Step::Taking(listening) => self.type_digit(now, digit, listening),
            Step::Asking(asking) => self.answer_offer(now, digit, asking),
            Step::Voicemail { .. } if digit.as_char() == '#' => self.end_message(),
            Step::NotBegun
            | Step::Waiting(_)
            | Step::Voicemail { .. }
            | Step::Forwarding { .. }
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => {}
        }
    }

    fn act_when_due(&mut self, now: Timestamp) {
        if self.poll_timeout().is_none_or(|due| now < due) {
            return;
        }
        match self.step {
            Step::InMenu(listening) => match self.node() {
                Some(node) => self.try_again(&node, listening.tries, vec![]),
                None => self.close(vec![], EndReason::Failed),
            },
            Step::Taking(listening) => self.finish_digits(now, listening),
            Step::Waiting(wait) => self.act_while_waiting(now, wait),
            Step::Asking(asking) => self.offer_unanswered(now, asking),
            Step::Voicemail { .. } => self.end_message(),
            Step::Forwarding { .. } => self.forward_failed(),
            Step::NotBegun | Step::Talking { .. } | Step::Closing { .. } | Step::Ended => {}
        }
    }

    /// The running stay in the queue, if there is one.
    fn wait_mut(&mut self) -> Option<&mut Wait> {
        match &mut self.step {
            Step::Waiting(wait) => Some(wait),
            Step::Asking(asking) => asking.wait.as_mut(),
            Step::NotBegun
            | Step::InMenu(_)
            | Step::Taking(_)
            | Step::Voicemail { .. }
            | Step::Forwarding { .. }
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => None,
        }
    }

    fn node(&self) -> Option<Node> {
        self.scenario.root.find(&self.path).cloned()
    }

    fn wording<'s>(&self, scenario: &'s Scenario) -> Wording<'s> {
        Wording::new(scenario, self.caller.medium)
    }

    /// Until when a key is awaited that is asked for now.
    fn patience(&self, now: Timestamp) -> Option<Timestamp> {
        match self.caller.medium {
            Medium::Voice => Some(time::after_ms(now, i64::from(self.scenario.digit_wait_seconds) * 1_000)),
            Medium::Text => None,
        }
    }

    fn say_goodbye(&mut self, reason: EndReason) {
        let goodbye = self.wording(&self.scenario).goodbye();
        self.close(vec![goodbye], reason);
    }

    /// Last words, then the end.
    fn close(&mut self, utterances: Vec<Utterance>, reason: EndReason) {
        if utterances.is_empty() {
            self.step = Step::Ended;
            self.outputs.push_back(Output::End { reason });
        } else {
            let speaking = self.say(utterances, vec![]);
            self.step = Step::Closing { speaking, reason };
        }
    }

    fn say(&mut self, utterances: Vec<Utterance>, choices: Vec<Choice>) -> SayId {
        self.says += 1;
        let say = SayId(self.says);
        self.outputs.push_back(Output::Say { say, utterances, choices });
        say
    }
}

impl Listening {
    fn to(say: SayId, tries: u32) -> Self {
        Self { speaking: Some(say), until: None, tries }
    }

    /// The time to answer runs, if it was the question that was heard.
    fn heard(&mut self, said: SayId, patience: Option<Timestamp>) -> bool {
        let is_it = self.speaking == Some(said);
        if is_it {
            self.speaking = None;
            self.until = patience;
        }
        is_it
    }
}

#[cfg(test)]
mod tests;
