//! What an agent writes about an interaction (후처리, PHN-06…08). May be written during the talk, later from
//! history, and again after saving.

use jiff::Timestamp;

use crate::id::{AgentId, CategoryId, InteractionId};

/// PHN-07.
pub const MAX_TEXT_CHARS: usize = 1_024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrapUp {
    pub interaction: InteractionId,
    pub agent: AgentId,
    pub category: Option<CategoryId>,
    pub text: WrapUpText,
    /// `None` while it is a draft.
    pub saved_at: Option<Timestamp>,
    pub updated_at: Timestamp,
}

/// Up to 1,024 characters, counted as a person counts them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrapUpText(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{chars} characters; at most {MAX_TEXT_CHARS} fit")]
pub struct WrapUpTextError {
    pub chars: usize,
}

impl WrapUpText {
    pub fn parse(text: &str) -> Result<Self, WrapUpTextError> {
        let chars = text.chars().count();
        if chars > MAX_TEXT_CHARS { Err(WrapUpTextError { chars }) } else { Ok(Self(text.to_owned())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_hangul_syllables_not_bytes() {
        assert!(WrapUpText::parse(&"가".repeat(1_024)).is_ok());
        assert_eq!(WrapUpText::parse(&"가".repeat(1_025)), Err(WrapUpTextError { chars: 1_025 }));
    }
}
