//! Connections: one writer and a few readers on SQLite, a pool on PostgreSQL.

use std::{path::PathBuf, str::FromStr, time::Duration};

use domain::id::TenantId;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, SqlxPostgresConnector, SqlxSqliteConnector, Statement, TransactionOptions,
    TransactionTrait,
    sqlx::{
        ConnectOptions, Connection,
        postgres::{PgConnectOptions, PgPoolOptions},
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};

use crate::store::OpenError;

/// SQLite allows one writer at a time, so there is one connection that writes: waiting for it is a fair queue in
/// this process instead of a race for the file's lock. Readers see the last commit and never wait for the writer.
#[derive(Clone)]
pub(crate) struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

/// Whose rows a statement may see. PostgreSQL enforces it a second time, see `migration::table`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sees {
    Tenant(TenantId),
    /// For the installation's own work: the tenant directory, the journal.
    Everything,
}

/// One borrowed connection, to be given back with [`Session::finish`].
pub(crate) struct Session<'d>(DatabaseExecutor<'d>);

/// How long another process may hold SQLite's lock before a statement gives up.
const SQLITE_BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 4;
/// A transaction that is refused a connection for this long reports it instead of queueing on.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
const POSTGRES_CONNECTIONS: u32 = 16;
const POSTGRES_LOCK_TIMEOUT: &str = "10s";
const POSTGRES_STATEMENT_TIMEOUT: &str = "60s";
/// Room for every statement the projector prepares (see `journal::upsert`) and those of the actions.
const STATEMENT_CACHE: usize = 256;

impl Database {
    pub(crate) async fn connect(address: &str) -> Result<Self, OpenError> {
        match address.split_once(':') {
            Some(("sqlite", path)) => Self::sqlite(path.strip_prefix("//").unwrap_or(path).into()).await,
            Some(("postgres" | "postgresql", _)) => Self::postgres(address).await,
            _ => Err(OpenError::Address { given: without_password(address) }),
        }
    }

