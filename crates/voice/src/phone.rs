//! A telephone: the other end of a line, for tests and test calls. It speaks SIP by itself, without the stack the
//! node uses, so that one cannot hide the other's mistakes.
//!
//! It registers, calls, answers, presses keys both ways, holds, speaks, keeps what it hears, and writes down when
//! what happened. It is no product: one codec per call at a time, no forking, no authentication of calls.

mod answering;
pub mod call;
pub mod crowd;
mod dialog;
mod line;
mod sound;
mod wire;

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use media::codec::Codec;
use parking_lot::Mutex;
use tokio::sync::mpsc;

use crate::sip::{
    digest::{Challenge, Proof},
    message::Message,
};
use call::{Call, CallPlan};
use dialog::{Header, random};
use wire::Wire;

/// Messages of one call that wait to be read.
const CALL_INBOX: usize = 64;
/// An answer that has not come by then does not come.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    Udp,
    Tcp,
}

#[derive(Debug, Clone)]
pub struct PhonePlan {
    pub transport: Transport,
    /// Where the telephone is; port 0 lets the system choose.
    pub address: SocketAddr,
    /// Whom it talks to.
    pub server: SocketAddr,
    /// Its own number.
    pub number: String,
    pub codecs: Vec<Codec>,
}

/// A telephone that is plugged in. Calls it makes live on when it is dropped.
pub struct Phone {
    shared: Arc<Shared>,
    ringing: mpsc::Receiver<Call>,
}

struct Shared {
    plan: PhonePlan,
    wire: Wire,
    /// Where messages go, by Call-ID.
    calls: Mutex<HashMap<String, mpsc::Sender<Vec<u8>>>>,
}

#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error("no answer came")]
    NoAnswer,
    #[error("the registration was answered with {0}")]
    Refused(u16),
    #[error("the line is broken: {0}")]
    Line(#[from] io::Error),
}

impl Phone {
    pub async fn plug_in(plan: PhonePlan) -> io::Result<Self> {
        let (wire, mut messages) = Wire::open(plan.transport, plan.address, plan.server).await?;
        let shared = Arc::new(Shared { plan, wire, calls: Mutex::default() });
        let (rings, ringing) = mpsc::channel(16);
        let sorter = Arc::downgrade(&shared);
        tokio::spawn(async move {
            while let Some(bytes) = messages.recv().await {
                let Some(shared) = sorter.upgrade() else { return };
                shared.sort(bytes, &rings).await;
            }
        });
        Ok(Self { shared, ringing })
    }

    pub fn address(&self) -> SocketAddr {
        self.shared.wire.address()
    }

    /// Sends an INVITE; the call goes on by itself from here.
    pub async fn call(&self, plan: CallPlan) -> io::Result<Call> {
        line::begin(self.shared.clone(), plan).await
    }

    /// The next call that comes in.
    pub async fn ring(&mut self) -> Option<Call> {
        self.ringing.recv().await
    }

    /// Registers, and says for how long.
    pub async fn register(&self, password: &str) -> Result<Duration, RegisterError> {
        let shared = &self.shared;
        let call_id = random();
        let mut inbox = shared.subscribe(&call_id);
        let uri = format!("sip:{}", shared.plan.server.ip());
        let identity = format!("<sip:{}@{}>", shared.plan.number, shared.plan.server.ip());
        let mut proof = None;
        for sequence in 1..=2 {
            let mut headers = vec![
                Header("From", format!("{identity};tag={}", &call_id[..8])),
                Header("To", identity.clone()),
                Header("Call-ID", call_id.clone()),
                Header("CSeq", format!("{sequence} REGISTER")),
                Header("Contact", shared.reached_at()),
                Header("Expires", "300".into()),
            ];
            headers.extend(proof.take());
            let request = dialog::request("REGISTER", &uri, &shared.via(&random()), &headers, "");
            let answer = shared.ask(request.as_bytes(), &mut inbox).await.ok_or(RegisterError::NoAnswer)?;
            let message = Message::split(&answer).map_err(|_| RegisterError::NoAnswer)?;
            match (dialog::status(&message), Challenge::choose(message.all("WWW-Authenticate"))) {
                (Some(200), _) => {
                    let seconds = message.header("Expires").and_then(|it| it.parse().ok()).unwrap_or(300);
                    return Ok(Duration::from_secs(seconds));
                }
                (Some(401), Some(challenge)) if sequence == 1 => {
                    let answer = challenge.answer(&Proof {
                        username: &shared.plan.number,
                        password,
                        method: "REGISTER",
                        uri: &uri,
                        own_nonce: &random(),
                    });
                    proof = Some(Header("Authorization", answer));
                }
                (Some(code), _) => return Err(RegisterError::Refused(code)),
                (None, _) => return Err(RegisterError::NoAnswer),
            }
        }
        Err(RegisterError::Refused(401))
    }

