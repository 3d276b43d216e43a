//! Scenarios: drafts, versions, publishing.

pub mod document;
pub mod forced_hours;
pub mod simulation;

use center::{
    error::Error,
    scenario::{self, ScenarioDetail, ScenarioLine, Version},
};
use domain::id::{BrandId, ScenarioId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use self::{
    document::ScenarioDocument,
    forced_hours::ForcedHours,
    simulation::{ScenarioTestResult, told_results},
};
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
    /// Opened or closed by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    forced_hours: Option<ForcedHours>,
    /// Of the draft's tests.
    test_results: Vec<ScenarioTestResult>,
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
        forced_hours: detail.forced_hours.map(|it| ForcedHours { open: it.open, until: it.until }),
        test_results: told_results(me.language, &detail.test_results, &detail.queue_names),
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
