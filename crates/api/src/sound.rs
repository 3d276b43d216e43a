//! The sound library (음원관리).

use axum::{
    body::Bytes,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use center::sound_library::{self, SoundLine};
use domain::{id::SoundId, sound::SoundOrigin};
use flow::document::Place;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path, Query},
    requester::{Language, Me},
    sentence::tell,
    speech::Voice,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct SoundList {
    items: Vec<Sound>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Sound {
    id: Uuid,
    name: String,
    kind: SoundKind,
    /// Of a made sound.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<Voice>,
    duration_ms: i64,
    bytes: i64,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_by: Option<String>,
    used_in: Vec<SoundUse>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SoundKind {
    Made,
    Uploaded,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SoundUse {
    scenario_id: Uuid,
    scenario: String,
    /// A menu's name, or which shared announcement.
    place: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewSpokenSound {
    name: String,
    /// At most 1,000 characters.
    text: String,
    voice: Voice,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    #[serde(default)]
    #[param(required = true)]
    name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct SoundName {
    name: String,
}

#[utoipa::path(get, path = "/sounds", tag = "sounds", responses((status = 200, body = SoundList)))]
pub async fn list(me: Me) -> Result<axum::Json<SoundList>, Problem> {
    let sounds = me.told(sound_library::list(&me.cx).await)?;
    Ok(axum::Json(SoundList { items: sounds.into_iter().map(|it| describe(me.language, it)).collect() }))
}

/// Speak a text and keep it.
#[utoipa::path(post, path = "/sounds/speech", tag = "sounds", request_body = NewSpokenSound, responses((status = 200, body = Sound)))]
pub async fn speak(me: Me, Body(body): Body<NewSpokenSound>) -> Result<axum::Json<Sound>, Problem> {
    let made = sound_library::speak(&me.cx, &body.name, &body.text, body.voice.into()).await;
    Ok(axum::Json(describe(me.language, me.told(made)?)))
}

/// Bring a file: wav, mp3, m4a or ogg, at most 10 MB. The body is the file.
#[utoipa::path(post, path = "/sounds", tag = "sounds", params(UploadQuery), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Sound)))]
pub async fn upload(
    me: Me,
    Query(query): Query<UploadQuery>,
    file: Bytes,
) -> Result<axum::Json<Sound>, Problem> {
    let kept = sound_library::upload(&me.cx, &query.name, file.into()).await;
    Ok(axum::Json(describe(me.language, me.told(kept)?)))
}

#[utoipa::path(put, path = "/sounds/{id}", tag = "sounds", params(("id" = Uuid, Path)), request_body = SoundName, responses((status = 200, body = Sound)))]
pub async fn rename(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<SoundName>,
) -> Result<axum::Json<Sound>, Problem> {
    let renamed = sound_library::rename(&me.cx, SoundId::new(id), &body.name).await;
    Ok(axum::Json(describe(me.language, me.told(renamed)?)))
}

/// A sound that a scenario plays stays.
#[utoipa::path(delete, path = "/sounds/{id}", tag = "sounds", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(sound_library::delete(&me.cx, SoundId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// As a telephone plays it.
#[utoipa::path(get, path = "/sounds/{id}/audio", tag = "sounds", params(("id" = Uuid, Path)), responses((status = 200, content_type = "audio/wav", body = Vec<u8>)))]
pub async fn audio(me: Me, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let wav = me.told(sound_library::audio(&me.cx, SoundId::new(id)).await)?;
    Ok(([(header::CONTENT_TYPE, "audio/wav")], wav).into_response())
}

fn describe(language: Language, line: SoundLine) -> Sound {
    let SoundLine { sound, created_by, used_in } = line;
    let (kind, text, voice) = match sound.origin {
        SoundOrigin::Made { text, voice } => (SoundKind::Made, Some(text), Some(voice.into())),
        SoundOrigin::Uploaded => (SoundKind::Uploaded, None, None),
    };
    let used_in = used_in.into_iter().map(|it| SoundUse {
        scenario_id: it.scenario.uuid(),
        scenario: it.scenario_name,
        place: match it.place {
            Place::Menu(name) => name,
            Place::Shared(key) => tell(language, shared_place(key), &[]),
        },
    });
    Sound {
        id: sound.id.uuid(),
        name: sound.name,
        kind,
        text,
        voice,
        duration_ms: sound.duration_ms,
        bytes: sound.bytes,
        created_at: sound.created_at,
        created_by,
        used_in: used_in.collect(),
    }
}

/// The code of the name of a shared announcement.
fn shared_place(key: &str) -> &'static str {
    match key {
        "welcome" => "announcement.welcome",
        "after_hours" => "announcement.after_hours",
        "lunch_break" => "announcement.lunch_break",
        "holiday" => "announcement.holiday",
        "connecting" => "announcement.connecting",
        "waiting" => "announcement.waiting",
        "wait_limit" => "announcement.wait_limit",
        "callback_offered" => "announcement.callback_offered",
        "goodbye" => "announcement.goodbye",
        _ => "announcement.unavailable",
    }
}
