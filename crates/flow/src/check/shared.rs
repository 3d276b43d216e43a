//! What is wrong beside the tree: hours, limits, shared announcements, tests.

use domain::digit::Digit;

use super::{Code, Inspection, MAX_TESTS};
use crate::{
    document::{Action, Announcement, Node},
    hours::TimeRange,
    scenario_test::{self, Expect},
    text,
};

impl Inspection<'_> {
    pub(super) fn check_hours(&mut self) {
        let hours = &self.scenario.hours;
        for (day, ranges) in hours.weekly.days() {
            let field = || format!("hours/weekly/{}", format!("{day:?}").to_lowercase());
            if ranges.iter().any(is_backwards) {
                self.add(&[], field(), Code::RangeBackwards);
            }
            let mut sorted = ranges.to_vec();
            sorted.sort_unstable();
            if sorted.windows(2).any(|pair| pair[1].from < pair[0].to) {
                self.add(&[], field(), Code::RangesOverlap);
            }
        }
        if hours.lunch.as_ref().is_some_and(is_backwards) {
            self.add(&[], "hours/lunch", Code::RangeBackwards);
        }
        for (index, holiday) in hours.holidays.iter().enumerate() {
            if holiday.name.trim().is_empty() {
                self.add(&[], format!("hours/holidays/{index}"), Code::HolidayNameMissing);
            }
        }
        if hours.weekly.days().iter().all(|(_, ranges)| ranges.is_empty()) {
            self.add(&[], "hours", Code::NeverOpen);
        }
    }

    pub(super) fn check_shared(&mut self) {
        let scenario = self.scenario;
        for (is_sound, field, code) in [
            ((10..=3_600).contains(&scenario.wait_limit.seconds), "wait_limit", Code::WaitLimitRange),
            ((15..=300).contains(&scenario.queue_notice.every_seconds), "queue_notice", Code::NoticeRange),
            (scenario.voice.is_speed_sound(), "voice", Code::SpeedRange),
            ((3..=30).contains(&scenario.digit_wait_seconds), "digit_wait_seconds", Code::DigitWaitRange),
            (scenario.repeats <= 5, "repeats", Code::RepeatsRange),
            (scenario.tests.len() <= MAX_TESTS, "tests", Code::TooManyTests),
        ] {
            if !is_sound {
                self.add(&[], field, code);
            }
        }
        for (field, announcement) in scenario.announcements.all() {
            self.check_announcement(announcement, &[], &format!("announcements/{field}"));
        }
        if !self.tells_of_recording() {
            self.add(&[], "announcements/welcome", Code::RecordingNoticeMissing);
        }
    }

    /// Whether every way to an agent passes an announcement that mentions the recording.
    fn tells_of_recording(&self) -> bool {
        fn connects_untold(node: &Node) -> bool {
            let told = tells(&node.announcement, "");
            match &node.action {
                Action::Menu { children } => !told && children.iter().any(connects_untold),
                Action::Connect { .. } => !told,
                Action::End | Action::Forward { .. } | Action::SendText { .. } | Action::Voicemail { .. } => {
                    false
                }
            }
        }
        let shared = &self.scenario.announcements;
        tells(&shared.welcome, text::WELCOME)
            || tells(&shared.connecting, text::CONNECTING)
            || !connects_untold(&self.scenario.root)
    }

    pub(super) fn check_tests(&mut self) {
        for (index, test) in self.scenario.tests.iter().enumerate() {
            let has_other_keys = test.digits.chars().any(|it| Digit::try_from(it).is_err());
            let expects_nothing = match &test.expect {
                Expect::Says { text } => text.trim().is_empty(),
                Expect::Queue { .. } | Expect::Ends { .. } => false,
            };
            if test.name.trim().is_empty() || has_other_keys || expects_nothing {
                self.add(&[], format!("tests/{index}"), Code::TestUnfinished);
            }
        }
        // A tree with a key of two meanings has no one way to walk, and too many tests are not run at all.
        if self.found.iter().any(|it| matches!(it.code, Code::DigitTwice | Code::TooManyTests)) {
            return;
        }
        for (index, result) in scenario_test::run(self.scenario).into_iter().enumerate() {
            if !result.passed {
                self.add(&[], format!("tests/{index}"), Code::TestFailed);
            }
        }
    }
}

/// Whether the words mention the recording. A sound says what its words say.
fn tells(announcement: &Announcement, default: &str) -> bool {
    let text = if announcement.is_blank() { default } else { &announcement.text };
    ["녹음", "녹취"].iter().any(|it| text.contains(it))
}

fn is_backwards(range: &TimeRange) -> bool {
    range.from >= range.to
}
