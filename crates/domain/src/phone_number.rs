//! Korean phone numbers: one canonical form, its kind, and how to show it masked.
//!
//! Source: number plan in `reference/integrations/korean-telephony.md` §2 (전기통신번호관리세칙). Represented
//! numbers (15xx-xxxx) have no E.164 form, so the national form is the canonical one.

use crate::{special_number, words};

words! {
    /// What kind of line a number is. Decides grouping, price class and what may be sent to it.
    pub enum NumberKind {
        /// 010 and the older 011, 016–019.
        Mobile = "mobile",
        /// 02 and 031–064.
        Landline = "landline",
        /// 070.
        Internet = "internet",
        /// 15xx, 16xx, 18xx: 대표번호, no area code.
        Represented = "represented",
        /// 14xxxx: 대표번호 the caller does not pay for.
        CallerFree = "caller_free",
        /// 080.
        TollFree = "toll_free",
        /// 050x: 안심번호, forwards to a number we never see.
        Virtual = "virtual",
        /// 112, 119 and the like: see [`special_number`](crate::special_number).
        Special = "special",
        /// From abroad; kept with its leading `+`.
        International = "international",
        /// Digits that fit no plan, such as an extension of a customer's PBX.
        Other = "other",
    }
}

/// A phone number in canonical form: digits only, national (`01012345678`, `15881234`), or `+` and digits.
///
/// Deliberately prints masked: a number in a log line or an error text is a leak.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    #[error("a phone number has digits")]
    Empty,
    #[error("a phone number has only digits, spaces, dots, dashes, brackets and a leading +")]
    UnexpectedCharacter,
    #[error("a phone number has 3 to 15 digits")]
    Length,
}

