//! Listening to recordings: sound by byte ranges, the picture of both sides, and taking a copy away.

use std::ops::Range;

use axum::{
    body::Body as HttpBody,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use center::recording::{self, Opened};
use domain::id::RecordingId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    interaction::ReasonForm,
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

/// A browser asks for "from here to the end" and takes what it gets; this much is about half a minute of sound.
const PIECE_BYTES: u64 = 1_024 * 1_024;

#[derive(Debug, Serialize, ToSchema)]
pub struct Waveform {
    duration_ms: i64,
    step_ms: u64,
    /// Loudness of each step, 0–100.
    customer: Vec<u8>,
    /// What the customer heard: agent, announcements, music.
    agent: Vec<u8>,
}

/// WAV, 16 bits, 8 kHz; the customer on the left, what the customer heard on the right. Ranges are served.
#[utoipa::path(get, path = "/recordings/{id}/sound", tag = "recordings", params(("id" = Uuid, Path)), responses((status = 200, content_type = "audio/wav", body = Vec<u8>), (status = 206, content_type = "audio/wav", body = Vec<u8>)))]
pub async fn sound(me: Me, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Response, Problem> {
    let id = RecordingId::new(id);
    let mut opened = me.told(recording::open(&me.cx, id).await)?;
    let length = opened.wav_length();
    let asked = headers.get(header::RANGE).and_then(|it| it.to_str().ok());
    let range = match asked.map(|it| parse_range(it, length)) {
        None => None,
        Some(Some(range)) => Some(range),
        Some(None) => {
            let unsatisfiable = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, unsatisfiable).into_response());
        }
    };
    let (status, bytes) = match range {
        Some(range) => (StatusCode::PARTIAL_CONTENT, range),
        None => (StatusCode::OK, 0..length),
    };
    if bytes.start == 0 {
        // A player asks for the beginning once each time it is opened.
        opened = me.told(recording::open_to_listen(&me.cx, id).await)?;
    }
    let size = bytes.end - bytes.start;
    let mut response = (status, stream(opened, bytes.clone())).into_response();
    let fields = response.headers_mut();
    fields.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("audio/wav"));
    fields.insert(header::CONTENT_LENGTH, size.into());
    fields.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
    fields.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-store"));
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(value) = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1).parse()
    {
        fields.insert(header::CONTENT_RANGE, value);
    }
    Ok(response)
}

#[utoipa::path(get, path = "/recordings/{id}/waveform", tag = "recordings", params(("id" = Uuid, Path)), responses((status = 200, body = Waveform)))]
pub async fn waveform(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<Waveform>, Problem> {
    let opened = me.told(recording::open(&me.cx, RecordingId::new(id)).await)?;
    let picture = me.told(opened.waveform().await)?;
    Ok(axum::Json(Waveform {
        duration_ms: opened.duration_ms(),
        step_ms: opened.waveform_step_ms(),
        customer: picture.left,
        agent: picture.right,
    }))
}

/// Take a copy away, for a reason that is kept.
#[utoipa::path(post, path = "/recordings/{id}/download", tag = "recordings", params(("id" = Uuid, Path)), request_body = ReasonForm, responses((status = 200, content_type = "audio/wav", body = Vec<u8>)))]
pub async fn download(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonForm>,
) -> Result<Response, Problem> {
    let opened = me.told(recording::open_for_download(&me.cx, RecordingId::new(id), &body.reason).await)?;
    let length = opened.wav_length();
    let fields = [
        (header::CONTENT_TYPE, "audio/wav".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"recording-{id}.wav\"")),
    ];
    Ok((fields, stream(opened, 0..length)).into_response())
}

/// The sound piece by piece, as the listener takes it: an hour of it is some 115 MB.
fn stream(opened: Opened, bytes: Range<u64>) -> HttpBody {
    HttpBody::from_stream(futures_util::stream::try_unfold((opened, bytes), |(opened, bytes)| async move {
        if bytes.is_empty() {
            return Ok(None);
        }
        let end = bytes.end.min(bytes.start + PIECE_BYTES);
        // The answer has begun, so that all that is left is to end it; the log has the reason.
        let piece = opened.wav(bytes.start..end).await.map_err(|error| {
            tracing::error!("A recording could not be read to its end: {error}");
            error
        })?;
        Ok::<_, center::error::Error>(Some((piece, (opened, end..bytes.end))))
    }))
}

/// One range of RFC 9110 §14.2, cut to a piece. `None`: nothing of the file is in it.
fn parse_range(text: &str, length: u64) -> Option<Range<u64>> {
    let (from, to) = text.trim().strip_prefix("bytes=")?.split_once('-')?;
    let range = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => from..to.saturating_add(1).min(length),
        (Ok(from), Err(_)) if to.is_empty() => from..length,
        (Err(_), Ok(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return None,
    };
    let end = range.end.min(range.start.saturating_add(PIECE_BYTES));
    (range.start < range.end).then_some(range.start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file_and_to_a_piece() {
        assert_eq!(parse_range("bytes=0-", 1_000), Some(0..1_000));
        assert_eq!(parse_range("bytes=10-19", 1_000), Some(10..20));
        assert_eq!(parse_range("bytes=990-2000", 1_000), Some(990..1_000));
        assert_eq!(parse_range("bytes=-44", 1_000), Some(956..1_000));
        assert_eq!(parse_range("bytes=1000-", 1_000), None);
        assert_eq!(parse_range("bytes=5-1", 1_000), None);
        assert_eq!(parse_range("bytes=a-b", 1_000), None);
        assert_eq!(parse_range("items=0-1", 1_000), None);
        assert_eq!(parse_range("bytes=0-", 100_000_000), Some(0..PIECE_BYTES));
    }
}