    /// Sends bytes as they are and returns the answer to their Call-ID, if one comes; for trying out what no
    /// telephone would say.
    pub async fn send_raw(&self, bytes: &[u8], call_id: &str) -> Option<Vec<u8>> {
        let mut inbox = self.shared.subscribe(call_id);
        self.shared.ask(bytes, &mut inbox).await
    }
}

impl Shared {
    /// Messages of this Call-ID come here from now on.
    pub fn subscribe(&self, call_id: &str) -> mpsc::Receiver<Vec<u8>> {
        let (sender, inbox) = mpsc::channel(CALL_INBOX);
        self.calls.lock().insert(call_id.to_owned(), sender);
        inbox
    }

    pub fn forget(&self, call_id: &str) {
        self.calls.lock().remove(call_id);
    }

    pub fn is_reliable(&self) -> bool {
        self.plan.transport == Transport::Tcp
    }

    pub fn ip(&self) -> IpAddr {
        self.wire.address().ip()
    }

    pub fn via(&self, branch: &str) -> String {
        let word = if self.is_reliable() { "TCP" } else { "UDP" };
        format!("SIP/2.0/{word} {};branch=z9hG4bK{branch};rport", self.wire.address())
    }

    pub fn reached_at(&self) -> String {
        let transport = if self.is_reliable() { ";transport=tcp" } else { "" };
        format!("<sip:{}@{}{transport}>", self.plan.number, self.wire.address())
    }

    /// Sends a request until a final answer comes (RFC 3261 §17.1.2).
    async fn ask(&self, request: &[u8], inbox: &mut mpsc::Receiver<Vec<u8>>) -> Option<Vec<u8>> {
        let mut interval = Duration::from_millis(500);
        let deadline = tokio::time::Instant::now() + PATIENCE;
        while tokio::time::Instant::now() < deadline {
            self.wire.send(request).await.ok()?;
            let until = tokio::time::Instant::now() + if self.is_reliable() { PATIENCE } else { interval };
            while let Ok(answer) = tokio::time::timeout_at(until, inbox.recv()).await {
                let answer = answer?;
                let code = Message::split(&answer).ok().and_then(|it| dialog::status(&it));
                if code.is_some_and(|it| it >= 200) {
                    return Some(answer);
                }
            }
            interval *= 2;
        }
        None
    }

    async fn sort(self: &Arc<Self>, bytes: Vec<u8>, rings: &mpsc::Sender<Call>) {
        let Ok(message) = Message::split(&bytes) else { return };
        let Some(call_id) = message.header("Call-ID") else { return };
        let known = self.calls.lock().get(call_id).cloned();
        if let Some(inbox) = known {
            // A call that does not read its messages any more has ended.
            let _ = inbox.try_send(bytes);
            return;
        }
        if message.start.starts_with("INVITE ") {
            if let Ok(call) = answering::receive(self.clone(), &message).await {
                // Nobody waits for calls: it rings into the void.
                let _ = rings.try_send(call);
            }
        } else if !message.is_response() && !message.start.starts_with("ACK ") {
            let answer = dialog::response(&message, 481, "Call Does Not Exist", &random(), &[], "");
            if let Err(error) = self.wire.send(answer.as_bytes()).await {
                tracing::debug!(%error, "A telephone could not answer");
            }
        }
    }
}
