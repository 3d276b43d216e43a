use domain::{
    id::{InteractionId, TenantId, TextMessageId},
    text_message::{TextMessage, TextMessageState},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Word};
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "text_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub interaction_id: Uuid,
    pub number: Sealed,
    pub text: Sealed,
    pub created_at: At,
    pub state: Word<TextMessageState>,
}

super::tenant_row!("text message");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, message: &TextMessage) -> Result<Self, Error> {
        let seal = vault.row("text_message", message.id.uuid().as_bytes());
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: message.id.uuid(),
            interaction_id: message.interaction.uuid(),
            number: seal.seal_number("number", &message.to)?,
            text: seal.seal_text("text", &message.text)?,
            created_at: At(message.created_at),
            state: Word(message.state),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<TextMessage, Error> {
        let seal = vault.row("text_message", self.id.as_bytes());
        Ok(TextMessage {
            id: TextMessageId::new(self.id),
            interaction: InteractionId::new(self.interaction_id),
            to: seal.open_number("number", &self.number)?,
            text: seal.open_text("text", &self.text)?,
            created_at: self.created_at.0,
            state: self.state.0,
        })
    }
}
