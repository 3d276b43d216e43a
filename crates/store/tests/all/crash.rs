//! Crashes, locks and broken rows: what was confirmed is never lost, never doubled, and keeps its order.

use std::path::PathBuf;

use domain::{id::InteractionId, interaction::Interaction};
use sea_orm::DatabaseConnection;
use store::{
    journal::{
        JournalError, Position,
        fact::{Fact, State},
    },
    store::Store,
};
use testkit::database::{Kind, TestDatabase, each_database};

use super::{
    raw,
    sample::{arrived, company, fact, happen, id, interaction, moment, routing_entry},
};

/// Keeps the tables from being written, as another process or a dead disk would.
async fn block(database: &TestDatabase) -> DatabaseConnection {
    let raw = raw::connect(database).await;
    match database.kind {
        Kind::Sqlite => raw::run(&raw, "BEGIN EXCLUSIVE").await,
        Kind::Postgres => raw::run(&raw, "BEGIN; LOCK TABLE journal_position IN ACCESS EXCLUSIVE MODE").await,
    }
    raw
}

async fn unblock(raw: DatabaseConnection) {
    raw::run(&raw, "ROLLBACK").await;
    raw.close().await.unwrap();
}

/// A call's states in order, spread over several appends.
fn call(n: u64, row: u64) -> [Vec<Fact>; 3] {
    let queued = Interaction { queue: interaction(n, row).queue, ..arrived(n, row) };
    [
        vec![fact(n, State::Interaction(arrived(n, row))), fact(n, State::Moment(moment(n, row, 0)))],
        vec![fact(n, State::Interaction(queued)), fact(n, State::Moment(moment(n, row, 1)))],
        vec![fact(n, State::Interaction(interaction(n, row))), fact(n, State::Moment(moment(n, row, 2)))],
    ]
}

async fn append(store: &Store, facts: Vec<Fact>) -> Position {
    store.journal().append(facts).await.unwrap()
}

/// Everything durable is in the tables.
async fn settle(store: &Store) {
    store.journal().applied(store.journal().position()).await.unwrap();
    assert_eq!(store.journal().lag().facts, 0);
}

async fn whole_calls(store: &Store, rows: std::ops::Range<u64>) {
    let company = store.tenant(domain::id::TenantId::sample(1));
    for row in rows {
        let call = InteractionId::sample(id(1, row));
        assert_eq!(company.interactions().find(call).await.unwrap(), Some(interaction(1, row)), "{row}");
        let moments = company.moments().of_interaction(call).await.unwrap();
        assert_eq!(moments, [0, 1, 2].map(|place| moment(1, row, place)), "{row}");
    }
}

fn segments(database: &TestDatabase) -> Vec<PathBuf> {
    let mut segments: Vec<_> = std::fs::read_dir(database.config().journal_dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "journal"))
        .collect();
    segments.sort();
    segments
}

#[tokio::test]
async fn what_was_confirmed_before_a_crash_is_applied_after_it_once() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        happen(&store, 1, [State::Routing(routing_entry(1))]).await;
        let blocker = block(database).await;
        for row in 0..20 {
            for facts in call(1, row) {
                append(&store, facts).await;
            }
        }
        append(&store, vec![fact(1, State::Routing(routing_entry(2)))]).await;
        append(&store, vec![fact(1, State::Interaction(arrived(1, 99)))]).await;
        assert!(store.journal().lag().facts >= 120);
        // Dropped while nothing of it is in the tables.
        drop(store);
        unblock(blocker).await;

        let store = database.open().await;
        let open = store.open_interactions().await.unwrap();
        assert_eq!(open, [(domain::id::TenantId::sample(1), arrived(1, 99))]);
        whole_calls(&store, 0..20).await;
        assert_eq!(
            store.tenant(domain::id::TenantId::sample(1)).routing_journal().next_seq().await.unwrap(),
            3
        );
        let repeated = store.journal().append(vec![fact(1, State::Routing(routing_entry(2)))]).await;
        assert_eq!(repeated, Err(JournalError::OutOfTurn { expected: 3, given: 2 }));
        append(&store, vec![fact(1, State::Routing(routing_entry(3)))]).await;
        settle(&store).await;
        store.close().await;
        assert_eq!(segments(database).len(), 1, "applied segments are deleted");
    })
    .await;
}

