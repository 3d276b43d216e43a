//! What is wrong with a scenario, and what is merely unwise. Errors block publishing; warnings are shown beside
//! the row they concern.

mod shared;
mod tree;

use std::collections::HashMap;

use domain::{
    digit::Digit,
    id::{QueueId, SoundId},
    words,
};

use crate::{
    document::{Announcement, SCHEMA, Scenario},
    utterance,
};

pub const MAX_TEXT_CHARS: usize = 1_000;
pub const MAX_NAME_CHARS: usize = 60;
/// Levels beyond which callers get lost; a warning, not a limit.
pub const COMFORTABLE_DEPTH: usize = 3;
pub const MAX_NODES: usize = 1_000;
/// A long text message (LMS), as telephone companies count.
pub const MAX_TEXT_MESSAGE_BYTES: usize = 2_000;
pub const MAX_TESTS: usize = 100;
/// Longer than anybody listens to one announcement.
const LONGEST_PATIENCE_MS: i64 = 60_000;

/// Something found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Keys from the root to the menu concerned; empty for the root and for shared settings.
    pub path: Vec<Digit>,
    /// The field concerned, as it is named in the document, such as `digit` or `hours/weekly/monday`.
    pub field: String,
    pub code: Code,
}

words! {
    pub enum Code {
        SchemaUnknown = "schema_unknown",
        TooManyMenus = "too_many_menus",
        NameMissing = "name_missing",
        NameTooLong = "name_too_long",
        TextTooLong = "text_too_long",
        /// A key leads to two menus (ARS-08).
        DigitTwice = "digit_twice",
        /// `*` and `#` go back and repeat; they cannot lead to a menu.
        DigitReserved = "digit_reserved",
        MenuEmpty = "menu_empty",
        QueueMissing = "queue_missing",
        /// The queue has been deleted.
        QueueUnknown = "queue_unknown",
        RangeBackwards = "range_backwards",
        RangesOverlap = "ranges_overlap",
        WaitLimitRange = "wait_limit_range",
        DigitWaitRange = "digit_wait_range",
        RepeatsRange = "repeats_range",
        HolidayNameMissing = "holiday_name_missing",
        NoticeRange = "notice_range",
        SpeedRange = "speed_range",
        /// The sound has been deleted.
        SoundUnknown = "sound_unknown",
        /// What is typed has no name, or its lengths are no lengths.
        TakesRange = "takes_range",
        /// A call cannot be forwarded there: no number, or an emergency line.
        ForwardNumber = "forward_number",
        /// A text message is empty, or longer than a long message may be.
        MessageText = "message_text",
        MessageSeconds = "message_seconds",
        TooManyTests = "too_many_tests",
        /// A test lacks what it expects.
        TestUnfinished = "test_unfinished",
        /// A test does not hold.
        TestFailed = "test_failed",

        // Warnings from here on.
        QueueWithoutAgents = "queue_without_agents",
        TooDeep = "too_deep",
        NeverOpen = "never_open",
        /// Nobody is told of this key: the written guide does not name it.
        KeyNotTold = "key_not_told",
        /// Longer than a minute: nobody listens that long.
        TooLongToHear = "too_long_to_hear",
        /// An End without a word leaves the caller puzzled.
        EndSaysNothing = "end_says_nothing",
        /// Calls are recorded from the answer on, and no announcement tells the caller.
        RecordingNoticeMissing = "recording_notice_missing",
    }
}

impl Code {
    pub fn blocks_publishing(self) -> bool {
        !matches!(
            self,
            Self::QueueWithoutAgents
                | Self::TooDeep
                | Self::NeverOpen
                | Self::KeyNotTold
                | Self::TooLongToHear
                | Self::EndSaysNothing
                | Self::RecordingNoticeMissing
        )
    }
}

/// What a document refers to.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The tenant's queues with the number of agents serving each.
    pub agents_of: HashMap<QueueId, usize>,
    /// The sounds of its library, with their lengths in milliseconds.
    pub sounds: HashMap<SoundId, i64>,
}

