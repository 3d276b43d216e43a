//! The store itself: opened once, shared by everything that keeps or reads data.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, RwLock},
};

use domain::{id::TenantId, interaction::Interaction};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};
use sea_orm_migration::{MigratorTrait, SchemaManager, seaql_migrations};

use crate::{
    database::{Database, Sees},
    error::Error,
    files::{Files, FilesConfig, FilesError},
    journal::{FolderError, Journal, local::LocalJournal},
    migration::Migrator,
    operator::Operators,
    row::{installation, tenant},
    tenant::Tenants,
    tenant_store::TenantStore,
    vault::{MasterKey, Vault},
};

/// A handle to the database and the files. Cheap to clone; all clones are one store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`.
    pub database: String,
    pub files: FilesConfig,
    pub master_key: MasterKey,
    /// Where the journal of call facts stands: a folder on a disk of this machine, never shared.
    pub journal_dir: PathBuf,
}

pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) files: Files,
    pub(crate) master_key: MasterKey,
    pub(crate) journal: LocalJournal,
    vaults: RwLock<HashMap<TenantId, Vault>>,
}

/// Why the store cannot be opened, in words that say what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{given:?} is not a database address: use sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE")]
    Address { given: String },
    #[error("cannot connect to {address}: {why}")]
    Connect { address: String, why: String },
    #[error(
        "the database was made by a newer Naru ({made_by}, schema {newest}); this is Naru {this}, which knows schema \
         {known}: start the newer version, or restore a backup from before the update"
    )]
    Newer { made_by: String, newest: String, this: &'static str, known: String },
    #[error(
        "the master key does not fit this database: everything encrypted in it would be unreadable; configure the \
         key that the database was made with"
    )]
    MasterKey,
    #[error(transparent)]
    Files(#[from] FilesError),
    #[error(transparent)]
    Journal(#[from] FolderError),
    #[error("the database answers, but not as expected: {0}")]
    Database(Error),
}

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Keys of the `installation` table.
const MIGRATED_BY: &str = "migrated_by";
const MASTER_KEY_CHECK: &str = "master_key_check";

impl Store {
    /// Connects. A fresh or older database is opened as it is, see [`Store::is_migrated`]; one from the future is
    /// refused.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        let journal = LocalJournal::open(&config.journal_dir)?;
        Self::open_with(config, journal).await
    }

    /// Connects beside a server that may be running: rows can be read and written, facts cannot be appended.
    pub async fn open_beside(config: Config) -> Result<Self, OpenError> {
        Self::open_with(config, LocalJournal::absent()).await
    }

    async fn open_with(config: Config, journal: LocalJournal) -> Result<Self, OpenError> {
        let database = Database::connect(&config.database).await?;
        let files = Files::open(&config.files).await?;
        let inner =
            Inner { database, files, master_key: config.master_key, journal, vaults: RwLock::default() };
        let store = Self { inner: Arc::new(inner) };
        store.refuse_the_future().await?;
        store.check_master_key().await?;
        if store.is_migrated().await.map_err(OpenError::Database)? {
            store.start_journal().await.map_err(OpenError::Database)?;
        }
        Ok(store)
    }

    /// Whether the schema is the one this version works with.
    pub async fn is_migrated(&self) -> Result<bool, Error> {
        let applied = self.applied_migrations().await?;
        Ok(known_migrations().iter().all(|known| applied.contains(known)))
    }

    /// Whether nothing was ever kept in it.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.applied_migrations().await?.is_empty())
    }

    /// Brings the schema up to this version. Does nothing when it is already.
    pub async fn migrate(&self) -> Result<(), Error> {
        Migrator::up(self.inner.database.writer(), None).await?;
        self.write_installation(MIGRATED_BY, VERSION.to_owned(), true).await?;
        self.write_installation(MASTER_KEY_CHECK, self.inner.master_key.check_value(), false).await?;
        self.start_journal().await
    }

    /// The only way to a tenant's rows.
    pub fn tenant(&self, tenant: TenantId) -> TenantStore {
        TenantStore::new(self.inner.clone(), tenant)
    }

    /// The companies of this installation.
    pub fn tenants(&self) -> Tenants<'_> {
        Tenants::new(&self.inner)
    }

    /// Who may run this installation from the command line and the operator's pages.
    pub fn operators(&self) -> Operators<'_> {
        Operators::new(&self.inner)
    }

    pub fn files(&self) -> &Files {
        &self.inner.files
    }

    /// Where call facts are written. Works once the database is migrated.
    pub fn journal(&self) -> Journal<'_> {
        Journal::new(&self.inner)
    }

    /// The interactions that have not ended, of all tenants, once everything the journal held is applied. At a
    /// start these are the ones that were cut off when Naru stopped, for the centre to close.
    pub async fn open_interactions(&self) -> Result<Vec<(TenantId, Interaction)>, Error> {
        let journal = self.journal();
        journal.applied(journal.position()).await.map_err(|error| Error::Unavailable(error.to_string()))?;
        let mut open = vec![];
        for tenant in self.tenants().list().await? {
            let interactions = self.tenant(tenant.id).interactions().open().await?;
            open.extend(interactions.into_iter().map(|interaction| (tenant.id, interaction)));
        }
        Ok(open)
    }

    /// Writes and applies what the journal still holds, and lets go of database and journal. Without it nothing is
    /// lost either; the next start has more to do.
    pub async fn close(self) {
        self.inner.journal.close().await;
        if let Err(error) = self.inner.database.close().await {
            tracing::warn!("The database could not be closed: {error}");
        }
    }

    /// Opens the vaults of all tenants, because the journal cannot wait for one, and starts the journal.
    async fn start_journal(&self) -> Result<(), Error> {
        let mut last_routing = HashMap::new();
        for tenant in self.tenants().list().await? {
            self.inner.vault(tenant.id).await?;
            let next = self.tenant(tenant.id).routing_journal().next_seq().await?;
            last_routing.insert(tenant.id, next - 1);
        }
        self.inner.journal.start(&self.inner.database, last_routing).await
    }

    async fn refuse_the_future(&self) -> Result<(), OpenError> {
        let known = known_migrations();
        let applied = self.applied_migrations().await.map_err(OpenError::Database)?;
        let Some(newest) = applied.into_iter().rfind(|name| !known.contains(name)) else {
            return Ok(());
        };
        let made_by = self.read_installation(MIGRATED_BY).await.map_err(OpenError::Database)?;
        Err(OpenError::Newer {
            made_by: made_by.unwrap_or_else(|| "of an unknown version".to_owned()),
            newest,
            this: VERSION,
            known: known.last().cloned().unwrap_or_default(),
        })
    }

    async fn check_master_key(&self) -> Result<(), OpenError> {
        let kept = self.read_installation(MASTER_KEY_CHECK).await.map_err(OpenError::Database)?;
        match kept {
            Some(kept) if kept != self.inner.master_key.check_value() => Err(OpenError::MasterKey),
            Some(_) | None => Ok(()),
        }
    }

    /// Names of the migrations the database has been through, oldest first.
    async fn applied_migrations(&self) -> Result<Vec<String>, Error> {
        let connection = self.inner.database.writer();
        if !SchemaManager::new(connection).has_table("seaql_migrations").await? {
            return Ok(vec![]);
        }
        let rows = seaql_migrations::Entity::find()
            .order_by_asc(seaql_migrations::Column::Version)
            .all(connection)
            .await?;
        Ok(rows.into_iter().map(|row| row.version).collect())
    }

    async fn read_installation(&self, key: &str) -> Result<Option<String>, Error> {
        let connection = self.inner.database.writer();
        if !SchemaManager::new(connection).has_table("installation").await? {
            return Ok(None);
        }
        let row = installation::Entity::find_by_id(key).one(connection).await?;
        Ok(row.map(|row| row.value))
    }

    async fn write_installation(&self, key: &str, value: String, replace: bool) -> Result<(), Error> {
        let mut conflict = OnConflict::column(installation::Column::Key);
        if replace {
            conflict.update_column(installation::Column::Value);
        } else {
            conflict.do_nothing();
        }
        let row = installation::ActiveModel {
            key: sea_orm::ActiveValue::Set(key.to_owned()),
            value: sea_orm::ActiveValue::Set(value),
        };
        let insert = installation::Entity::insert(row).on_conflict(conflict);
        match insert.exec_without_returning(self.inner.database.writer()).await {
            Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Inner {
    /// The tenant's vault, opened once and kept.
    pub(crate) async fn vault(&self, tenant: TenantId) -> Result<Vault, Error> {
        if let Some(vault) = self.known_vault(tenant) {
            return Ok(vault);
        }
        let session = self.database.read(Sees::Tenant(tenant)).await?;
        let row = tenant::Entity::find_by_id(tenant.uuid())
            .filter(tenant::Column::ErasedAt.is_null())
            .one(session.connection())
            .await?;
        session.finish().await?;
        let wrapped = row.and_then(|row| row.wrapped_key).ok_or(Error::UnknownTenant(tenant))?;
        let vault = self.master_key.open_vault(tenant, &wrapped)?;
        self.remember_vault(tenant, vault.clone());
        Ok(vault)
    }

    pub(crate) fn known_vault(&self, tenant: TenantId) -> Option<Vault> {
        // A thread that panicked while holding the lock has not left the map half-changed.
        let vaults = self.vaults.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        vaults.get(&tenant).cloned()
    }

    pub(crate) fn remember_vault(&self, tenant: TenantId, vault: Vault) {
        self.vaults.write().unwrap_or_else(std::sync::PoisonError::into_inner).insert(tenant, vault);
    }

    pub(crate) fn forget_vault(&self, tenant: TenantId) {
        self.vaults.write().unwrap_or_else(std::sync::PoisonError::into_inner).remove(&tenant);
    }
}

fn known_migrations() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}
