//! A tenant's floor: who is on shift, what is guided, waits, rings and is talked about right now.
//!
//! The floor is sans I/O like the crates it is built from: inputs and orders in, effects out, time as an argument.
//! It joins `flow` (what a caller hears), `routing` (who gets him) and `call` (what voice is told), and it alone
//! writes the facts of calls. [`crate::dispatcher`] drives it: it makes the facts durable before any other effect
//! of the same input acts.

mod agent;
mod call;
pub mod callback;
pub mod effect;
pub mod figures;
mod forward;
mod guide;
pub mod input;
mod leave;
mod order;
mod route;
pub mod settings;
pub mod view;
mod voice;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::{
    id::{AgentId, AgentLegId, InteractionId, RecordingId, TrunkId},
    recording::Recording,
    time,
};
use jiff::Timestamp;
use routing::{journal, router::Router};

use self::{
    agent::LiveAgent, call::LiveCall, effect::Effect, figures::Figures, forward::Forward, input::Input,
    settings::Settings, view::TrunkLine,
};
pub use self::{
    order::{AgentOrder, OrderError},
    voice::not_in_service,
};
use crate::{fact::Fact, ids::Ids};

/// An agent whose last browser tab is gone this long is signed out.
const ABSENCE_LIMIT_MS: i64 = 60_000;

#[derive(Debug)]
pub struct Floor {
    ids: Ids,
    settings: Settings,
    router: Router,
    /// Number of the next routing input in the tenant's journal.
    routing_turn: u64,
    calls: BTreeMap<InteractionId, LiveCall>,
    /// Recordings whose call is over but whose file is not yet attached.
    attaching: BTreeMap<RecordingId, Recording>,
    agents: BTreeMap<AgentId, LiveAgent>,
    legs: BTreeMap<AgentLegId, AgentId>,
    /// Calls of ours to numbers that callers are passed on to.
    forwards: BTreeMap<InteractionId, Forward>,
    /// Requests whose first call has been made ready.
    called_back: BTreeSet<InteractionId>,
    trunks: BTreeMap<TrunkId, TrunkLine>,
    figures: Figures,
    /// Instants at which a call's scenario or an absent agent wants attention; stale ones are harmless.
    deadlines: BTreeSet<(Timestamp, Deadline)>,
    effects: VecDeque<Effect>,
    changes: Changes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deadline {
    Call(InteractionId),
    Absence(AgentId),
}

/// What screens must be told of since the driver last asked.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Agents whose own call, status or write-up changed: told at once.
    pub desks: BTreeSet<AgentId>,
    /// The waiting lists changed: told to everybody, a few times a second at most.
    pub waiting: bool,
    pub dashboard: bool,
}

impl Floor {
    pub fn new(now: Timestamp, ids: Ids, routing_turn: u64, settings: Settings, figures: Figures) -> Self {
        let mut floor = Self {
            ids,
            settings: Settings::default(),
            router: Router::default(),
            routing_turn,
            calls: BTreeMap::new(),
            attaching: BTreeMap::new(),
            agents: BTreeMap::new(),
            legs: BTreeMap::new(),
            forwards: BTreeMap::new(),
            called_back: BTreeSet::new(),
            trunks: BTreeMap::new(),
            figures,
            deadlines: BTreeSet::new(),
            effects: VecDeque::new(),
            changes: Changes::default(),
        };
        let seed = floor.ids.next(|id| id.as_u64_pair().1);
        let start = routing::input::Start::new(settings.policy, seed);
        floor.settings.policy = settings.policy;
        floor.route(now, routing::input::Input::Reset(start));
        floor.change_settings(now, settings);
        floor
    }

