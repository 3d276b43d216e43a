//! Where ids and other chance come from: the only dice of the product outside the vault.

use domain::id::InteractionId;
use rand::RngExt;
use uuid::Uuid;

/// Makes ids. A simulation hands in its own, so that a day can be repeated.
pub struct Ids(Box<dyn FnMut() -> Uuid + Send>);

impl Ids {
    /// Version 7: time-ordered, so that new rows land at the end of every index.
    pub fn random() -> Self {
        Self(Box::new(fresh))
    }

    /// 1, 2, 3 …, for simulations and tests.
    pub fn counting() -> Self {
        let mut n = 0;
        Self(Box::new(move || {
            n += 1;
            Uuid::from_u64_pair(0, n)
        }))
    }

    pub fn next<T>(&mut self, make: impl FnOnce(Uuid) -> T) -> T {
        make((self.0)())
    }
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where ids are made")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

pub fn interaction() -> InteractionId {
    InteractionId::new(fresh())
}

/// An unguessable text of 256 bits: session cookies, web-call tokens.
pub fn secret() -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(rand::rng().random::<[u8; 32]>())
}

/// A first password for somebody: 16 letters and digits without those that look alike, in groups.
pub fn password() -> String {
    const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let group = |rng: &mut rand::rngs::ThreadRng| -> String {
        (0..4).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())])).collect()
    };
    (0..4).map(|_| group(&mut rng)).collect::<Vec<_>>().join("-")
}
