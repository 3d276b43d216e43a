//! Call legs. Their rows come out of the journal; here they are only read.

use domain::{call_leg::CallLeg, id::InteractionId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::SimpleExpr};

use crate::{
    error::Error,
    row::call_leg::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(CallLegs);

impl CallLegs<'_> {
    pub async fn of_interaction(&self, interaction: InteractionId) -> Result<Vec<CallLeg>, Error> {
        self.list(Column::InteractionId.eq(interaction.uuid())).await
    }

    /// Those that have not ended.
    pub async fn open(&self) -> Result<Vec<CallLeg>, Error> {
        self.list(Column::EndedAt.is_null()).await
    }

    async fn list(&self, which: SimpleExpr) -> Result<Vec<CallLeg>, Error> {
        let rows = self.scope.rows::<Entity>().filter(which);
        let rows = rows.order_by_asc(Column::StartedAt).order_by_asc(Column::Id);
        Ok(self.scope.all(rows).await?.into_iter().map(Model::call_leg).collect())
    }
}
