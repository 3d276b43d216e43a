use domain::{
    id::{BrandId, TenantId},
    tenant::{Brand, TenantDomain},
};
use sea_orm::entity::prelude::*;

use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "brand")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub slug: String,
}

super::tenant_row!("brand");

impl Model {
    pub fn new(tenant: TenantId, brand: &Brand) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: brand.id.uuid(),
            name: brand.name.clone(),
            slug: brand.slug.as_str().to_owned(),
        }
    }

    pub fn brand(self) -> Result<Brand, Error> {
        Ok(Brand {
            id: BrandId::new(self.id),
            name: self.name,
            slug: TenantDomain::parse(&self.slug)
                .map_err(|_| Error::Unreadable { table: "brand", column: "slug" })?,
        })
    }
}
