//! Recordings read where they are listened to. How they come to the file store is told in [`attach`].

pub mod attach;

use std::ops::Range;

use domain::{
    id::{InteractionId, RecordingId},
    permission::Permission,
    recording::{Recording, RecordingState},
};
use media::recording::{
    reader::{self, Reader},
    waveform::{self, Waveform},
};
use serde_json::json;
use store::files::{FileError, FileKey};

use crate::{
    center::Center,
    context::{Audit, Context, Reason},
    error::{Error, Kind},
};

/// Chunks read at once when the whole file is walked.
const CHUNKS_AT_ONCE: u64 = 60;

/// A recording somebody may listen to, opened.
pub struct Opened {
    center: Center,
    key: FileKey,
    reader: Reader,
    pub interaction: InteractionId,
}

/// Opens a recording for listening. Agents hear their own calls, supervisors everybody's.
pub async fn open(cx: &Context, id: RecordingId) -> Result<Opened, Error> {
    let row = find(cx, id).await?;
    let key = row.file.as_deref().filter(|_| row.state == RecordingState::Ready);
    let key = key.ok_or_else(|| Error::conflict("recording.not_ready"))?;
    let key = FileKey::parse(key).map_err(|it| Error::Internal(it.to_string()))?;
    let secret = cx.store.vault().await?.open_sound_key(id, &row.wrapped_key)?;
    let files = cx.center.store().files();
    let length = files.size(&key).await.map_err(unreachable)?;
    let (beginning, end) = reader::opening_ranges(length);
    let beginning = files.get_range(&key, beginning).await.map_err(unreachable)?;
    let end = files.get_range(&key, end).await.map_err(unreachable)?;
    let reader = Reader::open(&secret, length, &beginning, &end).map_err(broken)?;
    Ok(Opened { center: cx.center.clone(), key, reader, interaction: row.interaction })
}

impl Opened {
    /// Bytes of the WAV it stands for.
    pub fn wav_length(&self) -> u64 {
        self.reader.wav_length()
    }

    /// A range of the WAV.
    pub async fn wav(&self, bytes: Range<u64>) -> Result<Vec<u8>, Error> {
        let sealed = self.sealed(self.reader.chunks_of_wav(bytes.clone())).await?;
        self.reader.wav(bytes, &sealed).map_err(broken)
    }

    pub fn duration_ms(&self) -> i64 {
        i64::try_from(self.reader.duration().as_millis()).unwrap_or(i64::MAX)
    }

    /// Time between two values of the picture.
    pub fn waveform_step_ms(&self) -> u64 {
        waveform::STEP_MS
    }

    /// The picture of both sides.
    pub async fn waveform(&self) -> Result<Waveform, Error> {
        let mut waveform = Waveform::default();
        let mut next = 0;
        while next < self.reader.chunks() {
            let chunks = next..(next + CHUNKS_AT_ONCE).min(self.reader.chunks());
            let sealed = self.sealed(chunks.clone()).await?;
            waveform.push(&self.reader.open_chunks(chunks.clone(), &sealed).map_err(broken)?);
            next = chunks.end;
        }
        waveform.finish();
        Ok(waveform)
    }

    async fn sealed(&self, chunks: Range<u64>) -> Result<Vec<u8>, Error> {
        let range = self.reader.file_range(chunks);
        if range.is_empty() {
            return Ok(vec![]);
        }
        self.center.store().files().get_range(&self.key, range).await.map_err(unreachable)
    }
}

/// Opens a recording to be heard from its beginning, which leaves an audit entry.
pub async fn open_to_listen(cx: &Context, id: RecordingId) -> Result<Opened, Error> {
    let opened = open(cx, id).await?;
    let all = cx.may(Permission::ListenToAllRecordings);
    let right = if all { Permission::ListenToAllRecordings } else { Permission::ListenToOwnRecordings };
    let transaction = cx.store.begin().await?;
    let audit = Audit::of(right, "interaction", opened.interaction.uuid());
    cx.audit(&transaction, audit.detail(json!({ "recording": id.uuid() }))).await?;
    transaction.commit().await?;
    Ok(opened)
}

/// Opens a recording to be taken away, which needs a right, a reason and an audit entry (REC-02).
pub async fn open_for_download(cx: &Context, id: RecordingId, reason: &str) -> Result<Opened, Error> {
    cx.require(Permission::DownloadRecordings)?;
    let reason = Reason::parse(reason)?;
    let opened = open(cx, id).await?;
    let transaction = cx.store.begin().await?;
    let audit = Audit::of(Permission::DownloadRecordings, "interaction", opened.interaction.uuid())
        .detail(json!({ "recording": id.uuid() }))
        .reason(&reason);
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    Ok(opened)
}

async fn find(cx: &Context, id: RecordingId) -> Result<Recording, Error> {
    let not_found = || Error::not_found("recording.not_found");
    let row = cx.store.recordings().find(id).await?.ok_or_else(not_found)?;
    if cx.may(Permission::ListenToAllRecordings) {
        return Ok(row);
    }
    cx.require(Permission::ListenToOwnRecordings)?;
    // Somebody else's recording is not there for an agent.
    match cx.store.interactions().find(row.interaction).await? {
        Some(it) if it.agent == Some(cx.me.id) => Ok(row),
        // A voicemail has no agent: it is for whoever may call back.
        Some(it)
            if cx.may(Permission::HandleCallbackRequests)
                && it.agent.is_none()
                && cx.store.callback_requests().has_message(it.id).await? =>
        {
            Ok(row)
        }
        Some(_) | None => Err(not_found()),
    }
}

fn unreachable(error: FileError) -> Error {
    match error {
        FileError::Missing(_) => Error::not_found("recording.file_missing"),
        FileError::Unavailable { .. } => {
            tracing::error!("A recording cannot be read: {error}");
            Error::refused(Kind::Unavailable, "files.unavailable")
        }
    }
}

fn broken(error: reader::ReadError) -> Error {
    tracing::error!("A recording cannot be opened: {error}");
    Error::conflict("recording.broken")
}
