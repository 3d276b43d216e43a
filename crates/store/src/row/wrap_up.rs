use domain::{
    id::{AgentId, CategoryId, InteractionId, TenantId},
    wrap_up::{WrapUp, WrapUpText},
};
use sea_orm::entity::prelude::*;

use super::column::At;
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "wrap_up")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub interaction_id: Uuid,
    pub agent_id: Uuid,
    pub category_id: Option<Uuid>,
    pub text: Sealed,
    pub saved_at: Option<At>,
    pub updated_at: At,
}

super::tenant_row!("wrap-up");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, wrap_up: &WrapUp) -> Result<Self, Error> {
        let seal = vault.row("wrap_up", wrap_up.interaction.uuid().as_bytes());
        Ok(Self {
            tenant_id: tenant.uuid(),
            interaction_id: wrap_up.interaction.uuid(),
            agent_id: wrap_up.agent.uuid(),
            category_id: wrap_up.category.map(CategoryId::uuid),
            text: seal.seal_text("text", wrap_up.text.as_str())?,
            saved_at: wrap_up.saved_at.map(At),
            updated_at: At(wrap_up.updated_at),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<WrapUp, Error> {
        let seal = vault.row("wrap_up", self.interaction_id.as_bytes());
        Ok(WrapUp {
            interaction: InteractionId::new(self.interaction_id),
            agent: AgentId::new(self.agent_id),
            category: self.category_id.map(CategoryId::new),
            text: WrapUpText::parse(&seal.open_text("text", &self.text)?)
                .map_err(|_| Error::Unreadable { table: "wrap_up", column: "text" })?,
            saved_at: self.saved_at.map(|at| at.0),
            updated_at: self.updated_at.0,
        })
    }
}
