//! The task behind a telephone's call: keeps the dialog, repeats what is not answered, answers what is asked.

use std::{
    collections::VecDeque,
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use media::sdp::{Direction, Session, negotiation::Negotiation};
use parking_lot::Mutex;
use rand::RngExt;
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    Shared,
    call::{Call, CallPlan, End, Moment, Order, Phase},
    dialog::{self, Dialog, Header, random},
    sound::Handset,
};
use crate::sip::message::Message;

/// First repetition of a request that is not answered (RFC 3261 §17.1.1.2).
const T1: Duration = Duration::from_millis(500);

/// Begins a call to the server's number.
pub(super) async fn begin(shared: Arc<Shared>, plan: CallPlan) -> io::Result<Call> {
    let server = shared.plan.server;
    let local = format!("<sip:{}@{}>;tag={}", shared.plan.number, shared.ip(), &random()[..8]);
    let target = format!("sip:{}@{server}", plan.dialed);
    let dialog = Dialog::calling(local, format!("<{target}>"), target);
    let (mut line, call) = Line::new(shared, dialog).await?;
    let offer = if plan.late_offer {
        String::new()
    } else {
        line.negotiation.offer(Direction::SendReceive).to_string()
    };
    let mut headers = vec![];
    headers
        .extend(plan.asserted.map(|it| Header("P-Asserted-Identity", format!("<sip:{it}@{}>", server.ip()))));
    headers.extend(plan.headers.into_iter().map(|(name, value)| Header(name, value)));
    line.invite(&headers, &offer, None).await?;
    tokio::spawn(line.run());
    Ok(call)
}

pub(super) struct Line {
    pub(super) shared: Arc<Shared>,
    pub(super) dialog: Dialog,
    pub(super) negotiation: Negotiation,
    handset: Arc<Handset>,
    inbox: mpsc::Receiver<Vec<u8>>,
    orders: mpsc::Receiver<Order>,
    pub(super) phase: watch::Sender<Phase>,
    timeline: Arc<Mutex<Vec<(Instant, Moment)>>>,
    pending: Option<Pending>,
    queue: VecDeque<Order>,
    /// The INVITE that waits for our decision.
    pub(super) unanswered: Option<Vec<u8>>,
    /// The ACK of the last 2xx, for its repetitions.
    last_ack: Option<(u32, String)>,
}

/// A request that waits for its final answer.
struct Pending {
    method: &'static str,
    sequence: u32,
    via: String,
    text: String,
    interval: Duration,
    again: tokio::time::Instant,
    give_up: tokio::time::Instant,
    is_heard: bool,
    done: Option<oneshot::Sender<u16>>,
}

impl Line {
    pub(super) async fn new(shared: Arc<Shared>, dialog: Dialog) -> io::Result<(Self, Call)> {
        let handset = Arc::new(Handset::lift(shared.ip()).await?);
        let inbox = shared.subscribe(&dialog.call_id);
        let (orders_in, orders) = mpsc::channel(64);
        let (phase_in, phase) = watch::channel(Phase::Calling);
        let timeline: Arc<Mutex<Vec<(Instant, Moment)>>> = Arc::default();
        let session = u64::from(rand::rng().random::<u32>());
        let negotiation = Negotiation::new(shared.ip(), handset.port(), session, shared.plan.codecs.clone());
        let call = Call {
            orders: orders_in,
            phase,
            handset: handset.clone(),
            timeline: timeline.clone(),
            began: Instant::now(),
        };
        let line = Self {
            shared,
            dialog,
            negotiation,
            handset,
            inbox,
            orders,
            phase: phase_in,
            timeline,
            pending: None,
            queue: VecDeque::new(),
            unanswered: None,
            last_ack: None,
        };
        Ok((line, call))
    }

    pub(super) async fn run(mut self) {
        while !matches!(*self.phase.borrow(), Phase::Ended(_)) {
            let again = self.pending.as_ref().map(|it| it.again.min(it.give_up));
            let done = tokio::select! {
                message = self.inbox.recv() => match message {
                    Some(bytes) => self.take(&bytes).await,
                    None => Err(io::ErrorKind::BrokenPipe.into()),
                },
                Some(order) = self.orders.recv() => self.obey(order).await,
                () = sleep_until(again) => self.repeat().await,
            };
            if done.is_err() {
                self.step(Phase::Ended(End::Lost));
            }
        }
        self.handset.hang_up();
        self.linger().await;
        self.shared.forget(&self.dialog.call_id);
    }

