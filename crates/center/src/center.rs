//! The centre: what every action and every floor share.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use call::{
    command::{Command, CommandBody},
    event::Event,
};
use connectors::speech::Espeak;
use domain::id::TenantId;
use store::store::Store;
use tokio::{
    sync::{Mutex, OnceCell, mpsc},
    task::JoinHandle,
};

use crate::{
    callback_request,
    clock::Clock,
    dispatcher::Dispatcher,
    error::Error,
    figures,
    floor::{Floor, input::Input, settings::Settings},
    ids::Ids,
    recording::attach::{self, Attaching},
    recovery, roll_ups, settings,
    sign_in_gate::SignInGate,
    sound,
    switchboard::{self, Switchboard},
    upkeep,
    vital::Vitals,
    voice_line::VoiceLine,
    web_call::WebCalls,
};

/// A handle to the centre. Cheap to clone.
#[derive(Clone)]
pub struct Center(Arc<Inner>);

/// What the binary hands in.
pub struct Parts {
    pub store: Store,
    pub clock: Clock,
    pub speech: Espeak,
    /// Orders to the voice node.
    pub voice: mpsc::UnboundedSender<Command>,
    /// Where the voice node writes recordings while they run.
    pub spool: PathBuf,
    pub web_calls_per_minute: u32,
}

struct Inner {
    store: Store,
    clock: Clock,
    speech: Espeak,
    voice: VoiceLine,
    spool: PathBuf,
    switchboard: Switchboard,
    /// Floors that are open or being opened. Opening one waits for the database and holds up no other.
    dispatchers: parking_lot::Mutex<HashMap<TenantId, Arc<OnceCell<Dispatcher>>>>,
    /// Whoever reads settings anew replaces the older ones before anybody else reads, or the older ones might stay.
    reloading: Mutex<()>,
    web_calls: WebCalls,
    sign_in_gate: SignInGate,
    attaching: Attaching,
    vitals: Vitals,
    /// Hands on what voice reports, until voice is gone.
    listening: Mutex<Option<JoinHandle<()>>>,
}

