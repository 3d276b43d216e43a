//! Scenarios: drafts that are edited, versions that calls hear (ARS-01…13).

mod finding;
mod forced_hours;
mod simulation;

use std::collections::HashMap;

use domain::{
    agent,
    id::{AgentId, BrandId, QueueId, ScenarioId, ScenarioVersionId},
    owned_number::OwnedNumber,
    permission::Permission,
    scenario::{ForcedHours, Scenario, ScenarioVersion},
};
use flow::{
    check::{self, Code, Finding},
    document::Scenario as Document,
    scenario_test::TestResult,
    wording,
};
use jiff::Timestamp;
use serde_json::json;
use store::scenario::Publication;

use crate::{
    context::{Audit, Context},
    error::{Error, Kind, Refusal},
    event::SettingsKind,
    ids, sound,
};
pub use finding::{code_of, field_of};
use finding::{refuse_findings, surroundings};
pub use forced_hours::{force_hours, let_hours_hold};
pub use simulation::{Moves, Simulated, TestRun, simulate, test};
use simulation::{queue_names, run_tests};

const MAX_NOTE_CHARS: usize = 200;

pub struct ScenarioLine {
    pub scenario: Scenario,
    pub numbers: Vec<OwnedNumber>,
    pub published: Option<ScenarioVersion>,
    pub published_by: Option<String>,
}

pub struct ScenarioDetail {
    pub scenario: Scenario,
    pub draft: Document,
    pub published: Option<Version>,
    pub findings: Vec<Finding>,
    /// Of the draft's tests, in their order.
    pub test_results: Vec<TestResult>,
    /// Opened or closed by hand, unless that is over.
    pub forced_hours: Option<ForcedHours>,
    pub queue_names: HashMap<QueueId, String>,
}

pub struct Version {
    pub version: ScenarioVersion,
    pub document: Document,
    pub by: Option<String>,
}

pub struct Published {
    pub version: u32,
    pub at: Timestamp,
    pub clips_made: usize,
}

pub async fn list(cx: &Context) -> Result<Vec<ScenarioLine>, Error> {
    cx.require(Permission::ReadSettings)?;
    let numbers = cx.store.owned_numbers().list().await?;
    let published = cx.store.scenarios().published().await?;
    let names = agent_names(cx).await?;
    Ok(cx
        .store
        .scenarios()
        .list()
        .await?
        .into_iter()
        .map(|scenario| {
            let published = published.iter().find(|it| it.scenario == scenario.id).cloned();
            ScenarioLine {
                numbers: numbers.iter().filter(|it| it.scenario == Some(scenario.id)).cloned().collect(),
                published_by: published.as_ref().and_then(|it| names.get(&it.published_by?).cloned()),
                published,
                scenario,
            }
        })
        .collect())
}

