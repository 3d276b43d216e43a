//! Opening, migrating and being refused.

use store::{
    error::Error,
    journal::{FolderError, JournalError},
    store::{Config, OpenError, Store},
    vault::MasterKey,
};
use testkit::database::each_database;

use super::{
    raw,
    sample::{arrived, company, fact, tenant},
};
use store::journal::fact::State;

#[tokio::test]
async fn a_fresh_database_says_so_and_is_migrated_once() {
    each_database(async |database| {
        let store = database.open().await;
        assert!(!store.is_migrated().await.unwrap());
        assert!(store.is_empty().await.unwrap());
        store.migrate().await.unwrap();
        store.migrate().await.unwrap();
        assert!(store.is_migrated().await.unwrap());
        company(&store, 1).await;
        store.close().await;

        let store = database.open().await;
        assert!(store.is_migrated().await.unwrap());
        assert_eq!(store.tenants().list().await.unwrap(), [tenant(1)]);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn facts_wait_for_the_schema() {
    each_database(async |database| {
        let store = database.open().await;
        let journal = store.journal();
        assert_eq!(journal.append(vec![]).await, Err(JournalError::Closed));
        assert_eq!(journal.applied(journal.position()).await, Ok(()));
        store.migrate().await.unwrap();
        company(&store, 1).await;
        store.journal().append(vec![fact(1, State::Interaction(arrived(1, 1)))]).await.unwrap();
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_from_the_future_is_refused_with_both_versions() {
    each_database(async |database| {
        database.open_migrated().await.close().await;
        let raw = raw::connect(database).await;
        raw::run(&raw, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_telepathy', 0)")
            .await;
        raw::run(&raw, "UPDATE installation SET value = '9.9.9' WHERE key = 'migrated_by'").await;
        raw.close().await.unwrap();

        let refused = Store::open(database.config()).await.err().unwrap().to_string();
        assert!(refused.contains("newer Naru (9.9.9, schema m9999_telepathy)"), "{refused}");
        assert!(refused.contains("this is Naru 0.1.0, which knows schema m0009_scenario"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_master_key_is_refused_before_anything_is_written_with_it() {
    each_database(async |database| {
        database.open_migrated().await.close().await;
        let config = Config { master_key: MasterKey::new([8; 32]), ..database.config() };
        assert!(matches!(Store::open(config).await, Err(OpenError::MasterKey)));
    })
    .await;
}

#[tokio::test]
async fn two_stores_never_share_a_journal() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let second = Store::open(database.config()).await.err();
        assert!(matches!(second, Some(OpenError::Journal(FolderError::InUse { .. }))));
        drop(store);
        database.open().await.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_nobody_understands_is_refused_without_its_password() {
    each_database(async |database| {
        for address in ["naru.db", "mysql://root:secret@localhost/naru", "sqlite::memory:", "sqlite:"] {
            let config = Config { database: address.to_owned(), ..database.config() };
            let refused = Store::open(config).await.err().unwrap().to_string();
            assert!(refused.contains("is not a database address"), "{refused}");
            assert!(!refused.contains("secret"), "{refused}");
        }
        let nowhere = "postgres://naru:secret@127.0.0.1:1/naru";
        let config = Config { database: nowhere.to_owned(), ..database.config() };
        let refused = Store::open(config).await.err().unwrap().to_string();
        assert!(refused.starts_with("cannot connect to postgres://naru:…@127.0.0.1:1/naru"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_dropped_or_rolled_back_leaves_nothing() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        drop(store.tenants().create(&tenant(1)).await.unwrap());
        store.tenants().create(&tenant(2)).await.unwrap().rollback().await.unwrap();
        assert_eq!(store.tenants().list().await.unwrap(), []);
        let unknown = store.tenant(tenant(1).id).customers().find(domain::id::CustomerId::sample(1)).await;
        assert_eq!(unknown, Ok(None));
        let unknown = store.tenant(tenant(1).id).vault().await.err();
        assert_eq!(unknown, Some(Error::UnknownTenant(tenant(1).id)));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_transaction_has_no_second_one_inside() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let company = company(&store, 1).await;
        let tx = company.begin().await.unwrap();
        assert!(matches!(tx.begin().await, Err(Error::Refused(_))));
        tx.rollback().await.unwrap();
        store.close().await;
    })
    .await;
}
