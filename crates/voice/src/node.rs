//! One voice node of the installation, as the rest of Naru sees it.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    sync::Arc,
    thread::JoinHandle,
};

use call::{command::Command, event::Event};
use domain::id::{InteractionId, RecordingId};
use media::codec::Codec;
use tokio::{
    sync::{mpsc, oneshot},
    task,
};

use crate::{
    clip_source::ClipSource,
    clock::Clock,
    engine::Engine,
    exchange::{Exchange, Inbox, Parts},
    figures::{Counters, NodeFigures},
    port_pool::{PortError, PortPool},
    sip::stack::{Sip, SipError, SipPlan},
    spool::{self, Spool},
    vigil::Vigil,
    web::{Identity, IdentityError, path::PathPlan},
};

/// Seconds of sound per call that may wait for a slow disk.
const SECONDS_PER_CALL: usize = 4;

pub struct NodeConfig {
    pub sip_udp: Option<SocketAddr>,
    pub sip_tcp: Option<SocketAddr>,
    /// What carriers and browsers are told when a NAT in front of this machine forwards one to one.
    pub public_address: Option<IpAddr>,
    /// Two ports per call on a trunk, an even one and the one above it; one per address and connection of a browser.
    pub rtp_ports: RangeInclusive<u16>,
    /// Addresses browsers reach us by; none means all of this machine's.
    pub webrtc_addresses: Vec<IpAddr>,
    /// What agents' browsers speak if they can: PCMU or Opus. Between an agent and a telephone trunk nothing is
    /// gained by Opus, and PCMU costs half.
    pub softphone_codec: Codec,
    pub media_threads: usize,
    /// Where recordings are written; must exist.
    pub spool: PathBuf,
    pub clips: Arc<dyn ClipSource>,
    pub clock: Clock,
    /// Makes the ids of calls that come in.
    pub ids: Arc<dyn Fn() -> InteractionId + Send + Sync>,
    pub max_calls: usize,
    pub user_agent: String,
}

pub struct Node {
    addresses: Addresses,
    counters: Arc<Counters>,
    stop: oneshot::Sender<()>,
    exchange: task::JoinHandle<()>,
    spool: Spool,
    writer: JoinHandle<()>,
    vigil: Vigil,
}

/// Where the node listens: what was configured, with the ports the system chose where 0 was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addresses {
    pub sip_udp: Option<SocketAddr>,
    pub sip_tcp: Option<SocketAddr>,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Sip(#[from] SipError),
    #[error(transparent)]
    Ports(#[from] PortError),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error("the addresses of this machine cannot be listed: {0}")]
    Addresses(io::Error),
    #[error("recordings cannot be written to {path}: {error}")]
    Spool { path: PathBuf, error: io::Error },
    #[error("a thread could not be started: {0}")]
    Thread(io::Error),
}

impl Node {
    /// Starts a node. Commands go in, events come out; both are unbounded, because what fills them (calls, keys,
    /// plays) is bounded by the number of calls.
    pub async fn start(
        config: NodeConfig,
    ) -> Result<(Self, mpsc::UnboundedSender<Command>, mpsc::UnboundedReceiver<Event>), StartError> {
        let counters: Arc<Counters> = Arc::default();
        let vigil = Vigil::begin();
        let lookout = vigil.lookout();
        let (commands, commands_inbox) = mpsc::unbounded_channel();
        let (events, events_inbox) = mpsc::unbounded_channel();
        let (lines, lines_inbox) = mpsc::unbounded_channel();
        let (media, media_inbox) = mpsc::unbounded_channel();
        let (stop, stopped) = oneshot::channel();

        check_folder(&config.spool)
            .map_err(|error| StartError::Spool { path: config.spool.clone(), error })?;
        let identity = Identity::new()?;
        let paths =
            PathPlan::new(&config.webrtc_addresses, config.public_address).map_err(StartError::Addresses)?;
        let most_waiting = (config.max_calls * SECONDS_PER_CALL).max(256);
        let (spool, writer) =
            Spool::start(config.spool, most_waiting, media.clone(), counters.clone(), &lookout)
                .map_err(StartError::Thread)?;
        let engine = Engine::start(config.media_threads, &media, &spool, &config.clock, &counters, &lookout)
            .map_err(StartError::Thread)?;
        let plan = SipPlan {
            udp: config.sip_udp,
            tcp: config.sip_tcp,
            public_address: config.public_address,
            max_calls: config.max_calls,
            user_agent: config.user_agent,
            ids: config.ids,
        };
        let sip = Sip::start(plan, lines, counters.clone(), lookout.clone()).await?;
        let ports = PortPool::new(sip.local().bound(), &config.rtp_ports)?;
        let addresses = Addresses { sip_udp: sip.udp(), sip_tcp: sip.tcp() };
        let parts = Parts {
            sip,
            engine,
            ports,
            identity,
            paths,
            clips: config.clips,
            clock: config.clock,
            counters: counters.clone(),
            softphone_codecs: match config.softphone_codec {
                Codec::Opus => [Codec::Opus, Codec::Pcmu],
                Codec::Pcmu | Codec::Pcma => [Codec::Pcmu, Codec::Opus],
            },
            max_calls: config.max_calls,
            events,
        };
        let inbox = Inbox { commands: commands_inbox, lines: lines_inbox, media: media_inbox, stop: stopped };
        let duty = lookout.begin("the exchange");
        let exchange = tokio::spawn(async move {
            Exchange::run(parts, inbox).await;
            drop(duty);
        });
        Ok((Self { addresses, counters, stop, exchange, spool, writer, vigil }, commands, events_inbox))
    }

    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    pub fn figures(&self) -> NodeFigures {
        self.counters.read()
    }

    /// Names the part of the node that ended without being asked to, once one has: calls are not served any more, or
    /// not all of them, and only a new process helps.
    pub fn failed(&self) -> impl Future<Output = &'static str> + Send + use<> {
        self.vigil.failed()
    }

    /// Ends all calls, completes all recordings, signs off at the carriers, and returns when nothing runs any more.
    pub async fn stop(self) {
        let Self { stop, exchange, spool, writer, vigil, .. } = self;
        drop(vigil);
        // An exchange that is gone cannot be told; it is waited for all the same.
        let _ = stop.send(());
        if let Err(error) = exchange.await {
            tracing::error!(%error, "The exchange had failed before it was stopped");
        }
        spool.stop();
        if task::spawn_blocking(move || writer.join()).await.is_ok_and(|it| it.is_err()) {
            tracing::error!("The recording thread had panicked before it was stopped");
        }
    }
}

/// Where a node writes a recording.
pub fn recording_path(spool: &Path, recording: RecordingId) -> PathBuf {
    spool::file_path(spool, recording)
}

/// Finds out now, not with the first call, that recordings cannot be kept.
fn check_folder(folder: &Path) -> io::Result<()> {
    let probe = folder.join(".probe");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(&probe)
}
