//! How many call facts a second become durable and reach the tables: `cargo bench -p store`.
//!
//! Two thousand calls at once, each with the states a queued, answered and recorded call goes through; their appends
//! take turns, so that hardly two states of one row meet in a batch. PostgreSQL is measured where
//! `NARU_TEST_POSTGRES` names a server. Figures per core divide by the processor time of this process, which on SQLite
//! includes the database.
#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

use std::{collections::VecDeque, error::Error, time::Instant};

use domain::{
    agent_status::{AgentStatus, StatusSpan},
    call_leg::{CallLeg, LegParty},
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::*,
    interaction::Interaction,
    moment::{Moment, MomentKind},
    page::Page,
    phone_number::PhoneNumber,
    queue_visit::{QueueVisit, VisitOutcome},
    recording::{Recording, RecordingState},
    tenant::{Tenant, TenantDomain},
    time,
    view::history::HistoryFilter,
};
use jiff::Timestamp;
use store::{
    files::FilesConfig,
    journal::fact::{Fact, State},
    routing_journal::RoutingEntry,
    scratch::ScratchDatabase,
    store::{Config, Store},
    vault::MasterKey,
};

const CALLS: u64 = 8_000;
const AT_ONCE: u64 = 2_000;
/// Appends on their way to the disk at one moment.
const IN_FLIGHT: usize = 1_000;
/// Projected facts per second and core. A call makes 35, so 1,500 calls a second make 52,500.
const TARGET: f64 = 15_000.0;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("naru.db").display());
    measure("sqlite", &sqlite).await?;
    if let Ok(server) = std::env::var("NARU_TEST_POSTGRES") {
        let scratch = ScratchDatabase::create(&server).await?;
        measure("postgres", &scratch.address()).await?;
        scratch.remove().await?;
    }
    Ok(())
}

async fn measure(name: &str, address: &str) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let config = Config {
        database: address.to_owned(),
        files: FilesConfig::Folder(folder.path().join("files")),
        master_key: MasterKey::new([7; 32]),
        journal_dir: folder.path().join("journal"),
    };
    let store = Store::open(config).await?;
    store.migrate().await?;
    let tenant = Tenant {
        id: TenantId::sample(1),
        domain: TenantDomain::parse("maru")?,
        name: "마루".to_owned(),
        created_at: Timestamp::UNIX_EPOCH,
    };
    store.tenants().create(&tenant).await?.commit().await?;

    let appends = taking_turns(tenant.id)?;
    let facts = appends.iter().map(Vec::len).sum::<usize>() as f64;
    let (started, cpu) = (Instant::now(), processor_seconds()?);
    let mut waiting = VecDeque::with_capacity(IN_FLIGHT);
    for append in appends {
        if waiting.len() == IN_FLIGHT
            && let Some(oldest) = waiting.pop_front()
        {
            oldest.await?;
        }
        waiting.push_back(store.journal().append(append));
    }
    let mut last = store.journal().position();
    for append in waiting {
        last = append.await?;
    }
    let durable = started.elapsed().as_secs_f64();
    store.journal().applied(last).await?;
    let projected = started.elapsed().as_secs_f64();
    let cpu = processor_seconds()? - cpu;

    let history =
        store.tenant(tenant.id).interactions().history(&HistoryFilter::default(), Page::first(1)).await?;
    let next = store.tenant(tenant.id).routing_journal().next_seq().await?;
    if (history.total, next, store.journal().lag().rejected) != (CALLS, CALLS * 5 + 1, 0) {
        return Err("not everything that was appended is in the tables".into());
    }

    figure(&format!("store.lone_append_p99.{name}"), lone_append_p99(&store, tenant.id).await?, "µs", None);
    figure(&format!("store.facts_durable.{name}"), facts / durable, "facts/s", None);
    figure(&format!("store.facts_projected.{name}"), facts / projected, "facts/s", None);
    figure(&format!("store.facts_projected_per_core.{name}"), facts / cpu, "facts/s", Some(TARGET));
    store.close().await;
    Ok(())
}

/// How long somebody waits who appends alone, with the disk's sync for himself: the 99th of a hundred, in µs.
async fn lone_append_p99(store: &Store, tenant: TenantId) -> Result<f64, Box<dyn Error>> {
    let mut waits = vec![];
    for n in 0..300 {
        let states = call(CALLS + n)?.pop_front().unwrap_or_default();
        let facts = states.into_iter().map(|state| Fact { tenant, state }).collect();
        let started = Instant::now();
        store.journal().append(facts).await?;
        waits.push(started.elapsed().as_secs_f64() * 1e6);
    }
    waits.sort_by(f64::total_cmp);
    Ok(waits[waits.len() * 99 / 100])
}

