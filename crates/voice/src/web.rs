//! WebRTC: agents' legs and callers' browsers. The only place that names the WebRTC stack.
//!
//! Every session is opened by the browser's offer and answered by us as an ICE-lite side with fixed addresses, so
//! a network without a TURN server needs one UDP path from the browser to this machine and nothing else.

mod agreement;
pub mod browser;
pub(crate) mod path;
pub(crate) mod session;

use std::sync::Arc;

use str0m::config::{CryptoProvider, DtlsCert};

/// What all sessions share. Making a certificate takes longer than answering an offer, so there is one per start.
pub(crate) struct Identity {
    provider: Arc<CryptoProvider>,
    certificate: DtlsCert,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate for browser calls could be made")]
pub struct IdentityError;

impl Identity {
    pub fn new() -> Result<Self, IdentityError> {
        let provider = Arc::new(str0m::crypto::from_feature_flags());
        let certificate = provider.dtls_provider.generate_certificate().ok_or(IdentityError)?;
        Ok(Self { provider, certificate })
    }
}
