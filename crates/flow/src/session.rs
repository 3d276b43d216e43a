//! One caller's walk through a scenario.
//!
//! The session does not know whether its caller listens or reads: it says sentences, names choices, and is told
//! when they were heard, which key was pressed, and what became of the wait for an agent.

use std::{collections::VecDeque, sync::Arc};

use domain::{digit::Digit, end_reason::EndReason, id::QueueId, queue_visit::VisitOutcome, time};
use jiff::Timestamp;

use crate::{
    document::{Action, AfterWait, Node, Scenario},
    hours::Openness,
    text,
};

/// How often somebody who waits hears that he is not forgotten.
const WAITING_EVERY_MS: i64 = 30_000;
/// A wait limit that falls due while an agent's phone rings is looked at again after this long.
const RINGING_PATIENCE_MS: i64 = 5_000;

#[derive(Debug)]
pub struct Session {
    scenario: Arc<Scenario>,
    can_call_back: bool,
    path: Vec<Digit>,
    step: Step,
    says: u64,
    outputs: VecDeque<Output>,
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
    Tick,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Say these sentences; the caller may press any of `choices` meanwhile.
    Say { say: SayId, texts: Vec<String>, choices: Vec<Choice> },
    /// Nothing to say for now: music.
    Music,
    /// The caller stands in this menu; names from the outermost in, the root left out.
    Entered { path: Vec<String> },
    /// Wait for an agent of this queue.
    Connect { queue: QueueId },
    /// Stop waiting.
    LeaveQueue { outcome: VisitOutcome },
    /// Keep a callback request for the calling number.
    RequestCallback { queue: QueueId },
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

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    NotBegun,
    /// Reading out the menu at `path`, or waiting for a key since it was read.
    InMenu {
        speaking: Option<SayId>,
        until: Option<Timestamp>,
        tries: u32,
    },
    /// In the queue.
    Waiting(Wait),
    /// Nobody is there: the callback is the last offer.
    OfferedInstead {
        queue: QueueId,
        speaking: Option<SayId>,
        until: Option<Timestamp>,
    },
    Talking {
        queue: QueueId,
    },
    /// Last words.
    Closing {
        speaking: SayId,
        reason: EndReason,
    },
    Ended,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Wait {
    queue: QueueId,
    speaking: Option<SayId>,
    next_reminder: Timestamp,
    limit: Option<Timestamp>,
    ringing: bool,
    /// A callback is being offered; the key is awaited until then, once the offer was heard.
    offer: Option<Offer>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Offer {
    until: Option<Timestamp>,
}

impl Session {
    /// `can_call_back`: the caller's number is known, so a callback may be offered.
    pub fn new(scenario: Arc<Scenario>, can_call_back: bool) -> Self {
        Self {
            scenario,
            can_call_back,
            path: vec![],
            step: Step::NotBegun,
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
                if let Step::Waiting(wait) = &mut self.step {
                    wait.ringing = ringing;
                }
            }
            Input::Connected => {
                if let Step::Waiting(Wait { queue, .. }) = self.step {
                    self.step = Step::Talking { queue };
                }
            }
            Input::Returned => {
                if let Step::Talking { queue } = self.step {
                    self.wait(now, queue, None);
                    self.outputs.push_back(Output::Music);
                }
            }
            Input::Tick => self.act_when_due(now),
        }
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        match self.step {
            Step::InMenu { until, .. } | Step::OfferedInstead { until, .. } => until,
            Step::Waiting(wait) => match wait.offer {
                Some(offer) => offer.until,
                None => Some(wait.limit.map_or(wait.next_reminder, |limit| limit.min(wait.next_reminder))),
            },
            Step::NotBegun | Step::Talking { .. } | Step::Closing { .. } | Step::Ended => None,
        }
    }

    fn begin(&mut self, now: Timestamp) {
        if self.step != Step::NotBegun {
            return;
        }
        let scenario = Arc::clone(&self.scenario);
        let openness = scenario.hours.openness(time::local(now));
        match text::closed(&scenario, &openness) {
            Some(closed) => {
                debug_assert!(openness != Openness::Open);
                self.close(vec![closed], EndReason::Closed);
            }
            None => {
                let welcome = text::or_default(&scenario.announcements.welcome, text::WELCOME);
                self.enter(now, vec![welcome]);
            }
        }
    }

    /// Does what the menu at `path` says, `before` first.
    fn enter(&mut self, now: Timestamp, mut before: Vec<String>) {
        let scenario = Arc::clone(&self.scenario);
        let Some(node) = scenario.root.find(&self.path) else {
            return self.close(before, EndReason::Failed);
        };
        // The first menu is where everybody begins; coming back to it is worth telling.
        if !self.path.is_empty() || self.step != Step::NotBegun {
            self.outputs.push_back(Output::Entered { path: self.names(&scenario.root) });
        }
        match &node.action {
            Action::Menu { children } => match (text::menu(node), children.as_slice()) {
                // One branch and nothing to say: straight on (ARS-07).
                (None, [only]) => {
                    self.path.push(only.digit);
                    self.enter(now, before);
                }
                (guide, _) => {
                    before.extend(guide);
                    self.ask(before, node, 0);
                }
            },
            Action::End => {
                before.extend(written(node));
                before.push(text::or_default(&scenario.announcements.goodbye, text::GOODBYE));
                self.close(before, EndReason::ScenarioEnded);
            }
            Action::Connect { queue_id: None } => self.close(before, EndReason::Failed),
            Action::Connect { queue_id: Some(queue) } => {
                before.extend(written(node));
                before.push(text::or_default(&scenario.announcements.connecting, text::CONNECTING));
                let say = self.say(before, vec![]);
                self.wait(now, *queue, Some(say));
                self.outputs.push_back(Output::Connect { queue: *queue });
            }
        }
    }

    fn ask(&mut self, texts: Vec<String>, node: &Node, tries: u32) {
        let choices =
            node.children().iter().map(|it| Choice { digit: it.digit, name: it.name.clone() }).collect();
        let speaking = Some(self.say(texts, choices));
        self.step = Step::InMenu { speaking, until: None, tries };
    }

    fn pressed(&mut self, now: Timestamp, digit: Digit) {
        match self.step {
            Step::InMenu { tries, .. } => self.choose(now, digit, tries),
            Step::Waiting(Wait { queue, offer: Some(_), .. }) => match digit.as_char() {
                '1' => self.take_callback(queue, true),
                '2' => self.wait_on(now),
                _ => {}
            },
            Step::OfferedInstead { queue, .. } => match digit.as_char() {
                '1' => self.take_callback(queue, false),
                '2' => self.say_goodbye(EndReason::Unavailable),
                _ => {}
            },
            Step::NotBegun
            | Step::Waiting(Wait { offer: None, .. })
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => {}
        }
    }

    fn choose(&mut self, now: Timestamp, digit: Digit, tries: u32) {
        let scenario = Arc::clone(&self.scenario);
        let Some(node) = scenario.root.find(&self.path) else { return };
        match digit.as_char() {
            // 이전 메뉴.
            '*' if !self.path.is_empty() => {
                self.path.pop();
                self.climb_past_transparent(&scenario.root);
                self.enter(now, vec![]);
            }
            // 다시 듣기.
            '#' => self.ask(text::menu(node).into_iter().collect(), node, tries),
            _ if node.children().iter().any(|it| it.digit == digit) => {
                self.path.push(digit);
                self.enter(now, vec![]);
            }
            _ => self.try_again(node, tries, vec![text::WRONG_KEY.to_owned()]),
        }
    }

    /// Leaves menus that say nothing and lead on by themselves, or going back would bounce.
    fn climb_past_transparent(&mut self, root: &Node) {
        while let Some(node) = root.find(&self.path) {
            let transparent = node.children().len() == 1 && text::menu(node).is_none();
            if !transparent || self.path.pop().is_none() {
                return;
            }
        }
    }

    fn try_again(&mut self, node: &Node, tries: u32, mut before: Vec<String>) {
        if tries >= self.scenario.repeats {
            return self.say_goodbye(EndReason::ScenarioEnded);
        }
        before.extend(text::menu(node));
        self.ask(before, node, tries + 1);
    }

    fn said(&mut self, now: Timestamp, said: SayId) {
        let key_until = time::after_ms(now, i64::from(self.scenario.digit_wait_seconds) * 1_000);
        match &mut self.step {
            Step::InMenu { speaking, until, .. } | Step::OfferedInstead { speaking, until, .. } => {
                if *speaking == Some(said) {
                    *speaking = None;
                    *until = Some(key_until);
                }
            }
            Step::Waiting(wait) => {
                if wait.speaking == Some(said) {
                    wait.speaking = None;
                    if let Some(offer) = &mut wait.offer {
                        offer.until = Some(key_until);
                    }
                    self.outputs.push_back(Output::Music);
                }
            }
            Step::Closing { speaking, reason } => {
                if *speaking == said {
                    let reason = *reason;
                    self.step = Step::Ended;
                    self.outputs.push_back(Output::End { reason });
                }
            }
            Step::NotBegun | Step::Talking { .. } | Step::Ended => {}
        }
    }

    fn wait(&mut self, now: Timestamp, queue: QueueId, speaking: Option<SayId>) {
        self.step = Step::Waiting(Wait {
            queue,
            speaking,
            next_reminder: time::after_ms(now, WAITING_EVERY_MS),
            limit: Some(time::after_ms(now, self.limit_ms())),
            ringing: false,
            offer: None,
        });
    }

    fn limit_ms(&self) -> i64 {
        i64::from(self.scenario.wait_limit.seconds) * 1_000
    }

    fn unstaffed(&mut self) {
        let Step::Waiting(Wait { queue, .. }) = self.step else { return };
        let shared = &self.scenario.announcements;
        let unavailable = text::or_default(&shared.unavailable, text::UNAVAILABLE);
        if self.scenario.wait_limit.then == AfterWait::OfferCallback && self.can_call_back {
            let offer = text::CALLBACK_INSTEAD.to_owned();
            let speaking = Some(self.say(vec![unavailable, offer], callback_choices()));
            self.step = Step::OfferedInstead { queue, speaking, until: None };
        } else {
            self.close(vec![unavailable], EndReason::Unavailable);
        }
    }

    fn act_when_due(&mut self, now: Timestamp) {
        match self.step {
            Step::InMenu { until: Some(until), tries, .. } if until <= now => {
                let scenario = Arc::clone(&self.scenario);
                match scenario.root.find(&self.path) {
                    Some(node) => self.try_again(node, tries, vec![]),
                    None => self.close(vec![], EndReason::Failed),
                }
            }
            Step::OfferedInstead { until: Some(until), .. } if until <= now => {
                self.say_goodbye(EndReason::Unavailable);
            }
            Step::Waiting(wait) => self.act_while_waiting(now, wait),
            Step::NotBegun
            | Step::InMenu { .. }
            | Step::OfferedInstead { .. }
            | Step::Talking { .. }
            | Step::Closing { .. }
            | Step::Ended => {}
        }
    }

    fn act_while_waiting(&mut self, now: Timestamp, wait: Wait) {
        if let Some(offer) = wait.offer {
            if offer.until.is_some_and(|until| until <= now) {
                self.wait_on(now);
            }
            return;
        }
        if wait.limit.is_some_and(|limit| limit <= now) {
            return self.reach_limit(now, wait);
        }
        if wait.next_reminder <= now {
            let mut wait = Wait { next_reminder: time::after_ms(now, WAITING_EVERY_MS), ..wait };
            // An agent is about to answer, or something is being said already.
            if !wait.ringing && wait.speaking.is_none() {
                let waiting = text::or_default(&self.scenario.announcements.waiting, text::WAITING);
                wait.speaking = Some(self.say(vec![waiting], vec![]));
            }
            self.step = Step::Waiting(wait);
        }
    }

    fn reach_limit(&mut self, now: Timestamp, wait: Wait) {
        if wait.ringing {
            self.step = Step::Waiting(Wait { limit: Some(time::after_ms(now, RINGING_PATIENCE_MS)), ..wait });
            return;
        }
        match self.scenario.wait_limit.then {
            AfterWait::OfferCallback if self.can_call_back => {
                let text =
                    text::or_default(&self.scenario.announcements.callback_offered, text::CALLBACK_OFFERED);
                let speaking = Some(self.say(vec![text], callback_choices()));
                self.step = Step::Waiting(Wait { speaking, offer: Some(Offer { until: None }), ..wait });
            }
            // There is no number to call back, and nobody shall wait beyond the limit for want of one.
            AfterWait::HangUp | AfterWait::OfferCallback => {
                self.outputs.push_back(Output::LeaveQueue { outcome: VisitOutcome::WaitLimit });
                let text = text::or_default(&self.scenario.announcements.wait_limit, text::WAIT_LIMIT);
                self.close(vec![text], EndReason::WaitLimit);
            }
            AfterWait::KeepWaiting => {
                self.step = Step::Waiting(Wait { limit: None, ..wait });
            }
        }
    }

    /// The callback was not wanted: music again, and the offer once more after another full limit.
    fn wait_on(&mut self, now: Timestamp) {
        let limit = Some(time::after_ms(now, self.limit_ms()));
        if let Step::Waiting(wait) = &mut self.step {
            wait.offer = None;
            wait.limit = limit;
            wait.next_reminder = time::after_ms(now, WAITING_EVERY_MS);
            if wait.speaking.take().is_some() {
                self.outputs.push_back(Output::Music);
            }
        }
    }

    fn take_callback(&mut self, queue: QueueId, queued: bool) {
        if queued {
            self.outputs.push_back(Output::LeaveQueue { outcome: VisitOutcome::CallbackRequested });
        }
        self.outputs.push_back(Output::RequestCallback { queue });
        let goodbye = text::or_default(&self.scenario.announcements.goodbye, text::GOODBYE);
        self.close(vec![text::CALLBACK_TAKEN.to_owned(), goodbye], EndReason::CallbackRequested);
    }

    fn say_goodbye(&mut self, reason: EndReason) {
        let goodbye = text::or_default(&self.scenario.announcements.goodbye, text::GOODBYE);
        self.close(vec![goodbye], reason);
    }

    /// Last words, then the end.
    fn close(&mut self, texts: Vec<String>, reason: EndReason) {
        if texts.is_empty() {
            self.step = Step::Ended;
            self.outputs.push_back(Output::End { reason });
        } else {
            let speaking = self.say(texts, vec![]);
            self.step = Step::Closing { speaking, reason };
        }
    }

    fn say(&mut self, texts: Vec<String>, choices: Vec<Choice>) -> SayId {
        self.says += 1;
        let say = SayId(self.says);
        self.outputs.push_back(Output::Say { say, texts, choices });
        say
    }

    fn names(&self, root: &Node) -> Vec<String> {
        (1..=self.path.len())
            .filter_map(|n| root.find(&self.path[..n]))
            .map(|node| node.name.clone())
            .collect()
    }
}

fn written(node: &Node) -> Option<String> {
    let text = node.announcement.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn callback_choices() -> Vec<Choice> {
    [(Digit::ONE, "콜백 예약"), (Digit::TWO, "계속 기다리기")]
        .map(|(digit, name)| Choice { digit, name: name.to_owned() })
        .into()
}

#[cfg(test)]
mod tests;
