//! What one scenario says at each place: what the company wrote or recorded, or else the default of the place.
//! Every sentence the interpreter can say is listed by [`spoken`], so that publishing can turn all of them into
//! sound beforehand.

use domain::digit::Digit;

use crate::{
    document::{Action, Announcement, Node, Scenario},
    hours::Openness,
    medium::Medium,
    text,
    utterance::Utterance,
};

#[derive(Debug, Clone, Copy)]
pub struct Wording<'s> {
    scenario: &'s Scenario,
    medium: Medium,
}

impl<'s> Wording<'s> {
    pub fn new(scenario: &'s Scenario, medium: Medium) -> Self {
        Self { scenario, medium }
    }

    pub fn welcome(self) -> Utterance {
        self.shared(&self.scenario.announcements.welcome, text::WELCOME)
    }

    /// What callers hear outside the hours. `None` while open.
    pub fn closed(self, openness: &Openness) -> Option<Utterance> {
        let shared = &self.scenario.announcements;
        match openness {
            Openness::Open => None,
            Openness::AfterHours => Some(self.after_hours()),
            Openness::LunchBreak { .. } => Some(self.shared(&shared.lunch_break, text::LUNCH_BREAK)),
            Openness::Holiday { .. } => Some(self.shared(&shared.holiday, text::HOLIDAY)),
        }
    }

    /// The written text, or one generated from the hours (ARS-10).
    pub fn after_hours(self) -> Utterance {
        self.shared(&self.scenario.announcements.after_hours, &text::after_hours(self.scenario))
    }

    pub fn connecting(self) -> Utterance {
        self.shared(&self.scenario.announcements.connecting, text::CONNECTING)
    }

    pub fn waiting(self) -> Utterance {
        self.shared(&self.scenario.announcements.waiting, text::WAITING)
    }

    pub fn wait_limit(self) -> Utterance {
        self.shared(&self.scenario.announcements.wait_limit, text::WAIT_LIMIT)
    }

    pub fn callback_offered(self) -> Utterance {
        let default = match self.medium {
            Medium::Voice => text::CALLBACK_OFFERED,
            Medium::Text => text::CALLBACK_OFFERED_IN_TEXT,
        };
        self.shared(&self.scenario.announcements.callback_offered, default)
    }

    /// Follows [`Self::unavailable`].
    pub fn callback_instead(self) -> Utterance {
        self.own(match self.medium {
            Medium::Voice => text::CALLBACK_INSTEAD,
            Medium::Text => text::CALLBACK_INSTEAD_IN_TEXT,
        })
    }

    pub fn goodbye(self) -> Utterance {
        self.shared(&self.scenario.announcements.goodbye, text::GOODBYE)
    }

    pub fn unavailable(self) -> Utterance {
        self.shared(&self.scenario.announcements.unavailable, text::UNAVAILABLE)
    }

    /// What a menu says: its own words, or a guide made from its branches. `None`: straight on (ARS-07).
    pub fn menu(self, node: &Node) -> Option<Utterance> {
        self.written(&node.announcement).or_else(|| Some(self.own(text::guide(node, self.medium)?)))
    }

    /// What the company put at this place; `None` where it put nothing.
    pub fn written(self, announcement: &Announcement) -> Option<Utterance> {
        (!announcement.is_blank()).then(|| Utterance {
            text: announcement.text.trim().to_owned(),
            voice: self.scenario.voice,
            sound: announcement.sound_id,
        })
    }

    pub fn asks_for_digits(self, node: &Node) -> Utterance {
        self.written(&node.announcement).unwrap_or_else(|| {
            self.own(match self.medium {
                Medium::Voice => text::DIGITS_ASKED,
                Medium::Text => text::DIGITS_ASKED_IN_TEXT,
            })
        })
    }

    /// Follows what the menu announces.
    pub fn asks_for_message(self) -> Utterance {
        self.own(match self.medium {
            Medium::Voice => text::VOICEMAIL,
            Medium::Text => text::VOICEMAIL_IN_TEXT,
        })
    }

    pub fn asks_for_number(self) -> Utterance {
        self.own(match self.medium {
            Medium::Voice => text::CALLBACK_TYPE,
            Medium::Text => text::CALLBACK_WRITE,
        })
    }