impl Center {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            store: parts.store,
            clock: parts.clock,
            speech: parts.speech,
            voice: VoiceLine::new(parts.voice),
            spool: parts.spool,
            switchboard: Switchboard::default(),
            dispatchers: parking_lot::Mutex::default(),
            reloading: Mutex::default(),
            web_calls: WebCalls::new(parts.web_calls_per_minute),
            sign_in_gate: SignInGate::default(),
            attaching: Attaching::default(),
            vitals: Vitals::default(),
            listening: Mutex::default(),
        }))
    }

    /// Closes what the last life of the process left open, learns every number and trunk, opens every floor, and
    /// then takes calls. `stopped_at`: when the process was last known to run.
    pub async fn start(
        &self,
        events: mpsc::UnboundedReceiver<Event>,
        stopped_at: Option<jiff::Timestamp>,
    ) -> Result<(), Error> {
        // What was durable when the last life ended comes into the tables first: only then do they tell what was open.
        let journal = self.store().journal();
        journal.applied(journal.position()).await.map_err(|it| Error::Internal(it.to_string()))?;
        let tenants = self.store().tenants().list().await?;
        for tenant in &tenants {
            // Opening the vault first is what lets facts of the tenant be sealed.
            self.store().tenant(tenant.id).vault().await?;
            recovery::close_open_rows(self, tenant.id, stopped_at).await?;
            roll_ups::bring_up_to_date(self, tenant.id).await?;
        }
        if let Err(error) = sound::prepare(self).await {
            tracing::warn!("Callers of unknown numbers will hear no words: {error}");
        }
        self.learn().await?;
        for tenant in &tenants {
            self.dispatcher(tenant.id).await?;
        }
        *self.0.listening.lock().await =
            Some(self.vitals().spawn("the switchboard", switchboard::run(self.clone(), events)));
        tokio::spawn(roll_ups::run(self.clone()));
        tokio::spawn(attach::run(self.clone()));
        tokio::spawn(upkeep::run(self.clone()));
        Ok(())
    }

    /// What the centre cannot be without.
    pub(crate) fn vitals(&self) -> &Vitals {
        &self.0.vitals
    }

    /// Returns, with its name, when something has panicked that the centre cannot be without. What is durable is
    /// safe; whoever runs the centre starts it anew.
    pub fn failed(&self) -> impl Future<Output = &'static str> + Send + use<> {
        self.0.vitals.failed()
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn speech(&self) -> &Espeak {
        &self.0.speech
    }

    pub fn voice(&self) -> &VoiceLine {
        &self.0.voice
    }

    pub fn spool(&self) -> &Path {
        &self.0.spool
    }

    pub fn switchboard(&self) -> &Switchboard {
        &self.0.switchboard
    }

    pub fn web_calls(&self) -> &WebCalls {
        &self.0.web_calls
    }

    pub(crate) fn sign_in_gate(&self) -> &SignInGate {
        &self.0.sign_in_gate
    }

    pub(crate) fn attaching(&self) -> &Attaching {
        &self.0.attaching
    }

    /// The tenant's floor, opened on first use.
    pub async fn dispatcher(&self, tenant: TenantId) -> Result<Dispatcher, Error> {
        let floor = Arc::clone(self.0.dispatchers.lock().entry(tenant).or_default());
        Ok(floor.get_or_try_init(|| self.open_floor(tenant)).await?.clone())
    }

    async fn open_floor(&self, tenant: TenantId) -> Result<Dispatcher, Error> {
        let rows = self.store().tenant(tenant);
        rows.vault().await?;
        let settings = settings::load(&rows).await?;
        let figures = figures::load(self, tenant).await?;
        let turn = rows.routing_journal().next_seq().await?;
        let left_behind = rows.recordings().running().await?;
        let due = callback_request::due(&rows).await?;
        let floor = Floor::new(self.clock().now(), Ids::random(), turn, settings, figures);
        let dispatcher = Dispatcher::start(self.clone(), tenant, floor);
        dispatcher.input(Input::LeftBehind(left_behind));
        dispatcher.input(Input::CallbacksDue(due));
        Ok(dispatcher)
    }

    fn open_floors(&self) -> Vec<Dispatcher> {
        self.0.dispatchers.lock().values().filter_map(|it| it.get().cloned()).collect()
    }

    /// Reads a tenant's settings anew for its floor, and everybody's numbers, trunks and scenarios for the
    /// switchboard and voice.
    pub async fn reload(&self, tenant: TenantId) -> Result<(), Error> {
        let _one_at_a_time = self.0.reloading.lock().await;
        let settings: Settings = settings::load(&self.store().tenant(tenant)).await?;
        self.dispatcher(tenant).await?.input(Input::Settings(settings));
        self.learn().await
    }

    async fn learn(&self) -> Result<(), Error> {
        let numbers = self.store().tenants().numbers().await?;
        let trunks = self.store().tenants().trunks().await?;
        let mut scenarios = vec![];
        for tenant in self.store().tenants().list().await? {
            let rows = self.store().tenant(tenant.id);
            let forced: HashMap<_, _> = rows
                .scenarios()
                .list()
                .await?
                .into_iter()
                .filter_map(|it| Some((it.id, it.forced_hours?)))
                .collect();
            for version in rows.scenarios().published().await? {
                let forced = forced.get(&version.scenario).copied();
                let published = switchboard::read_published(&version, forced);
                scenarios.extend(published.map(|it| (version.scenario, it)));
            }
        }
        let owners = trunks.iter().map(|(tenant, trunk)| (*tenant, trunk.id)).collect();
        let plans = trunks
            .iter()
            .filter(|(_, it)| it.enabled)
            .map(|(tenant, trunk)| switchboard::plan(*tenant, trunk, &numbers))
            .collect();
        self.switchboard().learn(numbers, owners, scenarios);
        self.voice().send(CommandBody::Trunks(plans));
        Ok(())
    }

    /// Refuses new calls and tells how many still run; with `hang_up` those are ended.
    pub async fn drain(&self, hang_up: bool) -> usize {
        self.voice().send(CommandBody::Drain);
        let mut left = 0;
        for dispatcher in self.open_floors() {
            left += dispatcher.stop(hang_up).await;
        }
        left
    }

    /// Returns when everything that voice reported before it stopped has reached its floor, and is durable there.
    /// Never while voice runs.
    pub async fn settled_without_voice(&self) {
        if let Some(listening) = self.0.listening.lock().await.take() {
            // A panic of the task was told when it happened.
            let _ = listening.await;
        }
        self.settled().await;
    }

    /// Returns when everything every floor was told has been handled and is durable.
    pub async fn settled(&self) {
        for dispatcher in self.open_floors() {
            dispatcher.settled().await;
        }
    }
}
