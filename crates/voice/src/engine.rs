//! Sound on its own threads: every 20 ms a frame from each side of every call, and a frame back.
//!
//! The threads know nothing of SIP, of orders' reasons or of the centre. They get [`order::Order`]s, report
//! [`order::Report`]s, and never wait for anybody: not for a disk, not for a lock, not for a channel.

mod bridge;
mod customer;
mod found;
pub mod leg;
mod numbers;
pub mod order;
mod pacer;
mod port;
mod recorder;
pub mod rtp_port;
mod thread;

use std::{collections::HashMap, io, sync::Arc, thread::JoinHandle};

use crossbeam_channel::Sender;
use domain::id::{AgentLegId, InteractionId};
use tokio::sync::mpsc;

use crate::{
    clock::Clock,
    figures::Counters,
    spool::Spool,
    vigil::Lookout,
    web::session::{Session, Start},
};
use order::{Hears, LegOrder, Order, Report};
use rtp_port::RtpPort;
use thread::MediaThread;

/// The exchange's hold on all media threads: knows which call and which leg is where.
pub struct Engine {
    threads: Vec<Sender<Order>>,
    handles: Vec<JoinHandle<()>>,
    calls: HashMap<InteractionId, usize>,
    legs: HashMap<AgentLegId, usize>,
    load: Vec<usize>,
}

impl Engine {
    /// Starts `threads` media threads (at least one). Reports go into `reports`.
    pub fn start(
        threads: usize,
        reports: &mpsc::UnboundedSender<Report>,
        spool: &Spool,
        clock: &Clock,
        counters: &Arc<Counters>,
        lookout: &Lookout,
    ) -> io::Result<Self> {
        let count = threads.max(1);
        let (senders, receivers): (Vec<_>, Vec<_>) =
            (0..count).map(|_| crossbeam_channel::unbounded()).unzip();
        let mut handles = vec![];
        for (index, orders) in receivers.into_iter().enumerate() {
            let others = senders.clone();
            let thread = MediaThread::new(
                orders,
                others,
                reports.clone(),
                spool.clone(),
                clock.clone(),
                counters.clone(),
            );
            let duty = lookout.begin("a media thread");
            handles.push(std::thread::Builder::new().name(format!("media-{index}")).spawn(move || {
                thread.run();
                drop(duty);
            })?);
        }
        Ok(Self {
            threads: senders,
            handles,
            calls: HashMap::new(),
            legs: HashMap::new(),
            load: vec![0; count],
        })
    }

    pub fn open_rtp(&mut self, call: InteractionId, port: RtpPort) {
        let thread = self.place(call);
        self.order(thread, Order::OpenRtp { call, port: Box::new(port) });
    }

    pub fn open_web(&mut self, call: InteractionId, session: Session) {
        let thread = self.place(call);
        self.order(thread, Order::OpenWeb { call, session: Box::new(session) });
    }

    /// The far side agreed on something new: another address, another direction, another codec.
    pub fn change(&mut self, call: InteractionId, stream: media::sdp::negotiation::Stream) {
        self.order_call(call, Order::Change { call, stream });
    }

    pub fn customer_hears(&mut self, call: InteractionId, hears: Hears) {
        if let Hears::Agent(leg) = &hears {
            self.bring(*leg, call);
        }
        self.order_call(call, Order::CustomerHears { call, hears });
    }

    /// Lets two customers hear each other, until either is told to hear something else.
    pub fn bridge(&mut self, one: InteractionId, other: InteractionId) {
        let (here, there) = bridge::build();
        self.order_call(one, Order::CustomerHears { call: one, hears: Hears::Other(here) });
        self.order_call(other, Order::CustomerHears { call: other, hears: Hears::Other(there) });
    }

    pub fn agent_hears(&mut self, leg: AgentLegId, customer: Option<InteractionId>) {
        if let Some(thread) = self.legs.get(&leg) {
            self.order(*thread, Order::Leg { leg, order: LegOrder::Hears(customer) });
        }
    }

    pub fn record(
        &mut self,
        call: InteractionId,
        recording: domain::id::RecordingId,
        key: call::command::SoundKey,
    ) {
        self.order_call(call, Order::Record { call, recording, key });
    }

    pub fn press(&mut self, call: InteractionId, codes: Vec<u8>) {
        self.order_call(call, Order::Press { call, codes });
    }

    pub fn close(&mut self, call: InteractionId) {
        if let Some(thread) = self.calls.remove(&call) {
            self.load[thread] = self.load[thread].saturating_sub(1);
            self.order(thread, Order::Close { call });
        }
    }

    pub fn has_call(&self, call: InteractionId) -> bool {
        self.calls.contains_key(&call)
    }

    /// Opens an agent's leg, or replaces its connection.
    pub fn open_leg(&mut self, leg: AgentLegId, session: Session) {
        let thread = *self.legs.entry(leg).or_insert(0);
        self.order(thread, Order::Leg { leg, order: LegOrder::Open(Box::new(session)) });
    }

    pub fn close_leg(&mut self, leg: AgentLegId) {
        if let Some(thread) = self.legs.remove(&leg) {
            self.order(thread, Order::Leg { leg, order: LegOrder::Close });
        }
    }

    pub fn has_leg(&self, leg: AgentLegId) -> bool {
        self.legs.contains_key(&leg)
    }

    /// Ends all threads, and waits for them.
    pub fn stop(self) {
        for thread in &self.threads {
            // A thread that is gone has nothing left to stop.
            let _ = thread.send(Order::Stop);
        }
        for handle in self.handles {
            if handle.join().is_err() {
                tracing::error!("A media thread had panicked before it was stopped");
            }
        }
    }

    /// Customer and agent must be on one thread: the leg moves to the call.
    fn bring(&mut self, leg: AgentLegId, call: InteractionId) {
        let (Some(from), Some(to)) = (self.legs.get(&leg).copied(), self.calls.get(&call).copied()) else {
            return;
        };
        if from != to {
            self.legs.insert(leg, to);
            self.order(to, Order::Leg { leg, order: LegOrder::Expect });
            self.order(from, Order::Leg { leg, order: LegOrder::MoveTo(to) });
        }
    }

    fn place(&mut self, call: InteractionId) -> usize {
        let thread = (0..self.load.len()).min_by_key(|it| self.load[*it]).unwrap_or(0);
        self.load[thread] += 1;
        self.calls.insert(call, thread);
        thread
    }

    fn order_call(&mut self, call: InteractionId, order: Order) {
        if let Some(thread) = self.calls.get(&call) {
            self.order(*thread, order);
        }
    }

    fn order(&self, thread: usize, order: Order) {
        // A media thread ends only when it is told to; if it died, `Node::failed` has told.
        if self.threads[thread].send(order).is_err() {
            tracing::error!("A media thread is gone");
        }
    }
}

/// Where the numbers of a browser's stream begin.
pub fn draw_start() -> Start {
    numbers::Numbers::draw().start()
}
