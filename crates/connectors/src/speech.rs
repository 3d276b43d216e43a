//! Text to speech. The embedded default is the espeak-ng program, run once per sentence.

use std::{io, path::PathBuf, process::Stdio, time::Duration};

use domain::speech::{SpeechGender, SpeechLanguage, Voice};
use tokio::{io::AsyncWriteExt, process::Command, sync::Semaphore};

/// A sentence that takes longer than this hangs.
const TIME_OUT: Duration = Duration::from_secs(20);
/// Sentences spoken at once: publishing a large scenario must not take every core from the calls.
const AT_ONCE: usize = 2;
/// The longest text a single call accepts, in characters.
pub const MAX_CHARS: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// Installing it is the remedy: `apt install espeak-ng`.
    #[error("the speech program {program} is not installed")]
    EngineMissing { program: String },
    #[error("the text has {chars} characters; at most {MAX_CHARS} can be spoken at once")]
    TooLong { chars: usize },
    #[error("the speech program took longer than {} s", TIME_OUT.as_secs())]
    TimedOut,
    #[error("the speech program failed: {detail}")]
    Failed { detail: String },
}

/// The espeak-ng program.
#[derive(Debug)]
pub struct Espeak {
    program: PathBuf,
    places: Semaphore,
}

impl Espeak {
    pub fn new(program: PathBuf) -> Self {
        Self { program, places: Semaphore::new(AT_ONCE) }
    }

    /// Whether it can be run at all, with its version for the log.
    pub async fn version(&self) -> Result<String, SpeechError> {
        let out = self.run(&["--version"], "").await?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }

    /// A WAV file with the text spoken. A second attempt follows a time-out or a failure, since a machine short of
    /// memory for a moment is the usual cause.
    pub async fn synthesize(&self, text: &str, voice: Voice) -> Result<Vec<u8>, SpeechError> {
        let chars = text.chars().count();
        if chars > MAX_CHARS {
            return Err(SpeechError::TooLong { chars });
        }
        match self.speak(text, voice).await {
            Err(SpeechError::TimedOut | SpeechError::Failed { .. }) => self.speak(text, voice).await,
            done => done,
        }
    }

    async fn speak(&self, text: &str, voice: Voice) -> Result<Vec<u8>, SpeechError> {
        // espeak-ng counts words per minute; 160 is its measured pace for Korean announcements.
        let words_per_minute = (160 * u32::from(voice.speed.clamp(50, 200)) / 100).to_string();
        let name = voice_name(voice);
        let wav = self.run(&["-v", name, "-s", &words_per_minute, "--stdin", "--stdout"], text).await?;
        if wav.len() <= 44 {
            return Err(SpeechError::Failed { detail: format!("no sound came from the voice {name}") });
        }
        Ok(wav)
    }

    async fn run(&self, arguments: &[&str], input: &str) -> Result<Vec<u8>, SpeechError> {
        // The semaphore is never closed, so waiting for it cannot fail.
        let _place =
            self.places.acquire().await.map_err(|it| SpeechError::Failed { detail: it.to_string() })?;
        let mut child = Command::new(&self.program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => {
                    SpeechError::EngineMissing { program: self.program.display().to_string() }
                }
                _ => SpeechError::Failed { detail: error.to_string() },
            })?;
        let stdin = child.stdin.take();
        let conversation = async {
            if let Some(mut stdin) = stdin {
                // A program that refuses its arguments closes its input; its exit status tells the story.
                let _ = stdin.write_all(input.as_bytes()).await;
            }
            child.wait_with_output().await
        };
        let output = tokio::time::timeout(TIME_OUT, conversation)
            .await
            .map_err(|_| SpeechError::TimedOut)?
            .map_err(|error| SpeechError::Failed { detail: error.to_string() })?;
        if !output.status.success() {
            let detail = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(SpeechError::Failed { detail });
        }
        Ok(output.stdout)
    }
}

/// Its voices are men's; a variant makes a woman of one.
fn voice_name(voice: Voice) -> &'static str {
    match (voice.language, voice.gender) {
        (SpeechLanguage::Korean, SpeechGender::Female) => "ko+f2",
        (SpeechLanguage::Korean, SpeechGender::Male) => "ko",
        (SpeechLanguage::English, SpeechGender::Female) => "en-us+f2",
        (SpeechLanguage::English, SpeechGender::Male) => "en-us",
        (SpeechLanguage::Japanese, SpeechGender::Female) => "ja+f2",
        (SpeechLanguage::Japanese, SpeechGender::Male) => "ja",
        (SpeechLanguage::Chinese, SpeechGender::Female) => "cmn+f2",
        (SpeechLanguage::Chinese, SpeechGender::Male) => "cmn",
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn program(script: &str) -> (tempfile::TempDir, Espeak) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("speak");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        (dir, Espeak::new(path))
    }

    #[tokio::test]
    async fn a_missing_engine_is_named() {
        let error = Espeak::new("/nowhere/espeak-ng".into())
            .synthesize("안녕하세요", Voice::KOREAN)
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "the speech program /nowhere/espeak-ng is not installed");
    }

    #[tokio::test]
    async fn the_text_arrives_on_standard_input_and_never_as_an_argument() {
        let (_dir, engine) = program(r#"printf '%0100d' 0; printf '|%s|' "$*"; cat"#);
        let out = engine.synthesize("--help; rm -rf", Voice::KOREAN).await.unwrap();
        assert!(
            String::from_utf8(out).unwrap().ends_with("|-v ko+f2 -s 160 --stdin --stdout|--help; rm -rf")
        );
    }

    #[tokio::test]
    async fn a_passing_failure_is_tried_once_more_and_a_lasting_one_is_told() {
        let (dir, engine) =
            program(r#"[ -e "$0.ran" ] && exec printf '%0100d' 0; touch "$0.ran"; echo busy >&2; exit 1"#);
        assert!(engine.synthesize("하나", Voice::KOREAN).await.is_ok());
        drop(dir);
        let (_dir, engine) = program("echo 'no voice ko' >&2; exit 1");
        let error = engine.synthesize("하나", Voice::KOREAN).await.unwrap_err();
        assert_eq!(error.to_string(), "the speech program failed: no voice ko");
    }

    #[tokio::test]
    async fn silence_is_an_error_rather_than_an_empty_announcement() {
        let (_dir, engine) = program("printf 'RIFF'");
        assert!(matches!(engine.synthesize("하나", Voice::KOREAN).await, Err(SpeechError::Failed { .. })));
    }
}
