//! Text messages to be sent. Their rows come out of the journal.

use domain::{id::InteractionId, text_message::TextMessage};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::text_message::{Column, Entity},
    tenant_store::repository,
};

repository!(TextMessages);

impl TextMessages<'_> {
    pub async fn of_interaction(&self, interaction: InteractionId) -> Result<Vec<TextMessage>, Error> {
        let rows = self.scope.rows::<Entity>().filter(Column::InteractionId.eq(interaction.uuid()));
        let rows = self.scope.all(rows.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id)).await?;
        if rows.is_empty() {
            return Ok(vec![]);
        }
        let vault = self.scope.vault().await?;
        rows.into_iter().map(|it| it.open(&vault)).collect()
    }
}
