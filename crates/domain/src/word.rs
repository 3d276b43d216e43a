//! Closed lists of words that mean the same on every layer: database column, JSON value, Rust variant.

/// A closed list of words. Implemented by [`words!`](crate::words), never by hand.
pub trait Word: Copy + 'static {
    /// Every word, in the order people expect to see them.
    const ALL: &'static [Self];
    /// The word as it stands in the database and in JSON: lower-case, `snake_case`.
    fn as_str(self) -> &'static str;
}

/// A text that is not on the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not one of {allowed}")]
pub struct UnknownWord {
    pub given: String,
    /// The allowed words, separated by commas.
    pub allowed: String,
}

/// Finds the word written as `text`.
pub fn parse<W: Word>(text: &str) -> Result<W, UnknownWord> {
    W::ALL.iter().copied().find(|it| it.as_str() == text).ok_or_else(|| UnknownWord {
        given: text.to_owned(),
        allowed: W::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// Declares an enum whose variants are words, with its one spelling for rows and JSON.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $(#[$meta])*
        $vis enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $crate::word::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::word::Word::as_str(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::word::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::word::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::word::Word::as_str(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $crate::word::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    words! {
        enum Side { Left = "left", Right = "right", }
    }

    #[test]
    fn a_word_has_one_spelling_in_text_and_json() {
        assert_eq!("right".parse::<Side>(), Ok(Side::Right));
        assert_eq!(serde_json::to_string(&Side::Left).unwrap(), "\"left\"");
        assert_eq!(serde_json::from_str::<Side>("\"right\"").unwrap(), Side::Right);
        assert_eq!("up".parse::<Side>().unwrap_err().to_string(), "\"up\" is not one of left, right");
    }
}
