//! The one task that owns a tenant's floor (invariant 4).
//!
//! It takes whatever has arrived since the last round as one batch, lets the floor handle it, makes the facts
//! durable, and only then acts on everything else: orders to voice, answers to browsers, events to screens. Under
//! load batches grow by themselves and share one disk flush; alone, an input costs one.

pub mod desks;
mod effects;
mod round;

use std::time::Duration;

use domain::{
    id::{AgentId, AgentLegId, InteractionId, TenantId},
    time,
};
use tokio::sync::{broadcast, mpsc, oneshot, watch};

use self::{desks::Desks, round::Round};
use crate::{
    center::Center,
    error::{Error, Kind},
    event::{Event, SignOutReason},
    floor::{
        AgentOrder, Floor, OrderError,
        effect::WebState,
        input::{Input, WebArrival},
        view::{Dashboard, Desk},
    },
};

/// Inputs handled as one batch at most, so that facts of the first are not held up without end.
const BATCH: usize = 512;
/// Waiting lists on screens are renewed at most this often.
const WAITING_EVERY: Duration = Duration::from_millis(250);
/// The dashboard is renewed at most this often.
const DASHBOARD_EVERY: Duration = Duration::from_secs(1);
/// A browser waits this long for its SDP answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

/// A handle to a tenant's floor. Cheap to clone.
#[derive(Clone)]
pub struct Dispatcher {
    sender: mpsc::UnboundedSender<Message>,
    desks: Desks,
    dashboard: watch::Receiver<std::sync::Arc<Dashboard>>,
    events: broadcast::Sender<Event>,
}

pub(crate) enum Message {
    Input(Box<Input>),
    Order {
        agent: AgentId,
        order: AgentOrder,
        done: oneshot::Sender<Result<(), OrderError>>,
    },
    /// Opens the agent's softphone and waits for the answer.
    Softphone {
        agent: AgentId,
        leg: AgentLegId,
        offer: String,
        answer: oneshot::Sender<Result<String, String>>,
    },
    WebCall {
        arrival: Box<WebArrival>,
        answer: oneshot::Sender<String>,
        state: watch::Sender<WebState>,
    },
    SignOut {
        agent: AgentId,
        reason: SignOutReason,
    },
    /// Renew the agent's desk even if nothing changed: a screen has just opened.
    Show(AgentId),
    /// Tells how many calls are up; with `hang_up`, ends them.
    Stop {
        hang_up: bool,
        left: oneshot::Sender<usize>,
    },
    Barrier(oneshot::Sender<()>),
}

