//! Wrap-ups, categories, settings, audit, sign-ins, sessions, figures.

use domain::{
    audit::AuditEntry,
    category::{Category, CategoryScheme},
    id::{AgentId, AuditEntryId, QueueId, SignInEntryId},
    page::Page,
    roll_up::{QueueFigures, QueueSlot},
    sign_in::{Misses, SignInEntry, SignInKind, SignInResult},
    view::audit::{AuditFilter, SignInFilter},
    wrap_up::{WrapUp, WrapUpText},
};
use store::{error::Error, tenant_store::TenantStore, web_session::WebSession};
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{at, audit_entry, category, company, id, sign_in_entry, web_session, wrap_up},
};

#[tokio::test]
async fn a_wrap_up_is_written_again_as_often_as_needed() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.categories().insert(&category(1, 1, None, "배송")).await.unwrap();
        let draft = wrap_up(1, 1);
        company.wrap_ups().save(&draft).await.unwrap();
        assert_eq!(company.wrap_ups().find(draft.interaction).await.unwrap().as_ref(), Some(&draft));
        let saved = WrapUp {
            agent: AgentId::sample(id(1, 2)),
            category: Some(category(1, 1, None, "").id),
            text: WrapUpText::parse("").unwrap(),
            saved_at: Some(at(300)),
            updated_at: at(300),
            ..draft
        };
        company.wrap_ups().save(&saved).await.unwrap();
        assert_eq!(company.wrap_ups().find(saved.interaction).await.unwrap(), Some(saved));
        let used = company.categories().delete(category(1, 1, None, "").id).await;
        assert!(matches!(used, Err(Error::Reference(_))));
    })
    .await;
}

