//! The exchange: one task that knows every call of the node.
//!
//! Commands from the centre, reports from the trunks and reports from the media threads come in; each becomes an
//! input of a call's [`Life`], and what that decides becomes an action on the line, an order to the media threads,
//! or an event for the centre. Nothing here waits: what takes time (a clip, a browser's connection) is done by a
//! task of its own and comes back as an [`Inward`].

mod bridges;
mod dialled;
mod legs;
mod lines;
mod plays;
mod timers;

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use call::{
    command::{CallOrder, ClipKey, Command, CommandBody},
    event::{CallEvent, EndCause, Event, EventBody, LegEvent},
    life::{Input, Life, Output},
};
use domain::{
    digit::Digit,
    id::{AgentLegId, InteractionId},
    time::elapsed_ms,
};
use media::codec::Codec;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use crate::{
    clip_source::{ClipError, ClipSource},
    clock::Clock,
    engine::{Engine, order::Report},
    figures::Counters,
    port_pool::PortPool,
    sip::{
        report::{Arrival, LineReport},
        stack::Sip,
    },
    web::{
        Identity,
        path::PathPlan,
        session::{OpenError, Session},
    },
};
use dialled::Found;
use legs::Legs;
use lines::Customer;
use plays::Plays;
use timers::{Alarm, Timers};

/// A caller whose call is not taken up by then hears it ring.
const RING_AFTER: Duration = Duration::from_millis(200);
/// After this long without its last recording, a stopping node goes anyway.
const STOP_PATIENCE: Duration = Duration::from_secs(5);

pub struct Exchange {
    sip: Sip,
    engine: Engine,
    ports: PortPool,
    identity: Arc<Identity>,
    paths: PathPlan,
    softphone_codecs: [Codec; 2],
    clips: Arc<dyn ClipSource>,
    clock: Clock,
    counters: Arc<Counters>,
    max_calls: usize,
    events: mpsc::UnboundedSender<Event>,
    sequence: u64,
    inward: mpsc::UnboundedSender<Inward>,
    calls: HashMap<InteractionId, Call>,
    legs: Legs,
    plays: Plays,
    timers: Timers,
    is_draining: bool,
}

/// What the exchange is made of.
pub struct Parts {
    pub sip: Sip,
    pub engine: Engine,
    pub ports: PortPool,
    pub identity: Identity,
    pub paths: PathPlan,
    pub clips: Arc<dyn ClipSource>,
    pub clock: Clock,
    pub counters: Arc<Counters>,
    /// In the order of preference.
    pub softphone_codecs: [Codec; 2],
    pub max_calls: usize,
    pub events: mpsc::UnboundedSender<Event>,
}

/// Everything that comes in, one channel each: the order within each is kept.
pub struct Inbox {
    pub commands: mpsc::UnboundedReceiver<Command>,
    pub lines: mpsc::UnboundedReceiver<LineReport>,
    pub media: mpsc::UnboundedReceiver<Report>,
    pub stop: oneshot::Receiver<()>,
}

struct Call {
    life: Life,
    customer: Customer,
    /// Counts what the customer was told to hear, so that a clip that loads too late is not played.
    hearing: u64,
    /// A recording ordered before there is any sound.
    waiting_recording: Option<(domain::id::RecordingId, call::command::SoundKey)>,
}

/// What comes back from tasks of our own.
enum Inward {
    /// The way to a carrier, for a call that is to be made.
    Carrier(Box<Found>),
    Clip {
        key: ClipKey,
        loaded: Result<Arc<[u8]>, ClipError>,
    },
    WebCall {
        call: InteractionId,
        opened: Result<(Box<Session>, String), OpenError>,
    },
    Leg {
        leg: AgentLegId,
        attempt: u64,
        opened: Result<(Box<Session>, String), OpenError>,
    },
}

