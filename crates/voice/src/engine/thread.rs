//! One media thread: its calls, its legs, and the beat.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender};
use domain::id::{AgentLegId, InteractionId};
use media::frame::SILENCE;
use tokio::sync::mpsc;

use super::{
    customer::Customer,
    found::Found,
    leg::Leg,
    order::{LegOrder, Order, Report},
    pacer::{PHASES, Pacer, Tick},
    port::Port,
    recorder::Recorder,
};
use crate::{clock::Clock, figures::Counters, spool::Spool};

/// A tick later than this is worth a figure.
const LATE: Duration = Duration::from_millis(5);

pub struct MediaThread {
    orders: Receiver<Order>,
    /// All threads, for handing legs over.
    threads: Vec<Sender<Order>>,
    reports: mpsc::UnboundedSender<Report>,
    spool: Spool,
    clock: Clock,
    counters: Arc<Counters>,
    /// By phase.
    customers: [Vec<Customer>; PHASES],
    phase_of: HashMap<InteractionId, usize>,
    legs: HashMap<AgentLegId, Leg>,
    /// Legs on their way here from another thread, with the orders that overtook them.
    expected: HashMap<AgentLegId, Vec<LegOrder>>,
    found: Found,
}

impl MediaThread {
    pub fn new(
        orders: Receiver<Order>,
        threads: Vec<Sender<Order>>,
        reports: mpsc::UnboundedSender<Report>,
        spool: Spool,
        clock: Clock,
        counters: Arc<Counters>,
    ) -> Self {
        Self {
            orders,
            threads,
            reports,
            spool,
            clock,
            counters,
            customers: std::array::from_fn(|_| vec![]),
            phase_of: HashMap::new(),
            legs: HashMap::new(),
            expected: HashMap::new(),
            found: Found::default(),
        }
    }

    /// Runs until it is told to stop.
    pub fn run(mut self) {
        prefer_this_thread();
        let mut pacer = Pacer::new(Instant::now());
        loop {
            let tick = pacer.wait();
            if tick.late > LATE {
                self.counters.ticks_late.fetch_add(1, Relaxed);
            }
            self.counters.latest_tick_us.fetch_max(tick.late.as_micros() as u64, Relaxed);
            let wall = self.clock.since_1970();
            while let Ok(order) = self.orders.try_recv() {
                if matches!(order, Order::Stop) {
                    return self.stop(tick.now, wall);
                }
                self.obey(order, tick.now, wall);
            }
            self.turn(tick, wall);
        }
    }

    fn turn(&mut self, tick: Tick, wall: Duration) {
        let Tick { phase, now, .. } = tick;
        let Self { customers, legs, found, reports, counters, .. } = self;
        let mut report = |it| tell(reports, it);
        let (mut received, mut sent, mut foreign) = (0, 0, 0);
        for customer in &mut customers[phase] {
            found.clear();
            let spoken = customer.listen(now, found, &mut report);
            let leg = customer.agent().and_then(|it| legs.get_mut(&it));
            let heard = match (leg, customer.hear_now(&spoken, &mut report)) {
                (Some(leg), None) => {
                    let heard = leg.listen(now, &mut report);
                    let hears = leg.hears(customer.call);
                    leg.speak(now, hears.then_some(&spoken));
                    heard
                }
                // A leg on its way from another thread is silent for a moment.
                (_, said) => said.unwrap_or(SILENCE),
            };
            sent += u64::from(customer.speak(now, wall, &spoken, &heard, found, &mut report));
            received += found.received;
            foreign += found.foreign;
        }
        if phase == 0 {
            for leg in legs.values_mut().filter(|it| it.is_off_calls(now)) {
                leg.listen(now, &mut report);
                leg.speak(now, None);
            }
            legs.retain(|_, leg| !leg.is_gone());
        }
        counters.packets_received.fetch_add(received, Relaxed);
        counters.packets_sent.fetch_add(sent, Relaxed);
        counters.packets_foreign.fetch_add(foreign, Relaxed);
    }

