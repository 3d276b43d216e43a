//! Queue visits. Their rows come out of the journal; here they are only read.

use domain::{id::InteractionId, queue_visit::QueueVisit};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, sea_query::IntoCondition};

use crate::{
    error::Error,
    row::{
        column::At,
        queue_visit::{Column, Entity, Model},
    },
    tenant_store::repository,
};

repository!(QueueVisits);

impl QueueVisits<'_> {
    pub async fn of_interaction(&self, interaction: InteractionId) -> Result<Vec<QueueVisit>, Error> {
        self.list(Column::InteractionId.eq(interaction.uuid()).into_condition()).await
    }

    /// Those that began at or after `from` and before `to`: what the figures of that time are made of.
    pub async fn entered_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<QueueVisit>, Error> {
        let between = Condition::all().add(Column::EnteredAt.gte(At(from))).add(Column::EnteredAt.lt(At(to)));
        self.list(between).await
    }

    /// Those that have not ended.
    pub async fn open(&self) -> Result<Vec<QueueVisit>, Error> {
        self.list(Column::LeftAt.is_null().into_condition()).await
    }

    async fn list(&self, which: Condition) -> Result<Vec<QueueVisit>, Error> {
        let rows = self.scope.rows::<Entity>().filter(which);
        let rows = rows.order_by_asc(Column::EnteredAt).order_by_asc(Column::Id);
        Ok(self.scope.all(rows).await?.into_iter().map(Model::queue_visit).collect())
    }
}