impl Dispatcher {
    /// Starts the task of a tenant whose rows have been recovered.
    pub(crate) fn start(center: Center, tenant: TenantId, floor: Floor) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        let desks = Desks::default();
        let (dashboard_sender, dashboard) =
            watch::channel(std::sync::Arc::new(floor.dashboard(center.clock().now())));
        let (events, _) = broadcast::channel(1_024);
        let handle = Self { sender, desks: desks.clone(), dashboard, events: events.clone() };
        let of = center.clone();
        let round = Round::new(center, tenant, floor, handle.clone(), desks, dashboard_sender, events);
        of.vitals().spawn("a company's floor", run(round, receiver));
        handle
    }

    pub fn input(&self, input: Input) {
        self.send(Message::Input(Box::new(input)));
    }

    pub async fn order(&self, agent: AgentId, order: AgentOrder) -> Result<(), Error> {
        let (done, result) = oneshot::channel();
        self.send(Message::Order { agent, order, done });
        Ok(result.await.map_err(|_| stopping())??)
    }

    /// Opens the agent's softphone with the browser's offer; the answer is for the browser.
    pub async fn open_softphone(
        &self,
        agent: AgentId,
        leg: AgentLegId,
        offer: String,
    ) -> Result<String, Error> {
        let (answer, wait) = oneshot::channel();
        self.send(Message::Softphone { agent, leg, offer, answer });
        match tokio::time::timeout(ANSWER_LIMIT, wait).await {
            Ok(Ok(Ok(sdp))) => Ok(sdp),
            Ok(Ok(Err(why))) => {
                tracing::warn!(agent.id = %agent, why, "A softphone could not be opened");
                Err(Error::refused(Kind::Invalid, "softphone.refused"))
            }
            Ok(Err(_)) => Err(stopping()),
            Err(_) => Err(Error::refused(Kind::Unavailable, "softphone.no_answer")),
        }
    }

    /// Starts a web call; the answer is for the browser, `state` follows the call to its end, also when there is no
    /// answer in time.
    pub async fn web_call(
        &self,
        arrival: WebArrival,
        state: watch::Sender<WebState>,
    ) -> Result<String, Error> {
        let (answer, wait) = oneshot::channel();
        self.send(Message::WebCall { arrival: Box::new(arrival), answer, state });
        match tokio::time::timeout(ANSWER_LIMIT, wait).await {
            Ok(Ok(sdp)) => Ok(sdp),
            // The floor drops the sender when voice refuses the offer.
            Ok(Err(_)) => Err(Error::refused(Kind::Unavailable, "web_call.refused")),
            Err(_) => Err(Error::refused(Kind::Unavailable, "web_call.no_answer")),
        }
    }

    pub fn sign_out(&self, agent: AgentId, reason: SignOutReason) {
        self.send(Message::SignOut { agent, reason });
    }

    /// Follows an agent's desk; the first value is current.
    pub fn desk(&self, agent: AgentId) -> watch::Receiver<std::sync::Arc<Desk>> {
        let desk = self.desks.follow(agent);
        self.send(Message::Show(agent));
        desk
    }

    pub fn dashboard(&self) -> watch::Receiver<std::sync::Arc<Dashboard>> {
        self.dashboard.clone()
    }

    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    pub fn emit(&self, event: Event) {
        // Nobody may be listening.
        let _ = self.events.send(event);
    }

    /// Returns when everything sent before has been handled and its facts are durable.
    pub async fn settled(&self) {
        let (done, wait) = oneshot::channel();
        self.send(Message::Barrier(done));
        let _ = wait.await;
    }

    /// How many calls are up; with `hang_up` they are ended.
    pub(crate) async fn stop(&self, hang_up: bool) -> usize {
        let (left, wait) = oneshot::channel();
        self.send(Message::Stop { hang_up, left });
        wait.await.unwrap_or(0)
    }

    fn send(&self, message: Message) {
        // The task ends only with the process; what is sent then is lost with it.
        let _ = self.sender.send(message);
    }
}

/// A web call has ended for the page too, once its watch says so.
pub fn has_ended(state: WebState) -> bool {
    matches!(state, WebState::Ended { .. })
}

fn stopping() -> Error {
    Error::refused(Kind::Unavailable, "service.stopping")
}

async fn run(mut round: Round, mut receiver: mpsc::UnboundedReceiver<Message>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut waiting_due = tokio::time::interval(WAITING_EVERY);
    let mut dashboard_due = tokio::time::interval(DASHBOARD_EVERY);
    for timer in [&mut waiting_due, &mut dashboard_due] {
        timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    }
    loop {
        let pause = round.pause();
        tokio::select! {
            taken = receiver.recv_many(&mut batch, BATCH) => {
                if taken == 0 {
                    return;
                }
                round.handle(batch.drain(..)).await;
            }
            () = tokio::time::sleep(pause), if pause < Duration::MAX => round.tick().await,
            _ = waiting_due.tick() => round.show_waiting(),
            _ = dashboard_due.tick() => round.show_dashboard(),
        }
    }
}

impl Round {
    /// How long nothing is due.
    fn pause(&self) -> Duration {
        let now = self.now();
        match self.floor().poll_timeout() {
            Some(due) => Duration::from_millis(u64::try_from(time::elapsed_ms(now, due)).unwrap_or(0)),
            None => Duration::MAX,
        }
    }
}

/// Which web call a page follows, by the id and the secret it was given.
#[derive(Clone)]
pub struct WebCallHandle {
    pub call: InteractionId,
    pub tenant: TenantId,
    pub token: String,
    pub state: watch::Receiver<WebState>,
}
