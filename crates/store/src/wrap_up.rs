//! Wrap-ups: one per interaction, written again as often as needed (PHN-08).

use domain::{id::InteractionId, wrap_up::WrapUp};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    error::Error,
    row::wrap_up::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(WrapUps);

impl WrapUps<'_> {
    pub async fn find(&self, interaction: InteractionId) -> Result<Option<WrapUp>, Error> {
        let of_interaction = self.scope.rows::<Entity>().filter(Column::InteractionId.eq(interaction.uuid()));
        match self.scope.one_to_change(of_interaction).await? {
            Some(row) => Ok(Some(row.open(&self.scope.vault().await?)?)),
            None => Ok(None),
        }
    }

    pub async fn save(&self, wrap_up: &WrapUp) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.upsert_all::<Entity>(vec![Model::seal(&vault, self.scope.tenant(), wrap_up)?]).await
    }
}
