//! One company never reaches another's rows, whatever ids it knows.

use std::{future::Future, pin::Pin};

use domain::{
    agent::Agent,
    category::CategoryScheme,
    id::*,
    number_query::NumberQuery,
    page::Page,
    queue::QueueMember,
    roll_up::{QueueFigures, QueueSlot},
    sign_in::{Misses, SignInResult},
    skill_level::{AgentSkill, SkillLevel},
    view::{
        audit::{AuditFilter, SignInFilter},
        callback::CallbackFilter,
        customer::CustomerQuery,
        history::HistoryFilter,
    },
};
use store::{error::Error, journal::fact::State, store::Store, tenant_store::TenantStore};
use testkit::database::{Kind, each_database};

use super::{raw, sample::*};

type Attempt = for<'s> fn(&'s TenantStore) -> Pin<Box<dyn Future<Output = ()> + 's>>;

macro_rules! attempts {
    ($($table:literal => |$stranger:ident| $body:block,)+) => {
        /// For each table: everything a stranger who knows the ids may try.
        const ATTEMPTS: &[(&str, Attempt)] = &[$(($table, {
            fn attempt<'s>($stranger: &'s TenantStore) -> Pin<Box<dyn Future<Output = ()> + 's>> {
                Box::pin(async move { $body })
            }
            attempt
        }),)+];
    };
}

const ALL: Page = Page { number: 1, size: 1_000 };

fn missing<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Missing(_))), "{result:?}");
}