    /// Repetitions of the last messages still come for a while: they are answered as the first ones were.
    async fn linger(&mut self) {
        let until = tokio::time::Instant::now() + 8 * T1;
        while let Ok(Some(bytes)) = tokio::time::timeout_at(until, self.inbox.recv()).await {
            if self.take(&bytes).await.is_err() {
                return;
            }
        }
    }

    async fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Ok(message) = Message::split(bytes) else { return Ok(()) };
        if message.is_response() {
            self.take_answer(&message).await
        } else {
            self.take_request(&message).await
        }
    }

    async fn take_answer(&mut self, message: &Message<'_>) -> io::Result<()> {
        let (Some(code), Some((sequence, method))) = (dialog::status(message), dialog::sequence(message))
        else {
            return Ok(());
        };
        if let Some((acked, ack)) =
            self.last_ack.clone().filter(|it| method == "INVITE" && it.0 == sequence && code >= 200)
        {
            // Our ACK of it was lost.
            tracing::trace!(acked, "ACK is repeated");
            return self.shared.wire.send(ack.as_bytes()).await;
        }
        let is_pending =
            self.pending.as_ref().is_some_and(|it| it.sequence == sequence && it.method == method);
        if !is_pending {
            return Ok(());
        }
        self.note(Moment::Received(format!("{code} {method}")));
        if code < 200 {
            self.pending.iter_mut().for_each(|it| it.is_heard = true);
            return self.take_progress(code, message);
        }
        let Some(mut pending) = self.pending.take() else { return Ok(()) };
        match pending.method {
            "INVITE" => self.take_decision(code, message, &pending).await?,
            "BYE" => self.step(Phase::Ended(End::WeHungUp)),
            _ => {}
        }
        if let Some(done) = pending.done.take() {
            // Nobody may be waiting any more.
            let _ = done.send(code);
        }
        self.next_order().await
    }

    fn take_progress(&mut self, code: u16, message: &Message<'_>) -> io::Result<()> {
        let is_first = !matches!(*self.phase.borrow(), Phase::Up | Phase::Early);
        if code == 100 || !is_first {
            return Ok(());
        }
        self.dialog.learn(message);
        match self.accept(message.body) {
            Some(()) => self.step(Phase::Early),
            None => self.step(Phase::Ringing),
        }
        Ok(())
    }

    async fn take_decision(&mut self, code: u16, message: &Message<'_>, pending: &Pending) -> io::Result<()> {
        if code >= 300 {
            // Within the INVITE's own transaction (RFC 3261 §17.1.1.3).
            let mut refused = self.dialog.clone();
            refused.remote = message.header("To").unwrap_or_default().to_owned();
            let ack = refused.numbered("ACK", pending.sequence, &pending.via, &[], "");
            self.shared.wire.send(ack.as_bytes()).await?;
            if !matches!(*self.phase.borrow(), Phase::Up) {
                self.step(Phase::Ended(End::Refused(code)));
            }
            return Ok(());
        }
        self.dialog.learn(message);
        let offered_by_us = pending.text.contains("application/sdp");
        let mut answer = String::new();
        if offered_by_us {
            self.accept(message.body);
        } else if let Ok(offer) = Session::read(message.body)
            && let Ok((session, stream)) = self.negotiation.answer(&offer)
        {
            answer = session.to_string();
            self.talk(stream);
        }
        let ack = self.dialog.numbered("ACK", pending.sequence, &self.shared.via(&random()), &[], &answer);
        self.shared.wire.send(ack.as_bytes()).await?;
        self.last_ack = Some((pending.sequence, ack));
        self.note(Moment::Sent("ACK"));
        self.step(Phase::Up);
        Ok(())
    }

    async fn obey(&mut self, order: Order) -> io::Result<()> {
        if let Order::Cancel = order {
            return self.cancel().await;
        }
        self.queue.push_back(order);
        self.next_order().await
    }

    /// One request at a time.
    async fn next_order(&mut self) -> io::Result<()> {
        if self.pending.is_some() {
            return Ok(());
        }
        let Some(order) = self.queue.pop_front() else { return Ok(()) };
        match order {
            Order::BeHeard => self.be_heard().await,
            Order::Answer => self.pick_up().await,
            Order::Refuse(code) => {
                if let Some(invite) = self.unanswered.take() {
                    self.answer_bytes(&invite, code, "Refused", "").await?;
                    self.step(Phase::Ended(End::Refused(code)));
                }
                Ok(())
            }
            Order::HangUp => self.ask("BYE", &[], "", None).await,
            Order::Cancel => self.cancel().await,
            Order::Change(direction, done) => {
                let offer = direction.map(|it| self.negotiation.offer(it).to_string()).unwrap_or_default();
                self.invite(&[], &offer, Some(done)).await
            }
            Order::Request { method, content_type, body, done } => {
                let headers =
                    if body.is_empty() { vec![] } else { vec![Header("Content-Type", content_type.into())] };
                self.ask(method, &headers, &body, Some(done)).await
            }
        }
    }

    async fn cancel(&mut self) -> io::Result<()> {
        let Some(pending) = self.pending.as_ref().filter(|it| it.method == "INVITE") else { return Ok(()) };
        let mut invite = self.dialog.clone();
        // CANCEL repeats the INVITE's own To (RFC 3261 §9.1).
        invite.remote = invite.remote.split(";tag=").next().unwrap_or_default().to_owned();
        let cancel = invite.numbered("CANCEL", pending.sequence, &pending.via, &[], "");
        self.note(Moment::Sent("CANCEL"));
        self.shared.wire.send(cancel.as_bytes()).await
    }

    async fn invite(
        &mut self,
        headers: &[Header],
        body: &str,
        done: Option<oneshot::Sender<u16>>,
    ) -> io::Result<()> {
        let mut all = vec![Header("Contact", self.shared.reached_at())];
        all.extend_from_slice(headers);
        self.ask("INVITE", &all, body, done).await
    }

    async fn ask(
        &mut self,
        method: &'static str,
        headers: &[Header],
        body: &str,
        done: Option<oneshot::Sender<u16>>,
    ) -> io::Result<()> {
        let via = self.shared.via(&random());
        let text = self.dialog.request(method, &via, headers, body);
        self.note(Moment::Sent(method));
        self.shared.wire.send(text.as_bytes()).await?;
        let now = tokio::time::Instant::now();
        let (sequence, interval) =
            (self.dialog.sequence, if self.shared.is_reliable() { 64 * T1 } else { T1 });
        let (again, give_up) = (now + interval, now + 64 * T1);
        self.pending =
            Some(Pending { method, sequence, via, text, interval, again, give_up, is_heard: false, done });
        Ok(())
    }

    async fn repeat(&mut self) -> io::Result<()> {
        let now = tokio::time::Instant::now();
        let Some(pending) = self.pending.as_mut() else { return Ok(()) };
        if now >= pending.give_up && !pending.is_heard {
            return Err(io::ErrorKind::TimedOut.into());
        }
        pending.interval *= 2;
        pending.again = now + pending.interval;
        // A request that has been heard is not repeated; its answer may take as long as people take.
        if pending.is_heard {
            pending.give_up = pending.again;
            return Ok(());
        }
        let text = pending.text.clone();
        self.shared.wire.send(text.as_bytes()).await
    }

    /// Takes the far side's answer to our offer.
    fn accept(&mut self, body: &[u8]) -> Option<()> {
        let stream = self.negotiation.accept(&Session::read(body).ok()?).ok()?;
        self.talk(stream);
        Some(())
    }

    pub(super) fn talk(&self, stream: media::sdp::negotiation::Stream) {
        if let Err(error) = self.handset.agree(stream) {
            tracing::error!(%error, "A telephone's codec could not be started");
        }
    }

    pub(super) fn note(&self, moment: Moment) {
        self.timeline.lock().push((Instant::now(), moment));
    }

    pub(super) fn step(&self, phase: Phase) {
        self.phase.send_if_modified(|it| {
            let changes = *it != phase && !matches!(it, Phase::Ended(_));
            if changes {
                *it = phase;
            }
            changes
        });
    }
}

async fn sleep_until(at: Option<tokio::time::Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
