//! What can go wrong with rows. Nothing of the database's own errors leaves this crate: what a caller can act on
//! has a variant, the rest is a sentence for the log.

use domain::id::TenantId;
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("there is no tenant {0}")]
    UnknownTenant(TenantId),
    /// The row to change or delete is not there, or is another tenant's, which is the same thing.
    #[error("there is no such {0}")]
    Missing(&'static str),
    #[error("{0}")]
    Taken(Taken),
    /// Something else still refers to the row, or the row refers to something that is not there.
    #[error("the row is in use or refers to something that is gone: {0}")]
    Reference(String),
    /// Somebody else changed the row since it was read.
    #[error("the row was changed meanwhile")]
    ChangedMeanwhile,
    /// Locked, full, out of connections or gone: the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    #[error("the database has not been migrated; run `naru migrate`")]
    NotMigrated,
    /// The key does not fit, or the row was tampered with.
    #[error("{table}.{column} cannot be read")]
    Unreadable { table: &'static str, column: &'static str },
    #[error("{bytes} bytes are too long to be encrypted")]
    TooLong { bytes: usize },
    #[error("the operating system gives no random numbers")]
    NoRandomness,
    #[error("the database refused: {0}")]
    Refused(String),
}

/// What must be unique and already is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Taken {
    #[error("this domain belongs to another company")]
    Domain,
    #[error("this address belongs to another brand")]
    BrandSlug,
    #[error("another agent has this sign-in ID")]
    LoginId,
    #[error("another agent has this extension")]
    Extension,
    #[error("this number is already in use")]
    OwnedNumber,
    #[error("another operator has this sign-in ID")]
    OperatorLoginId,
    /// The id, or a pair of ids, is there already.
    #[error("this already exists")]
    Row,
}

impl Taken {
    /// Unique indexes as each database names them in its message: PostgreSQL the index, SQLite the columns.
    const INDEXES: [(Self, &str, &str); 6] = [
        (Self::Domain, "tenant_domain_key", "tenant.domain"),
        (Self::BrandSlug, "brand_slug_key", "brand.slug"),
        (Self::LoginId, "agent_login_id_key", "agent.tenant_id, agent.login_id"),
        (Self::Extension, "agent_extension_key", "agent.tenant_id, agent.extension"),
        (Self::OwnedNumber, "owned_number_number_key", "owned_number.number"),
        (Self::OperatorLoginId, "operator_pkey", "operator.login_id"),
    ];

    fn from_message(message: &str) -> Self {
        let named = |(_, index, columns): &&(Self, &str, &str)| {
            message.contains(&format!("\"{index}\"")) || message.ends_with(&format!(": {columns}"))
        };
        Self::INDEXES.iter().find(named).map_or(Self::Row, |(taken, ..)| *taken)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(message)) => {
                return Self::Taken(Taken::from_message(&message));
            }
            Some(SqlErr::ForeignKeyConstraintViolation(message)) => return Self::Reference(message),
            Some(_) | None => {}
        }
        if is_transient(&error) {
            Self::Unavailable(error.to_string())
        } else {
            Self::Refused(error.to_string())
        }
    }
}

/// Whether the same statement may succeed when tried again later.
pub(crate) fn is_transient(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match &**error {
                sqlx::Error::Database(error) => error.code().is_some_and(|code| is_transient_code(&code)),
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::Protocol(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => true,
                // sqlx keeps this list open; anything new is a refusal until it is known to pass by itself.
                _ => false,
            }
        }
        _ => false,
    }
}

/// SQLite's result codes are numbers, PostgreSQL's SQLSTATEs have five characters.
fn is_transient_code(code: &str) -> bool {
    const SQLITE_BUSY: u32 = 5;
    const SQLITE_LOCKED: u32 = 6;
    const SQLITE_READONLY: u32 = 8;
    const SQLITE_IOERR: u32 = 10;
    const SQLITE_FULL: u32 = 13;
    const SQLITE_CANTOPEN: u32 = 14;
    if code.len() == 5 {
        // Connection exception, insufficient resources, operator intervention, serialization failure, deadlock,
        // read-only after a failover, lock not available.
        return ["08", "53", "57"].iter().any(|class| code.starts_with(class))
            || ["40001", "40P01", "25006", "55P03"].contains(&code);
    }
    // The low byte is the primary result code, the rest its extension.
    code.parse::<u32>().is_ok_and(|code| {
        [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN]
            .contains(&(code & 0xff))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_name_what_is_taken() {
        for (message, taken) in [
            ("UNIQUE constraint failed: agent.tenant_id, agent.login_id", Taken::LoginId),
            ("duplicate key value violates unique constraint \"agent_login_id_key\"", Taken::LoginId),
            ("UNIQUE constraint failed: tenant.domain", Taken::Domain),
            (
                "duplicate key value violates unique constraint \"owned_number_number_key\"",
                Taken::OwnedNumber,
            ),
            ("UNIQUE constraint failed: agent.tenant_id, agent.id", Taken::Row),
        ] {
            assert_eq!(Taken::from_message(message), taken, "{message}");
        }
    }

    #[test]
    fn a_lock_passes_and_a_wrong_statement_does_not() {
        // SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_FULL, admin shutdown, deadlock.
        for code in ["5", "517", "13", "57P01", "40P01"] {
            assert!(is_transient_code(code), "{code}");
        }
        // SQLITE_ERROR, SQLITE_CONSTRAINT_UNIQUE, undefined table, unique violation, division by zero.
        for code in ["1", "2067", "42P01", "23505", "22012"] {
            assert!(!is_transient_code(code), "{code}");
        }
    }
}
