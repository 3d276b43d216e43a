//! Many callers at once, for load: one SIP socket and one RTP socket for all of them, on three threads. Calls are told
//! apart by their Call-ID, and their sound by the port it comes from.

pub mod caller;
mod ear;
pub mod gaps;
mod mouth;
mod signals;

use std::{
    collections::HashMap,
    io,
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU64,
            Ordering::{Relaxed, Release},
        },
    },
    thread,
    time::{Duration, Instant},
};

use media::{codec::Codec, format::Format};
use parking_lot::Mutex;
use socket2::{Domain, Socket, Type};
use tokio::sync::watch;

use self::{
    caller::{Caller, Progress},
    gaps::Gaps,
    mouth::Speaker,
    signals::Line,
};
use super::dialog;

/// What every caller speaks.
const FORMAT: Format = Format { codec: Codec::Pcmu, payload_type: 0, events: Some(101) };
/// Asked for; the system may give less.
const RECEIVE_BUFFER: usize = 16 << 20;
/// Threads look this often whether they are to stop.
const STOP_CHECK: Duration = Duration::from_millis(50);

#[derive(Debug, Clone)]
pub struct CrowdPlan {
    /// Whom everybody calls, and which number.
    pub server: SocketAddr,
    pub dialed: String,
}

/// Callers of one line. Their calls are left as they are when this is dropped.
pub struct Crowd {
    shared: Arc<Shared>,
    threads: Vec<thread::JoinHandle<()>>,
}

struct Shared {
    plan: CrowdPlan,
    sip: UdpSocket,
    sip_address: SocketAddr,
    rtp: UdpSocket,
    rtp_address: SocketAddr,
    /// What the Call-IDs of this crowd begin with; the call's number follows.
    prefix: String,
    last_number: AtomicU64,
    lines: Mutex<HashMap<u64, Line>>,
    /// Taken after `lines`, never before it.
    speakers: Mutex<Vec<Speaker>>,
    /// Which call the sound from each of the server's ports belongs to; 0 is none.
    owners: Box<[AtomicU64]>,
    gaps: Mutex<Gaps>,
    is_over: AtomicBool,
}

impl Crowd {
    pub fn gather(plan: CrowdPlan) -> io::Result<Self> {
        let (sip, rtp) = (socket(plan.server)?, socket(plan.server)?);
        let shared = Arc::new(Shared {
            sip_address: sip.local_addr()?,
            rtp_address: rtp.local_addr()?,
            plan,
            sip,
            rtp,
            prefix: format!("{}-", dialog::random()),
            last_number: AtomicU64::new(0),
            lines: Mutex::default(),
            speakers: Mutex::default(),
            owners: (0..=u16::MAX).map(|_| AtomicU64::new(0)).collect(),
            gaps: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let threads = [Shared::listen, Shared::hear, Shared::speak].map(|work| {
            let shared = shared.clone();
            thread::spawn(move || work(&shared))
        });
        Ok(Self { shared, threads: threads.into() })
    }

    /// Somebody calls from this number. He speaks, silently, as soon as he is answered.
    pub fn call(&self, from: &str) -> io::Result<Caller> {
        let number = self.shared.last_number.fetch_add(1, Relaxed) + 1;
        let (progress_in, progress) = watch::channel(Progress::dialed(Instant::now()));
        self.shared.dial(number, from, progress_in)?;
        Ok(Caller { number, shared: self.shared.clone(), progress })
    }

    /// Gaps are counted from now on.
    pub fn begin_measuring(&self) {
        *self.shared.gaps.lock() = Gaps::default();
    }

    /// The gaps between packets as all callers heard them.
    pub fn gaps(&self) -> Gaps {
        self.shared.gaps.lock().clone()
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Release);
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

fn socket(towards: SocketAddr) -> io::Result<UdpSocket> {
    // The way there tells the address: a socket bound to all addresses could not be named in a session description.
    let probe = UdpSocket::bind(if towards.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" })?;
    probe.connect(towards)?;
    let local = SocketAddr::new(probe.local_addr()?.ip(), 0);
    let socket = Socket::new(Domain::for_address(towards), Type::DGRAM, None)?;
    socket.set_recv_buffer_size(RECEIVE_BUFFER)?;
    socket.bind(&local.into())?;
    let socket = UdpSocket::from(socket);
    socket.set_read_timeout(Some(STOP_CHECK))?;
    Ok(socket)
}
