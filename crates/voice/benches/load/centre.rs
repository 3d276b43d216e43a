//! The smallest centre: answers, records, plays.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

use call::{
    command::{CallOrder, ClipKey, Command, CommandBody, PlayId, SoundKey, TrunkPlan},
    event::{CallEvent, EventBody},
};
use domain::id::{InteractionId, RecordingId, TrunkId};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use media::{codec::Codec, tune};
use voice::{
    clip_source::{ClipError, ClipSource},
    clock::Clock,
    node::{Node, NodeConfig},
};

use crate::Failure;

pub struct Centre {
    pub node: Node,
    pub address: SocketAddr,
}

pub async fn open(address: SocketAddr, spool: PathBuf, records: bool) -> Result<Centre, Failure> {
    let began = Instant::now();
    let (calls, orders) = (AtomicU64::new(1), AtomicU64::new(0));
    let config = NodeConfig {
        sip_udp: Some(address),
        sip_tcp: Some(address),
        public_address: None,
        rtp_ports: 20_000..=32_000,
        webrtc_addresses: vec!["127.0.0.1".parse()?],
        softphone_codec: Codec::Pcmu,
        media_threads: 1,
        spool,
        clips: Arc::new(Music),
        clock: Clock::new(move || Timestamp::UNIX_EPOCH + began.elapsed()),
        ids: Arc::new(move || InteractionId::sample(calls.fetch_add(1, Relaxed))),
        max_calls: 10_000,
        user_agent: "Naru".into(),
    };
    let (node, commands, mut events) = Node::start(config).await?;
    let address = node.addresses().sip_udp.ok_or("no UDP")?;
    let order = move |body| {
        // The node outlives the centre's task in this bench.
        let _ = commands.send(Command { seq: orders.fetch_add(1, Relaxed), body });
    };
    order(CommandBody::Trunks(vec![TrunkPlan {
        id: TrunkId::sample(1),
        transport: "udp".into(),
        host: "127.0.0.1".into(),
        port: 5060,
        allowed: vec![("127.0.0.1".parse()?, 32)],
        numbers: vec![],
        registration: None,
        channels: 10_000,
        probed: false,
    }]));
    tokio::spawn(async move {
        let mut recordings = 0;
        while let Some(event) = events.recv().await {
            let EventBody::Call { call, event } = event.body else { continue };
            match event {
                CallEvent::Arrived { .. } => {
                    order(CommandBody::Call { call, order: CallOrder::Answer });
                    if records {
                        recordings += 1;
                        let recording = RecordingId::sample(recordings);
                        let key = SoundKey([7; 32]);
                        order(CommandBody::Call { call, order: CallOrder::Record { recording, key } });
                    }
                }
                CallEvent::Answered => {
                    let clips = vec![ClipKey("music".into())];
                    order(CommandBody::Call {
                        call,
                        order: CallOrder::Play { play: PlayId(1), clips, repeat: true },
                    });
                }
                _ => {}
            }
        }
    });
    Ok(Centre { node, address })
}

struct Music;

impl ClipSource for Music {
    fn load(&self, _key: &ClipKey) -> BoxFuture<'static, Result<Arc<[u8]>, ClipError>> {
        Box::pin(async { Ok(tune::hold_music().into()) })
    }
}