pub async fn create(cx: &Context, name: &str, brand: BrandId) -> Result<ScenarioDetail, Error> {
    cx.require(Permission::EditScenario)?;
    let name = agent::parse_name(name).map_err(|it| Error::field("name", it))?;
    if cx.store.brands().find(brand).await?.is_none() {
        return Err(Error::field("brand_id", "brand.not_found"));
    }
    let scenario = Scenario {
        id: ScenarioId::new(ids::fresh()),
        brand,
        name,
        draft: write(&Document::starter())?,
        draft_updated_at: cx.now(),
        draft_updated_by: Some(cx.me.id),
        published_version: None,
        forced_hours: None,
    };
    let transaction = cx.store.begin().await?;
    transaction.scenarios().insert(&scenario).await?;
    let audit = Audit::of(Permission::EditScenario, "scenario", scenario.id.uuid())
        .detail(json!({ "created": scenario.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Scenarios).await?;
    detail(cx, scenario.id).await
}

pub async fn detail(cx: &Context, id: ScenarioId) -> Result<ScenarioDetail, Error> {
    cx.require(Permission::ReadSettings)?;
    let scenario = cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    let draft = read(&scenario.draft)?;
    let findings = check::check(&draft, &surroundings(cx).await?);
    let published = match scenario.published_version {
        Some(number) => match cx.store.scenarios().version(id, number).await? {
            Some(version) => Some(with_document(version, &agent_names(cx).await?)?),
            None => None,
        },
        None => None,
    };
    let test_results = run_tests(&draft);
    let forced_hours = scenario.forced_hours.filter(|it| it.at(cx.now()).is_some());
    let queue_names = queue_names(cx).await?;
    Ok(ScenarioDetail { scenario, draft, published, findings, test_results, forced_hours, queue_names })
}

/// Saves a draft made from the one of `based_on`. A draft may be unfinished, but its keys must be told apart.
pub async fn save_draft(
    cx: &Context,
    id: ScenarioId,
    document: serde_json::Value,
    based_on: Timestamp,
) -> Result<ScenarioDetail, Error> {
    cx.require(Permission::EditScenario)?;
    let document = read_document(document)?;
    let findings = check::check(&document, &surroundings(cx).await?);
    let fatal = |it: &Finding| {
        matches!(
            it.code,
            Code::DigitTwice
                | Code::DigitReserved
                | Code::TooManyMenus
                | Code::TooManyTests
                | Code::SchemaUnknown
        )
    };
    refuse_findings(findings.into_iter().filter(fatal))?;
    save(cx, id, &document, based_on).await?;
    detail(cx, id).await
}

/// A document as somebody sent it.
pub fn read_document(document: serde_json::Value) -> Result<Document, Error> {
    serde_json::from_value::<Document>(document)
        .map(Document::brought_up_to_date)
        .map_err(|error| Refusal::new(Kind::Invalid, "scenario.form").with("why", error).into())
}

/// Turns the draft into the version that calls hear from now on; a call in progress keeps its own.
pub async fn publish(cx: &Context, id: ScenarioId, note: &str) -> Result<Published, Error> {
    cx.require(Permission::PublishScenario)?;
    let note = note.trim();
    if note.chars().count() > MAX_NOTE_CHARS {
        return Err(Error::field("note", "note.too_long"));
    }
    let scenario = cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    let document = read(&scenario.draft)?;
    let findings = check::check(&document, &surroundings(cx).await?);
    refuse_findings(findings.into_iter().filter(|it| it.code.blocks_publishing()))?;
    let spoken = wording::spoken(&document);
    let clips_made = sound::make_clips(&cx.center, &spoken).await?;
    let publication = Publication {
        id: ScenarioVersionId::new(ids::fresh()),
        document: scenario.draft.clone(),
        note: note.to_owned(),
        by: Some(cx.me.id),
        at: cx.now(),
        clips: spoken.iter().map(|it| sound::clip_key(it).0).collect(),
    };
    let transaction = cx.store.begin().await?;
    let version = transaction.scenarios().publish(id, publication).await?;
    let audit = Audit::of(Permission::PublishScenario, "scenario", id.uuid())
        .detail(json!({ "version": version.version, "note": note }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Scenarios).await?;
    Ok(Published { version: version.version, at: version.published_at, clips_made })
}

pub async fn versions(cx: &Context, id: ScenarioId) -> Result<Vec<Version>, Error> {
    cx.require(Permission::ReadSettings)?;
    let names = agent_names(cx).await?;
    cx.store.scenarios().versions(id).await?.into_iter().map(|it| with_document(it, &names)).collect()
}

/// Copies an earlier version into the draft; publishing it is a step of its own.
pub async fn restore(cx: &Context, id: ScenarioId, version: u32) -> Result<ScenarioDetail, Error> {
    cx.require(Permission::EditScenario)?;
    let scenario = cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    let version = cx.store.scenarios().version(id, version).await?;
    let version = version.ok_or_else(|| Error::not_found("scenario.version_not_found"))?;
    save(cx, id, &read(&version.document)?, scenario.draft_updated_at).await?;
    detail(cx, id).await
}

/// Refuses to take away a queue that a draft or a published version leads to.
pub async fn refuse_if_used(cx: &Context, queue: QueueId) -> Result<(), Error> {
    let mut users = vec![];
    for (scenario, document) in in_use(cx).await? {
        if document.queues().contains(&queue) && !users.contains(&scenario.name) {
            users.push(scenario.name);
        }
    }
    if users.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(Kind::Conflict, "queue.in_scenario").with("scenarios", users.join(", ")).into())
}

/// Every document somebody hears or edits.
pub async fn in_use(cx: &Context) -> Result<Vec<(Scenario, Document)>, Error> {
    let published = cx.store.scenarios().published().await?;
    let mut found = vec![];
    for scenario in cx.store.scenarios().list().await? {
        let heard = published.iter().filter(|it| it.scenario == scenario.id).map(|it| &it.document);
        for document in heard.chain([&scenario.draft]) {
            found.push((scenario.clone(), read(document)?));
        }
    }
    Ok(found)
}

async fn save(cx: &Context, id: ScenarioId, document: &Document, based_on: Timestamp) -> Result<(), Error> {
    let transaction = cx.store.begin().await?;
    let saved =
        transaction.scenarios().save_draft(id, &write(document)?, based_on, Some(cx.me.id), cx.now()).await;
    match saved {
        Ok(()) => {}
        Err(store::error::Error::ChangedMeanwhile) => {
            return Err(Error::conflict("scenario.changed_meanwhile"));
        }
        Err(error) => return Err(error.into()),
    }
    cx.audit(&transaction, Audit::of(Permission::EditScenario, "scenario", id.uuid())).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Scenarios).await
}

async fn agent_names(cx: &Context) -> Result<HashMap<AgentId, String>, Error> {
    Ok(cx.store.agents().list().await?.into_iter().map(|it| (it.id, it.name)).collect())
}

fn with_document(version: ScenarioVersion, names: &HashMap<AgentId, String>) -> Result<Version, Error> {
    let document = read(&version.document)?;
    let by = version.published_by.and_then(|it| names.get(&it).cloned());
    Ok(Version { version, document, by })
}

fn read(text: &str) -> Result<Document, Error> {
    serde_json::from_str::<Document>(text)
        .map(Document::brought_up_to_date)
        .map_err(|error| Error::Internal(format!("a stored scenario cannot be read: {error}")))
}

fn write(document: &Document) -> Result<String, Error> {
    serde_json::to_string(document)
        .map_err(|error| Error::Internal(format!("a scenario cannot be written: {error}")))
}

fn not_found() -> Error {
    Error::not_found("scenario.not_found")
}
