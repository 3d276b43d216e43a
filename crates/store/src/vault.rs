//! Personal data is readable only through a tenant's vault (invariant 6 of ARCHITECTURE.md).
//!
//! The installation's [`MasterKey`] wraps one random data key per tenant; the wrapped key stands in the tenant's
//! row and nowhere else, so erasing it makes every sealed field, search hash and recording of that tenant
//! unreadable for good. From the data key come sub-keys by HKDF (RFC 5869), one per purpose:
//!
//! - **seal**: fields, with AES-256-GCM (NIST SP 800-38D). Each row has a key of its own, derived from its table
//!   and id: random 96-bit nonces must not be drawn more than 2³² times under one key, which a busy tenant would
//!   reach in a few years and a row never does. Table, column and row id are authenticated too, so that a
//!   ciphertext moved elsewhere does not open.
//! - **blind**: keyed hashes by which sealed numbers, mails and names can be found again, see [`blind`].

pub mod blind;
pub mod seal;

use std::{fmt, sync::Arc};

use aes_gcm::{
    Aes256Gcm,
    aead::{Aead, KeyInit, Payload},
};
use domain::id::{RecordingId, TenantId};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand::{TryRng, rngs::SysRng};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    error::Error,
    vault::{
        blind::{Blind, BlindKey},
        seal::{RowSeal, Sealed},
    },
};

/// The installation's secret. Whoever has it and the database can read everything; without it nobody can.
#[derive(Clone)]
pub struct MasterKey(Arc<Zeroizing<[u8; KEY_BYTES]>>);

/// What the sound of one recording is sealed with. Made here, used by whoever writes the file.
pub type SoundKey = Zeroizing<[u8; KEY_BYTES]>;

/// A tenant's keys. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<Keys>,
}

struct Keys {
    seal: Zeroizing<[u8; KEY_BYTES]>,
    blind: BlindKey,
}

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
/// First byte of every ciphertext, so that another cipher can take over row by row.
const AES_256_GCM: u8 = 1;

