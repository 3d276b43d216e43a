//! Speech made of words.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use center::sound;
use domain::speech::{self, SpeechGender, SpeechLanguage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{problem::Problem, request::Body, requester::Me, word::word};

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    #[schema(schema_with = word::<SpeechLanguage>)]
    language: SpeechLanguage,
    #[schema(schema_with = word::<SpeechGender>)]
    gender: SpeechGender,
    /// Percent of the natural pace.
    #[schema(minimum = 50, maximum = 200)]
    speed: u16,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PreviewBody {
    text: String,
    /// Absent: the voice of a new scenario.
    voice: Option<Voice>,
}

/// A sentence as callers would hear it.
#[utoipa::path(post, path = "/speech/preview", tag = "sounds", request_body = PreviewBody, responses((status = 200, content_type = "audio/wav", body = Vec<u8>)))]
pub async fn preview(me: Me, Body(body): Body<PreviewBody>) -> Result<Response, Problem> {
    let voice = body.voice.map_or(speech::Voice::KOREAN, speech::Voice::from);
    let wav = me.told(sound::preview(&me.cx, &body.text, voice).await)?;
    Ok(([(header::CONTENT_TYPE, "audio/wav")], wav).into_response())
}

impl From<Voice> for speech::Voice {
    fn from(voice: Voice) -> Self {
        let Voice { language, gender, speed } = voice;
        Self { language, gender, speed }
    }
}

impl From<speech::Voice> for Voice {
    fn from(voice: speech::Voice) -> Self {
        let speech::Voice { language, gender, speed } = voice;
        Self { language, gender, speed }
    }
}