fn figure(id: &str, value: f64, unit: &str, target: Option<f64>) {
    let value = value.round();
    let judged =
        target.map_or(String::new(), |target| format!(r#","target":{target},"pass":{}"#, value >= target));
    println!(r#"{{"id":"{id}","value":{value},"unit":"{unit}"{judged}}}"#);
}

/// User and system time of this process, with all its threads.
fn processor_seconds() -> Result<f64, Box<dyn Error>> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name in brackets may hold spaces; times are the 12th and 13th field behind it (proc_pid_stat(5)).
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).ok_or("no times in stat");
    Ok((ticks(11)? + ticks(12)?) / TICKS_PER_SECOND)
}

/// The appends of all calls, the calls taking turns.
fn taking_turns(tenant: TenantId) -> Result<Vec<Vec<Fact>>, Box<dyn Error>> {
    let mut appends = vec![];
    let mut routing_seq = 0;
    for group in 0..CALLS / AT_ONCE {
        let mut calls: Vec<_> = (0..AT_ONCE).map(|n| call(group * AT_ONCE + n)).collect::<Result<_, _>>()?;
        while calls.iter().any(|call| !call.is_empty()) {
            for call in &mut calls {
                let Some(states) = call.pop_front() else { continue };
                let facts = states.into_iter().map(|mut state| {
                    if let State::Routing(entry) = &mut state {
                        routing_seq += 1;
                        entry.seq = routing_seq;
                    }
                    Fact { tenant, state }
                });
                appends.push(facts.collect());
            }
        }
    }
    Ok(appends)
}

/// One call from its arrival to its recording: what each step appends.
fn call(n: u64) -> Result<VecDeque<Vec<State>>, Box<dyn Error>> {
    // Ids as the centre makes them: they begin with the time, so that new rows are neighbours.
    let id = |row: u64| uuid::Uuid::from_u64_pair((1 << 60) | (n << 16) | (7 << 12) | row, n.reverse_bits());
    let at = |ms: i64| time::after_ms(Timestamp::UNIX_EPOCH, 1_795_000_000_000 + n as i64 * 7 + ms);
    let (agent, queue) = (AgentId::sample(n % 200), QueueId::sample(n % 20));
    let arrived = Interaction {
        id: InteractionId::new(id(1)),
        brand: BrandId::sample(1),
        channel: Channel::Phone,
        direction: Direction::Inbound,
        customer_number: Some(PhoneNumber::parse(&format!("010{:08}", n * 7_919 % 100_000_000))?),
        customer: None,
        dialed_number: PhoneNumber::parse("1588-1234")?,
        scenario_version: Some(ScenarioVersionId::sample(1)),
        menu_path: vec![],
        digits_taken: vec![],
        queue: None,
        agent: None,
        started_at: at(0),
        answered_at: None,
        connected_at: None,
        ended_at: None,
        end_reason: None,
        wait_ms: 0,
        talk_ms: 0,
        hold_ms: 0,
    };
    let answered = Interaction { answered_at: Some(at(200)), ..arrived.clone() };
    let queued = Interaction {
        queue: Some(queue),
        menu_path: vec!["배송".to_owned(), "배송 지연".to_owned()],
        ..answered.clone()
    };
    let connected =
        Interaction { agent: Some(agent), connected_at: Some(at(20_000)), wait_ms: 12_000, ..queued.clone() };
    let ended = Interaction {
        ended_at: Some(at(140_000)),
        end_reason: Some(EndReason::CustomerHungUp),
        talk_ms: 120_000,
        ..connected.clone()
    };
    let leg = CallLeg {
        id: CallLegId::new(id(2)),
        interaction: arrived.id,
        party: LegParty::Customer,
        agent: None,
        trunk: Some(TrunkId::sample(1)),
        started_at: at(0),
        answered_at: None,
        ended_at: None,
        network_reason: None,
    };
    let agent_leg = CallLeg {
        id: CallLegId::new(id(3)),
        party: LegParty::Agent,
        agent: Some(agent),
        trunk: None,
        started_at: at(10_000),
        ..leg.clone()
    };
    let visit = QueueVisit {
        id: QueueVisitId::new(id(4)),
        interaction: arrived.id,
        queue,
        entered_at: at(8_000),
        left_at: None,
        outcome: None,
        agent: None,
        offers: 0,
        declines: 0,
        no_answers: 0,
        talk_ms: 0,
    };
    let offered = QueueVisit { offers: 1, ..visit.clone() };
    let taken = QueueVisit {
        left_at: Some(at(20_000)),
        outcome: Some(VisitOutcome::Answered),
        agent: Some(agent),
        ..offered.clone()
    };
    let recording = Recording {
        id: RecordingId::new(id(5)),
        interaction: arrived.id,
        state: RecordingState::Running,
        started_at: at(200),
        duration_ms: 0,
        bytes: 0,
        file: None,
        wrapped_key: vec![1; 61],
    };
    let attached = Recording {
        state: RecordingState::Ready,
        duration_ms: 139_800,
        bytes: 2_236_800,
        file: Some(format!("tenants/{}/recordings/{}.nrec", id(1), id(5))),
        ..recording.clone()
    };
    let busy = StatusSpan {
        id: StatusSpanId::new(id(6)),
        agent,
        status: AgentStatus::Busy,
        interaction: Some(arrived.id),
        started_at: at(10_000),
        ended_at: None,
    };
    let wrap_up = StatusSpan {
        id: StatusSpanId::new(id(7)),
        status: AgentStatus::WrapUp,
        started_at: at(140_000),
        ..busy.clone()
    };
    let moment = |turn, ms, kind, note: Option<&str>| {
        State::Moment(Moment {
            interaction: arrived.id,
            turn,
            at: at(ms),
            kind,
            agent: (ms >= 10_000).then_some(agent),
            queue: (ms >= 8_000).then_some(queue),
            note: note.map(str::to_owned),
        })
    };
    let routed = |ms| {
        State::Routing(RoutingEntry {
            seq: 0,
            at: at(ms),
            input: format!(r#"{{"Enter":{{"work":"{}","queue":"{queue}","since":"{}"}}}}"#, id(1), at(ms)),
            outputs: format!(
                r#"[{{"Offer":{{"work":"{}","agent":"{agent}","until":"{}"}}}}]"#,
                id(1),
                at(ms + 30_000)
            ),
        })
    };
    let leg_up = CallLeg { answered_at: Some(at(200)), ..leg.clone() };
    let agent_up = CallLeg { answered_at: Some(at(20_000)), ..agent_leg.clone() };
    let over = Some(at(140_000));
    Ok(VecDeque::from([
        vec![
            State::Interaction(arrived.clone()),
            State::CallLeg(leg),
            moment(0, 0, MomentKind::Arrived, None),
        ],
        vec![
            State::Interaction(answered),
            State::CallLeg(leg_up.clone()),
            State::Recording(recording),
            moment(1, 200, MomentKind::Answered, None),
        ],
        vec![moment(2, 4_000, MomentKind::Menu, Some("배송"))],
        vec![moment(3, 7_000, MomentKind::Menu, Some("배송 › 배송 지연"))],
        vec![
            State::Interaction(queued),
            State::QueueVisit(visit),
            moment(4, 8_000, MomentKind::Queued, None),
            routed(8_000),
        ],
        vec![
            State::QueueVisit(offered),
            State::CallLeg(agent_leg),
            State::StatusSpan(busy.clone()),
            moment(5, 10_000, MomentKind::Offered, None),
            routed(10_000),
        ],
        vec![
            State::Interaction(connected),
            State::QueueVisit(taken.clone()),
            State::CallLeg(agent_up.clone()),
            moment(6, 20_000, MomentKind::Connected, None),
            routed(20_000),
        ],
        vec![
            State::Interaction(ended),
            State::QueueVisit(QueueVisit { talk_ms: 120_000, ..taken }),
            State::CallLeg(CallLeg { ended_at: over, network_reason: Some("BYE".to_owned()), ..leg_up }),
            State::CallLeg(CallLeg { ended_at: over, ..agent_up }),
            State::StatusSpan(StatusSpan { ended_at: over, ..busy }),
            State::StatusSpan(wrap_up.clone()),
            moment(7, 140_000, MomentKind::Ended, Some("customer_hung_up")),
            routed(140_000),
        ],
        vec![State::Recording(attached), moment(8, 142_000, MomentKind::RecordingReady, None)],
        vec![State::StatusSpan(StatusSpan { ended_at: Some(at(200_000)), ..wrap_up }), routed(200_000)],
    ]))
}
