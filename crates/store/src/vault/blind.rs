//! Keyed hashes by which sealed data is found again.
//!
//! HMAC-SHA-256 under the tenant's blind key, cut to 16 bytes. Equal texts hash equally within one tenant, which
//! is what a search needs and all it gives away. The last four digits of a number have only 10,000 values: their
//! hash hides them from whoever has the rows alone, not from a tenant's own statistics. Names are searched by
//! part without an index, see `customer`, because an index of name parts would show how frequent each family
//! name is.

use std::fmt;

use domain::phone_number::PhoneNumber;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{KEY_BYTES, Vault, base64_text, keyed_hash};

/// A search hash, as its column keeps it.
#[derive(Clone, PartialEq, Eq, Hash, DeriveValueType, Serialize, Deserialize)]
pub(crate) struct Blind(#[serde(with = "base64_text")] Vec<u8>);

/// What a hash stands for. One kind of thing has one hash in all tables, so that a customer and the calls from
/// the same number find each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Number,
    LastFour,
    Email,
    Name,
}

pub(super) struct BlindKey(Zeroizing<[u8; KEY_BYTES]>);

const BLIND_BYTES: usize = 16;

impl BlindKey {
    pub(super) fn new(key: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(key)
    }

    pub(super) fn hash(&self, what: What, text: &str) -> Blind {
        let label: &[u8] = match what {
            What::Number => b"number\0",
            What::LastFour => b"last_four\0",
            What::Email => b"email\0",
            What::Name => b"name\0",
        };
        Blind(keyed_hash(&self.0, &[label, text.as_bytes()])[..BLIND_BYTES].to_vec())
    }
}

impl Vault {
    pub(crate) fn blind_number(&self, number: &PhoneNumber) -> Blind {
        self.blind(What::Number, number.as_digits())
    }

    pub(crate) fn blind_last_four(&self, number: &PhoneNumber) -> Blind {
        self.blind(What::LastFour, number.last_four())
    }

    /// Mail addresses are compared without regard to case, as people type them.
    pub(crate) fn blind_email(&self, email: &str) -> Blind {
        self.blind(What::Email, &email.trim().to_lowercase())
    }

    pub(crate) fn blind_name(&self, name: &str) -> Blind {
        self.blind(What::Name, &searchable_name(name))
    }
}

/// A name without spaces and case: what two spellings of one name share.
pub(crate) fn searchable_name(name: &str) -> String {
    name.split_whitespace().flat_map(|part| part.chars()).flat_map(char::to_lowercase).collect()
}

impl fmt::Debug for Blind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blind(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::MasterKey;
    use domain::id::TenantId;

    #[test]
    fn spellings_of_one_text_share_a_hash_and_tenants_and_kinds_share_none() {
        let master = MasterKey::new([7; 32]);
        let (ours, theirs) = (
            master.new_vault(TenantId::sample(1)).unwrap().0,
            master.new_vault(TenantId::sample(2)).unwrap().0,
        );
        assert_eq!(ours.blind_email(" Seoyeon@Naver.com"), ours.blind_email("seoyeon@naver.com"));
        assert_eq!(ours.blind_name("김 서연"), ours.blind_name("김서연"));
        assert_ne!(ours.blind_name("김서연"), ours.blind_name("김서윤"));
        assert_ne!(ours.blind_name("김서연"), theirs.blind_name("김서연"));
        assert_ne!(ours.blind(What::Number, "1234"), ours.blind(What::LastFour, "1234"));
    }
}
