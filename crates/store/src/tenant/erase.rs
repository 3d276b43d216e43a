//! Erasing a tenant: its key first, which makes everything sealed unreadable at once and for good, wherever a copy
//! of it lies; then its files and rows.

use domain::id::TenantId;
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

use super::Tenants;
use crate::{
    database::Sees,
    error::Error,
    files::FileError,
    row::{
        column::At,
        tenant::{Column, Entity},
    },
};

#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    #[error(transparent)]
    Rows(#[from] Error),
    #[error(transparent)]
    Files(#[from] FileError),
}

/// Every table of tenant rows; a table that refers to another stands before it.
pub(crate) const TENANT_TABLES: [&str; 28] = [
    "audit_entry",
    "call_leg",
    "callback_request",
    "customer",
    "interaction",
    "moment",
    "owned_number",
    "queue_member",
    "queue_slot",
    "queue_visit",
    "recording",
    "routing_entry",
    "scenario_version",
    "setting",
    "sign_in_entry",
    "skill_level",
    "sound",
    "status_span",
    "text_message",
    "trunk",
    "web_session",
    "wrap_up",
    "category",
    "scenario",
    "brand",
    "agent",
    "queue",
    "agent_group",
];

impl Tenants<'_> {
    /// Erases everything of a tenant. When it fails half-way, the key is gone nevertheless, and doing it again
    /// finishes the rest.
    pub async fn erase(&self, id: TenantId, now: Timestamp) -> Result<(), EraseError> {
        self.destroy_key(id, now).await?;
        let files = &self.inner.files;
        for file in files.list_of(id).await? {
            files.delete(&file).await?;
        }
        let transaction = self.inner.database.begin(Sees::Tenant(id)).await.map_err(Error::from)?;
        delete_rows(&transaction, id).await.map_err(Error::from)?;
        transaction.commit().await.map_err(Error::from)?;
        Ok(())
    }

    async fn destroy_key(&self, id: TenantId, now: Timestamp) -> Result<(), Error> {
        let session = self.inner.database.write(Sees::Tenant(id)).await?;
        let destroyed = Entity::update_many()
            .col_expr(Column::WrappedKey, Expr::value(None::<Vec<u8>>))
            .col_expr(Column::ErasedAt, Expr::value(At(now)))
            .filter(Column::Id.eq(id.uuid()))
            .exec(session.connection())
            .await?;
        session.finish().await?;
        // Only now, so that nobody opens it again from the row; the last copy in memory is overwritten when the
        // last one who uses it lets go.
        self.inner.forget_vault(id);
        if destroyed.rows_affected == 0 { Err(Error::UnknownTenant(id)) } else { Ok(()) }
    }
}

async fn delete_rows(transaction: &DatabaseTransaction, id: TenantId) -> Result<(), DbErr> {
    for table in TENANT_TABLES {
        let delete = Query::delete().from_table(table).and_where(Expr::col("tenant_id").eq(id.uuid())).take();
        transaction.execute(&delete).await?;
    }
    Entity::delete_by_id(id.uuid()).exec(transaction).await?;
    Ok(())
}
