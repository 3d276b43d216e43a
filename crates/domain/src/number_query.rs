//! How people look for a phone number: whole, or by its last four digits. Numbers are encrypted, so nothing between
//! the two can be searched for.

use crate::phone_number::{PhoneNumber, PhoneNumberError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberQuery {
    Whole(PhoneNumber),
    /// Exactly four digits.
    LastFour(String),
}

impl NumberQuery {
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let text = text.trim();
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::LastFour(text.to_owned()));
        }
        PhoneNumber::parse(text).map(Self::Whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_the_end_of_a_number_and_more_are_the_whole() {
        assert_eq!(NumberQuery::parse(" 5678 "), Ok(NumberQuery::LastFour("5678".to_owned())));
        let whole = NumberQuery::Whole(PhoneNumber::parse("010-1234-5678").unwrap());
        assert_eq!(NumberQuery::parse("01012345678"), Ok(whole));
        assert!(NumberQuery::parse("김서연").is_err());
    }
}
