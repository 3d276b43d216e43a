//! Every test of the store runs on SQLite and, where `NARU_TEST_POSTGRES` names a server, on PostgreSQL too.
//!
//! `NARU_TEST_POSTGRES=postgres://USER@HOST/` needs a role that may make roles and databases. Each test gets a
//! database of its own, which goes with it; Naru itself connects as an ordinary role, so that row-level security
//! is tested as well.

use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    path::PathBuf,
};

use futures_util::FutureExt;
use store::{
    files::FilesConfig,
    scratch::ScratchDatabase,
    store::{Config, Store},
    vault::MasterKey,
};
use tempfile::TempDir;

/// An empty place to keep data in, gone at the end of the test.
pub struct TestDatabase {
    pub kind: Kind,
    address: String,
    /// Files and journal; on SQLite the database too.
    folder: TempDir,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// The master key of every test.
pub const MASTER_KEY: [u8; 32] = [7; 32];

const SERVER: &str = "NARU_TEST_POSTGRES";

/// Runs a test with a migrated store on each database.
pub async fn each(test: impl AsyncFn(Store)) {
    each_database(async |database| {
        let store = database.open_migrated().await;
        test(store.clone()).await;
        store.close().await;
    })
    .await;
}

/// Runs a test with a migrated store on SQLite alone, for what no database can make a difference to.
pub async fn on_sqlite(test: impl AsyncFn(Store)) {
    let database = TestDatabase::sqlite();
    let store = database.open_migrated().await;
    test(store.clone()).await;
    store.close().await;
}

/// Runs a test on SQLite alone, for tests that open and close the store themselves or lay hands on its files.
pub async fn on_sqlite_files(test: impl AsyncFn(&TestDatabase)) {
    test(&TestDatabase::sqlite()).await;
}

/// Runs a test on each database, for tests that open and close the store themselves.
pub async fn each_database(test: impl AsyncFn(&TestDatabase)) {
    test(&TestDatabase::sqlite()).await;
    match std::env::var(SERVER) {
        Ok(server) => on_postgres(&server, test).await,
        Err(_) => report_untested(),
    }
}

impl TestDatabase {
    pub fn config(&self) -> Config {
        Config {
            database: self.address.clone(),
            files: FilesConfig::Folder(self.files()),
            master_key: MasterKey::new(MASTER_KEY),
            journal_dir: self.folder.path().join("journal"),
        }
    }

    /// Where files are kept.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub async fn open(&self) -> Store {
        or_fail(Store::open(self.config()).await, "the store does not open")
    }

    pub async fn open_migrated(&self) -> Store {
        let store = self.open().await;
        or_fail(store.migrate().await, "the database cannot be migrated");
        store
    }

    fn sqlite() -> Self {
        let folder = or_fail(tempfile::tempdir(), "there is no temporary folder");
        let address = format!("sqlite:{}", folder.path().join("naru.db").display());
        Self { kind: Kind::Sqlite, address, folder }
    }
}

async fn on_postgres(server: &str, test: impl AsyncFn(&TestDatabase)) {
    let scratch = or_fail(ScratchDatabase::create(server).await, "PostgreSQL gives no database");
    let folder = or_fail(tempfile::tempdir(), "there is no temporary folder");
    let database = TestDatabase { kind: Kind::Postgres, address: scratch.address(), folder };
    let result = AssertUnwindSafe(test(&database)).catch_unwind().await;
    or_fail(scratch.remove().await, "the test's database cannot be removed");
    if let Err(panic) = result {
        resume_unwind(panic);
    }
}

#[expect(clippy::print_stdout, reason = "a test that skips half of its work says so")]
fn report_untested() {
    println!("PostgreSQL was not tested: {SERVER} names no server");
}

#[expect(clippy::panic, reason = "a test that cannot begin has failed")]
fn or_fail<T, E: std::fmt::Display>(result: Result<T, E>, what: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{what}: {error}"),
    }
}