#[tokio::test]
async fn a_torn_end_costs_only_what_was_never_confirmed() {
    each_database(async |database| {
        if database.kind == Kind::Postgres {
            // The journal is the same file whatever the tables are in.
            return;
        }
        let store = database.open_migrated().await;
        company(&store, 1).await;
        settle(&store).await;
        let blocker = block(database).await;
        append(&store, call(1, 1).concat()).await;
        let whole = std::fs::metadata(segments(database).last().unwrap()).unwrap().len() as usize;
        append(&store, vec![fact(1, State::Interaction(arrived(1, 2)))]).await;
        drop(store);
        unblock(blocker).await;

        // Every byte of the record is tried where the folder is opened; here, what the tables make of it.
        let segment = segments(database).pop().unwrap();
        let good = std::fs::read(&segment).unwrap();
        let position = "UPDATE journal_position SET applied = 0";
        for cut in [whole, whole + 3, whole + 40, good.len() - 1] {
            for damaged in
                [good[..cut].to_vec(), [&good[..cut], &[good[cut] ^ 0x55], &good[cut + 1..]].concat()]
            {
                for stale in segments(database) {
                    std::fs::remove_file(stale).unwrap();
                }
                std::fs::write(&segment, &damaged).unwrap();
                let raw = raw::connect(database).await;
                for sql in ["DELETE FROM interaction", "DELETE FROM moment", position] {
                    raw::run(&raw, sql).await;
                }
                raw.close().await.unwrap();

                let store = database.open().await;
                settle(&store).await;
                whole_calls(&store, 1..2).await;
                assert!(store.open_interactions().await.unwrap().is_empty(), "cut at {cut}");
                // The journal goes on behind the cut.
                append(&store, vec![fact(1, State::Interaction(arrived(1, 3)))]).await;
                assert_eq!(store.open_interactions().await.unwrap().len(), 1);
                store.close().await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_locked_database_delays_facts_and_loses_none() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        let blocker = block(database).await;
        let mut last = Position::default();
        for facts in (0..10).flat_map(|row| call(1, row)) {
            last = append(&store, facts).await;
        }
        let journal = store.journal();
        let applied = journal.applied(last);
        assert!(futures_util::FutureExt::now_or_never(applied).is_none());
        assert!(journal.lag().oldest.is_some());
        unblock(blocker).await;
        journal.applied(last).await.unwrap();
        whole_calls(&store, 0..10).await;
        assert_eq!((journal.lag().facts, journal.lag().oldest), (0, None));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_that_fails_is_tried_again_and_says_so_meanwhile() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        let raw = raw::connect(database).await;
        raw::run(&raw, "ALTER TABLE moment RENAME TO moment_gone").await;
        let [first, second, third] = call(1, 1);
        append(&store, first).await;
        let trouble = loop {
            match store.journal().lag().trouble {
                Some(trouble) => break trouble,
                None => tokio::task::yield_now().await,
            }
        };
        assert!(trouble.contains("moment"), "{trouble}");
        append(&store, second).await;
        raw::run(&raw, "ALTER TABLE moment_gone RENAME TO moment").await;
        append(&store, third).await;
        settle(&store).await;
        whole_calls(&store, 1..2).await;
        assert_eq!(store.journal().lag().trouble, None);
        assert_eq!(store.journal().lag().rejected, 0);
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn closing_does_not_wait_for_a_database_that_fails() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        let raw = raw::connect(database).await;
        raw::run(&raw, "ALTER TABLE moment RENAME TO moment_gone").await;
        for facts in call(1, 1) {
            append(&store, facts).await;
        }
        store.close().await;
        raw::run(&raw, "ALTER TABLE moment_gone RENAME TO moment").await;
        raw.close().await.unwrap();
        let store = database.open().await;
        settle(&store).await;
        whole_calls(&store, 1..2).await;
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_no_database_takes_is_put_aside_and_holds_up_nothing() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        let raw = raw::connect(database).await;
        match database.kind {
            Kind::Sqlite => {
                let refuse =
                    "CREATE TRIGGER refuse BEFORE INSERT ON call_leg BEGIN SELECT RAISE(ABORT, 'no'); END";
                raw::run(&raw, refuse).await;
            }
            // PostgreSQL keeps no zero bytes in texts, which the network may well send.
            Kind::Postgres => {}
        }
        let bad = domain::call_leg::CallLeg {
            network_reason: Some("BYE\0".to_owned()),
            ..super::sample::call_leg(1, 1)
        };
        let [first, second, third] = call(1, 1);
        append(&store, first).await;
        append(&store, [vec![fact(1, State::CallLeg(bad))], second].concat()).await;
        append(&store, third).await;
        settle(&store).await;
        whole_calls(&store, 1..2).await;
        assert_eq!(store.journal().lag().rejected, 1);
        let rejected = std::fs::read_to_string(database.config().journal_dir.join("rejected.jsonl")).unwrap();
        assert_eq!(rejected.lines().count(), 1);
        assert!(rejected.contains("call_leg"), "{rejected}");
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn applying_again_changes_nothing() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        let blocker = block(database).await;
        for facts in (0..5).flat_map(|row| call(1, row)) {
            append(&store, facts).await;
        }
        unblock(blocker).await;
        settle(&store).await;
        store.close().await;

        let raw = raw::connect(database).await;
        let (calls, moments) = (raw::dump(&raw, "interaction").await, raw::dump(&raw, "moment").await);
        raw::run(&raw, "UPDATE journal_position SET applied = 0").await;
        let store = database.open().await;
        settle(&store).await;
        assert_eq!(raw::dump(&raw, "interaction").await, calls);
        assert_eq!(raw::dump(&raw, "moment").await, moments);
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_from_an_older_backup_goes_on_with_what_the_journal_still_has() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        company(&store, 1).await;
        for facts in call(1, 1) {
            append(&store, facts).await;
        }
        settle(&store).await;
        store.close().await;
        // Each start begins a new file, and the one before is deleted once it is applied.
        let store = database.open().await;
        append(&store, call(1, 2).concat()).await;
        settle(&store).await;
        store.close().await;
        assert_eq!(segments(database).len(), 1);
        let raw = raw::connect(database).await;
        for sql in
            ["DELETE FROM interaction", "DELETE FROM moment", "UPDATE journal_position SET applied = 0"]
        {
            raw::run(&raw, sql).await;
        }

        let store = database.open().await;
        settle(&store).await;
        whole_calls(&store, 2..3).await;
        assert_eq!(raw::count(&raw, "interaction").await, 1);
        append(&store, call(1, 3).concat()).await;
        settle(&store).await;
        whole_calls(&store, 2..4).await;
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn facts_of_an_erased_company_do_not_come_back() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let gone = company(&store, 1).await.id();
        company(&store, 2).await;
        let blocker = block(database).await;
        append(&store, call(1, 1).concat()).await;
        append(&store, call(2, 1).concat()).await;
        drop(store);
        unblock(blocker).await;
        let raw = raw::connect(database).await;
        raw::run(&raw, "UPDATE tenant SET wrapped_key = NULL, erased_at = 1 WHERE domain = 'company-1'")
            .await;

        let store = database.open().await;
        settle(&store).await;
        assert_eq!(raw::count(&raw, "interaction").await, 1);
        assert_eq!(store.tenants().find(gone).await.unwrap(), None);
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}
