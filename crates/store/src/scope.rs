//! The one place where queries meet a tenant: every select, update and delete starts from here and is confined to
//! the tenant's rows, every insert is written as the tenant's.

use std::sync::{Arc, OnceLock};

use domain::{
    id::TenantId,
    page::{Listing, Page},
};
use sea_orm::{
    ActiveModelTrait, Condition, DatabaseTransaction, DbErr, DeleteMany, FromQueryResult, IdenStatic,
    IntoActiveModel, Iterable, PaginatorTrait, PrimaryKeyToColumn, QueryFilter, QuerySelect, Select,
    UpdateMany,
    sea_query::{Expr, ExprTrait, OnConflict, SimpleExpr},
};

use crate::{
    database::{Sees, Session},
    error::Error,
    row::TenantRow,
    store::Inner,
    vault::Vault,
};

pub(crate) struct Scope {
    tenant: TenantId,
    inner: Arc<Inner>,
    transaction: Option<DatabaseTransaction>,
    vault: OnceLock<Vault>,
}

impl Scope {
    pub(crate) fn new(inner: Arc<Inner>, tenant: TenantId) -> Self {
        Self { tenant, inner, transaction: None, vault: OnceLock::new() }
    }

    pub(crate) fn in_transaction(
        inner: Arc<Inner>,
        tenant: TenantId,
        transaction: DatabaseTransaction,
    ) -> Self {
        Self { tenant, inner, transaction: Some(transaction), vault: OnceLock::new() }
    }

    /// Gives a tenant that is just being made its vault, which no committed row tells yet.
    pub(crate) fn with_vault(self, vault: Vault) -> Self {
        Self { vault: OnceLock::from(vault), ..self }
    }

