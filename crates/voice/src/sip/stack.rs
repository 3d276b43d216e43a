//! The SIP stack with its sockets, started and stopped.

use std::{
    future::poll_fn,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, atomic::Ordering::Relaxed},
    task::Poll,
    time::Instant,
};

use call::command::TrunkPlan;
use domain::id::InteractionId;
use parking_lot::Mutex;
use rsipstack::{
    EndpointBuilder,
    dialog::dialog_layer::DialogLayer,
    transaction::{Endpoint, endpoint::EndpointOption},
    transport::{TransportLayer, tcp_listener::TcpListenerConnection, udp::UdpConnection},
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, mpsc},
};
use tokio_util::sync::CancellationToken;

use super::{
    datagrams::Datagrams, doorkeeper::Doorkeeper, intake::Intake, known_calls::KnownCalls,
    local_address::LocalAddresses, outgoing::Dialler, report::LineReport, streams::Streams,
    trunk_table::TrunkTable, upkeep::Upkeep, way::Ways,
};
use crate::{
    figures::Counters,
    vigil::{Duty, Lookout},
};

pub struct SipPlan {
    pub udp: Option<SocketAddr>,
    pub tcp: Option<SocketAddr>,
    pub public_address: Option<IpAddr>,
    pub max_calls: usize,
    pub user_agent: String,
    pub ids: Arc<dyn Fn() -> InteractionId + Send + Sync>,
}

pub struct Sip {
    endpoint: Endpoint,
    doorkeeper: Arc<Doorkeeper>,
    local: Arc<LocalAddresses>,
    dialler: Dialler,
    upkeep: Mutex<Upkeep>,
    udp: Option<SocketAddr>,
    tcp: Option<SocketAddr>,
    token: CancellationToken,
}

#[derive(Debug, thiserror::Error)]
pub enum SipError {
    #[error("SIP needs UDP, TCP or both; neither is configured")]
    NoTransport,
    #[error(
        "SIP over {1} cannot listen at {0}: another program already listens there. Stop it, or choose another \
         address with --sip"
    )]
    Taken(SocketAddr, &'static str),
    #[error("SIP over UDP cannot listen at {0}: {1}")]
    Udp(SocketAddr, io::Error),
    #[error("SIP over TCP cannot listen at {0}: {1}")]
    Tcp(SocketAddr, io::Error),
    #[error("the SIP stack could not be started: {0}")]
    Stack(#[from] rsipstack::Error),
}

impl Sip {
    pub async fn start(
        plan: SipPlan,
        reports: mpsc::UnboundedSender<LineReport>,
        counters: Arc<Counters>,
        lookout: Lookout,
    ) -> Result<Self, SipError> {
        let bound = plan.udp.or(plan.tcp).ok_or(SipError::NoTransport)?.ip();
        let local = Arc::new(LocalAddresses::new(bound, plan.public_address));
        let trunks = TrunkTable::default();
        let doorkeeper = Arc::new(Doorkeeper::new(trunks, counters.clone(), Instant::now()));
        let token = CancellationToken::new();

        let layer = TransportLayer::new(token.clone());
        let udp = match plan.udp {
            Some(address) => {
                Some(listen_udp(address, plan.public_address, &doorkeeper, &layer, &token, &lookout).await?)
            }
            None => None,
        };
        let endpoint = EndpointBuilder::new()
            .with_transport_layer(layer)
            .with_cancel_token(token.clone())
            .with_user_agent(&plan.user_agent)
            // Call-IDs that would name a vendor's domain name nobody instead.
            .with_option(EndpointOption {
                callid_suffix: Some("naru.invalid".into()),
                ..EndpointOption::default()
            })
            .build();
        let requests = endpoint.incoming_transactions()?;
        begin_serving(&endpoint, &lookout).await;

        let streams = Streams {
            endpoint: endpoint.inner.clone(),
            doorkeeper: doorkeeper.clone(),
            token: token.clone(),
        };
        let tcp = match plan.tcp {
            Some(address) => Some(listen_tcp(address, plan.public_address, &streams, &lookout).await?),
            None => None,
        };
        let dialogs = Arc::new(DialogLayer::new(endpoint.inner.clone()));
        let (states, states_inbox) = dialogs.new_dialog_state_channel();
        let room = Arc::new(Semaphore::new(plan.max_calls.min(Semaphore::MAX_PERMITS)));
        let calls: Arc<KnownCalls> = Arc::default();
        let ways = Ways { streams, local: local.clone(), listening: (udp, tcp) };
        let dialler = Dialler {
            endpoint: endpoint.inner.clone(),
            ways: ways.clone(),
            doorkeeper: doorkeeper.clone(),
            room: room.clone(),
            calls: calls.clone(),
            states: states.clone(),
            reports: reports.clone(),
            user_agent: plan.user_agent.clone(),
        };
        let intake = Arc::new(Intake {
            layer: dialogs,
            doorkeeper: doorkeeper.clone(),
            local: local.clone(),
            udp_port: udp.map(|it| it.port()),
            tcp_port: tcp.map(|it| it.port()),
            room,
            ids: plan.ids,
            reports: reports.clone(),
            counters,
            states,
            calls,
        });
        let (taking, following) =
            (intake.clone().take_requests(requests), intake.follow_dialogs(states_inbox));
        keep_running(taking, lookout.begin("what takes calls"));
        keep_running(following, lookout.begin("what follows calls"));
        let upkeep = Upkeep::new(endpoint.inner.clone(), ways, plan.user_agent, reports, lookout);
        Ok(Self { endpoint, doorkeeper, local, dialler, upkeep: Mutex::new(upkeep), udp, tcp, token })
    }

    /// The whole set of trunks; what is missing is closed.
    pub fn set_trunks(&self, plans: Vec<TrunkPlan>) {
        let trunks = self.upkeep.lock().set(plans);
        self.doorkeeper.trunks.replace(trunks);
    }

    pub fn dialler(&self) -> &Dialler {
        &self.dialler
    }

    /// Refuses new calls from now on, and makes none.
    pub fn drain(&self) {
        self.doorkeeper.is_draining.store(true, Relaxed);
    }

    pub fn udp(&self) -> Option<SocketAddr> {
        self.udp
    }

    pub fn tcp(&self) -> Option<SocketAddr> {
        self.tcp
    }

    pub fn local(&self) -> &LocalAddresses {
        &self.local
    }

    /// Signs off at the carriers and closes all sockets.
    pub async fn stop(self) {
        let farewell = self.upkeep.lock().end();
        farewell.await;
        self.endpoint.shutdown();
        self.token.cancel();
    }
}

async fn listen_udp(
    address: SocketAddr,
    public: Option<IpAddr>,
    doorkeeper: &Arc<Doorkeeper>,
    layer: &TransportLayer,
    token: &CancellationToken,
    lookout: &Lookout,
) -> Result<SocketAddr, SipError> {
    let wrong = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => SipError::Taken(address, "UDP"),
        _ => SipError::Udp(address, error),
    };
    let socket = Datagrams::bind(address, doorkeeper.clone(), lookout.clone()).map_err(wrong)?;
    let bound = socket.address().map_err(wrong)?;
    let external = public.map(|it| SocketAddr::new(it, bound.port()));
    let connection =
        UdpConnection::from_socket(Arc::new(socket), external, Some(token.child_token())).await?;
    layer.add_transport(connection.into());
    Ok(bound)
}

