//! The way to a carrier: where it is now, over what we talk to it, and where it reaches us.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use rsipstack::{sip::Transport, transport::SipAddr};
use tokio::{net::lookup_host, time::timeout};
use tokio_util::sync::CancellationToken;

use super::{
    local_address::{LocalAddresses, host},
    streams::Streams,
    trunk_table::Trunk,
};

/// A name that is not found by then is not found.
const PATIENCE: Duration = Duration::from_secs(4);

/// Finds the ways to all carriers.
#[derive(Clone)]
pub struct Ways {
    pub streams: Streams,
    pub local: Arc<LocalAddresses>,
    /// Over UDP and over TCP.
    pub listening: (Option<SocketAddr>, Option<SocketAddr>),
}

/// How requests get to a carrier, and how it gets back to us.
#[derive(Debug, Clone)]
pub struct Way {
    to: SocketAddr,
    is_tcp: bool,
    /// Our own address and port, as the carrier is told them.
    own: String,
}

/// Why a carrier is not reached.
#[derive(Debug, thiserror::Error)]
pub enum NoWay {
    #[error("the name of the carrier cannot be resolved")]
    Name,
    #[error("no connection to the carrier: {0}")]
    Connection(#[from] io::Error),
    #[error("SIP over {0} is not configured here")]
    NotListening(&'static str),
}

impl Ways {
    /// Looks a carrier's name up, and connects to it where that is needed and not done yet.
    pub async fn find(&self, trunk: &Trunk) -> Result<Way, NoWay> {
        let to = self.resolve(trunk).await?;
        let is_tcp = trunk.plan.transport == "tcp";
        let (listening, word) = if is_tcp { (self.listening.1, "TCP") } else { (self.listening.0, "UDP") };
        let port = listening.ok_or(NoWay::NotListening(word))?.port();
        if is_tcp {
            // Whoever comes second waits for the first one's connection.
            let mut stream = trunk.stream.lock().await;
            if stream.as_ref().is_none_or(CancellationToken::is_cancelled) {
                *stream = Some(self.streams.dial(to).await?);
            }
        }
        let own = format!("{}:{port}", host(self.local.toward(to.ip())?));
        Ok(Way { to, is_tcp, own })
    }

    async fn resolve(&self, trunk: &Trunk) -> Result<SocketAddr, NoWay> {
        let found = timeout(PATIENCE, lookup_host((trunk.plan.host.as_str(), trunk.plan.port))).await;
        let addresses: Vec<SocketAddr> = found.map_err(|_| NoWay::Name)?.map_err(|_| NoWay::Name)?.collect();
        trunk.set_host_addresses(addresses.iter().map(|it| it.ip().to_canonical()).collect());
        // The family we listen with; the other one would not reach us back.
        let is_v4 = self.local.bound().is_ipv4();
        addresses.into_iter().find(|it| it.is_ipv4() == is_v4).ok_or(NoWay::Name)
    }
}

impl Way {
    pub fn destination(&self) -> SipAddr {
        let transport = if self.is_tcp { Transport::Tcp } else { Transport::Udp };
        SipAddr { r#type: Some(transport), addr: self.to.into() }
    }

    /// The carrier's address.
    pub fn ip(&self) -> IpAddr {
        self.to.ip().to_canonical()
    }

    /// The value of Via.
    pub fn via(&self, branch: &str) -> String {
        let word = if self.is_tcp { "TCP" } else { "UDP" };
        format!("SIP/2.0/{word} {};branch=z9hG4bK{branch};rport", self.own)
    }

    /// The URI we are reached at.
    pub fn reached_at(&self, user: &str) -> String {
        format!("sip:{user}@{}{}", self.own, self.parameter())
    }

    /// Our own address, without its port.
    pub fn own_host(&self) -> &str {
        self.own.rsplit_once(':').map_or(&self.own, |it| it.0)
    }

    /// What stands behind a URI to be reached this way.
    pub fn parameter(&self) -> &'static str {
        if self.is_tcp { ";transport=tcp" } else { "" }
    }
}