impl Exchange {
    /// Runs until it is told to stop; then everything it holds has ended.
    pub async fn run(parts: Parts, mut inbox: Inbox) {
        let Parts {
            sip,
            engine,
            ports,
            identity,
            paths,
            softphone_codecs,
            clips,
            clock,
            counters,
            max_calls,
            events,
        } = parts;
        let (inward, mut returned) = mpsc::unbounded_channel();
        let mut exchange = Self {
            sip,
            engine,
            ports,
            identity: Arc::new(identity),
            paths,
            clips,
            clock,
            counters,
            max_calls,
            softphone_codecs,
            events,
            sequence: 0,
            inward,
            calls: HashMap::new(),
            legs: Legs::default(),
            plays: Plays::default(),
            timers: Timers::default(),
            is_draining: false,
        };
        loop {
            let next = exchange.timers.next();
            tokio::select! {
                Some(command) = inbox.commands.recv() => exchange.obey(command),
                Some(report) = inbox.lines.recv() => exchange.hear_line(report).await,
                Some(report) = inbox.media.recv() => exchange.hear_media(report),
                Some(inward) = returned.recv() => exchange.take_back(inward),
                () = sleep_until(next) => exchange.ring_alarms(),
                _ = &mut inbox.stop => break,
            }
        }
        exchange.stop(inbox.media).await;
    }

    fn obey(&mut self, command: Command) {
        match command.body {
            CommandBody::Call { call, order: order @ CallOrder::OpenWeb { .. } }
                if !self.calls.contains_key(&call) =>
            {
                self.begin_web_call(call, order);
            }
            CommandBody::Call { call, order: order @ CallOrder::Dial { .. } }
                if !self.calls.contains_key(&call) =>
            {
                self.insert(call, Customer::dialled());
                self.act(call, Input::Order(order));
            }
            CommandBody::Call { call, order } => self.act(call, Input::Order(order)),
            CommandBody::Leg { leg, order } => self.obey_leg(leg, order),
            CommandBody::Trunks(plans) => self.sip.set_trunks(plans),
            CommandBody::Drain => {
                self.is_draining = true;
                self.sip.drain();
            }
        }
    }

    async fn hear_line(&mut self, report: LineReport) {
        match report {
            LineReport::Arrived(arrival) => self.begin_trunk_call(*arrival),
            LineReport::Up { call, ack } => self.line_is_up(call, ack),
            LineReport::Ringing { call, sdp } => self.far_side_rings(call, sdp),
            LineReport::PickedUp { call, sdp } => self.far_side_picked_up(call, &sdp),
            LineReport::Offered { call, sequence, offer, reply } => {
                self.renegotiate(call, sequence, offer, reply).await;
            }
            LineReport::Key { call, digit } => self.act(call, Input::Digit(digit)),
            LineReport::Ended { call, cause } => self.act(call, Input::LineEnded(cause)),
            LineReport::Trunk { trunk, finding } => self.tell(EventBody::Trunk { trunk, finding }),
        }
    }

    fn hear_media(&mut self, report: Report) {
        match report {
            Report::PlayEnded { call, play } => self.act(call, Input::PlayEnded { play }),
            Report::Key { call, code } => {
                // The letters A–D exist on no customer's telephone.
                if let Some(digit) = Digit::from_event_code(code) {
                    self.act(call, Input::Digit(digit));
                }
            }
            Report::Silent { call } => self.give_up(call, EndCause::MediaLost),
            Report::Up { call } => self.act(call, Input::LineUp),
            Report::Closed { call } => self.act(call, Input::LineEnded(EndCause::FarSideHungUp)),
            Report::Leg { leg, report } => self.hear_leg(leg, report),
            Report::RecordingEnded { call, recording, duration_ms, bytes } => {
                self.act(call, Input::RecordingEnded { recording, duration_ms, bytes });
            }
        }
    }

    fn take_back(&mut self, inward: Inward) {
        match inward {
            Inward::Carrier(found) => self.carrier_is_found(*found),
            Inward::Clip { key, loaded } => self.clip_is_loaded(key, loaded),
            Inward::WebCall { call, opened } => self.web_call_is_open(call, opened),
            Inward::Leg { leg, attempt, opened } => self.leg_is_open(leg, attempt, opened),
        }
    }

    fn begin_trunk_call(&mut self, arrival: Arrival) {
        let Arrival { call, line, trunk, caller, dialed, from, offer, sequence } = arrival;
        self.insert(call, Customer::trunk(line, from, offer, sequence));
        self.timers.set(Instant::now() + RING_AFTER, call, Alarm::Ring);
        self.tell(EventBody::Call { call, event: CallEvent::Arrived { trunk, caller, dialed } });
    }

