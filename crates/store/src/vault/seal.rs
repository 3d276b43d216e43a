//! Sealed fields.

use std::fmt;

use domain::phone_number::PhoneNumber;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{KEY_BYTES, base64_text, decrypt, encrypt, keyed_hash};
use crate::error::Error;

/// A field's ciphertext, as its column keeps it.
#[derive(Clone, PartialEq, Eq, DeriveValueType, Serialize, Deserialize)]
pub(crate) struct Sealed(#[serde(with = "base64_text")] Vec<u8>);

/// Seals and opens the fields of one row.
pub(crate) struct RowSeal {
    key: Zeroizing<[u8; KEY_BYTES]>,
    table: &'static str,
    /// Table and row id, ready to be followed by a column.
    place: Vec<u8>,
}

impl Sealed {
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

impl RowSeal {
    pub(super) fn new(seal_key: &[u8; KEY_BYTES], table: &'static str, id: &[u8]) -> Self {
        let mut place = Vec::with_capacity(table.len() + id.len() + 32);
        place.extend_from_slice(table.as_bytes());
        // Names hold no zero byte and ids of one table have one length, so no two places read the same.
        place.push(0);
        place.extend_from_slice(id);
        place.push(0);
        Self { key: keyed_hash(seal_key, &[&place]), table, place }
    }

    pub(crate) fn seal(&self, column: &'static str, plain: &[u8]) -> Result<Sealed, Error> {
        encrypt(&self.key, &self.aad(column), plain).map(Sealed)
    }

    pub(crate) fn seal_text(&self, column: &'static str, plain: &str) -> Result<Sealed, Error> {
        self.seal(column, plain.as_bytes())
    }

    pub(crate) fn open(&self, column: &'static str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, Error> {
        decrypt(&self.key, &self.aad(column), &sealed.0)
            .ok_or(Error::Unreadable { table: self.table, column })
    }

    pub(crate) fn open_text(&self, column: &'static str, sealed: &Sealed) -> Result<String, Error> {
        let plain = self.open(column, sealed)?;
        match std::str::from_utf8(&plain) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Error::Unreadable { table: self.table, column }),
        }
    }

    pub(crate) fn seal_optional(
        &self,
        column: &'static str,
        plain: Option<&str>,
    ) -> Result<Option<Sealed>, Error> {
        plain.map(|it| self.seal_text(column, it)).transpose()
    }

    pub(crate) fn open_optional(
        &self,
        column: &'static str,
        sealed: Option<&Sealed>,
    ) -> Result<Option<String>, Error> {
        sealed.map(|it| self.open_text(column, it)).transpose()
    }

    pub(crate) fn seal_number(&self, column: &'static str, number: &PhoneNumber) -> Result<Sealed, Error> {
        self.seal_text(column, number.as_digits())
    }

    pub(crate) fn open_number(&self, column: &'static str, sealed: &Sealed) -> Result<PhoneNumber, Error> {
        PhoneNumber::parse(&self.open_text(column, sealed)?)
            .map_err(|_| Error::Unreadable { table: self.table, column })
    }

    fn aad(&self, column: &'static str) -> Vec<u8> {
        [self.place.as_slice(), column.as_bytes()].concat()
    }
}
