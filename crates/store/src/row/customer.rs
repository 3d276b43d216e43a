use domain::{
    customer::Customer,
    id::{CustomerId, TenantId},
};
use sea_orm::entity::prelude::*;

use super::column::At;
use crate::{
    error::Error,
    vault::{Vault, blind::Blind, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: Sealed,
    pub name_hash: Blind,
    pub number: Option<Sealed>,
    pub number_hash: Option<Blind>,
    pub last_four_hash: Option<Blind>,
    pub email: Option<Sealed>,
    pub email_hash: Option<Blind>,
    pub note: Sealed,
    pub vip: bool,
    pub created_at: At,
    pub updated_at: At,
}

super::tenant_row!("customer");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, customer: &Customer) -> Result<Self, Error> {
        let seal = vault.row("customer", customer.id.uuid().as_bytes());
        let (number, email) = (customer.number.as_ref(), customer.email.as_deref());
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: customer.id.uuid(),
            name: seal.seal_text("name", &customer.name)?,
            name_hash: vault.blind_name(&customer.name),
            number: number.map(|it| seal.seal_number("number", it)).transpose()?,
            number_hash: number.map(|it| vault.blind_number(it)),
            last_four_hash: number.map(|it| vault.blind_last_four(it)),
            email: seal.seal_optional("email", email)?,
            email_hash: email.map(|it| vault.blind_email(it)),
            note: seal.seal_text("note", &customer.note)?,
            vip: customer.vip,
            created_at: At(customer.created_at),
            updated_at: At(customer.updated_at),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<Customer, Error> {
        let seal = vault.row("customer", self.id.as_bytes());
        Ok(Customer {
            id: CustomerId::new(self.id),
            name: seal.open_text("name", &self.name)?,
            number: self.number.map(|it| seal.open_number("number", &it)).transpose()?,
            email: seal.open_optional("email", self.email.as_ref())?,
            note: seal.open_text("note", &self.note)?,
            vip: self.vip,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

/// The name alone, for lists that show nothing else of a customer.
pub fn open_name(vault: &Vault, id: Uuid, name: &Sealed) -> Result<String, Error> {
    vault.row("customer", id.as_bytes()).open_text("name", name)
}
