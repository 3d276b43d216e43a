//! The timeline of an interaction. Its rows come out of the journal; here they are only read.

use domain::{id::InteractionId, moment::Moment};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::moment::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(Moments);

impl Moments<'_> {
    /// In the order they happened.
    pub async fn of_interaction(&self, interaction: InteractionId) -> Result<Vec<Moment>, Error> {
        let in_order = self
            .scope
            .rows::<Entity>()
            .filter(Column::InteractionId.eq(interaction.uuid()))
            .order_by_asc(Column::Turn);
        Ok(self.scope.all(in_order).await?.into_iter().map(Model::moment).collect())
    }
}
