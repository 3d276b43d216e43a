//! The company's sounds (음원관리, REC-04, ARS-14): made from words, or brought as a file.

use domain::{
    agent,
    id::{AgentId, SoundId},
    permission::Permission,
    sound::{MAX_UPLOAD_BYTES, Sound, SoundOrigin},
    speech::Voice,
};
use flow::document::Place;
use media::{clip, sound_file};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form, Kind, Refusal},
    event::SettingsKind,
    ids, scenario, sound,
};

/// As much as an announcement may have.
const MAX_TEXT_CHARS: usize = 1_000;

pub struct SoundLine {
    pub sound: Sound,
    pub created_by: Option<String>,
    pub used_in: Vec<Use>,
}

/// A place in a scenario that somebody hears or edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub scenario: domain::id::ScenarioId,
    pub scenario_name: String,
    pub place: Place,
}

pub async fn list(cx: &Context) -> Result<Vec<SoundLine>, Error> {
    cx.require(Permission::ReadSettings)?;
    let uses = uses(cx).await?;
    let names = cx.store.agents().list().await?;
    let name_of = |id: AgentId| names.iter().find(|it| it.id == id).map(|it| it.name.clone());
    let sounds = cx.store.sounds().list().await?.into_iter();
    Ok(sounds
        .map(|sound| SoundLine {
            used_in: uses.iter().filter(|(id, _)| *id == sound.id).map(|(_, it)| it.clone()).collect(),
            created_by: sound.created_by.and_then(name_of),
            sound,
        })
        .collect())
}

/// Speaks a text and keeps it.
pub async fn speak(cx: &Context, name: &str, text: &str, voice: Voice) -> Result<SoundLine, Error> {
    cx.require(Permission::EditScenario)?;
    let mut form = Form::default();
    let name = form.take("name", agent::parse_name(name));
    let text = text.trim();
    match text.chars().count() {
        0 => form.refuse("text", "text.needed"),
        1..=MAX_TEXT_CHARS => {}
        _ => form.refuse("text", "scenario.text_too_long"),
    }
    if !voice.is_speed_sound() {
        form.refuse("voice/speed", "scenario.speed_range");
    }
    let Some(name) = name else { return Err(form.into()) };
    form.done()?;
    let clip = sound::speak(&cx.center, text, voice).await?;
    keep(cx, name, SoundOrigin::Made { text: text.to_owned(), voice }, clip).await
}

/// Keeps a file somebody brought: wav, mp3, m4a or ogg, whatever its name says.
pub async fn upload(cx: &Context, name: &str, file: Vec<u8>) -> Result<SoundLine, Error> {
    cx.require(Permission::EditScenario)?;
    let name = agent::parse_name(name).map_err(|it| Error::field("name", it))?;
    if file.len() > MAX_UPLOAD_BYTES {
        return Err(Error::field("file", "sound.too_large"));
    }
    // A few minutes of music take some hundred milliseconds of one core.
    let read = tokio::task::spawn_blocking(move || sound_file::to_clip(&file))
        .await
        .map_err(|it| Error::Internal(format!("a sound could not be read: {it}")))?;
    let clip = read.map_err(|error| {
        let code = match error {
            sound_file::SoundFileError::Unknown => "sound.unknown_format",
            sound_file::SoundFileError::Broken { .. } => "sound.broken",
            sound_file::SoundFileError::TooLong => "sound.too_long",
            sound_file::SoundFileError::Silent => "sound.silent",
        };
        Error::field("file", code)
    })?;
    keep(cx, name, SoundOrigin::Uploaded, clip).await
}

pub async fn rename(cx: &Context, id: SoundId, name: &str) -> Result<SoundLine, Error> {
    cx.require(Permission::EditScenario)?;
    let name = agent::parse_name(name).map_err(|it| Error::field("name", it))?;
    cx.store.sounds().find(id).await?.ok_or_else(not_found)?;
    let transaction = cx.store.begin().await?;
    transaction.sounds().rename(id, &name).await?;
    let audit = Audit::of(Permission::EditScenario, "sound", id.uuid()).detail(json!({ "name": name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Sounds).await?;
    one(cx, id).await
}

/// Takes a sound away that no scenario plays.
pub async fn delete(cx: &Context, id: SoundId) -> Result<(), Error> {
    cx.require(Permission::EditScenario)?;
    let line = one(cx, id).await?;
    if !line.used_in.is_empty() {
        let mut names: Vec<_> = line.used_in.into_iter().map(|it| it.scenario_name).collect();
        names.dedup();
        return Err(Refusal::new(Kind::Conflict, "sound.in_use").with("scenarios", names.join(", ")).into());
    }
    let transaction = cx.store.begin().await?;
    transaction.sounds().delete(id).await?;
    let audit =
        Audit::of(Permission::EditScenario, "sound", id.uuid()).detail(json!({ "deleted": line.sound.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Sounds).await
}

/// As a telephone plays it, in a WAV file.
pub async fn audio(cx: &Context, id: SoundId) -> Result<Vec<u8>, Error> {
    cx.require(Permission::ReadSettings)?;
    cx.store.sounds().find(id).await?.ok_or_else(not_found)?;
    Ok(clip::to_wav(&sound::load(&cx.center, &sound::library_key(id)).await?))
}

/// The file stands before the row that names it: a sound in the list can be heard.
async fn keep(cx: &Context, name: String, origin: SoundOrigin, clip: Vec<u8>) -> Result<SoundLine, Error> {
    let sound = Sound {
        id: SoundId::new(ids::fresh()),
        name,
        origin,
        duration_ms: i64::try_from(clip::duration(&clip).as_millis()).unwrap_or(i64::MAX),
        bytes: i64::try_from(clip.len()).unwrap_or(i64::MAX),
        created_at: cx.now(),
        created_by: Some(cx.me.id),
    };
    sound::keep(&cx.center, &sound::library_key(sound.id), clip).await?;
    let transaction = cx.store.begin().await?;
    transaction.sounds().insert(&sound).await?;
    let audit = Audit::of(Permission::EditScenario, "sound", sound.id.uuid())
        .detail(json!({ "created": sound.name, "bytes": sound.bytes }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Sounds).await?;
    Ok(SoundLine { sound, created_by: Some(cx.me.name.clone()), used_in: vec![] })
}

async fn one(cx: &Context, id: SoundId) -> Result<SoundLine, Error> {
    list(cx).await?.into_iter().find(|it| it.sound.id == id).ok_or_else(not_found)
}

async fn uses(cx: &Context) -> Result<Vec<(SoundId, Use)>, Error> {
    let mut found: Vec<(SoundId, Use)> = vec![];
    for (scenario, document) in scenario::in_use(cx).await? {
        for (sound, place) in document.sounds() {
            let it = Use { scenario: scenario.id, scenario_name: scenario.name.clone(), place };
            if !found.iter().any(|(id, other)| *id == sound && *other == it) {
                found.push((sound, it));
            }
        }
    }
    Ok(found)
}

fn not_found() -> Error {
    Error::not_found("sound.not_found")
}
