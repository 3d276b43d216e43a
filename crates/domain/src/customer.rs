//! A person who contacts the company. Known by number when the phone rings (CUS-01).

use jiff::Timestamp;

use crate::{id::CustomerId, phone_number::PhoneNumber};

/// Name, number, mail and note are personal data: encrypted in rows, masked on screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    pub id: CustomerId,
    pub name: String,
    pub number: Option<PhoneNumber>,
    pub email: Option<String>,
    pub note: String,
    /// Served with care: shown beside the name.
    pub vip: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

pub const MAX_NOTE_CHARS: usize = 2_000;
