//! Menus: what the caller hears there and where a key leads.

use std::sync::Arc;

use domain::{digit::Digit, end_reason::EndReason};
use jiff::Timestamp;

use super::{Choice, Listening, Output, Session, Step};
use crate::{
    document::{Action, Node},
    text,
    utterance::Utterance,
};

impl Session {
    /// Comes to the node at `path`: takes what it asks for, then does what it says, `before` first.
    pub(super) fn enter(&mut self, now: Timestamp, before: Vec<Utterance>) {
        let Some(node) = self.node() else { return self.close(before, EndReason::Failed) };
        // The first menu is where everybody begins; coming back to it is worth telling.
        if !self.path.is_empty() || self.step != Step::NotBegun {
            let scenario = Arc::clone(&self.scenario);
            self.outputs.push_back(Output::Entered { path: self.names(&scenario.root) });
        }
        match &node.takes {
            Some(_) => self.ask_for_digits(before, &node, 0),
            None => self.act(now, before, &node),
        }
    }

    /// Does what the node says. What it announces was said already where it asked for digits.
    pub(super) fn act(&mut self, now: Timestamp, mut before: Vec<Utterance>, node: &Node) {
        let scenario = Arc::clone(&self.scenario);
        let wording = self.wording(&scenario);
        let announced = match node.takes {
            Some(_) => None,
            None => wording.written(&node.announcement),
        };
        match &node.action {
            Action::Menu { children } => match (self.guide(node), children.as_slice()) {
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
                before.extend(announced);
                before.push(wording.goodbye());
                self.close(before, EndReason::ScenarioEnded);
            }
            Action::Connect { queue_id: None, .. } => self.close(before, EndReason::Failed),
            Action::Connect { queue_id: Some(queue), .. } => {
                before.extend(announced);
                before.push(wording.connecting());
                let say = self.say(before, vec![]);
                self.wait(now, *queue, Some(say));
                self.outputs.push_back(Output::Connect { queue: *queue });
            }
            Action::Forward { number } => {
                before.extend(announced);
                self.announce_forward(before, number);
            }
            Action::SendText { text } => {
                before.extend(announced);
                self.send_text(before, text);
            }
            Action::Voicemail { queue_id: None, .. } => self.close(before, EndReason::Failed),
            Action::Voicemail { queue_id: Some(queue), .. } => {
                before.extend(announced);
                self.offer_message(*queue, before);
            }
        }
    }

    pub(super) fn choose(&mut self, now: Timestamp, digit: Digit, tries: u32) {
        let Some(node) = self.node() else { return };
        match digit.as_char() {
            // 이전 메뉴.
            '*' if !self.path.is_empty() => {
                self.path.pop();
                self.climb_past_transparent();
                self.enter(now, vec![]);
            }
            // 다시 듣기.
            '#' => self.ask(self.guide(&node).into_iter().collect(), &node, tries),
            _ if node.children().iter().any(|it| it.digit == digit) => {
                self.path.push(digit);
                self.enter(now, vec![]);
            }
            _ => {
                let wrong = self.wording(&self.scenario).own(text::WRONG_KEY);
                self.try_again(&node, tries, vec![wrong]);
            }
        }
    }

    pub(super) fn try_again(&mut self, node: &Node, tries: u32, mut before: Vec<Utterance>) {
        if tries >= self.scenario.repeats {
            return self.say_goodbye(EndReason::ScenarioEnded);
        }
        before.extend(self.guide(node));
        self.ask(before, node, tries + 1);
    }

    fn ask(&mut self, utterances: Vec<Utterance>, node: &Node, tries: u32) {
        let choices =
            node.children().iter().map(|it| Choice { digit: it.digit, name: it.name.clone() }).collect();
        let say = self.say(utterances, choices);
        self.step = Step::InMenu(Listening::to(say, tries));
    }

    /// What a menu says. Its own words, unless they asked for digits.
    fn guide(&self, node: &Node) -> Option<Utterance> {
        let wording = self.wording(&self.scenario);
        match node.takes {
            Some(_) => text::guide(node, self.caller.medium).map(|it| wording.own(it)),
            None => wording.menu(node),
        }
    }

    /// Leaves menus that say nothing and lead on by themselves, or going back would bounce.
    fn climb_past_transparent(&mut self) {
        while let Some(node) = self.node() {
            let transparent =
                node.children().len() == 1 && node.takes.is_none() && self.guide(&node).is_none();
            if !transparent || self.path.pop().is_none() {
                return;
            }
        }
    }

    fn names(&self, root: &Node) -> Vec<String> {
        (1..=self.path.len())
            .filter_map(|n| root.find(&self.path[..n]))
            .map(|node| node.name.clone())
            .collect()
    }
}
