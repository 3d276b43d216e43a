//! What every test needs: a node, its trunk, and the centre's end of both channels.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use call::{
    command::{CallOrder, ClipKey, Command, CommandBody, PlayId, TrunkPlan},
    event::{CallEvent, Event, EventBody},
};
use domain::{
    id::{InteractionId, TrunkId},
    phone_number::PhoneNumber,
};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use media::{codec::Codec, g711, goertzel};
use tempfile::TempDir;
use tokio::{sync::mpsc, time::timeout};
use voice::{
    clip_source::{ClipError, ClipSource},
    clock::Clock,
    node::{Node, NodeConfig},
    phone::{Phone, PhonePlan, Transport},
};

/// Nothing on loopback takes this long; a test that waits for it has failed.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Scene {
    pub node: Node,
    pub spool: TempDir,
    commands: mpsc::UnboundedSender<Command>,
    events: mpsc::UnboundedReceiver<Event>,
    sent: u64,
    received: u64,
    dialled: u64,
}

pub fn trunk() -> TrunkId {
    TrunkId::sample(1)
}

impl Scene {
    /// A node with one trunk, which is this machine.
    pub async fn open() -> Self {
        let mut scene = Self::open_with(|_| {}).await;
        scene.set_trunk(trunk_plan(5060));
        scene
    }

    pub async fn open_with(change: impl FnOnce(&mut NodeConfig)) -> Self {
        let spool = tempfile::tempdir().unwrap();
        let mut config = config(&spool);
        change(&mut config);
        let (node, commands, events) = Node::start(config).await.unwrap();
        Self { node, spool, commands, events, sent: 0, received: 0, dialled: 0 }
    }

    /// What a node says that cannot start.
    pub async fn refused_with(change: impl FnOnce(&mut NodeConfig)) -> String {
        let spool = tempfile::tempdir().unwrap();
        let mut config = config(&spool);
        change(&mut config);
        Node::start(config).await.map(|_| ()).unwrap_err().to_string()
    }

    pub fn set_trunk(&mut self, plan: TrunkPlan) {
        self.command(CommandBody::Trunks(vec![plan]));
    }

    pub fn command(&mut self, body: CommandBody) {
        self.commands.send(Command { seq: self.sent, body }).unwrap();
        self.sent += 1;
    }

    pub fn order(&mut self, call: InteractionId, order: CallOrder) {
        self.command(CommandBody::Call { call, order });
    }

    pub fn play(&mut self, call: InteractionId, play: u64, clips: &[&str], repeat: bool) {
        let clips = clips.iter().map(|it| ClipKey((*it).into())).collect();
        self.order(call, CallOrder::Play { play: PlayId(play), clips, repeat });
    }

    /// Dials, on the scene's trunk or on another.
    pub fn dial_on(&mut self, trunk: TrunkId, callee: &str) -> InteractionId {
        self.dialled += 1;
        let call = InteractionId::sample(1_000 + self.dialled);
        let [caller, callee] = ["1588-0000", callee].map(|it| PhoneNumber::parse(it).unwrap());
        self.order(call, CallOrder::Dial { trunk, caller, callee });
        call
    }

    pub fn dial(&mut self, callee: &str) -> InteractionId {
        self.dial_on(trunk(), callee)
    }

    /// The next event; trunk states come when they come and are passed over.
    pub async fn event(&mut self) -> EventBody {
        loop {
            let event = within(self.events.recv()).await.expect("the node runs");
            assert_eq!(event.seq, self.received, "events are numbered without gaps");
            self.received += 1;
            if !matches!(event.body, EventBody::Trunk { .. }) {
                return event.body;
            }
        }
    }

    pub async fn any_event(&mut self) -> EventBody {
        let event = within(self.events.recv()).await.expect("the node runs");
        self.received = event.seq + 1;
        event.body
    }

    pub async fn call_event(&mut self) -> (InteractionId, CallEvent) {
        match self.event().await {
            EventBody::Call { call, event } => (call, event),
            other => panic!("not of a call: {other:?}"),
        }
    }

    /// Expects the next event to be this one of this call.
    pub async fn expect(&mut self, call: InteractionId, expected: CallEvent) {
        assert_eq!(self.call_event().await, (call, expected));
    }

