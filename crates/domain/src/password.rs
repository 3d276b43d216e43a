//! What a password must be (KISA guide; AGT-12 keeps case).

use crate::agent::LoginId;

pub const MAX_CHARS: usize = 128;

/// A password in clear, on its way to being hashed. Never printed.
pub struct Password(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("use at least 10 characters of two kinds, or 8 of three (letters, digits, symbols)")]
    TooSimple,
    #[error("a password has at most {MAX_CHARS} characters")]
    TooLong,
    #[error("a password must not contain the sign-in ID")]
    ContainsLoginId,
    #[error("a password must not repeat one character four times in a row")]
    Repeats,
}

impl Password {
    /// Checks a password that is being set; against the sign-in ID too, if there is a sound one.
    pub fn choose<'l>(text: &str, login_id: impl Into<Option<&'l LoginId>>) -> Result<Self, PasswordError> {
        let chars: Vec<char> = text.chars().collect();
        if chars.len() > MAX_CHARS {
            return Err(PasswordError::TooLong);
        }
        let kinds = [
            chars.iter().any(|c| c.is_alphabetic()),
            chars.iter().any(|c| c.is_numeric()),
            chars.iter().any(|c| !c.is_alphanumeric()),
        ];
        let kinds = kinds.into_iter().filter(|it| *it).count();
        if !(chars.len() >= 10 && kinds >= 2 || chars.len() >= 8 && kinds == 3) {
            return Err(PasswordError::TooSimple);
        }
        if chars.windows(4).any(|w| w.iter().all(|c| *c == w[0])) {
            return Err(PasswordError::Repeats);
        }
        let login_id = login_id.into().map(|it| it.as_str().to_lowercase());
        if login_id.is_some_and(|it| text.to_lowercase().contains(&it)) {
            return Err(PasswordError::ContainsLoginId);
        }
        Ok(Self(text.to_owned()))
    }

    /// Takes what somebody typed to sign in; only its length is bounded, so that hashing it costs little.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().take(MAX_CHARS + 1).collect())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_or_varied_and_not_the_login_id() {
        let choose = |text: &str| Password::choose(text, &LoginId::parse("haneul").unwrap()).map(|_| ());
        assert_eq!(choose("ferry-crossing-7"), Ok(()));
        assert_eq!(choose("나루터에서7만나요"), Err(PasswordError::TooSimple));
        assert_eq!(choose("나루터에서7만나요!"), Ok(()));
        assert_eq!(choose("abcdefgh"), Err(PasswordError::TooSimple));
        assert_eq!(choose("abcdefghij"), Err(PasswordError::TooSimple));
        assert_eq!(choose("aaaa-bcd-123"), Err(PasswordError::Repeats));
        assert_eq!(choose("Haneul-2026!"), Err(PasswordError::ContainsLoginId));
        assert_eq!(choose(&"a1".repeat(65)), Err(PasswordError::TooLong));
    }
}