    async fn sqlite(path: PathBuf) -> Result<Self, OpenError> {
        let connect_error = |error: sea_orm::sqlx::Error| OpenError::Connect {
            address: format!("sqlite:{}", path.display()),
            why: error.to_string(),
        };
        if path.as_os_str().is_empty() || path.to_string_lossy().contains(":memory:") {
            return Err(OpenError::Address { given: format!("sqlite:{}", path.display()) });
        }
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(SQLITE_BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENT_CACHE)
            // Negative: kibibytes.
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "memory");
        let options = options.disable_statement_logging();
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                // A connection to a file does not go stale, and a new one would have to prepare everything again.
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
        };
        // The writer comes first: it makes the file and turns it to WAL, which a reader could not.
        let writer = pool(1)
            .connect_with(options.clone().pragma("wal_autocheckpoint", "4000"))
            .await
            .map_err(connect_error)?;
        let reader = pool(SQLITE_READERS)
            .connect_with(options.pragma("query_only", "on"))
            .await
            .map_err(connect_error)?;
        Ok(Self {
            reader: SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
        })
    }

    async fn postgres(address: &str) -> Result<Self, OpenError> {
        let connect_error = |error: sea_orm::sqlx::Error| OpenError::Connect {
            address: without_password(address),
            why: error.to_string(),
        };
        let options = PgConnectOptions::from_str(address)
            .map_err(connect_error)?
            .application_name("naru")
            .options([
                ("lock_timeout", POSTGRES_LOCK_TIMEOUT),
                ("statement_timeout", POSTGRES_STATEMENT_TIMEOUT),
            ])
            .statement_cache_capacity(STATEMENT_CACHE);
        let options = options.disable_statement_logging();
        // A pool keeps trying a server that refuses it; whoever starts Naru wants to know at once.
        options.connect().await.map_err(connect_error)?.close().await.map_err(connect_error)?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_with(options)
            .await
            .map_err(connect_error)?;
        let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        let database = Self { reader: pool.clone(), writer: pool };
        database.warn_of_a_role_above_the_wall().await?;
        Ok(database)
    }

    /// A transaction that may write.
    pub(crate) async fn begin(&self, sees: Sees) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            // Taking SQLite's write lock at the first statement instead of at the first write means that no
            // transaction can fail half-way because another one wrote first.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.writer.begin_with_options(options).await?;
        self.restrict(&transaction, sees).await?;
        Ok(transaction)
    }

    pub(crate) async fn read(&self, sees: Sees) -> Result<Session<'_>, DbErr> {
        self.session(&self.reader, sees).await
    }

    pub(crate) async fn write(&self, sees: Sees) -> Result<Session<'_>, DbErr> {
        self.session(&self.writer, sees).await
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        self.reader.clone().close().await?;
        self.writer.clone().close().await
    }

    async fn session<'d>(
        &'d self,
        connection: &'d DatabaseConnection,
        sees: Sees,
    ) -> Result<Session<'d>, DbErr> {
        if self.backend() != DbBackend::Postgres {
            return Ok(Session(DatabaseExecutor::Connection(connection)));
        }
        // The setting that row-level security reads must end with the statement's transaction, or the next
        // borrower of the connection would see this tenant's rows.
        let transaction = connection.begin().await?;
        self.restrict(&transaction, sees).await?;
        Ok(Session(DatabaseExecutor::OwnedTransaction(transaction)))
    }

    async fn restrict(&self, transaction: &DatabaseTransaction, sees: Sees) -> Result<(), DbErr> {
        if self.backend() != DbBackend::Postgres {
            return Ok(());
        }
        let tenant = match sees {
            Sees::Tenant(tenant) => tenant.uuid().to_string(),
            Sees::Everything => "all".to_owned(),
        };
        let set = "SELECT set_config('naru.tenant', $1, true)";
        transaction
            .execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, set, [tenant.into()]))
            .await?;
        Ok(())
    }

    async fn warn_of_a_role_above_the_wall(&self) -> Result<(), OpenError> {
        let question = "SELECT rolname::text FROM pg_roles \
                        WHERE rolname = current_user AND (rolsuper OR rolbypassrls)";
        let row = self.reader.query_one_raw(Statement::from_string(DbBackend::Postgres, question)).await;
        let role = row.and_then(|row| row.map(|row| row.try_get_by::<String, _>(0)).transpose());
        if let Some(role) = role.map_err(|error| OpenError::Database(error.into()))? {
            tracing::warn!(
                database.role = %role,
                "PostgreSQL does not separate companies for the role {role}: let Naru use a role that is neither \
                 superuser nor BYPASSRLS"
            );
        }
        Ok(())
    }
}

impl<'d> Session<'d> {
    /// A session inside an open transaction.
    pub(crate) fn within(transaction: &'d DatabaseTransaction) -> Self {
        Self(DatabaseExecutor::Transaction(transaction))
    }

    pub(crate) fn connection(&self) -> &DatabaseExecutor<'d> {
        &self.0
    }

    /// Makes the statement's effect last, unless it is part of a transaction that decides that itself.
    pub(crate) async fn finish(self) -> Result<(), DbErr> {
        match self.0 {
            DatabaseExecutor::Connection(_) | DatabaseExecutor::Transaction(_) => Ok(()),
            DatabaseExecutor::OwnedTransaction(transaction) => transaction.commit().await,
        }
    }
}

/// The address with its password hidden, for messages.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_never_shows_the_password() {
        assert_eq!(
            without_password("postgres://naru:p@ss:w@db.example/naru"),
            "postgres://naru:…@db.example/naru"
        );
        assert_eq!(without_password("postgres://db.example/naru"), "postgres://db.example/naru");
        assert_eq!(without_password("mysql:x"), "mysql:x");
    }
}