    /// Expects the next event to be the end of a call.
    pub async fn expect_ended(&mut self) {
        let (_, event) = self.call_event().await;
        assert!(matches!(event, CallEvent::Ended { .. }), "{event:?}");
    }

    /// The call that arrives next.
    pub async fn arrival(&mut self) -> InteractionId {
        match self.call_event().await {
            (call, CallEvent::Arrived { .. }) => call,
            other => panic!("no arrival: {other:?}"),
        }
    }

    /// A call that arrives next and is answered.
    pub async fn answered(&mut self) -> InteractionId {
        let call = self.arrival().await;
        self.order(call, CallOrder::Answer);
        self.expect(call, CallEvent::Answered).await;
        call
    }

    pub async fn phone(&self) -> Phone {
        self.phone_by(Transport::Udp).await
    }

    pub async fn phone_by(&self, transport: Transport) -> Phone {
        let addresses = self.node.addresses();
        let server = match transport {
            Transport::Udp => addresses.sip_udp,
            Transport::Tcp => addresses.sip_tcp,
        };
        plug_in(transport, server.unwrap()).await
    }
}

pub async fn plug_in(transport: Transport, server: SocketAddr) -> Phone {
    let plan = PhonePlan {
        transport,
        address: "127.0.0.1:0".parse().unwrap(),
        server,
        number: "01012345678".into(),
        codecs: vec![Codec::Pcmu, Codec::Pcma],
    };
    Phone::plug_in(plan).await.unwrap()
}

/// What happens within the deadline.
pub async fn within<T>(future: impl Future<Output = T>) -> T {
    timeout(DEADLINE, future).await.expect("it happens in time")
}

pub fn trunk_plan(port: u16) -> TrunkPlan {
    TrunkPlan {
        id: trunk(),
        transport: "udp".into(),
        host: "127.0.0.1".into(),
        port,
        allowed: vec![("127.0.0.1".parse().unwrap(), 32)],
        numbers: vec![],
        registration: None,
        channels: 100,
        probed: true,
    }
}

fn config(spool: &TempDir) -> NodeConfig {
    let began = Instant::now();
    let morning: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
    let calls = AtomicU64::new(1);
    NodeConfig {
        sip_udp: Some("127.0.0.1:0".parse().unwrap()),
        sip_tcp: Some("127.0.0.1:0".parse().unwrap()),
        public_address: None,
        rtp_ports: 34_000..=44_000,
        webrtc_addresses: vec!["127.0.0.1".parse().unwrap()],
        softphone_codec: Codec::Pcmu,
        media_threads: 2,
        spool: spool.path().into(),
        clips: Arc::new(Tones),
        clock: Clock::new(move || morning + began.elapsed()),
        ids: Arc::new(move || InteractionId::sample(calls.fetch_add(1, Relaxed))),
        max_calls: 100,
        user_agent: "Naru".into(),
    }
}

/// Clips named `hertz/milliseconds`.
struct Tones;

impl ClipSource for Tones {
    fn load(&self, key: &ClipKey) -> BoxFuture<'static, Result<Arc<[u8]>, ClipError>> {
        let parsed =
            key.0.split_once('/').and_then(|(hertz, ms)| Some((hertz.parse().ok()?, ms.parse().ok()?)));
        Box::pin(async move {
            let (hertz, milliseconds): (f64, usize) = parsed.ok_or(ClipError::Unknown)?;
            Ok(tone(hertz, milliseconds).into_iter().map(g711::mu_encode).collect())
        })
    }
}

pub fn tone(hertz: f64, milliseconds: usize) -> Vec<i16> {
    let step = std::f64::consts::TAU * hertz / 8_000.0;
    (0..milliseconds * 8).map(|n| (8_000.0 * (n as f64 * step).sin()) as i16).collect()
}

/// True if the last 100 ms are this tone.
pub fn ends_with(heard: &[i16], hertz: f64) -> bool {
    heard.len() > 800 && goertzel::share(&heard[heard.len() - 800..], hertz) > 0.9
}

/// True if the last 100 ms are silence.
pub fn ends_silent(heard: &[i16]) -> bool {
    heard.len() > 800 && media::frame::level_dbfs(&heard[heard.len() - 800..]) < -60.0
}