impl MasterKey {
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }

    /// Tells whether a database was made with this key, without saying anything about the key.
    pub(crate) fn check_value(&self) -> String {
        let check = derive(self.0.as_slice(), b"naru: master key check");
        check[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A new tenant's vault and its data key, wrapped for the tenant's row.
    pub(crate) fn new_vault(&self, tenant: TenantId) -> Result<(Vault, Vec<u8>), Error> {
        let data_key = random_key()?;
        let wrapped = encrypt(&self.wrapping_key(), tenant.uuid().as_bytes(), data_key.as_slice())?;
        Ok((Vault::new(&data_key), wrapped))
    }

    pub(crate) fn open_vault(&self, tenant: TenantId, wrapped: &[u8]) -> Result<Vault, Error> {
        let unreadable = || Error::Unreadable { table: "tenant", column: "wrapped_key" };
        let data_key =
            decrypt(&self.wrapping_key(), tenant.uuid().as_bytes(), wrapped).ok_or_else(unreadable)?;
        let data_key: &[u8; KEY_BYTES] = data_key.as_slice().try_into().map_err(|_| unreadable())?;
        Ok(Vault::new(data_key))
    }

    fn wrapping_key(&self) -> Zeroizing<[u8; KEY_BYTES]> {
        derive(self.0.as_slice(), b"naru: tenant key wrapping")
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl Vault {
    fn new(data_key: &[u8; KEY_BYTES]) -> Self {
        let keys = Keys {
            seal: derive(data_key, b"naru: seal"),
            blind: BlindKey::new(derive(data_key, b"naru: blind")),
        };
        Self { keys: Arc::new(keys) }
    }

    /// A key for one recording: to write its file with, and wrapped to be kept in its row.
    pub fn new_sound_key(&self, recording: RecordingId) -> Result<(SoundKey, Vec<u8>), Error> {
        let key = random_key()?;
        let wrapped = self.sound_seal(recording).seal(SOUND_KEY_COLUMN, key.as_slice())?;
        Ok((key, wrapped.into_bytes()))
    }

    /// The key of a recording's file, from its row.
    pub fn open_sound_key(&self, recording: RecordingId, wrapped: &[u8]) -> Result<SoundKey, Error> {
        let key = self.sound_seal(recording).open(SOUND_KEY_COLUMN, &Sealed::from_bytes(wrapped.to_vec()))?;
        let key = key
            .as_slice()
            .try_into()
            .map_err(|_| Error::Unreadable { table: RECORDING_TABLE, column: SOUND_KEY_COLUMN })?;
        Ok(Zeroizing::new(key))
    }

    /// Seals and opens the fields of one row. `id` is what identifies the row within the tenant's table.
    pub(crate) fn row(&self, table: &'static str, id: &[u8]) -> RowSeal {
        RowSeal::new(&self.keys.seal, table, id)
    }

    pub(crate) fn blind(&self, what: blind::What, text: &str) -> Blind {
        self.keys.blind.hash(what, text)
    }

    fn sound_seal(&self, recording: RecordingId) -> RowSeal {
        self.row(RECORDING_TABLE, recording.uuid().as_bytes())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}

const RECORDING_TABLE: &str = "recording";
const SOUND_KEY_COLUMN: &str = "wrapped_key";

fn derive(key: &[u8], purpose: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
    let mut derived = Zeroizing::new([0; KEY_BYTES]);
    // Expanding fails only beyond 255 blocks; this asks for one.
    let expanded = Hkdf::<Sha256>::new(None, key).expand(purpose, derived.as_mut_slice());
    debug_assert!(expanded.is_ok());
    derived
}

fn random_key() -> Result<Zeroizing<[u8; KEY_BYTES]>, Error> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    SysRng.try_fill_bytes(key.as_mut_slice()).map_err(|_| Error::NoRandomness)?;
    Ok(key)
}

/// HMAC-SHA-256 of the parts in a row.
fn keyed_hash(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    // HMAC pads its key with zeros to a block of the hash (RFC 2104 §2); doing so here leaves no length to fail on.
    let mut block = Zeroizing::new([0; 64]);
    block[..KEY_BYTES].copy_from_slice(key);
    let mut hash = <Hmac<Sha256> as hmac::KeyInit>::new((&*block).into());
    for part in parts {
        hash.update(part);
    }
    Zeroizing::new(hash.finalize().into_bytes().into())
}

/// Bytes as text in the journal.
pub(crate) mod base64_text {
    use std::borrow::Cow;

    use base64::{Engine, display::Base64Display, engine::general_purpose::STANDARD_NO_PAD as BASE64};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(bytes, &BASE64))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map_err(serde::de::Error::custom)
    }
}

/// `AES_256_GCM ‖ nonce ‖ ciphertext ‖ tag`.
fn encrypt(key: &[u8; KEY_BYTES], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let mut nonce = [0; NONCE_BYTES];
    // Seeded by the operating system and reseeded as it goes; a system call per nonce would cost more than the
    // encryption itself.
    rand::Rng::fill_bytes(&mut rand::rng(), &mut nonce);
    let sealed = Aes256Gcm::new(key.into())
        .encrypt(&nonce.into(), Payload { msg: plain, aad })
        .map_err(|_| Error::TooLong { bytes: plain.len() })?;
    let mut bytes = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
    bytes.push(AES_256_GCM);
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(&sealed);
    Ok(bytes)
}

fn decrypt(key: &[u8; KEY_BYTES], aad: &[u8], bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (&cipher, rest) = bytes.split_first()?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>()?;
    if cipher != AES_256_GCM {
        return None;
    }
    let plain = Aes256Gcm::new(key.into()).decrypt(&(*nonce).into(), Payload { msg: sealed, aad }).ok()?;
    Some(Zeroizing::new(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vault(tenant: u64) -> Vault {
        MasterKey::new([7; 32]).new_vault(TenantId::sample(tenant)).unwrap().0
    }

    #[test]
    fn a_tenant_key_opens_only_for_its_tenant_and_its_master() {
        let master = MasterKey::new([7; 32]);
        let (made, wrapped) = master.new_vault(TenantId::sample(1)).unwrap();
        let opened = master.open_vault(TenantId::sample(1), &wrapped).unwrap();
        let sealed = made.row("customer", b"1").seal("name", b"x").unwrap();
        assert_eq!(opened.row("customer", b"1").open("name", &sealed).unwrap().as_slice(), b"x");
        assert!(master.open_vault(TenantId::sample(2), &wrapped).is_err());
        assert!(MasterKey::new([8; 32]).open_vault(TenantId::sample(1), &wrapped).is_err());
        assert!(master.open_vault(TenantId::sample(1), &[]).is_err());
    }

    #[test]
    fn a_sound_key_opens_only_for_its_recording() {
        let vault = vault(1);
        let (key, wrapped) = vault.new_sound_key(RecordingId::sample(1)).unwrap();
        assert_eq!(vault.open_sound_key(RecordingId::sample(1), &wrapped).unwrap(), key);
        assert!(vault.open_sound_key(RecordingId::sample(2), &wrapped).is_err());
        assert!(super::tests::vault(2).open_sound_key(RecordingId::sample(1), &wrapped).is_err());
    }

    #[test]
    fn keys_are_never_printed() {
        assert_eq!(format!("{:?} {:?}", MasterKey::new([7; 32]), vault(1)), "MasterKey(…) Vault(…)");
    }

    #[test]
    fn the_check_value_tells_keys_apart() {
        assert_eq!(MasterKey::new([7; 32]).check_value(), MasterKey::new([7; 32]).check_value());
        assert_ne!(MasterKey::new([7; 32]).check_value(), MasterKey::new([8; 32]).check_value());
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_in_its_place_and_nowhere_else(
            plain in proptest::collection::vec(any::<u8>(), 0..300),
            id in any::<[u8; 16]>(),
            other_id in any::<[u8; 16]>(),
            flipped in any::<proptest::sample::Index>(),
        ) {
            let (ours, theirs) = (vault(1), vault(2));
            let sealed = ours.row("customer", &id).seal("name", &plain).unwrap();

            let opened = ours.row("customer", &id).open("name", &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), plain.as_slice());

            prop_assert!(theirs.row("customer", &id).open("name", &sealed).is_err());
            prop_assert!(ours.row("agent", &id).open("name", &sealed).is_err());
            prop_assert!(ours.row("customer", &id).open("note", &sealed).is_err());
            if other_id != id {
                prop_assert!(ours.row("customer", &other_id).open("name", &sealed).is_err());
            }

            let mut damaged = sealed.into_bytes();
            let at = flipped.index(damaged.len());
            damaged[at] ^= 1;
            prop_assert!(ours.row("customer", &id).open("name", &Sealed::from_bytes(damaged)).is_err());
        }

        #[test]
        fn sealing_twice_gives_two_ciphertexts(plain in ".{0,40}") {
            let row = vault(1);
            let row = row.row("customer", b"1");
            let (first, second) = (row.seal("name", plain.as_bytes()), row.seal("name", plain.as_bytes()));
            prop_assert_ne!(first.unwrap().into_bytes(), second.unwrap().into_bytes());
        }
    }
}
