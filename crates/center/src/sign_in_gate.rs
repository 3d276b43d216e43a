//! What a sign-in passes before its password is looked at.

use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
};

use domain::id::TenantId;
use tokio::sync::{Mutex, MutexGuard};

use crate::{
    address_pace::AddressPace,
    error::{Error, Kind, Refusal},
};

/// A whole office may come in behind one address at nine.
const PER_MINUTE: u32 = 60;
const LANES: usize = 256;

pub struct SignInGate {
    pace: AddressPace,
    /// Attempts at one ID pass one after the other: otherwise many at once would all be checked before the first
    /// miss is counted.
    lanes: Vec<Mutex<()>>,
    state: RandomState,
}

impl Default for SignInGate {
    fn default() -> Self {
        Self {
            pace: AddressPace::per_minute(PER_MINUTE),
            lanes: (0..LANES).map(|_| Mutex::default()).collect(),
            state: RandomState::new(),
        }
    }
}

impl SignInGate {
    /// Refuses an address that tries too often.
    pub fn admit(&self, address: Option<IpAddr>) -> Result<(), Error> {
        let Some(seconds) = address.and_then(|it| self.pace.pass(it).err()) else { return Ok(()) };
        let mut refusal = Refusal::new(Kind::TooMany, "sign_in.locked").with("seconds", seconds);
        refusal.retry_after_seconds = Some(seconds);
        Err(refusal.into())
    }

    pub async fn lane(&self, tenant: TenantId, login_id: &str) -> MutexGuard<'_, ()> {
        let lane = self.state.hash_one((tenant, login_id)) as usize % LANES;
        self.lanes[lane].lock().await
    }
}
