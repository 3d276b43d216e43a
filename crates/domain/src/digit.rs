//! A key of a telephone keypad.

use serde::{Deserialize, Serialize};

/// `0`–`9`, `*` or `#`. (The letters A–D of RFC 4733 exist on no customer's phone and are ignored.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "char", into = "char")]
pub struct Digit(char);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not on a telephone keypad")]
pub struct DigitError(pub char);

impl Digit {
    pub const ZERO: Self = Self('0');
    pub const ONE: Self = Self('1');
    pub const TWO: Self = Self('2');

    pub const fn as_char(self) -> char {
        self.0
    }

    /// The event code of RFC 4733 §3.2: 0–9, 10 for `*`, 11 for `#`.
    pub fn event_code(self) -> u8 {
        match self.0 {
            '*' => 10,
            '#' => 11,
            // The constructor admits ten ASCII digits besides the two signs above.
            digit => (digit as u32 - '0' as u32) as u8,
        }
    }

    pub fn from_event_code(code: u8) -> Option<Self> {
        match code {
            0..=9 => Some(Self(char::from(b'0' + code))),
            10 => Some(Self('*')),
            11 => Some(Self('#')),
            _ => None,
        }
    }
}

impl TryFrom<char> for Digit {
    type Error = DigitError;
    fn try_from(c: char) -> Result<Self, DigitError> {
        if c.is_ascii_digit() || matches!(c, '*' | '#') { Ok(Self(c)) } else { Err(DigitError(c)) }
    }
}

impl From<Digit> for char {
    fn from(digit: Digit) -> char {
        digit.0
    }
}

impl std::fmt::Display for Digit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_survives_its_event_code() {
        for key in "0123456789*#".chars() {
            let digit = Digit::try_from(key).unwrap();
            assert_eq!(Digit::from_event_code(digit.event_code()), Some(digit));
        }
        assert_eq!(Digit::from_event_code(12), None);
        assert_eq!(Digit::try_from('A'), Err(DigitError('A')));
    }
}
