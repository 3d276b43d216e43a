//! Closed word lists in the OpenAPI document: one list in `domain`, one enum of strings there.

use domain::word::Word;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};

/// A string with the words of `W` as its values.
pub fn word<W: Word>() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(W::ALL.iter().map(|it| it.as_str())))
        .into()
}
