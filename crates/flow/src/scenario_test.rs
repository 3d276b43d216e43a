//! 시나리오 점검: what an editor promises of a scenario, held against the interpreter before it is published.

use std::sync::Arc;

use domain::{digit::Digit, end_reason::EndReason, id::QueueId};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::{
    document::Scenario,
    simulator::{self, Played, Setting, Step, What},
};

/// At this time, after these digits, this is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTest {
    pub name: String,
    /// Korean wall-clock time, to the minute.
    #[serde(with = "to_the_minute")]
    pub at: DateTime,
    /// `0`–`9`, `*` and `#`; may be empty.
    pub digits: String,
    pub expect: Expect,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Expect {
    /// The caller waits in this queue.
    Queue { queue_id: QueueId },
    /// After the last digit something is said that contains this.
    Says { text: String },
    /// The call has ended with this reason.
    Ends { reason: EndReason },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestResult {
    pub passed: bool,
    pub got: Got,
}

/// Where the caller came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Got {
    Queue(QueueId),
    Ended {
        reason: EndReason,
    },
    /// Still being asked.
    Asked {
        said: String,
    },
}

/// Runs the document's tests, in their order.
pub fn run(scenario: &Scenario) -> Vec<TestResult> {
    let shared = Arc::new(scenario.clone());
    scenario.tests.iter().map(|test| run_one(&shared, test)).collect()
}

fn run_one(scenario: &Arc<Scenario>, test: &ScenarioTest) -> TestResult {
    let steps: Vec<Step> =
        test.digits.chars().filter_map(|it| Digit::try_from(it).ok()).map(Step::Press).collect();
    let played = simulator::play(Arc::clone(scenario), Setting::at(test.at), &steps);
    let said = said_last(&played);
    let got = got(&played, &said);
    let passed = match (&test.expect, &got) {
        (Expect::Queue { queue_id }, Got::Queue(queue)) => queue_id == queue,
        (Expect::Says { text }, _) => said.contains(&spaced(text)),
        (Expect::Ends { reason }, Got::Ended { reason: with }) => reason == with,
        (Expect::Queue { .. } | Expect::Ends { .. }, _) => false,
    };
    TestResult { passed, got }
}

fn got(played: &Played, said: &str) -> Got {
    let end = played.happenings.iter().rev().find_map(|it| match &it.what {
        What::Queued(queue) => Some(Got::Queue(*queue)),
        What::Ended(reason) => Some(Got::Ended { reason: *reason }),
        _ => None,
    });
    end.unwrap_or_else(|| Got::Asked { said: said.to_owned() })
}

/// Everything said since the last key.
fn said_last(played: &Played) -> String {
    let since = played.happenings.iter().rposition(|it| matches!(it.what, What::Pressed(_))).unwrap_or(0);
    let words: Vec<String> = played.happenings[since..]
        .iter()
        .filter_map(|it| match &it.what {
            What::Said { utterances, .. } => Some(utterances),
            _ => None,
        })
        .flatten()
        .map(|it| spaced(&it.text))
        .collect();
    words.join(" ")
}

/// With single spaces, so that a line break typed into an announcement does not fail a test.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `"2026-11-20T14:30"`.
mod to_the_minute {
    use jiff::civil::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(at: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&at.strftime("%Y-%m-%dT%H:%M"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        DateTime::strptime("%Y-%m-%dT%H:%M", text.as_ref())
            .map_err(|_| D::Error::custom(format!("{text:?} is not a time such as 2026-11-20T14:30")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::Action;

    fn expecting(at: DateTime, digits: &str, expect: Expect) -> Vec<TestResult> {
        let mut scenario = Scenario::starter();
        let branch = |digit: char, action: Action| {
            let mut node = scenario.root.clone();
            node.digit = Digit::try_from(digit).unwrap();
            node.name = format!("메뉴 {digit}");
            node.action = action;
            node
        };
        let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true };
        let children = vec![branch('1', to(1)), branch('2', to(2)), branch('3', Action::End)];
        scenario.root.action = Action::Menu { children };
        scenario.tests = vec![ScenarioTest { name: "점검".into(), at, digits: digits.into(), expect }];
        run(&scenario)
    }

    #[test]
    fn a_test_says_what_came_instead() {
        let open = date(2026, 11, 20).at(14, 30, 0, 0);
        let queue = |n| Expect::Queue { queue_id: QueueId::sample(n) };
        let passed = |results: Vec<TestResult>| results[0].passed;
        assert!(passed(expecting(open, "2", queue(2))));
        let red = expecting(open, "1", queue(2));
        assert_eq!(red, [TestResult { passed: false, got: Got::Queue(QueueId::sample(1)) }]);
        assert!(passed(expecting(open, "", Expect::Says { text: "메뉴 2는\n2번".into() })));
        assert!(passed(expecting(open, "3", Expect::Ends { reason: EndReason::ScenarioEnded })));
        let lunch = date(2026, 11, 20).at(12, 30, 0, 0);
        assert!(passed(expecting(lunch, "1", Expect::Ends { reason: EndReason::Closed })));
        assert!(!passed(expecting(lunch, "1", queue(1))));
    }

    #[test]
    fn a_test_is_written_to_the_minute() {
        let json = r#"{"name":"점심","at":"2026-11-20T12:30","digits":"","expect":{"kind":"ends","reason":"closed"}}"#;
        let test: ScenarioTest = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&test).unwrap(), json);
        assert!(serde_json::from_str::<ScenarioTest>(&json.replace("T12:30", " noon")).is_err());
    }
}
