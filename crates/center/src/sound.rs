//! Sounds: how they are named and made. A clip is named by what is said and how, so that the same sentence is made
//! once and a changed one never plays the old sound (ADR 5).

use call::command::ClipKey;
use connectors::speech::{SpeechError, Voice};
use media::clip;
use sha2::{Digest, Sha256};
use store::files::{FileError, FileKey};

use crate::{
    center::Center,
    error::{Error, Kind, Refusal},
};

/// The music of the house, made by `media::tune`.
pub const MUSIC: &str = "tuneferry1";

/// Bumped when preparing a clip (rate, loudness) changes, so that old files are not mistaken for new ones.
const PREPARATION: u32 = 1;

pub fn clip_key(text: &str, voice: &Voice) -> ClipKey {
    let mut hash = Sha256::new();
    hash.update(format!("{PREPARATION}\n{}\n{}\n{text}", voice.language, voice.speed));
    let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    ClipKey(format!("say{hex}"))
}

/// Makes the clips of these sentences that are not there yet. Tells how many were made.
pub async fn make_clips(center: &Center, texts: &[String], voice: &Voice) -> Result<usize, Error> {
    let mut made = 0;
    for text in texts {
        let key = file_key(&clip_key(text, voice))?;
        match center.store().files().size(&key).await {
            Ok(_) => continue,
            Err(FileError::Missing(_)) => {}
            Err(error) => return Err(files_failed(&error)),
        }
        let clip = speak(center, text, voice).await?;
        center.store().files().put_bytes(&key, clip).await.map_err(|it| files_failed(&it))?;
        made += 1;
    }
    Ok(made)
}

/// A sentence as a telephone plays it, in a WAV file to listen to before publishing.
pub async fn preview(center: &Center, text: &str, voice: &Voice) -> Result<Vec<u8>, Error> {
    Ok(clip::to_wav(&speak(center, text, voice).await?))
}

/// Brings what every installation needs into the file store: the music, and the words for numbers not in service.
/// Without a speech engine those words are missed and the caller hears only the refusal.
pub async fn prepare(center: &Center) -> Result<(), Error> {
    let key = FileKey::clip(MUSIC).map_err(|it| Error::Internal(it.to_string()))?;
    if matches!(center.store().files().size(&key).await, Err(FileError::Missing(_))) {
        let music = tokio::task::spawn_blocking(media::tune::hold_music)
            .await
            .map_err(|it| Error::Internal(format!("the music could not be made: {it}")))?;
        center.store().files().put_bytes(&key, music).await.map_err(|it| files_failed(&it))?;
    }
    make_clips(center, &[flow::text::NOT_IN_SERVICE.to_owned()], &Voice::korean()).await.map(|_| ())
}

async fn speak(center: &Center, text: &str, voice: &Voice) -> Result<Vec<u8>, Error> {
    let wav = center.speech().synthesize(text, voice).await.map_err(speech_failed)?;
    // Resampling a minute of speech takes tens of milliseconds of one core.
    tokio::task::spawn_blocking(move || clip::from_wav(&wav))
        .await
        .map_err(|it| Error::Internal(format!("a worker thread died: {it}")))?
        .map_err(|it| Error::Internal(format!("the speech engine made a sound that cannot be used: {it}")))
}

pub fn file_key(key: &ClipKey) -> Result<FileKey, Error> {
    FileKey::clip(&key.0).map_err(|it| Error::Internal(it.to_string()))
}

fn speech_failed(error: SpeechError) -> Error {
    match error {
        SpeechError::EngineMissing { program } => {
            Refusal::new(Kind::Unavailable, "speech.engine_missing").with("program", program).into()
        }
        SpeechError::TooLong { chars } => {
            Refusal::new(Kind::Invalid, "speech.too_long").with("chars", chars).into()
        }
        error @ (SpeechError::TimedOut | SpeechError::Failed { .. }) => {
            tracing::warn!("A sentence could not be spoken: {error}");
            Error::refused(Kind::Unavailable, "speech.failed")
        }
    }
}

fn files_failed(error: &FileError) -> Error {
    tracing::error!("The file store failed: {error}");
    Error::refused(Kind::Unavailable, "files.unavailable")
}

pub fn music() -> Vec<ClipKey> {
    vec![ClipKey(MUSIC.to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_is_named_by_what_is_said_and_how() {
        let korean = Voice::korean();
        assert_eq!(clip_key("안녕하세요.", &korean), clip_key("안녕하세요.", &korean));
        assert_ne!(clip_key("안녕하세요.", &korean), clip_key("안녕하세요!", &korean));
        assert_ne!(
            clip_key("안녕하세요.", &korean),
            clip_key("안녕하세요.", &Voice { speed: 90, ..korean.clone() })
        );
    }
}