    /// Reads a number back and asks whether it is right.
    pub fn confirms_number(self, digits: &[Digit], shown: &str) -> Vec<Utterance> {
        match self.medium {
            Medium::Voice => [self.own(text::CALLBACK_NUMBER)]
                .into_iter()
                .chain(digits.iter().map(|it| self.own(text::digit(*it))))
                .chain([self.own(text::CALLBACK_CONFIRM)])
                .collect(),
            Medium::Text => vec![self.own(format!("{shown}, 이 번호가 맞나요?"))],
        }
    }

    /// A sentence of Naru's own.
    pub fn own(self, text: impl Into<String>) -> Utterance {
        Utterance::own(text, self.scenario.voice)
    }

    fn shared(self, announcement: &Announcement, default: &str) -> Utterance {
        self.written(announcement).unwrap_or_else(|| self.own(default))
    }
}

/// Everything that may be heard in this scenario.
pub fn spoken(scenario: &Scenario) -> Vec<Utterance> {
    let wording = Wording::new(scenario, Medium::Voice);
    let mut all = vec![
        wording.welcome(),
        wording.after_hours(),
        wording.shared(&scenario.announcements.lunch_break, text::LUNCH_BREAK),
        wording.shared(&scenario.announcements.holiday, text::HOLIDAY),
        wording.connecting(),
        wording.waiting(),
        wording.wait_limit(),
        wording.callback_offered(),
        wording.goodbye(),
        wording.unavailable(),
    ];
    let own = [
        text::WRONG_KEY,
        text::CALLBACK_INSTEAD,
        text::CALLBACK_NUMBER,
        text::CALLBACK_CONFIRM,
        text::CALLBACK_TYPE,
        text::CALLBACK_NOT_A_NUMBER,
        text::CALLBACK_TAKEN,
    ];
    all.extend(own.map(|it| wording.own(it)));
    let digits = "0123456789".chars().filter_map(|it| Digit::try_from(it).ok());
    all.extend(digits.map(|it| wording.own(text::digit(it))));
    if scenario.queue_notice.position {
        all.extend((1..=text::LAST_PLACE + 1).map(|it| wording.own(text::position(it))));
    }
    if scenario.queue_notice.estimate {
        all.extend((1..=text::LAST_MINUTE + 1).map(|it| wording.own(text::estimate(it * 60))));
    }
    scenario.root.walk(&mut |node| spoken_at(wording, node, &mut all));
    all.sort_unstable_by(|a, b| (&a.text, a.sound).cmp(&(&b.text, b.sound)));
    all.dedup();
    all
}

fn spoken_at(wording: Wording<'_>, node: &Node, all: &mut Vec<Utterance>) {
    if node.takes.is_some() {
        all.extend([wording.asks_for_digits(node), wording.own(text::DIGITS_WRONG)]);
        if let Action::Menu { .. } = node.action {
            all.extend(text::guide(node, Medium::Voice).map(|it| wording.own(it)));
        }
    }
    match node.action {
        Action::Menu { .. } => all.extend(wording.menu(node)),
        Action::Voicemail { .. } => {
            all.extend(wording.written(&node.announcement));
            all.extend([wording.asks_for_message(), wording.own(text::VOICEMAIL_TAKEN)]);
        }
        Action::End | Action::Connect { .. } => all.extend(wording.written(&node.announcement)),
        Action::Forward { .. } => {
            all.extend(wording.written(&node.announcement));
            all.extend([text::FORWARDING, text::FORWARD_FAILED].map(|it| wording.own(it)));
        }
        Action::SendText { .. } => {
            all.extend(wording.written(&node.announcement));
            all.push(wording.own(text::TEXT_NEEDS_MOBILE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_company_wrote_replaces_the_default_and_keeps_its_voice() {
        let mut scenario = Scenario::starter();
        scenario.voice.language = domain::speech::SpeechLanguage::English;
        let default = Wording::new(&scenario, Medium::Voice).welcome();
        assert_eq!(default.voice, domain::speech::Voice::KOREAN, "Naru's own sentences are Korean");
        scenario.announcements.welcome.text = " Welcome. ".into();
        let written = Wording::new(&scenario, Medium::Voice).welcome();
        assert_eq!((written.text.as_str(), written.voice), ("Welcome.", scenario.voice));
    }
}
