//! The installation running: everything wired together, until Ctrl-C.

use std::{io, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use api::app::{App, Options};
use center::{
    center::{Center, Parts},
    clock::Clock,
    ids,
};
use connectors::speech::{Espeak, SpeechError};
use store::store::Store;
use tokio::{net::TcpListener, sync::watch};
use voice::node::{Node, NodeConfig};

use crate::{
    alive, cli::RunOptions, clips::StoredClips, clock, config::Config, health::Health, http, installation,
    log, web_apps,
};

/// `naru serve`.
pub async fn serve(options: RunOptions) -> anyhow::Result<()> {
    let config = options.load(vec![])?;
    log::start(&config.log);
    let store = installation::open_migrated(&config).await?;
    if store.tenants().list().await?.is_empty() {
        tracing::warn!("There is no company yet; add one with `naru company create`");
    }
    run(config, store, clock::start(), |addresses| {
        tracing::info!(http = %addresses.http, sip = %addresses.sip, "Naru takes calls");
    })
    .await
}

/// Where a running installation is reached.
#[derive(Debug, Clone, Copy)]
pub struct Addresses {
    pub http: SocketAddr,
    pub sip: SocketAddr,
}

/// Runs until Ctrl-C or SIGTERM, then drains: new calls are refused, running ones may end, then the rest are ended.
/// `ready` is called once calls are taken.
pub async fn run(
    config: Config,
    store: Store,
    clock: Clock,
    ready: impl FnOnce(Addresses),
) -> anyhow::Result<()> {
    // Both stacks of the telephone side speak TLS by this provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = bind(config.http.address).await?;
    let stopped_at = alive::last_seen(&config.data);
    let speech = Espeak::new(config.speech.clone());
    check_speech(&speech).await;
    let spool = config.data.join("spool");
    std::fs::create_dir_all(&spool).with_context(|| format!("{} cannot be made", spool.display()))?;
    let (node, commands, events) = start_voice(&config, &store, &clock, &spool).await?;
    let node = Arc::new(node);
    let center = Center::new(Parts {
        store: store.clone(),
        clock: clock.clone(),
        speech,
        voice: commands,
        spool,
        web_calls_per_minute: config.http.web_calls_per_minute,
    });
    center
        .start(events, stopped_at)
        .await
        .map_err(|error| anyhow::anyhow!("the centre cannot start: {error}"))?;
    alive::keep(&config.data, clock);

    // Health only looks: the node is stopped by whoever started it, whatever requests are open then.
    let figures = Arc::downgrade(&node);
    let health = Health::new(
        center.clone(),
        Arc::new(move || figures.upgrade().map(|it| it.figures()).unwrap_or_default()),
    )?;
    let options = Options {
        secure_cookies: config.http.secure_cookies,
        trusted_proxies: config.http.trusted_proxies.clone(),
    };
    let router = health
        .clone()
        .router()
        .nest("/api", api::routes::router(App::new(center.clone(), options)))
        .merge(web_apps::router());
    let addresses = Addresses {
        http: listener.local_addr()?,
        sip: node.addresses().sip_udp.unwrap_or(config.sip.address),
    };
    let (stop_http, stopping) = watch::channel(false);
    let http = tokio::spawn(http::serve(listener, router, stopping));
    ready(addresses);

    let failed = tokio::select! {
        asked = asked_to_stop() => asked.map(|()| None)?,
        what = node.failed() => Some(what),
        what = center.failed() => Some(what),
    };
    if let Some(what) = failed {
        // Nobody knows what still works. What is durable is safe, and a new process takes it from there.
        store.close().await;
        bail!("{what} has failed, so Naru ends itself; start it again, and please report the panic above");
    }
    health.drains();
    drain(&center, config.stop_seconds).await;
    // Screens hold their sockets open; they come back to the next process by themselves.
    stop_http.send_replace(true);
    let _ = http.await;
    match Arc::into_inner(node) {
        Some(node) => {
            node.stop().await;
            // Its last events are the ends of recordings.
            center.settled_without_voice().await;
        }
        None => tracing::warn!("The voice node could not be stopped in order"),
    }
    store.close().await;
    tracing::info!("Naru has stopped");
    Ok(())
}

async fn start_voice(
    config: &Config,
    store: &Store,
    clock: &Clock,
    spool: &Path,
) -> anyhow::Result<(
    Node,
    tokio::sync::mpsc::UnboundedSender<call::command::Command>,
    tokio::sync::mpsc::UnboundedReceiver<call::event::Event>,
)> {
    let clock = clock.clone();
    let config = NodeConfig {
        sip_udp: Some(config.sip.address),
        sip_tcp: config.sip.tcp.then_some(config.sip.address),
        public_address: config.media.public_address,
        rtp_ports: config.media.ports.clone(),
        webrtc_addresses: vec![],
        softphone_codec: config.media.softphone_codec,
        media_threads: config.media.threads,
        spool: spool.to_owned(),
        clips: Arc::new(StoredClips(store.clone())),
        clock: voice::clock::Clock::new(move || clock.now()),
        ids: Arc::new(ids::interaction),
        max_calls: config.sip.max_calls,
        user_agent: format!("Naru/{}", env!("CARGO_PKG_VERSION")),
    };
    Ok(Node::start(config).await?)
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            bail!(
                "another program already listens on {address}; stop it, or choose another address with --http"
            )
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            bail!("this user may not listen on {address}; choose a port above 1023 with --http")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// Without speech the centre runs, but nothing new can be published; whoever starts it should know.
async fn check_speech(speech: &Espeak) {
    match speech.version().await {
        Ok(version) => tracing::debug!(version, "Speech is available"),
        Err(SpeechError::EngineMissing { program }) => tracing::warn!(
            program,
            "The speech program is missing, so scenarios cannot be published; install it with `apt install espeak-ng`"
        ),
        Err(error) => tracing::warn!("The speech program does not work: {error}"),
    }
}

async fn asked_to_stop() -> anyhow::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Lets running calls end by themselves, for a while or until asked a second time.
async fn drain(center: &Center, seconds: u32) {
    let mut left = center.drain(false).await;
    if left > 0 {
        tracing::info!(calls = left, seconds, "Waiting for calls to end; Ctrl-C again to end them now");
    }
    let deadline = tokio::time::Instant::now() + Duration::from_secs(seconds.into());
    while left > 0 {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(500)) => left = center.drain(false).await,
            () = tokio::time::sleep_until(deadline) => break,
            _ = tokio::signal::ctrl_c() => break,
        }
    }
    if left > 0 {
        center.drain(true).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    center.settled().await;
}
