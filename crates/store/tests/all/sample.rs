//! Rows to test with: a company with everything in it.

use domain::{
    agent::{Agent, LoginId},
    agent_group::{AgentGroup, root_name},
    agent_status::{AgentStatus, StatusSpan},
    audit::AuditEntry,
    away_reason::AwayReason,
    call_leg::{CallLeg, LegParty},
    callback_request::{CallbackProgress, CallbackRequest, VoiceMessage},
    category::{Category, CategoryScheme},
    channel::{Channel, Direction},
    customer::Customer,
    end_reason::EndReason,
    id::*,
    interaction::{DigitsTaken, Interaction},
    moment::{Moment, MomentKind},
    owned_number::OwnedNumber,
    phone_number::PhoneNumber,
    queue::{Queue, QueueRule},
    queue_visit::{QueueVisit, VisitOutcome},
    recording::{Recording, RecordingState},
    role::Role,
    scenario::Scenario,
    sign_in::{SignInEntry, SignInKind, SignInResult},
    sound::{Sound, SoundOrigin},
    speech::Voice,
    tenant::{Brand, Tenant, TenantDomain},
    text_message::{TextMessage, TextMessageState},
    time,
    trunk::{AddressRange, SipTransport, Trunk, TrunkAccess},
    wrap_up::{WrapUp, WrapUpText},
};
use jiff::Timestamp;
use store::{
    journal::fact::{Fact, State},
    routing_journal::RoutingEntry,
    scenario::Publication,
    store::Store,
    tenant_store::TenantStore,
    web_session::{TokenHash, WebSession},
};

/// Milliseconds after a fixed morning.
pub fn at(ms: i64) -> Timestamp {
    time::after_ms("2026-11-20T00:00:00Z".parse().unwrap(), ms)
}

pub fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text).unwrap()
}

pub fn tenant(n: u64) -> Tenant {
    Tenant {
        id: TenantId::sample(n),
        domain: TenantDomain::parse(&format!("company-{n}")).unwrap(),
        name: format!("마루리빙 {n}"),
        created_at: at(0),
    }
}

/// A company with its brand, root group, default queue and two agents.
pub async fn company(store: &Store, n: u64) -> TenantStore {
    let tenant = tenant(n);
    let tx = store.tenants().create(&tenant).await.unwrap();
    tx.brands().insert(&brand(n)).await.unwrap();
    tx.agent_groups().insert(&root_group(n)).await.unwrap();
    tx.queues().insert(&default_queue(n)).await.unwrap();
    tx.agents().insert(&agent(n, 1, "haneul", "이하늘"), "hash-1").await.unwrap();
    tx.agents().insert(&agent(n, 2, "bada", "김바다"), "hash-2").await.unwrap();
    tx.commit().await.unwrap();
    store.tenant(tenant.id)
}

/// Ids of different companies differ, unless a test wants otherwise.
pub fn id(n: u64, row: u64) -> u64 {
    n * 1_000_000 + row
}

pub fn brand(n: u64) -> Brand {
    Brand {
        id: BrandId::sample(id(n, 1)),
        name: "마루".to_owned(),
        slug: TenantDomain::parse(&format!("maru-{n}")).unwrap(),
    }
}

pub fn root_group(n: u64) -> AgentGroup {
    AgentGroup {
        id: AgentGroupId::sample(id(n, 1)),
        parent: None,
        name: root_name("마루리빙"),
        default_queue: QueueId::sample(id(n, 1)),
        position: 0,
    }
}

pub fn default_queue(n: u64) -> Queue {
    Queue {
        id: QueueId::sample(id(n, 1)),
        name: "주문·배송".to_owned(),
        group: Some(AgentGroupId::sample(id(n, 1))),
        rule: QueueRule { ring_seconds: 21, ..QueueRule::DEFAULT },
    }
}

pub fn agent(n: u64, row: u64, login_id: &str, name: &str) -> Agent {
    Agent {
        id: AgentId::sample(id(n, row)),
        login_id: LoginId::parse(login_id).unwrap(),
        name: name.to_owned(),
        role: Role::Agent,
        group: AgentGroupId::sample(id(n, 1)),
        extension: format!("{}", 7000 + row),
        deactivated_at: None,
        created_at: at(1),
    }
}

pub fn customer(n: u64, row: u64, name: &str, phone: &str) -> Customer {
    Customer {
        id: CustomerId::sample(id(n, row)),
        name: name.to_owned(),
        number: Some(number(phone)),
        email: Some(format!("customer-{row}@naver.com")),
        note: "문 앞에 놓아 주세요".to_owned(),
        vip: row % 2 == 1,
        created_at: at(row as i64),
        updated_at: at(row as i64),
    }
}

pub fn category(n: u64, row: u64, parent: Option<u64>, name: &str) -> Category {
    Category {
        id: CategoryId::sample(id(n, row)),
        scheme: CategoryScheme::Resolution,
        parent: parent.map(|parent| CategoryId::sample(id(n, parent))),
        name: name.to_owned(),
        position: row as i32,
        active: true,
    }
}