attempts! {
    "agent" => |stranger| {
        let them = agent(1, 1, "haneul", "이하늘");
        assert_eq!(stranger.agents().find(them.id).await.unwrap(), None);
        assert_eq!(stranger.agents().find_to_sign_in(&agent(1, 9, "only-here", "x").login_id).await.unwrap(), None);
        assert_eq!(stranger.agents().password_hash(them.id).await.unwrap(), None);
        assert!(stranger.agents().list().await.unwrap().iter().all(|it| it.id != them.id));
        missing(stranger.agents().update(&Agent { group: root_group(2).id, ..them.clone() }).await);
        missing(stranger.agents().set_password_hash(them.id, "mine").await);
    },
    "agent_group" => |stranger| {
        assert_eq!(stranger.agent_groups().find(root_group(1).id).await.unwrap(), None);
        assert!(!stranger.agent_groups().list().await.unwrap().contains(&root_group(1)));
        missing(stranger.agent_groups().update(&root_group(1)).await);
        missing(stranger.agent_groups().delete(root_group(1).id).await);
    },
    "audit_entry" => |stranger| {
        assert_eq!(stranger.audit().list(&AuditFilter::default(), ALL).await.unwrap().total, 0);
    },
    "brand" => |stranger| {
        assert_eq!(stranger.brands().find(brand(1).id).await.unwrap(), None);
        assert!(!stranger.brands().list().await.unwrap().contains(&brand(1)));
        missing(stranger.brands().update(&brand(1)).await);
    },
    "call_leg" => |stranger| {
        assert_eq!(stranger.call_legs().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap(), []);
        assert_eq!(stranger.call_legs().open().await.unwrap(), []);
    },
    "callback_request" => |stranger| {
        let request = callback_request(1, 1);
        let requests = stranger.callback_requests();
        assert_eq!(requests.find(request.id).await.unwrap(), None);
        assert_eq!(requests.list(CallbackFilter::Waiting, ALL).await.unwrap().total, 0);
        assert_eq!(requests.waiting_count().await.unwrap(), 0);
        assert!(!requests.is_waiting(&request.number).await.unwrap());
        assert_eq!(requests.due().await.unwrap(), []);
        assert!(!requests.has_message(request.interaction).await.unwrap());
        missing(requests.save_progress(&request).await);
    },
    "category" => |stranger| {
        let theirs = category(1, 1, None, "배송");
        assert_eq!(stranger.categories().find(theirs.id).await.unwrap(), None);
        assert_eq!(stranger.categories().list(CategoryScheme::Resolution).await.unwrap(), []);
        missing(stranger.categories().update(&theirs).await);
        missing(stranger.categories().delete(theirs.id).await);
    },
    "customer" => |stranger| {
        let theirs = customer(1, 1, "김서연", "010-1234-5678");
        let customers = stranger.customers();
        assert_eq!(customers.find(theirs.id).await.unwrap(), None);
        assert_eq!(customers.find_by_number(&number("010-1234-5678")).await.unwrap(), None);
        for query in [
            CustomerQuery::Everybody,
            CustomerQuery::Number(NumberQuery::parse("5678").unwrap()),
            CustomerQuery::Email("customer-1@naver.com".to_owned()),
            CustomerQuery::Name("김서연".to_owned()),
        ] {
            assert_eq!(customers.search(&query, ALL).await.unwrap().customers.total, 0);
        }
        missing(customers.update(&theirs).await);
        missing(customers.delete(theirs.id).await);
    },
    "interaction" => |stranger| {
        let theirs = InteractionId::sample(id(1, 1));
        let interactions = stranger.interactions();
        assert_eq!(interactions.find(theirs).await.unwrap(), None);
        assert_eq!(interactions.open().await.unwrap(), []);
        assert_eq!(interactions.history_row(theirs).await.unwrap(), None);
        assert_eq!(interactions.history(&HistoryFilter::default(), ALL).await.unwrap().total, 0);
        assert_eq!(interactions.of_customer(CustomerId::sample(id(1, 1)), 5).await.unwrap(), []);
    },
    "moment" => |stranger| {
        assert_eq!(stranger.moments().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap(), []);
    },
    "owned_number" => |stranger| {
        assert_eq!(stranger.owned_numbers().find(owned_number(1, 1).id).await.unwrap(), None);
        assert_eq!(stranger.owned_numbers().list().await.unwrap(), []);
        missing(stranger.owned_numbers().update(&domain::owned_number::OwnedNumber {
            brand: brand(2).id,
            ..owned_number(1, 1)
        }).await);
        missing(stranger.owned_numbers().delete(owned_number(1, 1).id).await);
    },
    "queue" => |stranger| {
        assert_eq!(stranger.queues().find(default_queue(1).id).await.unwrap(), None);
        assert!(!stranger.queues().list().await.unwrap().contains(&default_queue(1)));
        missing(stranger.queues().update(&domain::queue::Queue { group: None, ..default_queue(1) }).await);
        missing(stranger.queues().delete(default_queue(1).id, at(9)).await);
    },
    "queue_member" => |stranger| {
        let theirs = QueueMember { queue: default_queue(1).id, agent: AgentId::sample(id(1, 1)) };
        assert!(!stranger.queue_members().list().await.unwrap().contains(&theirs));
        stranger.queue_members().assign_to_queue(theirs.queue, &[]).await.unwrap();
        stranger.queue_members().assign_agent(theirs.agent, &[]).await.unwrap();
        let across = stranger.queue_members().assign_to_queue(theirs.queue, &[theirs.agent]).await;
        assert!(matches!(across, Err(Error::Reference(_))));
    },
    "queue_slot" => |stranger| {
        assert_eq!(stranger.roll_ups().between(at(0), at(1)).await.unwrap(), []);
        assert_eq!(stranger.roll_ups().latest_slot().await.unwrap(), None);
        let same = QueueSlot { queue: default_queue(1).id, slot: at(0), figures: QueueFigures::default() };
        stranger.roll_ups().save(&[same]).await.unwrap();
    },
    "queue_visit" => |stranger| {
        assert_eq!(stranger.queue_visits().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap(), []);
        assert_eq!(stranger.queue_visits().entered_between(at(0), at(99_999)).await.unwrap(), []);
        assert_eq!(stranger.queue_visits().open().await.unwrap(), []);
    },
    "recording" => |stranger| {
        assert_eq!(stranger.recordings().find(recording(1, 1).id).await.unwrap(), None);
        assert_eq!(stranger.recordings().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap(), []);
        assert_eq!(stranger.recordings().running().await.unwrap(), []);
    },
    "routing_entry" => |stranger| {
        assert_eq!(stranger.routing_journal().next_seq().await.unwrap(), 1);
        assert_eq!(stranger.routing_journal().from_seq(0, 100).await.unwrap(), []);
        assert_eq!(stranger.routing_journal().between(at(0), at(99)).await.unwrap(), []);
        assert_eq!(stranger.routing_journal().forget_before(at(99)).await.unwrap(), 0);
    },
    "scenario" => |stranger| {
        let theirs = scenario(1, 1).id;
        assert_eq!(stranger.scenarios().find(theirs).await.unwrap(), None);
        assert_eq!(stranger.scenarios().list().await.unwrap(), []);
        missing(stranger.scenarios().rename(theirs, "내 것").await);
        missing(stranger.scenarios().force_hours(theirs, None).await);
        missing(stranger.scenarios().save_draft(theirs, "{}", at(5), None, at(6)).await);
        missing(stranger.scenarios().publish(theirs, publication(1, 9)).await);
    },
    "scenario_version" => |stranger| {
        let theirs = scenario(1, 1).id;
        assert_eq!(stranger.scenarios().versions(theirs).await.unwrap(), []);
        assert_eq!(stranger.scenarios().version(theirs, 1).await.unwrap(), None);
        assert_eq!(stranger.scenarios().find_version(publication(1, 1).id).await.unwrap(), None);
        assert_eq!(stranger.scenarios().published().await.unwrap(), []);
    },
    "setting" => |stranger| {
        assert_eq!(stranger.settings().get("hold_music").await.unwrap(), None);
        assert_eq!(stranger.settings().list().await.unwrap(), []);
        stranger.settings().set("hold_music", "\"mine\"", at(9)).await.unwrap();
        stranger.settings().unset("hold_music").await.unwrap();
    },
    "sign_in_entry" => |stranger| {
        assert_eq!(stranger.sign_in_entries().list(&SignInFilter::default(), ALL).await.unwrap().total, 0);
        assert_eq!(stranger.sign_in_entries().misses("haneul").await.unwrap(), Misses::default());
    },
    "skill_level" => |stranger| {
        let queue = default_queue(1).id;
        let theirs = AgentSkill { queue, agent: AgentId::sample(id(1, 1)), level: SkillLevel::LEAST };
        assert!(!stranger.skill_levels().list().await.unwrap().contains(&theirs));
        stranger.skill_levels().set_in_queue(queue, &[]).await.unwrap();
        let across = stranger.skill_levels().set_in_queue(queue, &[theirs]).await;
        assert!(matches!(across, Err(Error::Reference(_))));
    },
    "sound" => |stranger| {
        let theirs = sound(1, 1).id;
        assert_eq!(stranger.sounds().find(theirs).await.unwrap(), None);
        assert_eq!(stranger.sounds().list().await.unwrap(), []);
        missing(stranger.sounds().rename(theirs, "내 것").await);
        missing(stranger.sounds().delete(theirs).await);
    },
    "status_span" => |stranger| {
        let theirs = AgentId::sample(id(1, 1));
        assert_eq!(stranger.status_spans().of_agent(theirs, at(0), at(99_999)).await.unwrap(), []);
        assert_eq!(stranger.status_spans().began_between(at(0), at(99_999)).await.unwrap(), []);
        assert_eq!(stranger.status_spans().open().await.unwrap(), []);
    },
    "text_message" => |stranger| {
        assert_eq!(stranger.text_messages().of_interaction(InteractionId::sample(id(1, 1))).await.unwrap(), []);
    },
    "trunk" => |stranger| {
        assert_eq!(stranger.trunks().find(trunk(1, 1).id).await.unwrap(), None);
        assert_eq!(stranger.trunks().list().await.unwrap(), []);
        missing(stranger.trunks().update(&trunk(1, 1)).await);
        missing(stranger.trunks().delete(trunk(1, 1).id).await);
    },
    "web_session" => |stranger| {
        let (session, _) = web_session(1, 1);
        assert_eq!(stranger.web_sessions().of_agent(session.agent).await.unwrap(), []);
        missing(stranger.web_sessions().touch(session.id, at(9), at(9)).await);
        missing(stranger.web_sessions().end(session.id).await);
        assert_eq!(stranger.web_sessions().end_all_of(session.agent).await.unwrap(), 0);
    },
    "wrap_up" => |stranger| {
        let theirs = wrap_up(1, 1);
        assert_eq!(stranger.wrap_ups().find(theirs.interaction).await.unwrap(), None);
        stranger.wrap_ups().save(&theirs).await.unwrap();
    },
}

