//! A company at work in a test: real store, real centre, real floor; time and voice belong to the test.

use std::path::{Path, PathBuf};

use center::{
    center::{Center, Parts},
    company::{self, Made, NewCompany},
    ids, password_hash,
    recording::attach,
};
use connectors::speech::Espeak;
use domain::{
    agent::{Agent, LoginId},
    digit::Digit,
    id::{AgentId, InteractionId, OwnedNumberId, ScenarioVersionId, TrunkId},
    owned_number::OwnedNumber,
    password::Password,
    phone_number::PhoneNumber,
    role::Role,
    trunk::{AddressRange, SipTransport, Trunk, TrunkAccess},
};
use flow::document::{Action, Announcement, Node, Scenario};
use store::{scenario::Publication, store::Store};

use crate::{clock::TestClock, voice::TestVoice};

/// What everybody signs in with.
pub const PASSWORD: &str = "ferry-crossing-7";
pub const NUMBER: &str = "070-0000-0412";

/// A small shop, open on weekdays, with one person of each role.
pub struct TestCompany {
    pub center: Center,
    pub clock: TestClock,
    pub voice: TestVoice,
    pub made: Made,
    pub trunk: TrunkId,
    pub number: OwnedNumber,
    /// Signs in as `agent`.
    pub agent: AgentId,
    spool: tempfile::TempDir,
}

impl TestCompany {
    /// Opens the shop called `domain` in a migrated store.
    pub async fn open(store: &Store, domain: &str) -> Self {
        or_fail(Self::try_open(store, domain).await)
    }

    async fn try_open(store: &Store, domain: &str) -> Result<Self, String> {
        let clock = TestClock::friday_afternoon();
        let now = clock.now();
        let new = NewCompany {
            domain: domain.to_owned(),
            name: "마루리빙".to_owned(),
            owner_login_id: "owner".to_owned(),
            owner_name: "정다은".to_owned(),
            owner_password: PASSWORD.to_owned(),
        };
        let made = company::create(store, new, now).await.map_err(text)?;
        let rows = store.tenant(made.tenant.id);
        let mut agent = None;
        for (extension, role) in (1_002..).zip([Role::Admin, Role::Supervisor, Role::Agent]) {
            let login_id = LoginId::parse(&role.to_string()).map_err(text)?;
            let hash = password_hash::hash(Password::choose(PASSWORD, &login_id).map_err(text)?)
                .await
                .map_err(text)?;
            let hired = Agent {
                id: AgentId::new(ids::fresh()),
                login_id,
                name: format!("이{role}"),
                role,
                group: made.root_group.id,
                extension: extension.to_string(),
                deactivated_at: None,
                created_at: now,
            };
            rows.agents().insert(&hired, &hash).await.map_err(text)?;
            agent = Some(hired.id);
        }
        publish(store, &made, now).await?;
        let trunk = Trunk {
            id: TrunkId::new(ids::fresh()),
            name: "국선".to_owned(),
            transport: SipTransport::Udp,
            host: "127.0.0.1".to_owned(),
            port: 5_060,
            access: TrunkAccess::Address { allowed: vec![AddressRange::parse("127.0.0.1").map_err(text)?] },
            channels: 10,
            probed: true,
            enabled: true,
        };
        rows.trunks().insert(&trunk).await.map_err(text)?;
        let number = OwnedNumber {
            id: OwnedNumberId::new(ids::fresh()),
            brand: made.brand.id,
            number: PhoneNumber::parse(NUMBER).map_err(text)?,
            label: "대표번호".to_owned(),
            scenario: Some(made.scenario),
            trunk: None,
            main: true,
        };
        rows.owned_numbers().insert(&number).await.map_err(text)?;
        let spool = tempfile::tempdir().map_err(text)?;
        let (center, voice) = start(store, &clock, spool.path()).await?;
        let agent = agent.ok_or("nobody was hired")?;
        Ok(Self { center, clock, voice, made, trunk: trunk.id, number, agent, spool })
    }

    /// The process is stopped without warning and started again.
    pub async fn restart(&mut self) {
        let store = self.center.store().clone();
        let (center, voice) = or_fail(start(&store, &self.clock, self.spool.path()).await);
        (self.center, self.voice) = (center, voice);
    }

    /// A call comes in, hears the welcome and asks for an agent.
    pub async fn call_for_an_agent(&self, caller: &str) -> InteractionId {
        let call = ids::interaction();
        self.voice.ring(call, self.trunk, caller, NUMBER);
        self.settle().await;
        self.voice.press(call, Digit::ONE);
        self.settle().await;
        call
    }

    /// Returns when everything said so far has been heard by everybody, there and back.
    pub async fn settle(&self) {
        for _ in 0..20 {
            tokio::task::yield_now().await;
            self.center.settled().await;
            attach::settled(&self.center).await;
        }
        let journal = self.center.store().journal();
        // A journal that is closed has nothing more to apply.
        let _ = journal.applied(journal.position()).await;
    }
}

async fn start(store: &Store, clock: &TestClock, spool: &Path) -> Result<(Center, TestVoice), String> {
    let (voice, commands, events) = TestVoice::start(clock.clone());
    let center = Center::new(Parts {
        store: store.clone(),
        clock: clock.clock(),
        speech: Espeak::new(PathBuf::from("/nowhere/espeak-ng")),
        voice: commands,
        spool: spool.to_owned(),
        web_calls_per_minute: 3,
    });
    center.start(events, None).await.map_err(text)?;
    Ok((center, voice))
}

/// One key leads to everybody.
async fn publish(store: &Store, made: &Made, now: jiff::Timestamp) -> Result<(), String> {
    let mut document = Scenario::starter();
    document.root.announcement.text = "상담사 연결은 1번을 눌러 주세요.".to_owned();
    document.root.action = Action::Menu {
        children: vec![Node {
            digit: Digit::ONE,
            name: "상담사 연결".to_owned(),
            announcement: Announcement::default(),
            takes: None,
            action: Action::Connect { queue_id: Some(made.root_group.default_queue), callback: true },
        }],
    };
    let document = serde_json::to_string(&document).map_err(text)?;
    let rows = store.tenant(made.tenant.id);
    let scenario = rows.scenarios().find(made.scenario).await.map_err(text)?.ok_or("there is no scenario")?;
    let transaction = rows.begin().await.map_err(text)?;
    transaction
        .scenarios()
        .save_draft(made.scenario, &document, scenario.draft_updated_at, None, now)
        .await
        .map_err(text)?;
    let publication = Publication {
        id: ScenarioVersionId::new(ids::fresh()),
        document,
        note: String::new(),
        by: None,
        at: now,
        clips: vec![],
    };
    transaction.scenarios().publish(made.scenario, publication).await.map_err(text)?;
    transaction.commit().await.map_err(text)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[expect(clippy::panic, reason = "a test that cannot begin has failed")]
fn or_fail<T>(result: Result<T, String>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the test's company cannot open: {error}"),
    }
}
