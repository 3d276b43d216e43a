//! The installation's view of its tenants: who they are, and which of them an address, a number, a trunk or a
//! cookie leads to. What lies behind is reached by `Store::tenant` alone.

pub mod erase;

use std::{collections::HashSet, sync::Arc};

use domain::{
    id::TenantId,
    owned_number::OwnedNumber,
    phone_number::PhoneNumber,
    tenant::{Brand, Tenant, TenantDomain},
    trunk::Trunk,
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::{
    database::Sees,
    error::Error,
    row::{
        brand,
        column::At,
        owned_number,
        tenant::{Column, Entity, Model},
        trunk, web_session,
    },
    scope::Scope,
    store::Inner,
    tenant_store::TenantTransaction,
    web_session::{TokenHash, WebSession},
};

pub struct Tenants<'s> {
    inner: &'s Arc<Inner>,
}

impl<'s> Tenants<'s> {
    pub(crate) fn new(inner: &'s Arc<Inner>) -> Self {
        Self { inner }
    }

    /// Makes a tenant with a key of its own. The transaction is still open, so that its brand, groups and first
    /// agent come to be with it or not at all.
    pub async fn create(&self, tenant: &Tenant) -> Result<TenantTransaction, Error> {
        let (vault, wrapped_key) = self.inner.master_key.new_vault(tenant.id)?;
        let transaction = self.inner.database.begin(Sees::Tenant(tenant.id)).await?;
        Entity::insert(Model::new(tenant, wrapped_key).into_active_model())
            .exec_without_returning(&transaction)
            .await?;
        let scope = Scope::in_transaction(self.inner.clone(), tenant.id, transaction).with_vault(vault);
        Ok(TenantTransaction::new(scope))
    }

    pub async fn find(&self, id: TenantId) -> Result<Option<Tenant>, Error> {
        self.one(living().filter(Column::Id.eq(id.uuid()))).await
    }

    /// Whom people mean who sign in with this company domain.
    pub async fn find_by_domain(&self, domain: &TenantDomain) -> Result<Option<Tenant>, Error> {
        self.one(living().filter(Column::Domain.eq(domain.as_str()))).await
    }

    /// The oldest first.
    pub async fn list(&self) -> Result<Vec<Tenant>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let rows = living()
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id)
            .all(session.connection())
            .await?;
        session.finish().await?;
        rows.into_iter().map(Model::tenant).collect()
    }

    /// Every number of every tenant: where an incoming call belongs.
    pub async fn numbers(&self) -> Result<Vec<(TenantId, OwnedNumber)>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let rows = owned_number::Entity::find()
            .order_by_asc(owned_number::Column::Number)
            .all(session.connection())
            .await?;
        session.finish().await?;
        let living = self.living_ids().await?;
        rows.into_iter()
            .filter(|row| living.contains(&row.tenant_id))
            .map(|row| Ok((TenantId::new(row.tenant_id), row.owned_number()?)))
            .collect()
    }

    /// Whose number was dialled.
    pub async fn find_by_number(
        &self,
        number: &PhoneNumber,
    ) -> Result<Option<(TenantId, OwnedNumber)>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let row = owned_number::Entity::find()
            .filter(owned_number::Column::Number.eq(number.as_digits()))
            .one(session.connection())
            .await?;
        session.finish().await?;
        row.map(|row| Ok((TenantId::new(row.tenant_id), row.owned_number()?))).transpose()
    }

    /// Every trunk of every tenant, passwords included: what the voice nodes connect to.
    pub async fn trunks(&self) -> Result<Vec<(TenantId, Trunk)>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let rows = trunk::Entity::find().order_by_asc(trunk::Column::Id).all(session.connection()).await?;
        session.finish().await?;
        let living = self.living_ids().await?;
        let mut trunks = vec![];
        for row in rows.into_iter().filter(|row| living.contains(&row.tenant_id)) {
            let tenant = TenantId::new(row.tenant_id);
            trunks.push((tenant, row.open(&self.inner.vault(tenant).await?)?));
        }
        Ok(trunks)
    }

    /// Whose public page this is.
    pub async fn find_brand(&self, slug: &TenantDomain) -> Result<Option<(TenantId, Brand)>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let row = brand::Entity::find()
            .filter(brand::Column::Slug.eq(slug.as_str()))
            .one(session.connection())
            .await?;
        session.finish().await?;
        row.map(|row| Ok((TenantId::new(row.tenant_id), row.brand()?))).transpose()
    }

    /// Whose cookie this is; also when the session has expired, which is for the caller to see.
    pub async fn find_web_session(&self, token: &TokenHash) -> Result<Option<(TenantId, WebSession)>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let row = web_session::Entity::find()
            .filter(web_session::Column::TokenHash.eq(token.0.to_vec()))
            .one(session.connection())
            .await?;
        session.finish().await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let tenant = TenantId::new(row.tenant_id);
        Ok(Some((tenant, row.open(&self.inner.vault(tenant).await?)?)))
    }

    /// Forgets sessions that expired before `now`; tells how many there were.
    pub async fn forget_expired_web_sessions(&self, now: Timestamp) -> Result<u64, Error> {
        let session = self.inner.database.write(Sees::Everything).await?;
        let forgotten = web_session::Entity::delete_many()
            .filter(web_session::Column::ExpiresAt.lt(At(now)))
            .exec(session.connection())
            .await?
            .rows_affected;
        session.finish().await?;
        Ok(forgotten)
    }

    async fn one(&self, select: Select<Entity>) -> Result<Option<Tenant>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let row = select.one(session.connection()).await?;
        session.finish().await?;
        row.map(Model::tenant).transpose()
    }

    async fn living_ids(&self) -> Result<HashSet<Uuid>, Error> {
        Ok(self.list().await?.into_iter().map(|tenant| tenant.id.uuid()).collect())
    }
}

/// Tenants that are not erased.
fn living() -> Select<Entity> {
    Entity::find().filter(Column::ErasedAt.is_null())
}
