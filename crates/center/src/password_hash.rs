//! Argon2id for the passwords of people, off the async threads and never so many at once that calls suffer.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::password::Password;
use tokio::sync::Semaphore;

use crate::error::{Error, Kind};

/// Each takes 19 MiB and some 30 ms of a core. Half of the cores stay with the calls.
static PLACES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(thread::available_parallelism().map_or(1, |it| it.get().div_ceil(2))));
/// Whoever would wait longer than a second or two is sent away instead.
const MOST_WAITING: usize = 64;
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Argon2id with 19 MiB and two passes (the OWASP minimum).
pub async fn hash(password: Password) -> Result<String, Error> {
    at_work(move || {
        hasher()?
            .hash_password(password.reveal().as_bytes())
            .map(|it| it.to_string())
            .map_err(|error| Error::Internal(format!("a password could not be hashed: {error}")))
    })
    .await?
}

pub async fn verify(typed: &str, hash: String) -> Result<bool, Error> {
    let typed = Password::typed(typed);
    at_work(move || {
        let hash = PasswordHash::new(&hash)
            .map_err(|error| Error::Internal(format!("a stored password hash cannot be read: {error}")))?;
        Ok(Argon2::default().verify_password(typed.reveal().as_bytes(), &hash).is_ok())
    })
    .await?
}

/// Does the work of a check, so that an unknown ID answers no sooner than a wrong password.
pub async fn spend_as_long_as_a_check(typed: &str) -> Result<(), Error> {
    hash(Password::typed(typed)).await.map(|_| ())
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19 * 1_024, 2, 1, None)
        .map_err(|error| Error::Internal(format!("Argon2 refuses its parameters: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn at_work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _waiting = Waiting::begin()?;
    // The semaphore is never closed.
    let _place = PLACES.acquire().await.map_err(|it| Error::Internal(it.to_string()))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(format!("a worker thread died: {error}")))
}

struct Waiting;

impl Waiting {
    fn begin() -> Result<Self, Error> {
        if WAITING.fetch_add(1, Relaxed) >= MOST_WAITING {
            WAITING.fetch_sub(1, Relaxed);
            return Err(Error::refused(Kind::Unavailable, "sign_in.busy"));
        }
        Ok(Self)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Relaxed);
    }
}