    pub(crate) fn tenant(&self) -> TenantId {
        self.tenant
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    pub(crate) fn is_transaction(&self) -> bool {
        self.transaction.is_some()
    }

    pub(crate) async fn vault(&self) -> Result<Vault, Error> {
        match self.vault.get() {
            Some(vault) => Ok(vault.clone()),
            None => self.inner.vault(self.tenant).await,
        }
    }

    pub(crate) async fn commit(self) -> Result<(), Error> {
        if let Some(transaction) = self.transaction {
            transaction.commit().await?;
        }
        if let Some(vault) = self.vault.into_inner() {
            self.inner.remember_vault(self.tenant, vault);
        }
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<(), Error> {
        match self.transaction {
            Some(transaction) => Ok(transaction.rollback().await?),
            None => Ok(()),
        }
    }

    /// The tenant's rows of a table.
    pub(crate) fn rows<E: TenantRow>(&self) -> Select<E> {
        E::find().filter(self.own::<E>())
    }

    pub(crate) async fn one<E: TenantRow>(&self, select: Select<E>) -> Result<Option<E::Model>, Error> {
        let session = self.read().await?;
        let row = select.one(session.connection()).await?;
        session.finish().await?;
        Ok(row)
    }

    /// One row that the caller may be about to change: inside a transaction it stays as it is until the end.
    pub(crate) async fn one_to_change<E: TenantRow>(
        &self,
        select: Select<E>,
    ) -> Result<Option<E::Model>, Error> {
        // SQLite's only writer holds the lock already; sea-query leaves the clause out there.
        self.one(if self.transaction.is_some() { select.lock_exclusive() } else { select }).await
    }

    pub(crate) async fn all<E: TenantRow>(&self, select: Select<E>) -> Result<Vec<E::Model>, Error> {
        let session = self.read().await?;
        let rows = select.all(session.connection()).await?;
        session.finish().await?;
        Ok(rows)
    }

    /// Rows in another shape than the table's, such as with columns of a joined table.
    pub(crate) async fn all_as<T, E>(&self, select: Select<E>) -> Result<Vec<T>, Error>
    where
        T: FromQueryResult + Send,
        E: TenantRow,
    {
        let session = self.read().await?;
        let rows = select.into_model::<T>().all(session.connection()).await?;
        session.finish().await?;
        Ok(rows)
    }

    pub(crate) async fn count<E: TenantRow>(&self, select: Select<E>) -> Result<u64, Error> {
        let session = self.read().await?;
        let count = select.count(session.connection()).await?;
        session.finish().await?;
        Ok(count)
    }

    /// A page of `select`, which must be in a total order, and how many rows `filtered` has. The two differ in
    /// what they join: counting needs none of what is shown.
    pub(crate) async fn page_as<T, E>(
        &self,
        filtered: Select<E>,
        select: Select<E>,
        page: Page,
    ) -> Result<Listing<T>, Error>
    where
        T: FromQueryResult + Send,
        E: TenantRow,
    {
        let session = self.read().await?;
        let total = filtered.count(session.connection()).await?;
        let items = select
            .limit(u64::from(page.size))
            .offset(page.offset())
            .into_model::<T>()
            .all(session.connection())
            .await?;
        session.finish().await?;
        Ok(Listing { items, total })
    }

    pub(crate) async fn insert<E: TenantRow>(&self, row: E::Model) -> Result<(), Error> {
        let session = self.write().await?;
        E::insert(self.as_ours::<E>(row)).exec_without_returning(session.connection()).await?;
        Ok(session.finish().await?)
    }

    pub(crate) async fn insert_all<E: TenantRow>(&self, rows: Vec<E::Model>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let session = self.write().await?;
        let rows = rows.into_iter().map(|row| self.as_ours::<E>(row));
        E::insert_many(rows).exec_without_returning(session.connection()).await?;
        Ok(session.finish().await?)
    }

    /// Writes rows, replacing those with the same key.
    pub(crate) async fn upsert_all<E: TenantRow>(&self, rows: Vec<E::Model>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let is_key = |column: &E::Column| {
            E::PrimaryKey::iter().any(|key| key.into_column().as_str() == column.as_str())
        };
        let (keys, others): (Vec<_>, Vec<_>) = E::Column::iter().partition(is_key);
        let session = self.write().await?;
        E::insert_many(rows.into_iter().map(|row| self.as_ours::<E>(row)))
            .on_conflict(OnConflict::columns(keys).update_columns(others).to_owned())
            .exec_without_returning(session.connection())
            .await?;
        Ok(session.finish().await?)
    }

    /// Replaces the row with the same key, except for the columns that only other verbs may change.
    pub(crate) async fn update<E: TenantRow>(
        &self,
        row: E::Model,
        except: &[E::Column],
    ) -> Result<(), Error> {
        let mut row = self.as_ours::<E>(row);
        for column in except {
            row.not_set(*column);
        }
        let session = self.write().await?;
        match E::update(row).exec_without_returning(session.connection()).await {
            Ok(_) => Ok(session.finish().await?),
            Err(DbErr::RecordNotUpdated) => Err(Error::Missing(E::NOUN)),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes some columns of the rows that `change` filters; tells how many there were.
    pub(crate) async fn change<E: TenantRow>(
        &self,
        change: impl FnOnce(UpdateMany<E>) -> UpdateMany<E>,
    ) -> Result<u64, Error> {
        let session = self.write().await?;
        let change = change(E::update_many().filter(self.own::<E>()));
        let changed = change.exec(session.connection()).await?.rows_affected;
        session.finish().await?;
        Ok(changed)
    }

    /// Deletes the rows that `which` filters; tells how many there were.
    pub(crate) async fn delete<E: TenantRow>(
        &self,
        which: impl FnOnce(DeleteMany<E>) -> DeleteMany<E>,
    ) -> Result<u64, Error> {
        let session = self.write().await?;
        let delete = which(E::delete_many().filter(self.own::<E>()));
        let deleted = delete.exec(session.connection()).await?.rows_affected;
        session.finish().await?;
        Ok(deleted)
    }

    fn own<E: TenantRow>(&self) -> SimpleExpr {
        Expr::col((E::default(), E::TENANT)).eq(self.tenant.uuid())
    }

    fn as_ours<E: TenantRow>(&self, row: E::Model) -> E::ActiveModel {
        let mut row = row.into_active_model().reset_all();
        row.set(E::TENANT, self.tenant.uuid().into());
        row
    }

    async fn read(&self) -> Result<Session<'_>, Error> {
        match &self.transaction {
            Some(transaction) => Ok(Session::within(transaction)),
            None => Ok(self.inner.database.read(Sees::Tenant(self.tenant)).await?),
        }
    }

    async fn write(&self) -> Result<Session<'_>, Error> {
        match &self.transaction {
            Some(transaction) => Ok(Session::within(transaction)),
            None => Ok(self.inner.database.write(Sees::Tenant(self.tenant)).await?),
        }
    }
}

/// `Err` when a change or deletion by id found nothing.
pub(crate) fn found<E: TenantRow>(rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::Missing(E::NOUN)) } else { Ok(()) }
}

/// Adds a table to a select by the id that one of its columns names, within the same tenant.
pub(crate) fn left_join<E: TenantRow, O: TenantRow>(
    mut select: Select<E>,
    column: E::Column,
    other_id: O::Column,
) -> Select<E> {
    let on = Condition::all()
        .add(Expr::col((O::default(), O::TENANT)).equals((E::default(), E::TENANT)))
        .add(Expr::col((O::default(), other_id)).equals((E::default(), column)));
    sea_orm::QueryTrait::query(&mut select).left_join(O::default(), on);
    select
}
