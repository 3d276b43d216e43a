//! Sounds: how they are named and made. A clip is named by what is said and how, so that the same sentence is made
//! once and a changed one never plays the old sound (ADR 5).

use call::command::ClipKey;
use connectors::speech::SpeechError;
use domain::{id::SoundId, permission::Permission, speech::Voice};
use flow::utterance::Utterance;
use media::clip;
use sha2::{Digest, Sha256};
use store::files::{FileError, FileKey};

use crate::{
    center::Center,
    context::Context,
    error::{Error, Kind, Refusal},
};

/// The music of the house, made by `media::tune`.
pub const MUSIC: &str = "tuneferry1";

/// The tone before a voicemail, made by `media::tone`.
const BEEP: &str = "beep1";

/// Bumped when preparing a clip (rate, loudness) changes, so that old files are not mistaken for new ones.
const PREPARATION: u32 = 1;

/// The clip that lets this be heard.
pub fn clip_key(utterance: &Utterance) -> ClipKey {
    if let Some(sound) = utterance.sound {
        return library_key(sound);
    }
    let Voice { language, gender, speed } = utterance.voice;
    let mut hash = Sha256::new();
    hash.update(format!("{PREPARATION}\n{language}\n{gender}\n{speed}\n{}", utterance.text));
    let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    ClipKey(format!("say{hex}"))
}

/// The clip of a sound of the library. A sound never changes, so its id names its content.
pub fn library_key(sound: SoundId) -> ClipKey {
    ClipKey(format!("sound{}", sound.uuid().simple()))
}

/// Makes the clips of these sentences that are not there yet. Tells how many were made.
pub async fn make_clips(center: &Center, utterances: &[Utterance]) -> Result<usize, Error> {
    let mut made = 0;
    for utterance in utterances.iter().filter(|it| it.sound.is_none()) {
        let key = file_key(&clip_key(utterance))?;
        match center.store().files().size(&key).await {
            Ok(_) => continue,
            Err(FileError::Missing(_)) => {}
            Err(error) => return Err(files_failed(&error)),
        }
        let clip = speak(center, &utterance.text, utterance.voice).await?;
        center.store().files().put_bytes(&key, clip).await.map_err(|it| files_failed(&it))?;
        made += 1;
    }
    Ok(made)
}

/// A sentence as a telephone plays it, in a WAV file to listen to before anybody else does.
pub async fn preview(cx: &Context, text: &str, voice: Voice) -> Result<Vec<u8>, Error> {
    cx.require(Permission::EditScenario)?;
    if !voice.is_speed_sound() {
        return Err(Error::field("voice/speed", "scenario.speed_range"));
    }
    match text.trim() {
        "" => Err(Error::field("text", "text.needed")),
        text => Ok(clip::to_wav(&speak(&cx.center, text, voice).await?)),
    }
}

pub async fn keep(center: &Center, key: &ClipKey, clip: Vec<u8>) -> Result<(), Error> {
    center.store().files().put_bytes(&file_key(key)?, clip).await.map_err(|it| files_failed(&it))
}

pub async fn load(center: &Center, key: &ClipKey) -> Result<Vec<u8>, Error> {
    center.store().files().get(&file_key(key)?).await.map_err(|it| files_failed(&it))
}

/// Brings what every installation needs into the file store: the music, and the words for numbers not in service.
/// Without a speech engine those words are missed and the caller hears only the refusal.
pub async fn prepare(center: &Center) -> Result<(), Error> {
    keep_own(center, MUSIC, media::tune::hold_music).await?;
    keep_own(center, BEEP, media::tone::beep).await?;
    make_clips(center, &[not_in_service()]).await.map(|_| ())
}

async fn keep_own(center: &Center, name: &str, make: fn() -> Vec<u8>) -> Result<(), Error> {
    let key = FileKey::clip(name).map_err(|it| Error::Internal(it.to_string()))?;
    if matches!(center.store().files().size(&key).await, Err(FileError::Missing(_))) {
        let clip = tokio::task::spawn_blocking(make)
            .await
            .map_err(|it| Error::Internal(format!("{name} could not be made: {it}")))?;
        center.store().files().put_bytes(&key, clip).await.map_err(|it| files_failed(&it))?;
    }
    Ok(())
}

/// A text as a clip.
pub async fn speak(center: &Center, text: &str, voice: Voice) -> Result<Vec<u8>, Error> {
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

/// What callers of a number without a scenario hear.
pub fn not_in_service() -> Utterance {
    Utterance::own(flow::text::NOT_IN_SERVICE, Voice::KOREAN)
}

/// After it a voicemail begins.
pub fn beep() -> Vec<ClipKey> {
    vec![ClipKey(BEEP.to_owned())]
}

pub fn music() -> Vec<ClipKey> {
    vec![ClipKey(MUSIC.to_owned())]
}

#[cfg(test)]
mod tests {
    use domain::speech::SpeechGender;

    use super::*;

    #[test]
    fn a_clip_is_named_by_what_is_said_and_how() {
        let say = |text: &str| Utterance::own(text, Voice::KOREAN);
        let hello = clip_key(&say("안녕하세요."));
        assert_eq!(hello, clip_key(&say("안녕하세요.")));
        assert_ne!(hello, clip_key(&say("안녕하세요!")));
        let with = |voice| clip_key(&Utterance { voice, ..say("안녕하세요.") });
        assert_ne!(hello, with(Voice { speed: 90, ..Voice::KOREAN }));
        assert_ne!(hello, with(Voice { gender: SpeechGender::Male, ..Voice::KOREAN }));
        let sound = SoundId::sample(1);
        let recorded = clip_key(&Utterance { sound: Some(sound), ..say("안녕하세요.") });
        assert_eq!(recorded, library_key(sound));
    }
}
