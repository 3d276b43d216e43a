//! The scenario document, described for those who write it.

use domain::end_reason::EndReason;
use flow::hours::HolidayKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{speech::Voice, word::word};

/// A scenario as it is stored: schema 2. The server keeps it as it is given; a test holds this description and the
/// server's own reading of it together.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioDocument {
    /// 2; a document of schema 1 is read too.
    schema: u32,
    root: ScenarioNode,
    hours: ScenarioHours,
    announcements: ScenarioAnnouncements,
    wait_limit: ScenarioWaitLimit,
    queue_notice: ScenarioQueueNotice,
    voice: Voice,
    #[schema(minimum = 3, maximum = 30)]
    digit_wait_seconds: u32,
    #[schema(minimum = 0, maximum = 5)]
    repeats: u32,
    tests: Vec<ScenarioTest>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioNode {
    /// `0`–`9`.
    digit: String,
    name: String,
    announcement: ScenarioAnnouncement,
    /// Asked for with the announcement, before the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    takes: Option<ScenarioTakes>,
    action: ScenarioAction,
}

/// Digits the caller types, ended by `#` or by the last one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTakes {
    label: String,
    #[schema(minimum = 1, maximum = 20)]
    min: usize,
    #[schema(minimum = 1, maximum = 20)]
    max: usize,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ScenarioAction {
    Menu {
        #[schema(no_recursion)]
        children: Vec<ScenarioNode>,
    },
    End,
    Connect {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_id: Option<Uuid>,
        /// Whether a callback may be offered.
        callback: bool,
    },
    Forward {
        number: String,
    },
    SendText {
        text: String,
    },
    Voicemail {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_id: Option<Uuid>,
        #[schema(minimum = 10, maximum = 300)]
        max_seconds: u32,
    },
}

/// Empty text and no sound: the default sentence of its place.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioAnnouncement {
    text: String,
    /// A sound of the library, heard instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sound_id: Option<Uuid>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioAnnouncements {
    welcome: ScenarioAnnouncement,
    after_hours: ScenarioAnnouncement,
    lunch_break: ScenarioAnnouncement,
    holiday: ScenarioAnnouncement,
    connecting: ScenarioAnnouncement,
    waiting: ScenarioAnnouncement,
    wait_limit: ScenarioAnnouncement,
    callback_offered: ScenarioAnnouncement,
    goodbye: ScenarioAnnouncement,
    unavailable: ScenarioAnnouncement,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioHours {
    weekly: ScenarioWeek,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lunch: Option<ScenarioTimeRange>,
    holidays: Vec<ScenarioHoliday>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioWeek {
    monday: Vec<ScenarioTimeRange>,
    tuesday: Vec<ScenarioTimeRange>,
    wednesday: Vec<ScenarioTimeRange>,
    thursday: Vec<ScenarioTimeRange>,
    friday: Vec<ScenarioTimeRange>,
    saturday: Vec<ScenarioTimeRange>,
    sunday: Vec<ScenarioTimeRange>,
}

/// `09:00` up to, not including, `18:00`; an end of `23:59` includes its minute.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTimeRange {
    from: String,
    to: String,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioHoliday {
    date: Date,
    name: String,
    yearly: bool,
    #[schema(schema_with = word::<HolidayKind>)]
    kind: HolidayKind,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioWaitLimit {
    #[schema(minimum = 10, maximum = 3600)]
    seconds: u32,
    then: ScenarioAfterWait,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioAfterWait {
    KeepWaiting,
    HangUp,
    OfferCallback,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioQueueNotice {
    #[schema(minimum = 15, maximum = 300)]
    every_seconds: u32,
    position: bool,
    estimate: bool,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTest {
    name: String,
    /// Korean wall-clock time, `2026-11-20T14:30`.
    at: String,
    /// `0`–`9`, `*` and `#`.
    digits: String,
    expect: ScenarioExpectation,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ScenarioExpectation {
    Queue {
        queue_id: Uuid,
    },
    Says {
        text: String,
    },
    Ends {
        #[schema(schema_with = word::<EndReason>)]
        reason: EndReason,
    },
}

#[cfg(test)]
mod tests {
    use center::scenario;

    use super::*;

    /// What the API describes and what the interpreter reads are one format: each reads what the other writes.
    #[test]
    fn the_described_document_is_the_stored_one() {
        let sample = serde_json::json!({
            "schema": 2,
            "root": { "digit": "0", "name": "초기 메뉴", "announcement": { "text": "" }, "action": { "kind": "menu", "children": [
                { "digit": "1", "name": "배송", "announcement": { "text": "연결합니다.", "sound_id": "00000000-0000-0000-0000-000000000002" },
                  "takes": { "label": "주문번호", "min": 4, "max": 8 },
                  "action": { "kind": "connect", "queue_id": "00000000-0000-0000-0000-000000000001", "callback": false } },
                { "digit": "2", "name": "미정", "announcement": { "text": "" }, "action": { "kind": "connect", "callback": true } },
                { "digit": "3", "name": "안내", "announcement": { "text": "끝." }, "action": { "kind": "end" } },
                { "digit": "4", "name": "지점", "announcement": { "text": "" }, "action": { "kind": "forward", "number": "021234567" } },
                { "digit": "5", "name": "문자", "announcement": { "text": "" }, "action": { "kind": "send_text", "text": "주소" } },
                { "digit": "6", "name": "음성", "announcement": { "text": "" }, "action": { "kind": "voicemail", "max_seconds": 60 } },
            ] } },
            "hours": {
                "weekly": { "monday": [{ "from": "09:00", "to": "18:00" }], "tuesday": [], "wednesday": [],
                            "thursday": [], "friday": [], "saturday": [], "sunday": [] },
                "lunch": { "from": "12:00", "to": "13:00" },
                "holidays": [{ "date": "2026-12-25", "name": "성탄절", "yearly": true, "kind": "national" }],
            },
            "announcements": { "welcome": { "text": "" }, "after_hours": { "text": "" }, "lunch_break": { "text": "" },
                "holiday": { "text": "" }, "connecting": { "text": "" }, "waiting": { "text": "" },
                "wait_limit": { "text": "" }, "callback_offered": { "text": "" }, "goodbye": { "text": "" },
                "unavailable": { "text": "" } },
            "wait_limit": { "seconds": 180, "then": "offer_callback" },
            "queue_notice": { "every_seconds": 30, "position": true, "estimate": false },
            "voice": { "language": "ko", "gender": "female", "speed": 100 },
            "digit_wait_seconds": 7,
            "repeats": 2,
            "tests": [{ "name": "점심", "at": "2026-11-20T12:30", "digits": "1", "expect": { "kind": "ends", "reason": "closed" } },
                      { "name": "교환", "at": "2026-11-20T14:30", "digits": "21", "expect": { "kind": "queue", "queue_id": "00000000-0000-0000-0000-000000000001" } },
                      { "name": "안내", "at": "2026-11-20T14:30", "digits": "", "expect": { "kind": "says", "text": "안녕" } }],
        });
        let described: ScenarioDocument = serde_json::from_value(sample.clone()).unwrap();
        assert_eq!(serde_json::to_value(&described).unwrap(), sample);
        let stored = scenario::read_document(sample.clone()).unwrap();
        assert_eq!(serde_json::to_value(&stored).unwrap(), sample);
    }
}