/// Checks a document against itself, its tests, and what it refers to.
pub fn check(scenario: &Scenario, around: &Surroundings) -> Vec<Finding> {
    let mut inspection = Inspection { scenario, around, found: vec![] };
    if scenario.schema != SCHEMA {
        inspection.add(&[], "schema", Code::SchemaUnknown);
    }
    let mut nodes = 0;
    scenario.root.walk(&mut |_| nodes += 1);
    if nodes > MAX_NODES {
        inspection.add(&[], "root", Code::TooManyMenus);
        return inspection.found;
    }
    inspection.check_node(&scenario.root, &mut vec![]);
    inspection.check_hours();
    inspection.check_shared();
    inspection.check_tests();
    inspection.found
}

struct Inspection<'a> {
    scenario: &'a Scenario,
    around: &'a Surroundings,
    found: Vec<Finding>,
}

impl Inspection<'_> {
    fn add(&mut self, path: &[Digit], field: impl Into<String>, code: Code) {
        self.found.push(Finding { path: path.to_vec(), field: field.into(), code });
    }

    fn check_announcement(&mut self, announcement: &Announcement, path: &[Digit], field: &str) {
        if announcement.text.chars().count() > MAX_TEXT_CHARS {
            self.add(path, field, Code::TextTooLong);
        }
        let lasts_ms = match announcement.sound_id {
            Some(sound) => self.around.sounds.get(&sound).copied(),
            None => Some(utterance::about_ms(&announcement.text, self.scenario.voice)),
        };
        match lasts_ms {
            None => self.add(path, field, Code::SoundUnknown),
            Some(ms) if ms > LONGEST_PATIENCE_MS => self.add(path, field, Code::TooLongToHear),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Action, Node, TakeDigits},
        hours::TimeRange,
        scenario_test::{Expect, ScenarioTest},
    };

    fn node(digit: char, name: &str, action: Action) -> Node {
        Node {
            digit: Digit::try_from(digit).unwrap(),
            name: name.into(),
            announcement: Announcement { text: "안내".into(), sound_id: None },
            takes: None,
            action,
        }
    }

    fn findings(scenario: &Scenario) -> Vec<String> {
        let agents_of = HashMap::from([(QueueId::sample(1), 2), (QueueId::sample(2), 0)]);
        let sounds = HashMap::from([(SoundId::sample(1), 70_000)]);
        check(scenario, &Surroundings { agents_of, sounds })
            .into_iter()
            .map(|it| {
                let path: Vec<String> = it.path.iter().map(ToString::to_string).collect();
                format!("/{} {} {}", path.join("/"), it.field, it.code)
            })
            .collect()
    }

    #[test]
    fn both_rows_of_a_shared_key_are_named() {
        let mut scenario = Scenario::starter();
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true };
        scenario.root.action = Action::Menu {
            children: vec![
                node('1', "배송", to(1)),
                node('1', "교환", to(2)),
                node('2', "", to(3)),
                node('#', "결제", Action::Connect { queue_id: None, callback: true }),
                node('3', "빈 메뉴", Action::Menu { children: vec![] }),
            ],
        };
        insta::assert_snapshot!(findings(&scenario).join("\n"));
    }

    #[test]
    fn hours_must_run_forward_and_may_not_overlap() {
        let mut scenario = Scenario::starter();
        scenario.root.action = Action::Connect { queue_id: Some(QueueId::sample(1)), callback: true };
        let monday = &mut scenario.hours.weekly.monday;
        let range = |from, to| TimeRange {
            from: jiff::civil::Time::constant(from, 0, 0, 0),
            to: jiff::civil::Time::constant(to, 0, 0, 0),
        };
        *monday = vec![range(9, 13), range(12, 18), range(20, 19)];
        assert_eq!(
            findings(&scenario),
            ["/ hours/weekly/monday range_backwards", "/ hours/weekly/monday ranges_overlap"]
        );
    }

    #[test]
    fn whoever_is_not_told_of_the_recording_on_the_way_to_an_agent_is_worth_a_warning() {
        let mut scenario = Scenario::starter();
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true };
        scenario.root.action =
            Action::Menu { children: vec![node('1', "배송", to(1)), node('2', "안내", Action::End)] };
        assert_eq!(findings(&scenario), Vec::<String>::new(), "the default welcome tells");
        scenario.announcements.welcome.text = "마루리빙입니다.".into();
        assert_eq!(findings(&scenario), ["/ announcements/welcome recording_notice_missing"]);
        assert!(!Code::RecordingNoticeMissing.blocks_publishing());
        let told: [fn(&mut Scenario) -> &mut String; 4] = [
            |it| &mut it.announcements.welcome.text,
            |it| &mut it.announcements.connecting.text,
            |it| &mut it.root.announcement.text,
            |it| match &mut it.root.action {
                Action::Menu { children } => &mut children[0].announcement.text,
                _ => unreachable!(),
            },
        ];
        for place in told {
            let mut scenario = scenario.clone();
            *place(&mut scenario) = "통화 내용은 녹취됩니다.".into();
            let found = findings(&scenario);
            assert!(!found.iter().any(|it| it.ends_with("recording_notice_missing")), "{found:?}");
        }
    }

    #[test]
    fn a_starter_only_lacks_its_first_menu() {
        assert_eq!(findings(&Scenario::starter()), ["/ action menu_empty"]);
    }

    #[test]
    fn what_cannot_be_forwarded_sent_recorded_or_typed_is_refused() {
        let mut scenario = Scenario::starter();
        let mut odd = node('4', "입력", Action::End);
        odd.takes = Some(TakeDigits { label: "주문번호".into(), min: 5, max: 4 });
        scenario.root.action = Action::Menu {
            children: vec![
                node('1', "신고", Action::Forward { number: "112".into() }),
                node('2', "문자", Action::SendText { text: "가".repeat(1_001) }),
                node('3', "음성", Action::Voicemail { queue_id: None, max_seconds: 5 }),
                odd,
                node('5', "지점", Action::Forward { number: "02-312-3456".into() }),
            ],
        };
        assert_eq!(
            findings(&scenario),
            [
                "/1 number forward_number",
                "/2 text message_text",
                "/3 queue_id queue_missing",
                "/3 max_seconds message_seconds",
                "/4 takes takes_range",
            ]
        );
    }

    #[test]
    fn a_written_guide_that_forgets_a_key_and_an_endless_announcement_are_worth_a_warning() {
        let mut scenario = Scenario::starter();
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true };
        scenario.root.announcement.text = "배송은 1번을 눌러 주세요.".into();
        scenario.root.action =
            Action::Menu { children: vec![node('1', "배송", to(1)), node('2', "환불", to(1))] };
        scenario.announcements.goodbye.sound_id = Some(SoundId::sample(1));
        scenario.announcements.holiday.sound_id = Some(SoundId::sample(2));
        scenario.announcements.lunch_break.text = "점심시간입니다. ".repeat(60);
        assert_eq!(
            findings(&scenario),
            [
                "/2 digit key_not_told",
                "/ announcements/lunch_break too_long_to_hear",
                "/ announcements/holiday sound_unknown",
                "/ announcements/goodbye too_long_to_hear",
            ]
        );
    }

    #[test]
    fn a_red_test_blocks_publishing() {
        let mut scenario = Scenario::starter();
        scenario.root.action = Action::Connect { queue_id: Some(QueueId::sample(1)), callback: true };
        let at = jiff::civil::date(2026, 11, 20).at(14, 30, 0, 0);
        let test = |name: &str, digits: &str, n| ScenarioTest {
            name: name.into(),
            at,
            digits: digits.into(),
            expect: Expect::Queue { queue_id: QueueId::sample(n) },
        };
        scenario.tests = vec![test("바로 연결", "", 1), test("다른 큐", "", 2), test("", "가", 1)];
        assert_eq!(findings(&scenario), ["/ tests/2 test_unfinished", "/ tests/1 test_failed"]);
        assert!(Code::TestFailed.blocks_publishing());
    }
}