/// Company 1 with a row in every table.
async fn full_company(store: &Store) {
    let ours = company(store, 1).await;
    ours.agents().insert(&agent(1, 9, "only-here", "여기만"), "hash").await.unwrap();
    ours.queue_members().assign_to_queue(default_queue(1).id, &[AgentId::sample(id(1, 1))]).await.unwrap();
    let skill =
        AgentSkill { queue: default_queue(1).id, agent: AgentId::sample(id(1, 1)), level: SkillLevel::LEAST };
    ours.skill_levels().set_in_queue(skill.queue, &[skill]).await.unwrap();
    ours.trunks().insert(&trunk(1, 1)).await.unwrap();
    ours.scenarios().insert(&scenario(1, 1)).await.unwrap();
    ours.sounds().insert(&sound(1, 1)).await.unwrap();
    ours.scenarios().publish(scenario(1, 1).id, publication(1, 1)).await.unwrap();
    ours.owned_numbers().insert(&owned_number(1, 1)).await.unwrap();
    ours.customers().insert(&customer(1, 1, "김서연", "010-1234-5678")).await.unwrap();
    ours.categories().insert(&category(1, 1, None, "배송")).await.unwrap();
    ours.wrap_ups().save(&wrap_up(1, 1)).await.unwrap();
    ours.audit().insert(&audit_entry(1, 1)).await.unwrap();
    let miss = sign_in_entry(1, 1, "haneul", SignInResult::WrongPassword);
    ours.sign_in_entries().insert(&miss).await.unwrap();
    let (session, token) = web_session(1, 1);
    ours.web_sessions().insert(&session, &token).await.unwrap();
    ours.settings().set("hold_music", "\"spring\"", at(1)).await.unwrap();
    let slot = QueueSlot { queue: default_queue(1).id, slot: at(0), figures: QueueFigures::default() };
    ours.roll_ups().save(&[slot]).await.unwrap();
    let running =
        domain::recording::Recording { state: domain::recording::RecordingState::Running, ..recording(1, 1) };
    happen(
        store,
        1,
        [
            State::Interaction(arrived(1, 1)),
            State::CallLeg(domain::call_leg::CallLeg { ended_at: None, ..call_leg(1, 1) }),
            State::QueueVisit(domain::queue_visit::QueueVisit { left_at: None, ..queue_visit(1, 1) }),
            State::StatusSpan(domain::agent_status::StatusSpan { ended_at: None, ..status_span(1, 1) }),
            State::Recording(running),
            State::Moment(moment(1, 1, 0)),
            State::Routing(routing_entry(1)),
            State::CallbackRequested(callback_request(1, 1)),
            State::TextMessage(text_message(1, 1)),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_stranger_who_knows_every_id_reads_and_changes_nothing() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        full_company(&store).await;
        let stranger = company(&store, 2).await;
        let raw = raw::connect(database).await;
        let tables = raw::tenant_tables(&raw).await;
        let tried: Vec<_> = ATTEMPTS.iter().map(|(table, _)| *table).collect();
        assert_eq!(tried, tables, "every table of tenant rows needs an attempt");

        for (table, attempt) in ATTEMPTS {
            let before = ours(&raw, table).await;
            assert!(!before.is_empty(), "{table} has a row to steal");
            attempt(&stranger).await;
            assert_eq!(ours(&raw, table).await, before, "{table}");
        }
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn two_companies_may_have_rows_with_one_id() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        full_company(&store).await;
        let second = company(&store, 2).await;
        let same = customer(1, 1, "박민수", "02-312-3456");
        second.customers().insert(&same).await.unwrap();
        happen(&store, 2, [State::Interaction(interaction(1, 1)), State::Moment(moment(1, 1, 0))]).await;
        let first = store.tenant(TenantId::sample(1));
        assert_eq!(first.customers().find(same.id).await.unwrap().unwrap().name, "김서연");
        assert_eq!(second.customers().find(same.id).await.unwrap(), Some(same));
        let call = interaction(1, 1).id;
        assert_eq!(first.interactions().find(call).await.unwrap(), Some(arrived(1, 1)));
        assert_eq!(second.interactions().find(call).await.unwrap(), Some(interaction(1, 1)));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn on_postgresql_the_database_itself_keeps_companies_apart() {
    each_database(async |database| {
        if database.kind != Kind::Postgres {
            return;
        }
        let store = database.open_migrated().await;
        full_company(&store).await;
        company(&store, 2).await;
        let raw = raw::connect(database).await;
        let tables = raw::tenant_tables(&raw).await;
        for tenant in [TenantId::sample(2).uuid().to_string(), String::new()] {
            raw::see(&raw, &tenant).await;
            for table in &tables {
                let ours = format!(
                    "SELECT tenant_id::text FROM \"{table}\" WHERE tenant_id = '{}'",
                    TenantId::sample(1).uuid()
                );
                assert_eq!(raw::texts(&raw, &ours).await, [""; 0], "{table}");
            }
            assert_eq!(raw::count(&raw, "tenant").await, i64::from(!tenant.is_empty()));
        }
        let stolen = "INSERT INTO setting (tenant_id, key, value, updated_at) \
                      SELECT '00000000-0000-0000-0000-000000000001', 'k', 'v', 0";
        let refused =
            sea_orm::ConnectionTrait::execute_unprepared(&raw, stolen).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{refused}");
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

/// Company 1's rows of a table.
async fn ours(raw: &sea_orm::DatabaseConnection, table: &str) -> Vec<String> {
    let sql = match sea_orm::ConnectionTrait::get_database_backend(raw) {
        sea_orm::DbBackend::Postgres => format!(
            "SELECT t::text FROM \"{table}\" t WHERE tenant_id = '{}' ORDER BY 1",
            TenantId::sample(1).uuid()
        ),
        _ => {
            let columns = raw::texts(raw, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let columns =
                columns.iter().map(|it| format!("quote(\"{it}\")")).collect::<Vec<_>>().join("||','||");
            format!(
                "SELECT {columns} FROM \"{table}\" WHERE tenant_id = X'{}' ORDER BY 1",
                TenantId::sample(1).uuid().simple()
            )
        }
    };
    raw::texts(raw, &sql).await
}
