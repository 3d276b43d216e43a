//! Writes batches to the tables, and with each the journal's position.

use std::collections::HashSet;

use sea_orm::{
    ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QuerySelect, RuntimeErr,
    sea_query::{Expr, OnConflict},
    sqlx,
};
use uuid::Uuid;

use super::{fact_row::Batch, rejects::Rejects, upsert::Upserts};
use crate::{
    database::{Database, Sees},
    row::{
        journal_position::{ActiveModel, Column, Entity},
        tenant,
    },
};

/// The tables as far as one journal's facts are concerned.
pub(super) struct Tables {
    database: Database,
    journal: Uuid,
    /// The last record whose facts are in the tables.
    applied: u64,
    upserts: Upserts,
}

pub(super) enum ApplyError {
    /// The tables are further than we thought; now we know.
    AppliedAlready,
    /// One of the rows is not acceptable, however often it is tried.
    BadRow(DbErr),
    /// Locked, gone, full, or not as it should be: later it may be.
    Database(DbErr),
}

impl Tables {
    /// Finds out how far the tables are.
    pub async fn open(database: Database, journal: Uuid) -> Result<Self, DbErr> {
        let row = ActiveModel { journal_id: ActiveValue::Set(journal), applied: ActiveValue::Set(0) };
        let insert =
            Entity::insert(row).on_conflict(OnConflict::column(Column::JournalId).do_nothing().to_owned());
        match insert.exec_without_returning(database.writer()).await {
            Ok(_) | Err(DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error),
        }
        let mut tables = Self { database, journal, applied: 0, upserts: Upserts::default() };
        tables.applied = tables.position(tables.database.writer()).await?;
        Ok(tables)
    }

    pub fn applied(&self) -> u64 {
        self.applied
    }

    /// Writes all of a batch, which ends with the record `last_seq`, or nothing.
    pub async fn write(&mut self, batch: Batch, last_seq: u64) -> Result<(), ApplyError> {
        let transaction = self.database.begin(Sees::Everything).await?;
        self.write_rows(&transaction, batch).await?;
        self.advance(transaction, last_seq).await
    }

    /// Writes a batch in which some row is bad: each row by itself, the bad ones put aside.
    pub async fn write_singly(
        &mut self,
        batch: Batch,
        last_seq: u64,
        rejects: &mut Rejects,
    ) -> Result<(), DbErr> {
        for fact in batch.into_facts() {
            let mut single = Batch::default();
            single.add(fact.clone());
            let transaction = self.database.begin(Sees::Everything).await?;
            match self.write_rows(&transaction, single).await {
                Ok(()) => transaction.commit().await?,
                Err(ApplyError::BadRow(error)) => {
                    transaction.rollback().await?;
                    rejects.put_aside(last_seq, &fact, &error.to_string()).map_err(|error| {
                        DbErr::Custom(format!(
                            "a row that cannot be written cannot be put aside either: {error}"
                        ))
                    })?;
                }
                Err(ApplyError::Database(error)) => return Err(error),
                Err(ApplyError::AppliedAlready) => {}
            }
        }
        let transaction = self.database.begin(Sees::Everything).await?;
        match self.advance(transaction, last_seq).await {
            Ok(()) | Err(ApplyError::AppliedAlready) => Ok(()),
            Err(ApplyError::BadRow(error) | ApplyError::Database(error)) => Err(error),
        }
    }

    async fn write_rows(
        &mut self,
        transaction: &DatabaseTransaction,
        mut batch: Batch,
    ) -> Result<(), ApplyError> {
        let tenants = batch.tenants();
        let living = living(transaction, &tenants).await?;
        if living.len() < tenants.len() {
            tracing::warn!(
                journal.tenants = tenants.len() - living.len(),
                "Left out call facts of companies that were erased or never were in this database"
            );
            batch.retain_tenants(&living);
        }
        Ok(batch.write(&mut self.upserts, transaction).await?)
    }

    async fn advance(&mut self, transaction: DatabaseTransaction, last_seq: u64) -> Result<(), ApplyError> {
        let advanced = Entity::update_many()
            .col_expr(Column::Applied, Expr::value(stored(last_seq)?))
            .filter(Column::JournalId.eq(self.journal))
            .filter(Column::Applied.eq(stored(self.applied)?))
            .exec(&transaction)
            .await?;
        if advanced.rows_affected == 1 {
            transaction.commit().await?;
            self.applied = last_seq;
            return Ok(());
        }
        transaction.rollback().await?;
        let applied = self.position(self.database.writer()).await?;
        if applied <= self.applied {
            let message = format!("the journal stands at {applied} where {} was applied", self.applied);
            return Err(ApplyError::Database(DbErr::Custom(message)));
        }
        self.applied = applied;
        Err(ApplyError::AppliedAlready)
    }

    async fn position(&self, connection: &impl ConnectionTrait) -> Result<u64, DbErr> {
        let row = Entity::find_by_id(self.journal).one(connection).await?;
        let row = row.ok_or_else(|| DbErr::Custom("the journal's position is gone".to_owned()))?;
        u64::try_from(row.applied).map_err(|error| DbErr::Type(error.to_string()))
    }
}

/// Which of these tenants there are. They stay as long as the transaction lasts.
async fn living(transaction: &DatabaseTransaction, tenants: &HashSet<Uuid>) -> Result<HashSet<Uuid>, DbErr> {
    let rows = tenant::Entity::find()
        .filter(tenant::Column::Id.is_in(tenants.iter().copied()))
        .filter(tenant::Column::ErasedAt.is_null())
        .lock_shared()
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn stored(seq: u64) -> Result<i64, DbErr> {
    i64::try_from(seq).map_err(|error| DbErr::Type(error.to_string()))
}

impl From<DbErr> for ApplyError {
    fn from(error: DbErr) -> Self {
        if blames_a_row(&error) { Self::BadRow(error) } else { Self::Database(error) }
    }
}

/// Whether the database refuses what a row says rather than that it is written now.
fn blames_a_row(error: &DbErr) -> bool {
    const SQLITE_TOOBIG: u32 = 18;
    const SQLITE_CONSTRAINT: u32 = 19;
    const SQLITE_MISMATCH: u32 = 20;
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let sqlx::Error::Database(error) = &**error else {
        return false;
    };
    let Some(code) = error.code() else {
        return false;
    };
    if code.len() == 5 {
        // Data exception, integrity constraint violation.
        return code.starts_with("22") || code.starts_with("23");
    }
    code.parse::<u32>()
        .is_ok_and(|code| [SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH].contains(&(code & 0xff)))
}