#[tokio::test]
async fn categories_come_in_their_order_and_go_when_unused() {
    each(async |store| {
        let company = company(&store, 1).await;
        let categories = company.categories();
        for (row, parent) in [(3, None), (1, None), (2, Some(1))] {
            categories.insert(&category(1, row, parent, &format!("유형 {row}"))).await.unwrap();
        }
        let in_order: Vec<_> = categories.list(CategoryScheme::Resolution).await.unwrap();
        let names: Vec<_> = in_order.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["유형 1", "유형 2", "유형 3"]);
        assert!(matches!(categories.delete(in_order[0].id).await, Err(Error::Reference(_))));
        let off = Category { active: false, position: 9, ..in_order[1].clone() };
        categories.update(&off).await.unwrap();
        assert_eq!(categories.find(off.id).await.unwrap().as_ref(), Some(&off));
        categories.delete(off.id).await.unwrap();
        assert_eq!(categories.find(off.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_setting_is_set_changed_and_unset() {
    each(async |store| {
        let company = company(&store, 1).await;
        let settings = company.settings();
        assert_eq!(settings.get("hold_music").await.unwrap(), None);
        settings.set("hold_music", "\"spring\"", at(1)).await.unwrap();
        settings.set("hold_music", "\"autumn\"", at(2)).await.unwrap();
        settings.set("a", "1", at(2)).await.unwrap();
        assert_eq!(settings.get("hold_music").await.unwrap().as_deref(), Some("\"autumn\""));
        settings.unset("hold_music").await.unwrap();
        assert_eq!(settings.list().await.unwrap(), [("a".to_owned(), "1".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn audit_entries_are_listed_newest_first_with_who_acted() {
    each(async |store| {
        let company = company(&store, 1).await;
        let audit = company.audit();
        for row in 1..=5 {
            audit.insert(&audit_entry(1, row)).await.unwrap();
        }
        let by_system = AuditEntry {
            id: AuditEntryId::sample(id(1, 6)),
            agent: None,
            subject_id: None,
            reason: None,
            ip: None,
            at: at(6),
            ..audit_entry(1, 6)
        };
        audit.insert(&by_system).await.unwrap();

        let listing = audit.list(&AuditFilter::default(), Page { number: 1, size: 2 }).await.unwrap();
        assert_eq!(listing.total, 6);
        assert_eq!((&listing.items[0].entry, &listing.items[0].agent_name), (&by_system, &None));
        assert_eq!(listing.items[1].entry, audit_entry(1, 5));
        assert_eq!(listing.items[1].agent_name.as_deref(), Some("이하늘"));
        let filter =
            AuditFilter { from: Some(at(2)), to: Some(at(6)), agent: Some(AgentId::sample(id(1, 1))) };
        let listing = audit.list(&filter, Page::first(10)).await.unwrap();
        let ids: Vec<_> = listing.items.iter().map(|row| row.entry.at).collect();
        assert_eq!(ids, [at(5), at(4), at(3), at(2)]);
    })
    .await;
}

#[tokio::test]
async fn misses_count_from_the_last_success_and_refused_attempts_do_not() {
    each(async |store| {
        let company = company(&store, 1).await;
        let entries = company.sign_in_entries();
        assert_eq!(entries.misses("haneul").await.unwrap(), Misses::default());
        use SignInResult::{Locked, Succeeded, UnknownId, WrongPassword};
        for (row, login_id, result) in [
            (1, "haneul", WrongPassword),
            (2, "haneul", Succeeded),
            (3, "haneul", WrongPassword),
            (4, "bada", WrongPassword),
            (5, "haneul", WrongPassword),
            (6, "haneul", Locked),
            (7, "nobody", UnknownId),
            (8, "Haneul", UnknownId),
        ] {
            entries.insert(&sign_in_entry(1, row, login_id, result)).await.unwrap();
        }
        let out = SignInEntry {
            id: SignInEntryId::sample(id(1, 9)),
            kind: SignInKind::SignOut,
            ..sign_in_entry(1, 9, "haneul", Succeeded)
        };
        entries.insert(&out).await.unwrap();
        assert_eq!(entries.misses("haneul").await.unwrap(), Misses { count: 2, last: Some(at(5)) });
        assert_eq!(entries.misses("nobody").await.unwrap(), Misses { count: 1, last: Some(at(7)) });

        let listing = entries.list(&SignInFilter::default(), Page::first(2)).await.unwrap();
        assert_eq!(listing.total, 9);
        assert_eq!(listing.items[0].entry, out);
        assert_eq!(listing.items[0].agent_name.as_deref(), Some("이하늘"));
        let filter = SignInFilter { from: Some(at(2)), to: Some(at(4)) };
        assert_eq!(entries.list(&filter, Page::first(10)).await.unwrap().total, 2);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_kept_going_and_ended_alone_or_with_all_others() {
    each(async |store| {
        let company = company(&store, 1).await;
        let sessions = company.web_sessions();
        let agent = AgentId::sample(id(1, 1));
        for row in 1..=3 {
            let (session, token) = web_session(1, row);
            sessions.insert(&session, &token).await.unwrap();
        }
        let (first, token) = web_session(1, 1);
        sessions.touch(first.id, at(500), at(2_000)).await.unwrap();
        let touched = WebSession { last_seen_at: at(500), expires_at: at(2_000), ..first.clone() };
        assert_eq!(sessions.of_agent(agent).await.unwrap()[0], touched);
        sessions.end(first.id).await.unwrap();
        assert_eq!(store.tenants().find_web_session(&token).await.unwrap(), None);
        assert_eq!(sessions.touch(first.id, at(1), at(1)).await, Err(Error::Missing("web session")));
        assert_eq!(sessions.end_all_of(agent).await.unwrap(), 2);
        assert_eq!(sessions.of_agent(agent).await.unwrap(), []);
        assert_eq!(format!("{token:?}"), "TokenHash(…)");
    })
    .await;
}

#[tokio::test]
async fn slots_are_replaced_and_read_by_time() {
    each(async |store| {
        let company = company(&store, 1).await;
        let slot = |queue, quarter: i64, offered| QueueSlot {
            queue: QueueId::sample(queue),
            slot: at(quarter * 900_000),
            figures: QueueFigures {
                offered,
                answered: 2,
                abandoned: 3,
                short_abandoned: 4,
                callbacks: 5,
                failed: 6,
                overflowed: 7,
                declined: 8,
                answered_in_time: 9,
                answered_wait_ms: 10,
                answered_wait_max_ms: 11,
                abandoned_wait_ms: 12,
                abandoned_wait_max_ms: 13,
                talk_ms: i64::MAX,
            },
        };
        let roll_ups = company.roll_ups();
        assert_eq!(roll_ups.latest_slot().await.unwrap(), None);
        let many: Vec<_> = (0..500).map(|quarter| slot(1, quarter, 1)).collect();
        roll_ups.save(&many).await.unwrap();
        roll_ups.save(&[slot(1, 1, 10), slot(2, 1, 20)]).await.unwrap();
        let read = roll_ups.between(at(0), at(3 * 900_000)).await.unwrap();
        assert_eq!(read, [slot(1, 0, 1), slot(1, 1, 10), slot(2, 1, 20), slot(1, 2, 1)]);
        assert_eq!(roll_ups.latest_slot().await.unwrap(), Some(at(499 * 900_000)));
    })
    .await;
}

#[tokio::test]
async fn addresses_reasons_and_texts_are_not_in_the_rows() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let company = company(&store, 1).await;
        company.audit().insert(&audit_entry(1, 1)).await.unwrap();
        let entry = sign_in_entry(1, 1, "haneul", SignInResult::Succeeded);
        company.sign_in_entries().insert(&entry).await.unwrap();
        let (session, token) = web_session(1, 1);
        company.web_sessions().insert(&session, &token).await.unwrap();
        company.wrap_ups().save(&wrap_up(1, 1)).await.unwrap();
        let raw = raw::connect(database).await;
        for table in ["audit_entry", "sign_in_entry", "web_session", "wrap_up"] {
            let rows = raw::dump(&raw, table).await.to_uppercase();
            for secret in ["203.0.113.9", "김서연", "내일 도착"] {
                let hex: String = secret.bytes().map(|byte| format!("{byte:02X}")).collect();
                assert!(!rows.contains(secret) && !rows.contains(&hex), "{table}: {secret}");
            }
        }
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn sign_in_entries_are_forgotten_once_they_are_old_and_only_the_companys_own() {
    each(async |store| {
        let (ours, theirs) = (company(&store, 1).await, company(&store, 2).await);
        for (company, n) in [(&ours, 1), (&theirs, 2)] {
            for row in 1..=3 {
                let entry = sign_in_entry(n, row, "haneul", SignInResult::Succeeded);
                let entry = SignInEntry { at: at(row as i64), ..entry };
                company.sign_in_entries().insert(&entry).await.unwrap();
            }
        }
        assert_eq!(ours.sign_in_entries().forget_before(at(3)).await.unwrap(), 2);
        let left = async |company: &TenantStore| {
            company.sign_in_entries().list(&SignInFilter::default(), Page::first(9)).await.unwrap().total
        };
        assert_eq!((left(&ours).await, left(&theirs).await), (1, 3));
    })
    .await;
}
