//! The thread that signals for all callers: INVITE, ACK and BYE, and answers to the server's own BYE.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::Ordering::{Relaxed, Release},
    },
    time::{Duration, Instant},
};

use media::{sdp::Session, sender::Sender};
use tokio::sync::watch;

use super::{
    super::{
        call::End,
        dialog::{self, Dialog, Header},
    },
    FORMAT, STOP_CHECK, Shared,
    caller::Progress,
    mouth::Speaker,
};
use crate::sip::message::Message;

/// How long UDP is given before a request is sent again; it doubles each time (RFC 3261 §17.1).
const FIRST_REPEAT: Duration = Duration::from_millis(500);
const REPEATS: u32 = 5;

/// A call's signalling.
pub struct Line {
    dialog: Dialog,
    /// The request that waits for its answer.
    pending: Option<Pending>,
    progress: Arc<watch::Sender<Progress>>,
}

struct Pending {
    text: String,
    due: Instant,
    interval: Duration,
    repeats: u32,
}

impl Pending {
    fn new(text: String) -> Self {
        Self { text, due: Instant::now() + FIRST_REPEAT, interval: FIRST_REPEAT, repeats: 0 }
    }
}

impl Shared {
    pub(super) fn dial(&self, number: u64, from: &str, progress: watch::Sender<Progress>) -> io::Result<()> {
        let Self { plan, sip_address, rtp_address, .. } = self;
        let local = format!("<sip:{from}@{sip_address}>;tag=t{number}");
        let target = format!("sip:{}@{}", plan.dialed, plan.server);
        let mut dialog = Dialog::calling(local, format!("<{target}>"), target);
        dialog.call_id = format!("{}{number}", self.prefix);
        let family = if rtp_address.is_ipv4() { "IP4" } else { "IP6" };
        let (ip, port) = (rtp_address.ip(), rtp_address.port());
        let body = format!(
            "v=0\r\no=- 1 1 IN {family} {ip}\r\ns=-\r\nc=IN {family} {ip}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\n\
             a=rtpmap:101 telephone-event/8000\r\n"
        );
        let text = dialog.request("INVITE", &self.via(number, "invite"), &self.reached_at(), &body);
        let line = Line { dialog, pending: Some(Pending::new(text.clone())), progress: Arc::new(progress) };
        self.lines.lock().insert(number, line);
        self.sip.send_to(text.as_bytes(), plan.server).map(|_| ())
    }

    pub(super) fn hang_up(&self, number: u64) {
        let mut lines = self.lines.lock();
        let Some(line) = lines.get_mut(&number).filter(|it| it.progress.borrow().is_up()) else { return };
        if line.pending.is_some() {
            // The farewell is on its way.
            return;
        }
        let text = line.dialog.request("BYE", &self.via(number, "bye"), &[], "");
        self.post(&text);
        line.pending = Some(Pending::new(text));
        self.fall_silent(number);
    }

    pub(super) fn tell(&self, number: u64, change: impl FnOnce(&mut Progress)) {
        if let Some(line) = self.lines.lock().get(&number) {
            line.progress.send_modify(change);
        }
    }

    pub(super) fn listen(&self) {
        let mut buffer = [0; 8_192];
        let mut look = Instant::now();
        while !self.is_over.load(Relaxed) {
            if let Ok((length, _)) = self.sip.recv_from(&mut buffer)
                && let Ok(message) = Message::split(&buffer[..length])
            {
                self.take(&message);
            }
            if look.elapsed() >= STOP_CHECK {
                look = Instant::now();
                self.repeat_unanswered(look);
            }
        }
    }

    fn take(&self, message: &Message<'_>) {
        let number = message.header("Call-ID").and_then(|it| it.strip_prefix(&self.prefix)?.parse().ok());
        let Some(number) = number else { return };
        let mut lines = self.lines.lock();
        let Some(line) = lines.get_mut(&number) else { return };
        let Some((_, method)) = dialog::sequence(message) else { return };
        match (dialog::status(message), method) {
            (Some(100..=199), "INVITE") => line.pending = None,
            (Some(200..=299), "INVITE") => self.take_answer(number, line, message),
            (Some(code), "INVITE") => {
                // This ACK belongs to the INVITE's own transaction (RFC 3261 §17.1.1.3).
                line.dialog.learn(message);
                self.post(&line.dialog.numbered("ACK", 1, &self.via(number, "invite"), &[], ""));
                self.end(number, line, End::Refused(code));
            }
            (Some(200..), "BYE") => self.end(number, line, End::WeHungUp),
            (None, "BYE") => {
                self.post(&dialog::response(message, 200, "OK", "", &[], ""));
                self.end(number, line, End::TheyHungUp);
            }
            (None, "ACK") | (Some(_), _) => {}
            (None, _) => self.post(&dialog::response(message, 200, "OK", "", &[], "")),
        }
    }

    fn take_answer(&self, number: u64, line: &mut Line, message: &Message<'_>) {
        line.dialog.learn(message);
        self.post(&line.dialog.numbered("ACK", 1, &self.via(number, "ack"), &[], ""));
        if line.progress.borrow().answered.is_some() {
            return;
        }
        line.pending = None;
        let port = Session::read(message.body).ok().and_then(|it| it.media.first().map(|it| it.port));
        if let (Some(port), Ok(sender)) = (port, Sender::new(FORMAT, number as u32, 1, 1)) {
            self.owners[usize::from(port)].store(number, Release);
            let remote = SocketAddr::new(self.plan.server.ip(), port);
            let progress = line.progress.clone();
            self.speakers.lock().push(Speaker { number, remote, sender, progress });
        }
        line.progress.send_modify(|it| it.answered = Some(Instant::now()));
    }

    fn end(&self, number: u64, line: &mut Line, end: End) {
        line.pending = None;
        self.fall_silent(number);
        line.progress.send_if_modified(|it| {
            let is_first = it.ended.is_none();
            it.ended = it.ended.or(Some((Instant::now(), end)));
            is_first
        });
    }

    fn fall_silent(&self, number: u64) {
        let mut speakers = self.speakers.lock();
        let Some(at) = speakers.iter().position(|it| it.number == number) else { return };
        let port = speakers.swap_remove(at).remote.port();
        // A later call may have the port by now.
        let _ = self.owners[usize::from(port)].compare_exchange(number, 0, Release, Relaxed);
    }

    fn repeat_unanswered(&self, now: Instant) {
        for (number, line) in self.lines.lock().iter_mut() {
            let Some(pending) = line.pending.as_mut().filter(|it| it.due <= now) else { continue };
            if pending.repeats == REPEATS {
                self.end(*number, line, End::Lost);
                continue;
            }
            pending.repeats += 1;
            pending.interval *= 2;
            pending.due = now + pending.interval;
            self.post(&pending.text);
        }
    }

    fn post(&self, text: &str) {
        // What is lost is asked for again.
        let _ = self.sip.send_to(text.as_bytes(), self.plan.server);
    }

    fn via(&self, number: u64, what: &str) -> String {
        format!("SIP/2.0/UDP {};branch=z9hG4bK{}{number}{what};rport", self.sip_address, self.prefix)
    }

    fn reached_at(&self) -> [Header; 1] {
        [Header("Contact", format!("<sip:caller@{}>", self.sip_address))]
    }
}
