//! What is wrong with a scenario, and what is merely unwise. Errors block publishing; warnings are shown beside
//! the row they concern.

use std::collections::{HashMap, HashSet};

use domain::{digit::Digit, id::QueueId, words};

use crate::{
    document::{Action, Node, SCHEMA, Scenario},
    hours::TimeRange,
    text,
};

pub const MAX_TEXT_CHARS: usize = 1_000;
pub const MAX_NAME_CHARS: usize = 60;
/// Levels beyond which callers get lost; a warning, not a limit.
pub const COMFORTABLE_DEPTH: usize = 3;
pub const MAX_NODES: usize = 1_000;

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

        // Warnings from here on.
        QueueWithoutAgents = "queue_without_agents",
        TooDeep = "too_deep",
        NeverOpen = "never_open",
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
                | Self::EndSaysNothing
                | Self::RecordingNoticeMissing
        )
    }
}

/// Checks a document against itself and against the tenant's queues with the number of agents serving each.
pub fn check(scenario: &Scenario, agents_of: &HashMap<QueueId, usize>) -> Vec<Finding> {
    let mut found = Findings(vec![]);
    if scenario.schema != SCHEMA {
        found.add(&[], "schema", Code::SchemaUnknown);
    }
    let mut nodes = 0;
    scenario.root.walk(&mut |_| nodes += 1);
    if nodes > MAX_NODES {
        found.add(&[], "root", Code::TooManyMenus);
        return found.0;
    }
    check_node(&scenario.root, &mut vec![], agents_of, &mut found);
    check_hours(scenario, &mut found);
    check_shared(scenario, &mut found);
    if !tells_of_recording(scenario) {
        found.add(&[], "announcements/welcome", Code::RecordingNoticeMissing);
    }
    found.0
}

/// Whether every way to an agent passes an announcement that mentions the recording.
fn tells_of_recording(scenario: &Scenario) -> bool {
    fn connects_untold(node: &Node) -> bool {
        let told = mentions_recording(&node.announcement.text);
        match &node.action {
            Action::Menu { children } => !told && children.iter().any(connects_untold),
            Action::Connect { .. } => !told,
            Action::End => false,
        }
    }
    let shared = &scenario.announcements;
    mentions_recording(&text::or_default(&shared.welcome, text::WELCOME))
        || mentions_recording(&text::or_default(&shared.connecting, text::CONNECTING))
        || !connects_untold(&scenario.root)
}

fn mentions_recording(text: &str) -> bool {
    ["녹음", "녹취"].iter().any(|it| text.contains(it))
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, path: &[Digit], field: impl Into<String>, code: Code) {
        self.0.push(Finding { path: path.to_vec(), field: field.into(), code });
    }
}

fn check_node(node: &Node, path: &mut Vec<Digit>, agents_of: &HashMap<QueueId, usize>, found: &mut Findings) {
    let name = node.name.trim();
    if name.is_empty() {
        found.add(path, "name", Code::NameMissing);
    } else if name.chars().count() > MAX_NAME_CHARS {
        found.add(path, "name", Code::NameTooLong);
    }
    if node.announcement.text.chars().count() > MAX_TEXT_CHARS {
        found.add(path, "announcement", Code::TextTooLong);
    }
    match &node.action {
        Action::Menu { children } => check_menu(children, path, agents_of, found),
        Action::End => {
            if node.announcement.text.trim().is_empty() {
                found.add(path, "announcement", Code::EndSaysNothing);
            }
        }
        Action::Connect { queue_id: None } => found.add(path, "queue_id", Code::QueueMissing),
        Action::Connect { queue_id: Some(queue) } => match agents_of.get(queue) {
            None => found.add(path, "queue_id", Code::QueueUnknown),
            Some(0) => found.add(path, "queue_id", Code::QueueWithoutAgents),
            Some(_) => {}
        },
    }
}

fn check_menu(
    children: &[Node],
    path: &mut Vec<Digit>,
    agents_of: &HashMap<QueueId, usize>,
    found: &mut Findings,
) {
    if children.is_empty() {
        found.add(path, "action", Code::MenuEmpty);
    }
    if path.len() == COMFORTABLE_DEPTH {
        found.add(path, "action", Code::TooDeep);
    }
    let mut seen = HashSet::new();
    let twice: HashSet<Digit> = children.iter().map(|it| it.digit).filter(|it| !seen.insert(*it)).collect();
    for child in children {
        path.push(child.digit);
        // Shown on both rows (ARS-08).
        if twice.contains(&child.digit) {
            found.add(path, "digit", Code::DigitTwice);
        }
        if !child.digit.as_char().is_ascii_digit() {
            found.add(path, "digit", Code::DigitReserved);
        }
        check_node(child, path, agents_of, found);
        path.pop();
    }
}