    fn begin_web_call(&mut self, call: InteractionId, order: CallOrder) {
        if self.is_draining || self.calls.len() >= self.max_calls {
            self.counters.calls_refused.fetch_add(1, Relaxed);
            return self.tell(EventBody::Call { call, event: CallEvent::Ended { cause: EndCause::Refused } });
        }
        self.insert(call, Customer::web());
        self.act(call, Input::Order(order));
    }

    fn insert(&mut self, id: InteractionId, customer: Customer) {
        self.counters.calls.fetch_add(1, Relaxed);
        self.counters.calls_total.fetch_add(1, Relaxed);
        let life = Life::new(self.clock.now());
        self.calls.insert(id, Call { life, customer, hearing: 0, waiting_recording: None });
        self.set_patience(id);
    }

    /// Feeds a call's life and does what it decides, and what follows from that.
    fn act(&mut self, id: InteractionId, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let now = self.clock.now();
            let Some(call) = self.calls.get_mut(&id) else { return };
            call.life.handle(now, input);
            while let Some(output) = self.calls.get_mut(&id).and_then(|it| it.life.poll_output()) {
                match output {
                    Output::Event(event) => self.note(id, event),
                    Output::Line(action) => self.act_on_line(id, action, &mut inputs),
                    Output::Media(action) => self.act_on_media(id, action, &mut inputs),
                }
            }
        }
        self.set_patience(id);
        if self.calls.get(&id).is_some_and(|it| it.life.is_over()) {
            self.calls.remove(&id);
        }
    }

    /// An event on its way to the centre, and what we keep of it.
    fn note(&mut self, id: InteractionId, event: CallEvent) {
        match &event {
            CallEvent::Connected { leg } => self.legs.put_on(*leg, id),
            CallEvent::Disconnected { leg, .. } => self.legs.take_off(*leg),
            CallEvent::Ended { .. } => {
                self.counters.calls.fetch_sub(1, Relaxed);
                if let Some(call) = self.calls.get_mut(&id) {
                    call.customer.release();
                }
            }
            CallEvent::Arrived { .. }
            | CallEvent::WebAnswer { .. }
            | CallEvent::Ringing { .. }
            | CallEvent::Answered
            | CallEvent::PlayEnded { .. }
            | CallEvent::Digit { .. }
            | CallEvent::Bridged { .. }
            | CallEvent::Unbridged { .. }
            | CallEvent::Held
            | CallEvent::Resumed
            | CallEvent::RecordingEnded { .. } => {}
        }
        self.tell(EventBody::Call { call: id, event });
    }

    fn tell(&mut self, body: EventBody) {
        let event = Event { seq: self.sequence, at: self.clock.now(), body };
        self.sequence += 1;
        // Calls go on while the centre is away.
        let _ = self.events.send(event);
    }

    fn tell_leg(&mut self, leg: AgentLegId, event: LegEvent) {
        self.tell(EventBody::Leg { leg, event });
    }

    fn set_patience(&mut self, id: InteractionId) {
        let Some(due) = self.calls.get(&id).and_then(|it| it.life.poll_timeout()) else { return };
        let wait = Duration::from_millis(elapsed_ms(self.clock.now(), due).unsigned_abs());
        self.timers.set(Instant::now() + wait, id, Alarm::Life);
    }

    fn ring_alarms(&mut self) {
        while let Some((call, alarm)) = self.timers.due(Instant::now()) {
            match alarm {
                Alarm::Life => self.act(call, Input::Tick),
                Alarm::Ring => self.ring(call),
            }
        }
    }

    async fn stop(mut self, mut media: mpsc::UnboundedReceiver<Report>) {
        self.sip.drain();
        let ids: Vec<InteractionId> = self.calls.keys().copied().collect();
        for id in ids {
            self.act(id, Input::Order(CallOrder::HangUp));
        }
        // Recordings are completed by another thread; their ends still belong to their calls.
        let deadline = Instant::now() + STOP_PATIENCE;
        while !self.calls.is_empty() {
            match tokio::time::timeout_at(deadline, media.recv()).await {
                Ok(Some(report)) => self.hear_media(report),
                Ok(None) | Err(_) => break,
            }
        }
        self.sip.stop().await;
        let engine = self.engine;
        if tokio::task::spawn_blocking(move || engine.stop()).await.is_err() {
            tracing::error!("The media threads could not be waited for");
        }
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
