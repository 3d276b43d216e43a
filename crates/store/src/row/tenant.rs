use domain::{
    id::TenantId,
    tenant::{Tenant, TenantDomain},
};
use sea_orm::entity::prelude::*;

use super::column::At;
use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub domain: String,
    pub name: String,
    // The tenant's data key under the master key; gone once the tenant was erased.
    pub wrapped_key: Option<Vec<u8>>,
    pub created_at: At,
    pub erased_at: Option<At>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn new(tenant: &Tenant, wrapped_key: Vec<u8>) -> Self {
        Self {
            id: tenant.id.uuid(),
            domain: tenant.domain.as_str().to_owned(),
            name: tenant.name.clone(),
            wrapped_key: Some(wrapped_key),
            created_at: At(tenant.created_at),
            erased_at: None,
        }
    }

    pub fn tenant(self) -> Result<Tenant, Error> {
        Ok(Tenant {
            id: TenantId::new(self.id),
            domain: TenantDomain::parse(&self.domain)
                .map_err(|_| Error::Unreadable { table: "tenant", column: "domain" })?,
            name: self.name,
            created_at: self.created_at.0,
        })
    }
}