fn check_hours(scenario: &Scenario, found: &mut Findings) {
    let hours = &scenario.hours;
    for (day, ranges) in hours.weekly.days() {
        let field = || format!("hours/weekly/{}", format!("{day:?}").to_lowercase());
        if ranges.iter().any(is_backwards) {
            found.add(&[], field(), Code::RangeBackwards);
        }
        let mut sorted = ranges.to_vec();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair[1].from < pair[0].to) {
            found.add(&[], field(), Code::RangesOverlap);
        }
    }
    if hours.lunch.as_ref().is_some_and(is_backwards) {
        found.add(&[], "hours/lunch", Code::RangeBackwards);
    }
    for (index, holiday) in hours.holidays.iter().enumerate() {
        if holiday.name.trim().is_empty() {
            found.add(&[], format!("hours/holidays/{index}"), Code::HolidayNameMissing);
        }
    }
    if hours.weekly.days().iter().all(|(_, ranges)| ranges.is_empty()) {
        found.add(&[], "hours", Code::NeverOpen);
    }
}

fn is_backwards(range: &TimeRange) -> bool {
    range.from >= range.to
}

fn check_shared(scenario: &Scenario, found: &mut Findings) {
    if !(10..=3_600).contains(&scenario.wait_limit.seconds) {
        found.add(&[], "wait_limit", Code::WaitLimitRange);
    }
    if !(3..=30).contains(&scenario.digit_wait_seconds) {
        found.add(&[], "digit_wait_seconds", Code::DigitWaitRange);
    }
    if scenario.repeats > 5 {
        found.add(&[], "repeats", Code::RepeatsRange);
    }
    let shared = &scenario.announcements;
    for (field, announcement) in [
        ("welcome", &shared.welcome),
        ("after_hours", &shared.after_hours),
        ("lunch_break", &shared.lunch_break),
        ("holiday", &shared.holiday),
        ("connecting", &shared.connecting),
        ("waiting", &shared.waiting),
        ("wait_limit", &shared.wait_limit),
        ("callback_offered", &shared.callback_offered),
        ("goodbye", &shared.goodbye),
        ("unavailable", &shared.unavailable),
    ] {
        if announcement.text.chars().count() > MAX_TEXT_CHARS {
            found.add(&[], format!("announcements/{field}"), Code::TextTooLong);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Announcement;

    fn node(digit: char, name: &str, action: Action) -> Node {
        Node {
            digit: Digit::try_from(digit).unwrap(),
            name: name.into(),
            announcement: Announcement { text: "안내".into() },
            action,
        }
    }

    fn findings(scenario: &Scenario) -> Vec<String> {
        let agents_of = HashMap::from([(QueueId::sample(1), 2), (QueueId::sample(2), 0)]);
        check(scenario, &agents_of)
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
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)) };
        scenario.root.action = Action::Menu {
            children: vec![
                node('1', "배송", to(1)),
                node('1', "교환", to(2)),
                node('2', "", to(3)),
                node('#', "결제", Action::Connect { queue_id: None }),
                node('3', "빈 메뉴", Action::Menu { children: vec![] }),
            ],
        };
        insta::assert_snapshot!(findings(&scenario).join("\n"));
    }

    #[test]
    fn hours_must_run_forward_and_may_not_overlap() {
        let mut scenario = Scenario::starter();
        scenario.root.action = Action::Connect { queue_id: Some(QueueId::sample(1)) };
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
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)) };
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
                Action::Connect { .. } | Action::End => unreachable!(),
            },
        ];
        for place in told {
            let mut scenario = scenario.clone();
            *place(&mut scenario) = "통화 내용은 녹취됩니다.".into();
            assert_eq!(findings(&scenario), Vec::<String>::new());
        }
    }

    #[test]
    fn a_starter_only_lacks_its_first_menu() {
        assert_eq!(findings(&Scenario::starter()), ["/ action menu_empty"]);
    }
}
