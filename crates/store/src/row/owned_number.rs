use domain::{
    id::{BrandId, OwnedNumberId, ScenarioId, TenantId, TrunkId},
    owned_number::OwnedNumber,
    phone_number::PhoneNumber,
};
use sea_orm::entity::prelude::*;

use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "owned_number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub brand_id: Uuid,
    pub number: String,
    pub label: String,
    pub scenario_id: Option<Uuid>,
    pub trunk_id: Option<Uuid>,
    pub main: bool,
}

super::tenant_row!("owned number");

impl Model {
    pub fn new(tenant: TenantId, number: &OwnedNumber) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: number.id.uuid(),
            brand_id: number.brand.uuid(),
            // The company's own number is printed on its web site; only customers' numbers are personal.
            number: number.number.as_digits().to_owned(),
            label: number.label.clone(),
            scenario_id: number.scenario.map(ScenarioId::uuid),
            trunk_id: number.trunk.map(TrunkId::uuid),
            main: number.main,
        }
    }

    pub fn owned_number(self) -> Result<OwnedNumber, Error> {
        Ok(OwnedNumber {
            id: OwnedNumberId::new(self.id),
            brand: BrandId::new(self.brand_id),
            number: PhoneNumber::parse(&self.number)
                .map_err(|_| Error::Unreadable { table: "owned_number", column: "number" })?,
            label: self.label,
            scenario: self.scenario_id.map(ScenarioId::new),
            trunk: self.trunk_id.map(TrunkId::new),
            main: self.main,
        })
    }
}