    fn obey(&mut self, order: Order, now: Instant, wall: Duration) {
        match order {
            Order::OpenRtp { call, port } => self.admit(Customer::new(call, Port::Rtp(port))),
            Order::OpenWeb { call, session } => self.admit(Customer::new(call, Port::Web(session))),
            Order::Change { call, stream } => {
                if let Some(Port::Rtp(port)) = self.customer(call).map(|it| &mut it.port) {
                    port.forgive_silence(now);
                    if let Err(error) = port.agree(stream) {
                        tracing::error!(interaction.id = %call, %error, "The agreed codec cannot be started");
                    }
                }
            }
            Order::CustomerHears { call, hears } => {
                if let Some(customer) = self.customer(call) {
                    customer.hear(hears);
                }
            }
            Order::Record { call, recording, key } => {
                let spool = self.spool.clone();
                if let Some(customer) = self.customer(call) {
                    spool.begin(call, recording, key);
                    customer.recorder = Some(Recorder::new(recording, spool));
                }
            }
            Order::Press { call, codes } => {
                if let Some(customer) = self.customer(call) {
                    let refused = codes.into_iter().filter(|it| !customer.port.press(*it)).count();
                    if refused > 0 {
                        tracing::warn!(interaction.id = %call, refused, "Keys were not pressed: too many wait already");
                    }
                }
            }
            Order::Close { call } => self.dismiss(call, now, wall),
            Order::Leg { leg, order } => self.obey_leg(leg, order, now),
            // `run` has looked at this one.
            Order::Stop => {}
        }
    }

    fn obey_leg(&mut self, id: AgentLegId, order: LegOrder, now: Instant) {
        if let Some(waiting) = self.expected.get_mut(&id)
            && !matches!(order, LegOrder::Take(_))
        {
            return waiting.push(order);
        }
        match order {
            LegOrder::Open(session) => match self.legs.get_mut(&id) {
                Some(leg) => leg.renew(session, now),
                None => {
                    self.legs.insert(id, Leg::new(id, session, now));
                }
            },
            LegOrder::Hears(customer) => {
                if let Some(leg) = self.legs.get_mut(&id) {
                    leg.hear(customer);
                }
            }
            LegOrder::Expect => {
                self.expected.insert(id, vec![]);
            }
            LegOrder::MoveTo(thread) => {
                let leg = self.legs.remove(&id).map(Box::new);
                if self.threads[thread].send(Order::Leg { leg: id, order: LegOrder::Take(leg) }).is_err() {
                    tracing::error!(agent_leg.id = %id, "A leg was handed to a media thread that is gone");
                }
            }
            LegOrder::Take(leg) => {
                self.legs.extend(leg.map(|it| (id, *it)));
                for waiting in self.expected.remove(&id).unwrap_or_default() {
                    self.obey_leg(id, waiting, now);
                }
            }
            LegOrder::Close => {
                if let Some(leg) = self.legs.remove(&id) {
                    leg.close(now);
                }
            }
        }
    }

    fn admit(&mut self, customer: Customer) {
        let phase = (0..PHASES).min_by_key(|it| self.customers[*it].len()).unwrap_or(0);
        self.phase_of.insert(customer.call, phase);
        self.customers[phase].push(customer);
    }

    fn customer(&mut self, call: InteractionId) -> Option<&mut Customer> {
        let phase = *self.phase_of.get(&call)?;
        self.customers[phase].iter_mut().find(|it| it.call == call)
    }

    fn dismiss(&mut self, call: InteractionId, now: Instant, wall: Duration) {
        let Some(phase) = self.phase_of.remove(&call) else { return };
        if let Some(index) = self.customers[phase].iter().position(|it| it.call == call) {
            self.customers[phase].swap_remove(index).close(now, wall);
        }
    }

    fn stop(&mut self, now: Instant, wall: Duration) {
        for customer in self.customers.iter_mut().flat_map(std::mem::take) {
            customer.close(now, wall);
        }
        for (_, leg) in self.legs.drain() {
            leg.close(now);
        }
    }
}

fn tell(reports: &mpsc::UnboundedSender<Report>, report: Report) {
    // The exchange outlives the engine; at the very end nobody needs to know.
    let _ = reports.send(report);
}

/// Sound before everything else on a busy machine, where the system lets us: it takes a right (CAP_SYS_NICE, or
/// `LimitNICE` of the service) that small installations need not have.
#[cfg(target_os = "linux")]
fn prefer_this_thread() {
    const NICENESS: i32 = -11;
    if let Err(error) = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS) {
        tracing::debug!(%error, "Media threads run at the usual priority");
    }
}

#[cfg(not(target_os = "linux"))]
fn prefer_this_thread() {}
