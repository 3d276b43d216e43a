//! A person who serves customers. An AI is a bot, never an agent.

use jiff::Timestamp;

use crate::{
    id::{AgentGroupId, AgentId},
    role::Role,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: AgentId,
    pub login_id: LoginId,
    pub name: String,
    pub role: Role,
    /// The group the agent works in; new agents start in the root group (AGT-02).
    pub group: AgentGroupId,
    /// The short number colleagues dial, unique in the tenant; made automatically (AGT-05).
    pub extension: String,
    /// Set when the agent has left: history keeps the name, sign-in is refused, the seat is free again.
    pub deactivated_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// The first extension that is given out in a tenant.
pub const FIRST_EXTENSION: u32 = 1_001;

/// What an agent types to sign in. Case-sensitive (AGT-12), unique in the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LoginId(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginIdError {
    #[error("a sign-in ID has 3 to 40 characters")]
    Length,
    #[error("a sign-in ID has only English letters, digits, dots, dashes, underscores and @")]
    UnexpectedCharacter,
}

impl LoginId {
    pub fn parse(text: &str) -> Result<Self, LoginIdError> {
        let text = text.trim();
        if !(3..=40).contains(&text.chars().count()) {
            return Err(LoginIdError::Length);
        }
        if !text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@')) {
            return Err(LoginIdError::UnexpectedCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person's or thing's name as typed by an administrator: trimmed, 1 to 60 characters.
pub fn parse_name(text: &str) -> Result<String, NameError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(NameError::Empty),
        1..=60 => Ok(text),
        _ => Err(NameError::TooLong),
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("a name is needed")]
    Empty,
    #[error("a name has at most 60 characters")]
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn login_ids_keep_their_case() {
        assert_ne!(LoginId::parse("Haneul"), LoginId::parse("haneul"));
        assert_eq!(LoginId::parse("ab"), Err(LoginIdError::Length));
        assert_eq!(LoginId::parse("하늘이"), Err(LoginIdError::UnexpectedCharacter));
    }

    #[test]
    fn names_lose_only_their_surplus_spaces() {
        assert_eq!(parse_name("  이  하늘 "), Ok("이 하늘".to_owned()));
        assert_eq!(parse_name(" \t"), Err(NameError::Empty));
    }
}