pub fn trunk(n: u64, row: u64) -> Trunk {
    Trunk {
        id: TrunkId::sample(id(n, row)),
        name: format!("국선 {row}"),
        transport: SipTransport::Udp,
        host: "sip.carrier.example".to_owned(),
        port: 5060,
        access: TrunkAccess::Registration {
            username: "07012345678".to_owned(),
            password: "trunk-secret".to_owned(),
            realm: Some("carrier.example".to_owned()),
        },
        channels: 30,
        probed: true,
        enabled: true,
    }
}

pub fn trusting_trunk(n: u64, row: u64) -> Trunk {
    let allowed = ["203.0.113.0/24", "198.51.100.7"].map(|range| AddressRange::parse(range).unwrap());
    Trunk { access: TrunkAccess::Address { allowed: allowed.into() }, ..trunk(n, row) }
}

pub fn owned_number(n: u64, row: u64) -> OwnedNumber {
    OwnedNumber {
        id: OwnedNumberId::sample(id(n, row)),
        brand: BrandId::sample(id(n, 1)),
        number: number(&format!("1588-{:04}", n * 100 + row)),
        label: "대표번호".to_owned(),
        scenario: None,
        trunk: None,
        main: true,
    }
}

pub fn scenario(n: u64, row: u64) -> Scenario {
    Scenario {
        id: ScenarioId::sample(id(n, row)),
        brand: BrandId::sample(id(n, 1)),
        name: "기본 시나리오".to_owned(),
        draft: r#"{"schema":1}"#.to_owned(),
        draft_updated_at: at(5),
        draft_updated_by: Some(AgentId::sample(id(n, 1))),
        published_version: None,
        forced_hours: None,
    }
}

pub fn publication(n: u64, row: u64) -> Publication {
    Publication {
        id: ScenarioVersionId::sample(id(n, row)),
        document: r#"{"schema":1,"published":true}"#.to_owned(),
        note: "점심시간 안내 추가".to_owned(),
        by: Some(AgentId::sample(id(n, 1))),
        at: at(6),
        clips: vec!["a1".to_owned(), "b2".to_owned()],
    }
}

pub fn wrap_up(n: u64, interaction: u64) -> WrapUp {
    WrapUp {
        interaction: InteractionId::sample(id(n, interaction)),
        agent: AgentId::sample(id(n, 1)),
        category: None,
        text: WrapUpText::parse("배송 지연 문의, 내일 도착 안내").unwrap(),
        saved_at: None,
        updated_at: at(100),
    }
}

pub fn audit_entry(n: u64, row: u64) -> AuditEntry {
    AuditEntry {
        id: AuditEntryId::sample(id(n, row)),
        agent: Some(AgentId::sample(id(n, 1))),
        action: "unmask".to_owned(),
        subject_kind: "interaction".to_owned(),
        subject_id: Some("77".to_owned()),
        detail: "{}".to_owned(),
        reason: Some("고객 김서연 님 요청".to_owned()),
        ip: Some("203.0.113.9".to_owned()),
        at: at(row as i64),
    }
}

pub fn sign_in_entry(n: u64, row: u64, login_id: &str, result: SignInResult) -> SignInEntry {
    SignInEntry {
        id: SignInEntryId::sample(id(n, row)),
        agent: Some(AgentId::sample(id(n, 1))),
        login_id: login_id.to_owned(),
        kind: SignInKind::SignIn,
        result,
        ip: Some("203.0.113.9".to_owned()),
        user_agent: Some("Chrome".to_owned()),
        at: at(row as i64),
    }
}

pub fn web_session(n: u64, row: u64) -> (WebSession, TokenHash) {
    let session = WebSession {
        id: WebSessionId::sample(id(n, row)),
        agent: AgentId::sample(id(n, 1)),
        created_at: at(1),
        last_seen_at: at(2),
        expires_at: at(1_000),
        ip: Some("203.0.113.9".to_owned()),
        user_agent: Some("Chrome".to_owned()),
    };
    let mut token = [0; 32];
    token[..8].copy_from_slice(&id(n, row).to_be_bytes());
    (session, TokenHash(token))
}

/// A call that talked to an agent and ended.
pub fn interaction(n: u64, row: u64) -> Interaction {
    let started_at = at(row as i64 * 1_000);
    Interaction {
        id: InteractionId::sample(id(n, row)),
        brand: BrandId::sample(id(n, 1)),
        channel: Channel::Phone,
        direction: Direction::Inbound,
        customer_number: Some(number(&format!("010-{:04}-5678", row))),
        customer: None,
        dialed_number: number("1588-0001"),
        scenario_version: None,
        menu_path: vec!["배송".to_owned(), "배송 지연".to_owned()],
        digits_taken: vec![DigitsTaken { label: "주문번호".to_owned(), digits: "20261120".to_owned() }],
        queue: Some(QueueId::sample(id(n, 1))),
        agent: Some(AgentId::sample(id(n, 1))),
        started_at,
        answered_at: Some(time::after_ms(started_at, 100)),
        connected_at: Some(time::after_ms(started_at, 200)),
        ended_at: Some(time::after_ms(started_at, 900)),
        end_reason: Some(EndReason::CustomerHungUp),
        wait_ms: 50,
        talk_ms: 700,
        hold_ms: 10,
    }
}