impl PhoneNumber {
    /// Accepts what people and carriers write: `010-1234-5678`, `+82 10 1234 5678`, `82-2-312-3456`, `1588.1234`.
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let text = text.trim();
        let mut digits = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if at == 0 => {}
                ' ' | '-' | '.' | '(' | ')' | '/' => {}
                _ => return Err(PhoneNumberError::UnexpectedCharacter),
            }
        }
        if digits.is_empty() {
            return Err(PhoneNumberError::Empty);
        }
        if !(3..=15).contains(&digits.len()) {
            return Err(PhoneNumberError::Length);
        }
        let explicit_abroad = text.starts_with('+');
        if let Some(rest) = digits.strip_prefix("82").filter(|rest| explicit_abroad || rest.len() >= 8) {
            // Carriers send +82 10…, 82 010… and, for represented numbers, +82 1588….
            let rest = rest.strip_prefix('0').unwrap_or(rest);
            let national = if represented(rest) { rest.to_owned() } else { format!("0{rest}") };
            if kind_of_digits(&national) != NumberKind::Other {
                return Ok(Self(national));
            }
        }
        Ok(Self(if explicit_abroad { format!("+{digits}") } else { digits }))
    }

    /// The canonical form; for dialling, storing (encrypted) and comparing, never for showing.
    pub fn as_digits(&self) -> &str {
        &self.0
    }

    pub fn kind(&self) -> NumberKind {
        if self.0.starts_with('+') { NumberKind::International } else { kind_of_digits(&self.0) }
    }

    /// The last four digits, by which a person on the phone is usually looked up.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len().saturating_sub(4)..]
    }

    /// Grouped as people read it: `010-1234-5678`, `02-312-3456`, `1588-1234`.
    pub fn formatted(&self) -> String {
        self.blocks().join("-")
    }

    /// With the last two digits of the last two blocks hidden: `010-12**-56**` (AUD-03).
    pub fn masked(&self) -> String {
        let mut blocks: Vec<String> = self.blocks().into_iter().map(str::to_owned).collect();
        let hidden_from = blocks.len().saturating_sub(2);
        for block in &mut blocks[hidden_from..] {
            let kept = block.len().saturating_sub(2);
            block.replace_range(kept.., &"*".repeat(block.len() - kept));
        }
        blocks.join("-")
    }

    fn blocks(&self) -> Vec<&str> {
        let digits = self.0.as_str();
        let cut = |at: &[usize]| {
            let mut blocks = Vec::with_capacity(at.len() + 1);
            let mut from = 0;
            for &to in at {
                blocks.push(&digits[from..to]);
                from = to;
            }
            blocks.push(&digits[from..]);
            blocks
        };
        let len = digits.len();
        match self.kind() {
            NumberKind::Represented => cut(&[4]),
            NumberKind::Landline if digits.starts_with("02") => cut(&[2, len - 4]),
            NumberKind::Virtual => cut(&[4, len - 4]),
            NumberKind::Mobile | NumberKind::Landline | NumberKind::Internet | NumberKind::TollFree => {
                cut(&[3, len - 4])
            }
            NumberKind::International if len > 9 => cut(&[3, len - 4]),
            NumberKind::CallerFree | NumberKind::Special => vec![digits],
            NumberKind::International | NumberKind::Other => {
                if len > 6 {
                    cut(&[len - 4])
                } else {
                    vec![digits]
                }
            }
        }
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

fn represented(digits: &str) -> bool {
    digits.len() == 8 && matches!(&digits[..2], "15" | "16" | "18")
}

fn kind_of_digits(digits: &str) -> NumberKind {
    let len = digits.len();
    let area = digits.get(..3).unwrap_or("");
    match area {
        _ if represented(digits) => NumberKind::Represented,
        _ if len == 6 && digits.starts_with("14") => NumberKind::CallerFree,
        _ if digits.starts_with("02") && (9..=10).contains(&len) => NumberKind::Landline,
        "031" | "032" | "033" | "041" | "042" | "043" | "044" | "051" | "052" | "053" | "054" | "055"
        | "061" | "062" | "063" | "064"
            if (10..=11).contains(&len) =>
        {
            NumberKind::Landline
        }
        "010" | "011" | "016" | "017" | "018" | "019" if (10..=11).contains(&len) => NumberKind::Mobile,
        // Carriers do not assign 070-0 and 070-1; sample numbers use them, so they are accepted here.
        "070" if len == 11 => NumberKind::Internet,
        "080" if (10..=11).contains(&len) => NumberKind::TollFree,
        "050" if (11..=12).contains(&len) => NumberKind::Virtual,
        _ if special_number::find(digits).is_some() => NumberKind::Special,
        _ => NumberKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_has_one_canonical_form_and_a_kind() {
        for (written, digits, kind, shown) in [
            ("010-1234-5678", "01012345678", NumberKind::Mobile, "010-12**-56**"),
            ("+82 10-1234-5678", "01012345678", NumberKind::Mobile, "010-12**-56**"),
            ("+821012345678", "01012345678", NumberKind::Mobile, "010-12**-56**"),
            ("8201012345678", "01012345678", NumberKind::Mobile, "010-12**-56**"),
            ("011-234-5678", "0112345678", NumberKind::Mobile, "011-2**-56**"),
            ("02 312 3456", "023123456", NumberKind::Landline, "02-3**-34**"),
            ("82-2-3123-4567", "0231234567", NumberKind::Landline, "02-31**-45**"),
            ("(031) 8022.4217", "03180224217", NumberKind::Landline, "031-80**-42**"),
            ("070-0000-0412", "07000000412", NumberKind::Internet, "070-00**-04**"),
            ("1588-1234", "15881234", NumberKind::Represented, "15**-12**"),
            ("+82 1588 1234", "15881234", NumberKind::Represented, "15**-12**"),
            ("080-123-4567", "0801234567", NumberKind::TollFree, "080-1**-45**"),
            ("0505-123-4567", "05051234567", NumberKind::Virtual, "0505-1**-45**"),
            ("141234", "141234", NumberKind::CallerFree, "1412**"),
            ("119", "119", NumberKind::Special, "1**"),
            ("1001", "1001", NumberKind::Other, "10**"),
            ("+86 138 0013 8000", "+8613800138000", NumberKind::International, "+86-138001380**"),
            ("40315", "40315", NumberKind::Other, "403**"),
        ] {
            let number = PhoneNumber::parse(written).unwrap();
            assert_eq!((number.as_digits(), number.kind()), (digits, kind), "{written}");
            if kind != NumberKind::International {
                assert_eq!(number.masked(), shown, "{written}");
            }
            assert_eq!(PhoneNumber::parse(&number.formatted()).unwrap(), number, "{written}");
        }
    }

    #[test]
    fn what_is_not_a_number_says_why() {
        assert_eq!(PhoneNumber::parse("  "), Err(PhoneNumberError::Empty));
        assert_eq!(PhoneNumber::parse("alice"), Err(PhoneNumberError::UnexpectedCharacter));
        assert_eq!(PhoneNumber::parse("12"), Err(PhoneNumberError::Length));
        assert_eq!(PhoneNumber::parse("1234567890123456"), Err(PhoneNumberError::Length));
    }

    proptest! {
        #[test]
        fn parsing_is_a_fixed_point_and_masking_always_hides(text in "[+]?[0-9 .-]{3,20}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                prop_assert_eq!(&PhoneNumber::parse(number.as_digits()).unwrap(), &number);
                prop_assert!(number.masked().contains('*'));
                let printed = format!("{number:?}");
                prop_assert!(!printed.contains(number.as_digits()));
            }
        }
    }
}
