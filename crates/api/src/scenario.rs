//! Scenarios: drafts, versions, publishing.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use center::{
    error::Error,
    scenario::{self, ScenarioDetail, ScenarioLine, Version},
};
use domain::id::{BrandId, ScenarioId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
    sentence::tell,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioList {
    items: Vec<ScenarioSummary>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioSummary {
    id: Uuid,
    brand_id: Uuid,
    name: String,
    /// Numbers that it answers.
    numbers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_by: Option<String>,
    /// The draft is not what callers hear.
    draft_differs: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Scenario {
    id: Uuid,
    brand_id: Uuid,
    name: String,
    #[schema(value_type = ScenarioDocument)]
    draft: serde_json::Value,
    /// Send it back when saving, so that two editors notice each other.
    draft_updated_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<ScenarioVersion>,
    warnings: Vec<ScenarioFinding>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioVersion {
    version: u32,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    note: String,
    #[schema(value_type = ScenarioDocument)]
    document: serde_json::Value,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioVersionList {
    items: Vec<ScenarioVersion>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScenarioFinding {
    /// Keys from the root to the menu concerned.
    path: Vec<String>,
    /// `root/1/2/digit`, or the name of a shared setting.
    field: String,
    code: String,
    text: String,
    /// It must be mended before publishing.
    blocks_publishing: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewScenario {
    name: String,
    brand_id: Uuid,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct DraftBody {
    #[schema(value_type = ScenarioDocument)]
    document: serde_json::Value,
    /// The `draft_updated_at` the draft was made from.
    based_on: Timestamp,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PublishBody {
    /// What changed, for colleagues; at most 200 characters.
    #[serde(default)]
    note: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Published {
    version: u32,
    at: Timestamp,
    /// Sentences that had to be made into sound.
    clips_made: usize,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PreviewBody {
    text: String,
}

/// A scenario as it is stored: schema 1. The server keeps it as it is given; a test holds this description and the
/// server's own reading of it together.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioDocument {
    /// 1.
    schema: u32,
    root: ScenarioNode,
    hours: ScenarioHours,
    announcements: ScenarioAnnouncements,
    wait_limit: ScenarioWaitLimit,
    #[schema(minimum = 3, maximum = 30)]
    digit_wait_seconds: u32,
    #[schema(minimum = 0, maximum = 5)]
    repeats: u32,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioNode {
    /// `0`–`9`.
    digit: String,
    name: String,
    announcement: ScenarioAnnouncement,
    action: ScenarioAction,
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
    },
}

/// Empty text: the default sentence of its place.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioAnnouncement {
    text: String,
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

#[utoipa::path(get, path = "/scenarios", tag = "scenarios", responses((status = 200, body = ScenarioList)))]
pub async fn list(me: Me) -> Result<axum::Json<ScenarioList>, Problem> {
    let scenarios = me.told(scenario::list(&me.cx).await)?;
    Ok(axum::Json(ScenarioList { items: scenarios.into_iter().map(summary).collect() }))
}

#[utoipa::path(post, path = "/scenarios", tag = "scenarios", request_body = NewScenario, responses((status = 200, body = Scenario)))]
pub async fn create(me: Me, Body(body): Body<NewScenario>) -> Result<axum::Json<Scenario>, Problem> {
    let created = scenario::create(&me.cx, &body.name, BrandId::new(body.brand_id)).await;
    describe(&me, created)
}

#[utoipa::path(get, path = "/scenarios/{id}", tag = "scenarios", params(("id" = Uuid, Path)), responses((status = 200, body = Scenario)))]
pub async fn read(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<Scenario>, Problem> {
    let detail = scenario::detail(&me.cx, ScenarioId::new(id)).await;
    describe(&me, detail)
}

/// Save the draft. It may be unfinished, but its keys must be told apart.
#[utoipa::path(put, path = "/scenarios/{id}/draft", tag = "scenarios", params(("id" = Uuid, Path)), request_body = DraftBody, responses((status = 200, body = Scenario)))]
pub async fn save_draft(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<DraftBody>,
) -> Result<axum::Json<Scenario>, Problem> {
    let saved = scenario::save_draft(&me.cx, ScenarioId::new(id), body.document, body.based_on).await;
    describe(&me, saved)
}

/// New calls hear the draft from now on.
#[utoipa::path(post, path = "/scenarios/{id}/publish", tag = "scenarios", params(("id" = Uuid, Path)), request_body = PublishBody, responses((status = 200, body = Published)))]
pub async fn publish(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<PublishBody>,
) -> Result<axum::Json<Published>, Problem> {
    let it = me.told(scenario::publish(&me.cx, ScenarioId::new(id), &body.note).await)?;
    Ok(axum::Json(Published { version: it.version, at: it.at, clips_made: it.clips_made }))
}

/// The newest first.
#[utoipa::path(get, path = "/scenarios/{id}/versions", tag = "scenarios", params(("id" = Uuid, Path)), responses((status = 200, body = ScenarioVersionList)))]
pub async fn versions(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<ScenarioVersionList>, Problem> {
    let versions = me.told(scenario::versions(&me.cx, ScenarioId::new(id)).await)?;
    let items: Result<Vec<_>, _> = versions.into_iter().map(version).collect();
    Ok(axum::Json(ScenarioVersionList { items: me.told(items)? }))
}

/// Copy an earlier version into the draft.
#[utoipa::path(post, path = "/scenarios/{id}/versions/{version}/restore", tag = "scenarios", params(("id" = Uuid, Path), ("version" = u32, Path)), responses((status = 200, body = Scenario)))]
pub async fn restore(
    me: Me,
    Path((id, version)): Path<(Uuid, u32)>,
) -> Result<axum::Json<Scenario>, Problem> {
    let restored = scenario::restore(&me.cx, ScenarioId::new(id), version).await;
    describe(&me, restored)
}

/// A sentence as callers would hear it.
#[utoipa::path(post, path = "/speech/preview", tag = "scenarios", request_body = PreviewBody, responses((status = 200, content_type = "audio/wav", body = Vec<u8>)))]
pub async fn preview(me: Me, Body(body): Body<PreviewBody>) -> Result<Response, Problem> {
    let wav = me.told(scenario::preview(&me.cx, &body.text).await)?;
    Ok(([(header::CONTENT_TYPE, "audio/wav")], wav).into_response())
}

fn summary(line: ScenarioLine) -> ScenarioSummary {
    ScenarioSummary {
        id: line.scenario.id.uuid(),
        brand_id: line.scenario.brand.uuid(),
        name: line.scenario.name,
        numbers: line.numbers.iter().map(|it| it.number.formatted()).collect(),
        draft_differs: line.published.as_ref().is_none_or(|it| it.document != line.scenario.draft),
        published_version: line.published.as_ref().map(|it| it.version),
        published_at: line.published.as_ref().map(|it| it.published_at),
        published_by: line.published_by,
    }
}

fn describe(me: &Me, detail: Result<ScenarioDetail, Error>) -> Result<axum::Json<Scenario>, Problem> {
    let detail = me.told(detail)?;
    let published = detail.published.map(version).transpose();
    let warnings = detail
        .findings
        .iter()
        .map(|it| {
            let code = scenario::code_of(it.code);
            ScenarioFinding {
                path: it.path.iter().map(ToString::to_string).collect(),
                field: scenario::field_of(it),
                code: code.to_owned(),
                text: tell(me.language, code, &[]),
                blocks_publishing: it.code.blocks_publishing(),
            }
        })
        .collect();
    Ok(axum::Json(Scenario {
        id: detail.scenario.id.uuid(),
        brand_id: detail.scenario.brand.uuid(),
        name: detail.scenario.name,
        draft: me.told(document(&detail.draft))?,
        draft_updated_at: detail.scenario.draft_updated_at,
        published: me.told(published)?,
        warnings,
    }))
}

fn version(it: Version) -> Result<ScenarioVersion, Error> {
    Ok(ScenarioVersion {
        version: it.version.version,
        at: it.version.published_at,
        by: it.by,
        note: it.version.note,
        document: document(&it.document)?,
    })
}

fn document(document: &impl Serialize) -> Result<serde_json::Value, Error> {
    serde_json::to_value(document)
        .map_err(|error| Error::Internal(format!("a scenario cannot be written: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the API describes and what the interpreter reads are one format: each reads what the other writes.
    #[test]
    fn the_described_document_is_the_stored_one() {
        let sample = serde_json::json!({
            "schema": 1,
            "root": { "digit": "0", "name": "초기 메뉴", "announcement": { "text": "" }, "action": { "kind": "menu", "children": [
                { "digit": "1", "name": "배송", "announcement": { "text": "연결합니다." },
                  "action": { "kind": "connect", "queue_id": "00000000-0000-0000-0000-000000000001" } },
                { "digit": "2", "name": "미정", "announcement": { "text": "" }, "action": { "kind": "connect" } },
                { "digit": "3", "name": "안내", "announcement": { "text": "끝." }, "action": { "kind": "end" } },
            ] } },
            "hours": {
                "weekly": { "monday": [{ "from": "09:00", "to": "18:00" }], "tuesday": [], "wednesday": [],
                            "thursday": [], "friday": [], "saturday": [], "sunday": [] },
                "lunch": { "from": "12:00", "to": "13:00" },
                "holidays": [{ "date": "2026-12-25", "name": "성탄절", "yearly": true }],
            },
            "announcements": { "welcome": { "text": "" }, "after_hours": { "text": "" }, "lunch_break": { "text": "" },
                "holiday": { "text": "" }, "connecting": { "text": "" }, "waiting": { "text": "" },
                "wait_limit": { "text": "" }, "callback_offered": { "text": "" }, "goodbye": { "text": "" },
                "unavailable": { "text": "" } },
            "wait_limit": { "seconds": 180, "then": "offer_callback" },
            "digit_wait_seconds": 7,
            "repeats": 2,
        });
        let described: ScenarioDocument = serde_json::from_value(sample.clone()).unwrap();
        assert_eq!(serde_json::to_value(&described).unwrap(), sample);
        let stored = scenario::read_document(sample.clone()).unwrap();
        assert_eq!(document(&stored).unwrap(), sample);
    }
}