    pub fn handle(&mut self, now: Timestamp, input: Input) {
        match input {
            Input::Settings(settings) => self.change_settings(now, settings),
            Input::Arrived(arrival) => self.arrive(now, arrival),
            Input::WebCall(arrival) => self.arrive_by_web(now, arrival),
            Input::KnownCustomer { interaction, customer } => self.recognise(now, interaction, customer),
            Input::ServedBefore { interaction, by } => self.served_before(now, interaction, by),
            Input::Call { call, event } => self.hear(now, call, event),
            Input::Leg { leg, event } => self.leg_event(now, leg, event),
            Input::Trunk { trunk, finding } => self.trunk_found(now, trunk, finding),
            Input::CustomerHangsUp { call } => self.customer_hangs_up(call),
            Input::Present { agent, comes_on_duty } => self.present(now, agent, comes_on_duty),
            Input::Absent { agent } => self.absent(now, agent),
            Input::SignOut { agent } => self.sign_out(now, agent),
            Input::SetStatus { agent, status } => self.set_status_for(now, agent, status),
            Input::LeftBehind(recordings) => self.attach_left_behind(recordings),
            Input::Attached { recording, file, duration_ms, bytes } => {
                self.attached(now, recording, file, duration_ms, bytes);
            }
            Input::CallbacksDue(due) => self.callbacks_due(now, due),
            Input::CallbackClosed(request) => self.callback_closed(now, request),
            Input::CallbacksWaiting(count) => {
                self.figures.callbacks_waiting = count;
                self.changes.dashboard = true;
            }
            Input::NewDay(seed) => {
                self.figures = *seed;
                self.changes.dashboard = true;
            }
            Input::Stopping => {
                let up = self.calls.iter().filter(|(_, it)| it.is_fact());
                for call in up.map(|(id, _)| *id).collect::<Vec<_>>() {
                    self.hang_up(call, domain::end_reason::EndReason::SystemStopped);
                }
            }
            Input::Tick => {}
        }
        self.act_when_due(now);
    }

    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        let own = self.deadlines.first().map(|(at, _)| *at);
        [own, self.router.poll_timeout()].into_iter().flatten().min()
    }

    /// What has changed on screens since the last call.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    /// Calls that have not ended, for a graceful stop.
    pub fn calls_up(&self) -> usize {
        self.calls.values().filter(|call| call.is_fact() && call.row.ended_at.is_none()).count()
    }

    fn change_settings(&mut self, now: Timestamp, settings: Settings) {
        let before = std::mem::replace(&mut self.settings, settings);
        if before.policy != self.settings.policy {
            self.route(now, routing::input::Input::SetPolicy(self.settings.policy));
        }
        for (queue, card) in self.settings.queues.clone() {
            if before.queues.get(&queue).is_none_or(|it| it.rule != card.rule) {
                self.route(now, routing::input::Input::SetQueue { queue, rule: card.rule });
            }
        }
        let removed: Vec<_> =
            before.queues.keys().filter(|it| !self.settings.queues.contains_key(it)).copied().collect();
        for queue in removed {
            self.route(now, routing::input::Input::RemoveQueue { queue, overflow: None });
        }
        self.reassign(now, &before);
        self.queue_callbacks(now);
        self.changes.desks.extend(self.agents.keys().copied());
        self.changes.dashboard = true;
    }

    /// Gives agents the queues they serve now. Whoever comes to a queue is there before anybody leaves it, so that a
    /// swap of agents lets no caller go.
    fn reassign(&mut self, now: Timestamp, before: &Settings) {
        let (here, gone): (Vec<_>, Vec<_>) =
            self.agents.keys().partition(|agent| self.settings.agents.contains_key(agent));
        for agent in here.iter().copied() {
            let mut queues = self.settings.queues_of(agent);
            if queues.iter().any(|it| !before.serves(agent, it.queue)) {
                let left = before.queues_of(agent).into_iter();
                queues.extend(left.filter(|it| !self.settings.serves(agent, it.queue)));
                self.route(now, routing::input::Input::SetQueues { agent, queues });
            }
        }
        for agent in here {
            let queues = self.settings.queues_of(agent);
            let leaves = before.queues_of(agent).iter().any(|it| !self.settings.serves(agent, it.queue));
            let comes = queues.iter().any(|it| !before.serves(agent, it.queue));
            if leaves || (!comes && before.queues_of(agent) != queues) {
                self.route(now, routing::input::Input::SetQueues { agent, queues });
            }
        }
        for agent in gone {
            self.sign_out(now, agent);
            self.agents.remove(&agent);
        }
    }

    /// Hands one input to routing, journals it with its outputs, and does what routing wants.
    fn route(&mut self, now: Timestamp, input: routing::input::Input) {
        let entry = journal::record(&mut self.router, now, input);
        if journal::is_silent(&entry) {
            return;
        }
        let outputs = entry.outputs.clone();
        let turn = self.routing_turn;
        self.routing_turn += 1;
        self.fact(Fact::Routed { turn, entry });
        for output in outputs {
            self.obey_routing(now, output);
        }
    }

    fn act_when_due(&mut self, now: Timestamp) {
        while let Some((at, deadline)) = self.deadlines.first().copied().filter(|(at, _)| *at <= now) {
            self.deadlines.remove(&(at, deadline));
            match deadline {
                Deadline::Call(call) => self.guide(now, call, flow::session::Input::Tick),
                Deadline::Absence(agent) => self.sign_out_if_absent(now, agent),
            }
        }
        while self.router.poll_timeout().is_some_and(|at| at <= now) {
            self.route(now, routing::input::Input::Tick);
        }
    }

    fn set_deadline(&mut self, at: Timestamp, deadline: Deadline) {
        self.deadlines.insert((at, deadline));
    }

    fn fact(&mut self, fact: Fact) {
        self.effects.push_back(Effect::Fact(Box::new(fact)));
    }

    fn sign_out_if_absent(&mut self, now: Timestamp, agent: AgentId) {
        let gone = self.agents.get(&agent).and_then(|it| it.absent_since);
        if gone.is_some_and(|since| time::elapsed_ms(since, now) >= ABSENCE_LIMIT_MS) {
            self.sign_out(now, agent);
        }
    }
}

#[cfg(test)]
mod tests;
