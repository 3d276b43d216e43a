//! Column types: how words, times, counts and lists stand in a row, the same on both databases.

use std::{fmt, sync::Arc};

use domain::word::{self, Word as DomainWord};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue, ColIdx, DbErr, IntoActiveValue, QueryResult, TryFromU64, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: a big integer of milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At(pub Timestamp);

/// A word of a closed list: its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<W>(pub W);

/// A count that is never negative: a big integer, because PostgreSQL has no unsigned ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count(pub u32);

/// A list of texts: a JSON array as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(pub Vec<String>);

/// How a column type stands in the database: as one of the primitive types both have.
trait Stored: Sized {
    type As: ValueType + Nullable + TryGetable + Into<Value>;
    fn store(self) -> Self::As;
    fn restore(stored: Self::As) -> Result<Self, String>;
}

impl Stored for At {
    type As = i64;
    fn store(self) -> i64 {
        self.0.as_millisecond()
    }
    fn restore(stored: i64) -> Result<Self, String> {
        Timestamp::from_millisecond(stored).map(Self).map_err(|error| error.to_string())
    }
}

impl<W: DomainWord> Stored for Word<W> {
    type As = String;
    fn store(self) -> String {
        self.0.as_str().to_owned()
    }
    fn restore(stored: String) -> Result<Self, String> {
        word::parse(&stored).map(Self).map_err(|error| error.to_string())
    }
}

impl Stored for Count {
    type As = i64;
    fn store(self) -> i64 {
        self.0.into()
    }
    fn restore(stored: i64) -> Result<Self, String> {
        <u32 as TryFrom<i64>>::try_from(stored).map(Self).map_err(|_| format!("{stored} is not a count"))
    }
}

impl Stored for Texts {
    type As = String;
    fn store(self) -> String {
        serde_json::Value::from(self.0).to_string()
    }
    fn restore(stored: String) -> Result<Self, String> {
        serde_json::from_str(&stored).map(Self).map_err(|error| error.to_string())
    }
}

macro_rules! column_type {
    ([$($generics:tt)*] $name:ty) => {
        impl<$($generics)*> From<$name> for Value {
            fn from(value: $name) -> Value {
                value.store().into()
            }
        }

        impl<$($generics)*> TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let stored = <<Self as Stored>::As as TryGetable>::try_get_by(row, index)?;
                Self::restore(stored).map_err(|why| {
                    TryGetError::DbErr(DbErr::TryIntoErr {
                        from: "a column",
                        into: std::any::type_name::<Self>(),
                        source: Arc::new(Unreadable(why)),
                    })
                })
            }
        }

        impl<$($generics)*> ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                Self::restore(<<Self as Stored>::As as ValueType>::try_from(value)?).map_err(|_| ValueTypeErr)
            }
            fn type_name() -> String {
                <<Self as Stored>::As as ValueType>::type_name()
            }
            fn array_type() -> ArrayType {
                <<Self as Stored>::As as ValueType>::array_type()
            }
            fn column_type() -> ColumnType {
                <<Self as Stored>::As as ValueType>::column_type()
            }
        }

        impl<$($generics)*> Nullable for $name {
            fn null() -> Value {
                <<Self as Stored>::As as Nullable>::null()
            }
        }

        impl<$($generics)*> IntoActiveValue<$name> for $name {
            fn into_active_value(self) -> ActiveValue<$name> {
                ActiveValue::Set(self)
            }
        }

        /// Keys are made by the centre, never counted by the database.
        impl<$($generics)*> TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(std::any::type_name::<Self>()))
            }
        }

        impl<$($generics)*> sea_orm::sea_query::postgres_array::NotU8 for $name {}
    };
}

column_type!([] At);
column_type!([W: DomainWord] Word<W>);
column_type!([] Count);
column_type!([] Texts);

#[derive(Debug)]
struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_millisecond().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::restore(i64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl<W: DomainWord> Serialize for Word<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de, W: DomainWord> Deserialize<'de> for Word<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        word::parse(&text).map(Self).map_err(serde::de::Error::custom)
    }
}
