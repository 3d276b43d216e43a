//! How written words sound when a machine speaks them (REC-04).

use serde::{Deserialize, Serialize};

use crate::words;

words! {
    pub enum SpeechLanguage {
        Korean = "ko",
        English = "en",
        Japanese = "ja",
        Chinese = "zh",
    }
}

words! {
    pub enum SpeechGender {
        Female = "female",
        Male = "male",
    }
}

/// A voice, as people choose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    pub language: SpeechLanguage,
    pub gender: SpeechGender,
    /// Percent of the natural pace, 50–200.
    pub speed: u16,
}

impl Voice {
    pub const KOREAN: Self =
        Self { language: SpeechLanguage::Korean, gender: SpeechGender::Female, speed: 100 };

    pub fn is_speed_sound(self) -> bool {
        (50..=200).contains(&self.speed)
    }

    /// The same speaker, speaking Korean: for the sentences Naru itself provides.
    pub fn in_korean(self) -> Self {
        Self { language: SpeechLanguage::Korean, ..self }
    }
}

impl Default for Voice {
    fn default() -> Self {
        Self::KOREAN
    }
}
