//! One round: handle a batch, make its facts durable, act on the rest, show what changed.

use std::{collections::HashMap, sync::Arc};

use domain::{
    id::{AgentId, AgentLegId, InteractionId, RecordingId, TenantId},
    time,
};
use jiff::Timestamp;
use store::journal::fact::{Fact as StoredFact, State};
use tokio::sync::{broadcast, oneshot, watch};

use super::{Dispatcher, Message, desks::Desks};
use crate::{
    center::Center,
    event::{Event, SignOutReason},
    fact::Fact,
    floor::{
        AgentOrder, Floor, OrderError,
        effect::{Effect, WebState},
        input::Input,
        view::Dashboard,
    },
    journal_entry,
};

pub(super) struct Round {
    pub(super) center: Center,
    pub(super) tenant: TenantId,
    floor: Floor,
    pub(super) handle: Dispatcher,
    desks: Desks,
    dashboard: watch::Sender<Arc<Dashboard>>,
    pub(super) events: broadcast::Sender<Event>,
    /// Browsers waiting for the answer to their offer.
    pub(super) softphones: HashMap<AgentLegId, oneshot::Sender<Result<String, String>>>,
    pub(super) web_answers: HashMap<InteractionId, oneshot::Sender<String>>,
    pub(super) web_states: HashMap<InteractionId, watch::Sender<WebState>>,
    pub(super) sign_out_reasons: HashMap<AgentId, SignOutReason>,
    /// Facts that could not be written; they go first with the next ones.
    unwritten: Vec<StoredFact>,
    /// Recordings that stay in the spool until those facts are written.
    spooled: Vec<RecordingId>,
    waiting_changed: bool,
    dashboard_changed: bool,
    day: jiff::civil::Date,
}

/// An order's answer, given only when the facts of the round are durable.
type Reply = (oneshot::Sender<Result<(), OrderError>>, Result<(), OrderError>);

impl Round {
    pub fn new(
        center: Center,
        tenant: TenantId,
        floor: Floor,
        handle: Dispatcher,
        desks: Desks,
        dashboard: watch::Sender<Arc<Dashboard>>,
        events: broadcast::Sender<Event>,
    ) -> Self {
        let day = time::local(center.clock().now()).date();
        Self {
            center,
            tenant,
            floor,
            handle,
            desks,
            dashboard,
            events,
            softphones: HashMap::new(),
            web_answers: HashMap::new(),
            web_states: HashMap::new(),
            sign_out_reasons: HashMap::new(),
            unwritten: vec![],
            spooled: vec![],
            waiting_changed: false,
            dashboard_changed: true,
            day,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.center.clock().now()
    }

    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    pub(super) fn floor_mut(&mut self) -> &mut Floor {
        &mut self.floor
    }

    pub async fn handle(&mut self, batch: impl Iterator<Item = Message>) {
        let now = self.now();
        let mut replies: Vec<Reply> = vec![];
        let mut barriers = vec![];
        let mut shown = vec![];
        for message in batch {
            match message {
                Message::Input(input) => self.floor.handle(now, *input),
                Message::Order { agent, order, done } => {
                    let result = self.floor.obey(now, agent, order);
                    replies.push((done, result));
                }
                Message::Softphone { agent, leg, offer, answer } => {
                    match self.floor.obey(now, agent, AgentOrder::OpenSoftphone { leg, offer }) {
                        Ok(()) => {
                            self.softphones.insert(leg, answer);
                        }
                        Err(error) => {
                            let _ = answer.send(Err(error.to_string()));
                        }
                    }
                }
                Message::WebCall { arrival, answer, state } => {
                    self.web_answers.insert(arrival.call, answer);
                    self.web_states.insert(arrival.call, state);
                    self.floor.handle(now, Input::WebCall(*arrival));
                }
                Message::SignOut { agent, reason } => {
                    self.sign_out_reasons.insert(agent, reason);
                    self.floor.handle(now, Input::SignOut { agent });
                }
                Message::Show(agent) => shown.push(agent),
                Message::Stop { hang_up, left } => {
                    if hang_up {
                        self.floor.handle(now, Input::Stopping);
                    }
                    let _ = left.send(self.floor.calls_up());
                }
                Message::Barrier(done) => barriers.push(done),
            }
        }
        self.conclude().await;
        for (done, result) in replies {
            let _ = done.send(result);
        }
        for done in barriers {
            let _ = done.send(());
        }
        for agent in shown {
            self.desks.show(agent, || self.floor.desk(agent));
        }
    }

    pub async fn tick(&mut self) {
        let now = self.now();
        self.floor.handle(now, Input::Tick);
        self.conclude().await;
    }

    /// Makes the facts durable, then lets everything else happen.
    async fn conclude(&mut self) {
        let mut effects = vec![];
        let mut facts = std::mem::take(&mut self.unwritten);
        while let Some(effect) = self.floor.poll_effect() {
            match effect {
                Effect::Fact(fact) => facts.push(self.stored(*fact)),
                // The key is made here, so that its wrapped form is a fact before voice writes a byte with it.
                Effect::Record { call, recording } => {
                    if let Some((fact, order)) = self.begin_recording(call, recording).await {
                        facts.push(self.stored(fact));
                        effects.push(Effect::Voice(order));
                    }
                }
                Effect::Unspool { recording } => self.spooled.push(recording),
                effect => effects.push(effect),
            }
        }
        if !facts.is_empty()
            && let Err(error) = self.center.store().journal().append(facts.clone()).await
        {
            // Callers must not pay for a full disk: the calls go on, the facts wait here for the next round.
            tracing::error!(tenant.id = %self.tenant, facts = facts.len(), "Facts of calls cannot be written: {error}");
            self.unwritten = facts;
        } else {
            effects.extend(self.spooled.drain(..).map(|recording| Effect::Unspool { recording }));
        }
        for effect in effects {
            self.act(effect);
        }
        self.show_changes();
    }

    fn stored(&self, fact: Fact) -> StoredFact {
        let state = match fact {
            Fact::Interaction(row) => State::Interaction(row),
            Fact::CallLeg(row) => State::CallLeg(row),
            Fact::QueueVisit(row) => State::QueueVisit(row),
            Fact::StatusSpan(row) => State::StatusSpan(row),
            Fact::Recording(row) => State::Recording(row),
            Fact::Moment(row) => State::Moment(row),
            Fact::CallbackRequested(row) => State::CallbackRequested(row),
            Fact::TextMessage(row) => State::TextMessage(row),
            Fact::Routed { turn, entry } => State::Routing(journal_entry::store(turn, &entry)),
        };
        StoredFact { tenant: self.tenant, state }
    }

    /// Desks of agents whose own things changed are shown at once; waiting lists a little later, all together.
    fn show_changes(&mut self) {
        let changes = self.floor.take_changes();
        for agent in changes.desks {
            self.desks.show(agent, || self.floor.desk(agent));
        }
        self.waiting_changed |= changes.waiting;
        self.dashboard_changed |= changes.dashboard;
    }

    pub fn show_waiting(&mut self) {
        if std::mem::take(&mut self.waiting_changed) {
            for agent in self.desks.followed() {
                self.desks.show(agent, || self.floor.desk(agent));
            }
        }
    }

    pub fn show_dashboard(&mut self) {
        let now = self.now();
        let today = time::local(now).date();
        if today != self.day {
            self.day = today;
            self.load_figures();
        }
        if std::mem::take(&mut self.dashboard_changed) {
            self.dashboard.send_replace(Arc::new(self.floor.dashboard(now)));
        }
    }
}
