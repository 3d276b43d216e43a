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

/// Whose words the write-up will be once `me` has written. Whoever served the interaction goes on from a colleague's
/// draft in his own name; what a colleague has saved stays the colleague's, as does what was not served at all.
pub fn author(before: Option<&WrapUp>, me: AgentId, i_served: bool, talked_last: Option<AgentId>) -> AgentId {
    match before {
        Some(WrapUp { saved_at: Some(_), agent, .. }) => *agent,
        _ if i_served => me,
        Some(WrapUp { agent, .. }) => *agent,
        None => talked_last.unwrap_or(me),
    }
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

    fn by(agent: u64, saved: bool) -> WrapUp {
        WrapUp {
            interaction: InteractionId::sample(1),
            agent: AgentId::sample(agent),
            category: None,
            text: WrapUpText::default(),
            saved_at: saved.then_some(Timestamp::UNIX_EPOCH),
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_colleagues_draft_is_taken_over_and_what_he_saved_stays_his() {
        let (me, colleague) = (AgentId::sample(1), AgentId::sample(2));
        let (draft, saved) = (by(2, false), by(2, true));
        for (before, i_served, whose) in [
            (None, true, me),
            (None, false, colleague),
            (Some(&draft), true, me),
            (Some(&draft), false, colleague),
            (Some(&saved), true, colleague),
            (Some(&by(1, true)), false, me),
        ] {
            assert_eq!(author(before, me, i_served, Some(colleague)), whose, "{before:?} {i_served}");
        }
        assert_eq!(author(None, me, false, None), me, "nobody has talked");
    }

    #[test]
    fn the_limit_counts_hangul_syllables_not_bytes() {
        assert!(WrapUpText::parse(&"가".repeat(1_024)).is_ok());
        assert_eq!(WrapUpText::parse(&"가".repeat(1_025)), Err(WrapUpTextError { chars: 1_025 }));
    }
}
