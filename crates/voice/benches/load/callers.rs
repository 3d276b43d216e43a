//! Many callers in one process: one SIP socket, one RTP socket for all of them. Calls are told apart by the port
//! their sound comes from.

use std::{
    collections::HashMap,
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use media::{
    frame::PERIOD,
    g711::MU_SILENCE,
    rtp::{HEADER, Header},
};
use socket2::{Domain, Socket, Type};

use crate::Failure;

/// Calls are begun at this rate, so that holding is measured and not beginning.
const RAMP_PER_SECOND: f64 = 100.0;
const HOLD: Duration = Duration::from_secs(20);
const SIGNALLING: Duration = Duration::from_secs(10);

pub fn run(kind: &str, server: SocketAddr, count: usize) -> Result<(), Failure> {
    match kind {
        "ivr" => hold(server, count),
        _ => signal(server, count),
    }
}

struct Callers {
    sip: UdpSocket,
    sip_address: SocketAddr,
    rtp: UdpSocket,
    server: SocketAddr,
    calls: Mutex<HashMap<String, Progress>>,
}

struct Progress {
    began: Instant,
    answered: Option<Instant>,
    /// The node's RTP port, and the To header with its tag.
    remote: Option<SocketAddr>,
    to: String,
    ended: bool,
}

impl Callers {
    fn open(server: SocketAddr) -> Result<Arc<Self>, Failure> {
        let sip = socket()?;
        let rtp = socket()?;
        sip.set_read_timeout(Some(Duration::from_millis(200)))?;
        rtp.set_read_timeout(Some(Duration::from_millis(200)))?;
        let sip_address = sip.local_addr()?;
        Ok(Arc::new(Self { sip, sip_address, rtp, server, calls: Mutex::default() }))
    }

    fn request(&self, method: &str, id: &str, sequence: u32, to: &str, body: &str) -> String {
        let Self { sip_address, server, .. } = self;
        let content = if body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
        format!(
            "{method} sip:15880000@{server} SIP/2.0\r\nVia: SIP/2.0/UDP {sip_address};branch=z9hG4bK{method}{id}\r\n\
             Max-Forwards: 70\r\nFrom: <sip:01012345678@{sip_address}>;tag=t{id}\r\nTo: {to}\r\nCall-ID: {id}\r\n\
             CSeq: {sequence} {method}\r\nContact: <sip:01012345678@{sip_address}>\r\n{content}\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    fn invite(&self, id: &str) -> Result<(), Failure> {
        let rtp = self.rtp.local_addr()?;
        let body = format!(
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {} RTP/AVP 0 101\r\n\
             a=rtpmap:101 telephone-event/8000\r\n",
            rtp.port()
        );
        let to = format!("<sip:15880000@{}>", self.server);
        let progress =
            Progress { began: Instant::now(), answered: None, remote: None, to: to.clone(), ended: false };
        self.lock().insert(id.to_owned(), progress);
        self.sip.send_to(self.request("INVITE", id, 1, &to, &body).as_bytes(), self.server)?;
        Ok(())
    }

    fn bye(&self, id: &str, to: &str) -> Result<(), Failure> {
        self.sip.send_to(self.request("BYE", id, 2, to, "").as_bytes(), self.server)?;
        Ok(())
    }

    /// Answers what comes until told to stop. `hangs_up` ends every call as soon as it is answered.
    fn listen(&self, stop: &AtomicBool, hangs_up: bool) {
        let mut buffer = [0; 4_096];
        while !stop.load(Relaxed) {
            let Ok((length, _)) = self.sip.recv_from(&mut buffer) else { continue };
            let Ok(text) = std::str::from_utf8(&buffer[..length]) else { continue };
            let Some(id) = value(text, "Call-ID: ") else { continue };
            let (cseq, to) = (value(text, "CSeq: ").unwrap_or(""), value(text, "To: ").unwrap_or(""));
            let mut calls = self.lock();
            let Some(call) = calls.get_mut(id) else { continue };
            if text.starts_with("SIP/2.0 200") && cseq.ends_with("INVITE") {
                let port = text
                    .split("m=audio ")
                    .nth(1)
                    .and_then(|it| it.split(' ').next())
                    .and_then(|it| it.parse().ok());
                call.answered.get_or_insert_with(Instant::now);
                call.remote = port.map(|it| SocketAddr::new(self.server.ip(), it));
                call.to = to.to_owned();
                let (id, to) = (id.to_owned(), call.to.clone());
                drop(calls);
                // What is lost is asked for again.
                let _ = self.sip.send_to(self.request("ACK", &id, 1, &to, "").as_bytes(), self.server);
                if hangs_up {
                    let _ = self.bye(&id, &to);
                }
            } else if text.starts_with("SIP/2.0 200") && cseq.ends_with("BYE") {
                call.ended = true;
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Progress>> {
        self.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn socket() -> Result<UdpSocket, Failure> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, None)?;
    socket.set_recv_buffer_size(16 << 20)?;
    socket.bind(&"127.0.0.1:0".parse::<SocketAddr>()?.into())?;
    Ok(socket.into())
}

fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.split("\r\n").find_map(|it| it.strip_prefix(name))
}

/// Holds `count` calls and measures how evenly their sound comes.
fn hold(server: SocketAddr, count: usize) -> Result<(), Failure> {
    let callers = Callers::open(server)?;
    let stop = Arc::new(AtomicBool::new(false));
    let listening = thread::spawn({
        let (callers, stop) = (callers.clone(), stop.clone());
        move || callers.listen(&stop, false)
    });
    let (measuring, over) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let hearing = thread::spawn({
        let (callers, measuring, over) = (callers.clone(), measuring.clone(), over.clone());
        move || hear(&callers.rtp, &measuring, &over)
    });
    for n in 0..count {
        callers.invite(&format!("hold{n}"))?;
        thread::sleep(Duration::from_secs_f64(1.0 / RAMP_PER_SECOND));
    }
    thread::sleep(Duration::from_secs(2));
    let remotes: Vec<SocketAddr> = callers.lock().values().filter_map(|it| it.remote).collect();
    let speaking = thread::spawn({
        let (callers, stop, remotes) = (callers.clone(), stop.clone(), remotes.clone());
        move || speak(&callers.rtp, &remotes, &stop)
    });
    thread::sleep(Duration::from_secs(2));
    println!("begin");
    measuring.store(true, Relaxed);
    thread::sleep(HOLD);
    over.store(true, Relaxed);
    println!("end");
    stop.store(true, Relaxed);
    let Heard { gaps, packets, first } = hearing.join().map_err(|_| "the hearing thread panicked")?;
    let waits = sorted(callers.lock().values().filter_map(|it| {
        let sound = first.get(&it.remote?.port())?;
        Some(sound.saturating_duration_since(it.answered?))
    }));
    for thread in [listening, speaking] {
        thread.join().map_err(|_| "a thread of the callers panicked")?;
    }
    let expected = remotes.len() as u64 * HOLD.as_millis() as u64 / 20;
    println!(
        r#"{{"answered":{},"packets":{packets},"expected":{expected},"gap_ms":{{"p50":{:.1},"p99":{:.1},"p99.9":{:.1},"max":{:.1}}},"gaps_over_40_ms":{},"sound_after_answer_ms":{{"p95":{:.1},"max":{:.1}}}}}"#,
        remotes.len(),
        gaps.at(0.5),
        gaps.at(0.99),
        gaps.at(0.999),
        gaps.at(1.0),
        gaps.over(40.0),
        at(&waits, 0.95),
        at(&waits, 1.0),
    );
    let calls: Vec<(String, String)> =
        callers.lock().iter().map(|(id, call)| (id.clone(), call.to.clone())).collect();
    for (id, to) in calls {
        callers.bye(&id, &to)?;
    }
    Ok(())
}

/// Every caller speaks: silence, but packets.
fn speak(rtp: &UdpSocket, remotes: &[SocketAddr], stop: &AtomicBool) {
    let mut packet = [MU_SILENCE; HEADER + 160];
    let mut next = Instant::now();
    let mut sequence = 0u16;
    const PHASES: usize = 4;
    for phase in (0..PHASES).cycle() {
        if stop.load(Relaxed) {
            return;
        }
        for (n, remote) in remotes.iter().enumerate().skip(phase).step_by(PHASES) {
            let header = Header {
                marker: false,
                payload_type: 0,
                sequence,
                timestamp: u32::from(sequence).wrapping_mul(160),
                ssrc: n as u32,
            };
            if let Some(head) = packet.first_chunk_mut() {
                header.write(head);
            }
            // A packet that cannot be sent is a packet lost.
            let _ = rtp.send_to(&packet, remote);
        }
        sequence = sequence.wrapping_add(u16::from(phase == PHASES - 1));
        next += PERIOD / PHASES as u32;
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
}

/// Gaps between the packets of each call, in tenths of a millisecond.
struct Gaps(Vec<u64>);

impl Gaps {
    fn at(&self, share: f64) -> f64 {
        let total: u64 = self.0.iter().sum();
        let wanted = (total as f64 * share).ceil() as u64;
        let mut seen = 0;
        let step = self.0.iter().position(|it| {
            seen += it;
            seen >= wanted
        });
        step.unwrap_or(0) as f64 / 10.0
    }

    fn over(&self, milliseconds: f64) -> u64 {
        self.0.iter().skip((milliseconds * 10.0) as usize + 1).sum()
    }
}

struct Heard {
    gaps: Gaps,
    packets: u64,
    /// When each call's first packet came, by the node's port.
    first: HashMap<u16, Instant>,
}

/// Listens to all calls until it is over; counts from when measuring begins.
fn hear(rtp: &UdpSocket, measuring: &AtomicBool, over: &AtomicBool) -> Heard {
    let mut last: HashMap<u16, Instant> = HashMap::new();
    let mut heard = Heard { gaps: Gaps(vec![0; 10_000]), packets: 0, first: HashMap::new() };
    let mut buffer = [0; 2_048];
    while !over.load(Relaxed) {
        let Ok((_, from)) = rtp.recv_from(&mut buffer) else { continue };
        let now = Instant::now();
        heard.first.entry(from.port()).or_insert(now);
        let before = last.insert(from.port(), now);
        if measuring.load(Relaxed) {
            heard.packets += 1;
            if let Some(before) = before {
                let gap = (now - before).as_micros() as usize / 100;
                heard.gaps.0[gap.min(9_999)] += 1;
            }
        }
    }
    heard
}

fn sorted(waits: impl Iterator<Item = Duration>) -> Vec<Duration> {
    let mut waits: Vec<Duration> = waits.collect();
    waits.sort_unstable();
    waits
}

/// In milliseconds.
fn at(waits: &[Duration], share: f64) -> f64 {
    let wait = waits.get(((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1)));
    wait.map_or(0.0, |it| it.as_secs_f64() * 1_000.0)
}

/// Makes `rate` calls a second, each ended as soon as it is answered.
fn signal(server: SocketAddr, rate: usize) -> Result<(), Failure> {
    let callers = Callers::open(server)?;
    let stop = Arc::new(AtomicBool::new(false));
    let listening = thread::spawn({
        let (callers, stop) = (callers.clone(), stop.clone());
        move || callers.listen(&stop, true)
    });
    println!("begin");
    let began = Instant::now();
    let mut made = 0;
    while began.elapsed() < SIGNALLING {
        let due = (began.elapsed().as_secs_f64() * rate as f64) as usize;
        for n in made..due {
            callers.invite(&format!("call{n}"))?;
        }
        made = due.max(made);
        thread::sleep(Duration::from_millis(1));
    }
    println!("end");
    thread::sleep(Duration::from_secs(3));
    stop.store(true, Relaxed);
    listening.join().map_err(|_| "the listening thread panicked")?;
    let calls = callers.lock();
    let waits = sorted(calls.values().filter_map(|it| Some(it.answered? - it.began)));
    println!(
        r#"{{"made":{made},"answered":{},"ended":{},"answer_ms":{{"p50":{:.1},"p99":{:.1},"max":{:.1}}}}}"#,
        waits.len(),
        calls.values().filter(|it| it.ended).count(),
        at(&waits, 0.5),
        at(&waits, 0.99),
        at(&waits, 1.0),
    );
    Ok(())
}
