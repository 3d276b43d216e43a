//! Scenarios: drafts that are edited, versions that calls hear (ARS-01…13).

use std::collections::HashMap;

use connectors::speech::Voice;
use domain::{
    agent,
    id::{AgentId, BrandId, QueueId, ScenarioId, ScenarioVersionId},
    owned_number::OwnedNumber,
    permission::Permission,
    scenario::{Scenario, ScenarioVersion},
};
use flow::{
    check::{self, Code, Finding},
    document::Scenario as Document,
    text,
};
use jiff::Timestamp;
use serde_json::json;
use store::scenario::Publication;

use crate::{
    context::{Audit, Context},
    error::{Error, Form, Kind, Refusal},
    event::SettingsKind,
    ids, queue, sound,
};

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
    let findings = check::check(&draft, &agents_of_queues(cx).await?);
    let published = match scenario.published_version {
        Some(number) => match cx.store.scenarios().version(id, number).await? {
            Some(version) => Some(with_document(version, &agent_names(cx).await?)?),
            None => None,
        },
        None => None,
    };
    Ok(ScenarioDetail { scenario, draft, published, findings })
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
    let findings = check::check(&document, &agents_of_queues(cx).await?);
    let fatal = |it: &Finding| {
        matches!(it.code, Code::DigitTwice | Code::DigitReserved | Code::TooManyMenus | Code::SchemaUnknown)
    };
    refuse_findings(findings.into_iter().filter(fatal))?;
    save(cx, id, &document, based_on).await?;
    detail(cx, id).await
}

/// A document as somebody sent it.
pub fn read_document(document: serde_json::Value) -> Result<Document, Error> {
    serde_json::from_value(document)
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
    let findings = check::check(&document, &agents_of_queues(cx).await?);
    refuse_findings(findings.into_iter().filter(|it| it.code.blocks_publishing()))?;
    let voice = Voice::korean();
    let texts = text::spoken(&document);
    let clips_made = sound::make_clips(&cx.center, &texts, &voice).await?;
    let publication = Publication {
        id: ScenarioVersionId::new(ids::fresh()),
        document: scenario.draft.clone(),
        note: note.to_owned(),
        by: Some(cx.me.id),
        at: cx.now(),
        clips: texts.iter().map(|it| sound::clip_key(it, &voice).0).collect(),
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

/// A sentence as callers would hear it.
pub async fn preview(cx: &Context, text: &str) -> Result<Vec<u8>, Error> {
    cx.require(Permission::EditScenario)?;
    match text.trim() {
        "" => Err(Error::field("text", "text.needed")),
        text => sound::preview(&cx.center, text, &Voice::korean()).await,
    }
}

/// Refuses to take away a queue that a draft or a published version leads to.
pub async fn refuse_if_used(cx: &Context, queue: QueueId) -> Result<(), Error> {
    let mut users = vec![];
    let published = cx.store.scenarios().published().await?;
    for scenario in cx.store.scenarios().list().await? {
        let documents = published.iter().filter(|it| it.scenario == scenario.id).map(|it| &it.document);
        for document in documents.chain([&scenario.draft]) {
            if read(document)?.queues().contains(&queue) && !users.contains(&scenario.name) {
                users.push(scenario.name.clone());
            }
        }
    }
    if users.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(Kind::Conflict, "queue.in_scenario").with("scenarios", users.join(", ")).into())
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

fn refuse_findings(findings: impl Iterator<Item = Finding>) -> Result<(), Error> {
    let mut form = Form::default();
    for finding in findings {
        form.refuse(field_of(&finding), code_of(finding.code));
    }
    form.done()
}

/// `root/1/2/digit` for a menu's field, the field alone for shared settings.
pub fn field_of(finding: &Finding) -> String {
    let shared = finding.path.is_empty() && finding.field.contains('/');
    if shared
        || matches!(
            finding.field.as_str(),
            "schema" | "hours" | "wait_limit" | "digit_wait_seconds" | "repeats"
        )
    {
        return finding.field.clone();
    }
    let keys: String = finding.path.iter().map(|it| format!("/{it}")).collect();
    format!("root{keys}/{}", finding.field)
}

/// The code of a finding's sentence.
pub fn code_of(code: Code) -> &'static str {
    match code {
        Code::SchemaUnknown => "scenario.schema_unknown",
        Code::TooManyMenus => "scenario.too_many_menus",
        Code::NameMissing => "scenario.name_missing",
        Code::NameTooLong => "scenario.name_too_long",
        Code::TextTooLong => "scenario.text_too_long",
        Code::DigitTwice => "scenario.digit_twice",
        Code::DigitReserved => "scenario.digit_reserved",
        Code::MenuEmpty => "scenario.menu_empty",
        Code::QueueMissing => "scenario.queue_missing",
        Code::QueueUnknown => "scenario.queue_unknown",
        Code::RangeBackwards => "scenario.range_backwards",
        Code::RangesOverlap => "scenario.ranges_overlap",
        Code::WaitLimitRange => "scenario.wait_limit_range",
        Code::DigitWaitRange => "scenario.digit_wait_range",
        Code::RepeatsRange => "scenario.repeats_range",
        Code::HolidayNameMissing => "scenario.holiday_name_missing",
        Code::QueueWithoutAgents => "scenario.queue_without_agents",
        Code::TooDeep => "scenario.too_deep",
        Code::NeverOpen => "scenario.never_open",
        Code::EndSaysNothing => "scenario.end_says_nothing",
        Code::RecordingNoticeMissing => "scenario.recording_notice_missing",
    }
}

async fn agents_of_queues(cx: &Context) -> Result<HashMap<QueueId, usize>, Error> {
    Ok(queue::list(cx)
        .await?
        .into_iter()
        .map(|it| {
            let through_group = it.group_agents.iter().filter(|agent| !it.agents.contains(agent)).count();
            (it.queue.id, it.agents.len() + through_group)
        })
        .collect())
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
    serde_json::from_str(text)
        .map_err(|error| Error::Internal(format!("a stored scenario cannot be read: {error}")))
}

fn write(document: &Document) -> Result<String, Error> {
    serde_json::to_string(document)
        .map_err(|error| Error::Internal(format!("a scenario cannot be written: {error}")))
}

fn not_found() -> Error {
    Error::not_found("scenario.not_found")
}