async fn listen_tcp(
    address: SocketAddr,
    public: Option<IpAddr>,
    streams: &Streams,
    lookout: &Lookout,
) -> Result<SocketAddr, SipError> {
    let wrong = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => SipError::Taken(address, "TCP"),
        _ => SipError::Tcp(address, error),
    };
    let listener = TcpListener::bind(address).await.map_err(wrong)?;
    let bound = listener.local_addr().map_err(wrong)?;
    keep_running(streams.clone().accept(listener), lookout.begin("SIP over TCP"));
    // The stack has begun serving and opens no listeners any more: this only tells it what to write into Via.
    let told =
        if bound.ip().is_unspecified() { SocketAddr::new(any_own_address(), bound.port()) } else { bound };
    let external = public.map(|it| SocketAddr::new(it, bound.port()));
    let connection = TcpListenerConnection::new(told, external).await?;
    streams.endpoint.transport_layer.add_transport(connection.into());
    Ok(bound)
}

/// Lets the stack open what it listens to, then go on by itself.
async fn begin_serving(endpoint: &Endpoint, lookout: &Lookout) {
    let duty = lookout.begin("the SIP stack");
    let inner = endpoint.inner.clone();
    let mut serving = Box::pin(async move {
        if let Err(error) = inner.serve().await {
            tracing::error!(%error, "The SIP stack ended");
        }
    });
    let is_over = poll_fn(|cx| Poll::Ready(serving.as_mut().poll(cx).is_ready())).await;
    if !is_over {
        keep_running(serving, duty);
    }
}

fn keep_running(part: impl Future<Output = ()> + Send + 'static, duty: Duty) {
    tokio::spawn(async move {
        part.await;
        drop(duty);
    });
}

fn any_own_address() -> IpAddr {
    let addresses = if_addrs::get_if_addrs().unwrap_or_default();
    let outside = addresses.iter().map(|it| it.ip()).find(|it| it.is_ipv4() && !it.is_loopback());
    outside.unwrap_or(Ipv4Addr::LOCALHOST.into())
}