/// The same call while it is still in the IVR.
pub fn arrived(n: u64, row: u64) -> Interaction {
    Interaction {
        digits_taken: vec![],
        menu_path: vec![],
        queue: None,
        agent: None,
        connected_at: None,
        ended_at: None,
        end_reason: None,
        wait_ms: 0,
        talk_ms: 0,
        hold_ms: 0,
        ..interaction(n, row)
    }
}

pub fn call_leg(n: u64, row: u64) -> CallLeg {
    CallLeg {
        id: CallLegId::sample(id(n, row)),
        interaction: InteractionId::sample(id(n, row)),
        party: LegParty::Agent,
        agent: Some(AgentId::sample(id(n, 1))),
        trunk: Some(TrunkId::sample(id(n, 1))),
        started_at: at(10),
        answered_at: Some(at(20)),
        ended_at: Some(at(30)),
        network_reason: Some("BYE".to_owned()),
    }
}

pub fn queue_visit(n: u64, row: u64) -> QueueVisit {
    QueueVisit {
        id: QueueVisitId::sample(id(n, row)),
        interaction: InteractionId::sample(id(n, row)),
        queue: QueueId::sample(id(n, 1)),
        entered_at: at(row as i64 * 1_000 + 100),
        left_at: Some(at(row as i64 * 1_000 + 200)),
        outcome: Some(VisitOutcome::Answered),
        agent: Some(AgentId::sample(id(n, 1))),
        offers: 2,
        declines: 1,
        no_answers: 0,
        talk_ms: 700,
    }
}

pub fn status_span(n: u64, row: u64) -> StatusSpan {
    StatusSpan {
        id: StatusSpanId::sample(id(n, row)),
        agent: AgentId::sample(id(n, 1)),
        status: AgentStatus::Away(AwayReason::Meal),
        interaction: Some(InteractionId::sample(id(n, row))),
        started_at: at(row as i64 * 1_000),
        ended_at: Some(at(row as i64 * 1_000 + 500)),
    }
}

pub fn recording(n: u64, row: u64) -> Recording {
    Recording {
        id: RecordingId::sample(id(n, row)),
        interaction: InteractionId::sample(id(n, row)),
        state: RecordingState::Ready,
        started_at: at(row as i64 * 1_000 + 100),
        duration_ms: 700,
        bytes: 12_345,
        file: Some("tenants/1/recordings/1.nrec".to_owned()),
        wrapped_key: vec![1, 2, 3],
    }
}

pub fn moment(n: u64, interaction: u64, turn: u32) -> Moment {
    Moment {
        interaction: InteractionId::sample(id(n, interaction)),
        turn,
        at: at(i64::from(turn)),
        kind: MomentKind::Menu,
        agent: Some(AgentId::sample(id(n, 1))),
        queue: Some(QueueId::sample(id(n, 1))),
        note: Some(format!("배송 {turn}")),
    }
}

pub fn routing_entry(seq: u64) -> RoutingEntry {
    RoutingEntry {
        seq,
        at: at(seq as i64),
        input: r#"{"agent_ready":"1"}"#.to_owned(),
        outputs: r#"[{"offer":"1"}]"#.to_owned(),
    }
}

pub fn callback_request(n: u64, row: u64) -> CallbackRequest {
    CallbackRequest {
        id: CallbackRequestId::sample(id(n, row)),
        interaction: InteractionId::sample(id(n, row)),
        queue: QueueId::sample(id(n, 1)),
        number: number("010-9876-5432"),
        requested_at: at(row as i64),
        waiting_since: at(row as i64 - 1),
        message: Some(VoiceMessage { from_ms: 4_000, to_ms: 19_500 }),
        progress: CallbackProgress::Waiting,
    }
}

pub fn fact(n: u64, state: State) -> Fact {
    Fact { tenant: TenantId::sample(n), state }
}

/// Appends facts of a company and waits until they can be read.
pub async fn happen(store: &Store, n: u64, states: impl IntoIterator<Item = State>) {
    let facts = states.into_iter().map(|state| fact(n, state)).collect();
    let position = store.journal().append(facts).await.unwrap();
    store.journal().applied(position).await.unwrap();
}

pub fn sound(n: u64, row: u64) -> Sound {
    Sound {
        id: SoundId::sample(id(n, row)),
        name: "여름 인사".to_owned(),
        origin: SoundOrigin::Made { text: "시원한 여름 보내세요.".to_owned(), voice: Voice::KOREAN },
        duration_ms: 2_400,
        bytes: 19_200,
        created_at: at(7),
        created_by: Some(AgentId::sample(id(n, 1))),
    }
}

pub fn text_message(n: u64, row: u64) -> TextMessage {
    TextMessage {
        id: TextMessageId::sample(id(n, row)),
        interaction: InteractionId::sample(id(n, row)),
        to: number("010-9876-5432"),
        text: "배송 조회: https://example.com/t/1".to_owned(),
        created_at: at(row as i64),
        state: TextMessageState::Waiting,
    }
}
