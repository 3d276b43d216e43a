//! One piece of what is said: a sentence that becomes a clip of its own.

use domain::{id::SoundId, speech::Voice};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Utterance {
    /// What a chat shows; spoken where there is no sound.
    pub text: String,
    pub voice: Voice,
    /// A sound of the library to be heard instead.
    pub sound: Option<SoundId>,
}

/// Measured with espeak-ng's Korean at its natural pace.
const MS_PER_CHARACTER: i64 = 130;
const MS_AROUND: i64 = 300;

impl Utterance {
    /// A sentence of Naru's own.
    pub fn own(text: impl Into<String>, speaker: Voice) -> Self {
        Self { text: text.into(), voice: speaker.in_korean(), sound: None }
    }

    /// How long it takes to say, roughly, in milliseconds. Of a sound nothing is known here but its words.
    pub fn about_ms(&self) -> i64 {
        about_ms(&self.text, self.voice)
    }
}

/// How long the text takes to say, roughly, in milliseconds.
pub fn about_ms(text: &str, voice: Voice) -> i64 {
    let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 1_000);
    MS_AROUND + characters * MS_PER_CHARACTER * 100 / i64::from(voice.speed.clamp(50, 200))
}
