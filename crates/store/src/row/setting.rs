use domain::id::TenantId;
use jiff::Timestamp;
use sea_orm::entity::prelude::*;

use super::column::At;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub value: String,
    pub updated_at: At,
}

super::tenant_row!("setting");

impl Model {
    pub fn new(tenant: TenantId, key: &str, value: &str, now: Timestamp) -> Self {
        Self { tenant_id: tenant.uuid(), key: key.to_owned(), value: value.to_owned(), updated_at: At(now) }
    }
}
