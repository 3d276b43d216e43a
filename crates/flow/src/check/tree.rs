//! What is wrong with a menu or the way to it.

use std::collections::HashSet;

use domain::{
    digit::Digit,
    id::QueueId,
    phone_number::{NumberKind, PhoneNumber},
};

use super::{COMFORTABLE_DEPTH, Code, Inspection, MAX_NAME_CHARS, MAX_TEXT_MESSAGE_BYTES};
use crate::document::{Action, Node, TakeDigits};

impl Inspection<'_> {
    pub(super) fn check_node(&mut self, node: &Node, path: &mut Vec<Digit>) {
        let name = node.name.trim();
        if name.is_empty() {
            self.add(path, "name", Code::NameMissing);
        } else if name.chars().count() > MAX_NAME_CHARS {
            self.add(path, "name", Code::NameTooLong);
        }
        self.check_announcement(&node.announcement, path, "announcement");
        if node.takes.as_ref().is_some_and(|it| !is_sound(it)) {
            self.add(path, "takes", Code::TakesRange);
        }
        match &node.action {
            Action::Menu { children } => self.check_menu(node, children, path),
            Action::End => {
                if node.announcement.is_blank() {
                    self.add(path, "announcement", Code::EndSaysNothing);
                }
            }
            Action::Connect { queue_id, .. } => self.check_queue(*queue_id, path),
            Action::Forward { number } => {
                if !may_be_forwarded_to(number) {
                    self.add(path, "number", Code::ForwardNumber);
                }
            }
            Action::SendText { text } => {
                if text.trim().is_empty() || text_message_bytes(text) > MAX_TEXT_MESSAGE_BYTES {
                    self.add(path, "text", Code::MessageText);
                }
            }
            Action::Voicemail { queue_id, max_seconds } => {
                self.check_queue(*queue_id, path);
                if !(10..=300).contains(max_seconds) {
                    self.add(path, "max_seconds", Code::MessageSeconds);
                }
            }
        }
    }

    fn check_queue(&mut self, queue: Option<QueueId>, path: &[Digit]) {
        match queue.map(|it| self.around.agents_of.get(&it)) {
            None => self.add(path, "queue_id", Code::QueueMissing),
            Some(None) => self.add(path, "queue_id", Code::QueueUnknown),
            Some(Some(0)) => self.add(path, "queue_id", Code::QueueWithoutAgents),
            Some(Some(_)) => {}
        }
    }

    fn check_menu(&mut self, node: &Node, children: &[Node], path: &mut Vec<Digit>) {
        if children.is_empty() {
            self.add(path, "action", Code::MenuEmpty);
        }
        if path.len() == COMFORTABLE_DEPTH {
            self.add(path, "action", Code::TooDeep);
        }
        // Words the company wrote replace the guide that would name every key. A sound may say anything.
        let guide = Some(node.announcement.text.trim())
            .filter(|it| !it.is_empty() && node.takes.is_none() && node.announcement.sound_id.is_none());
        let mut seen = HashSet::new();
        let twice: HashSet<Digit> =
            children.iter().map(|it| it.digit).filter(|it| !seen.insert(*it)).collect();
        for child in children {
            path.push(child.digit);
            // Shown on both rows (ARS-08).
            if twice.contains(&child.digit) {
                self.add(path, "digit", Code::DigitTwice);
            }
            if !child.digit.as_char().is_ascii_digit() {
                self.add(path, "digit", Code::DigitReserved);
            } else if guide.is_some_and(|it| !it.contains(child.digit.as_char())) {
                self.add(path, "digit", Code::KeyNotTold);
            }
            self.check_node(child, path);
            path.pop();
        }
    }
}

fn is_sound(takes: &TakeDigits) -> bool {
    let name = takes.label.trim().chars().count();
    (1..=MAX_NAME_CHARS).contains(&name) && 1 <= takes.min && takes.min <= takes.max && takes.max <= 20
}

fn may_be_forwarded_to(number: &str) -> bool {
    PhoneNumber::parse(number).is_ok_and(|it| !matches!(it.kind(), NumberKind::Special | NumberKind::Other))
}

/// As telephone companies count: a Hangul syllable is two bytes.
fn text_message_bytes(text: &str) -> usize {
    text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum()
}
