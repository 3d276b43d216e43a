//! Recordings. Their rows come out of the journal, their sound stands in the file store; here they are only read.

use domain::{
    id::{InteractionId, RecordingId},
    recording::{Recording, RecordingState},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::SimpleExpr};

use crate::{
    error::Error,
    row::{
        column::Word,
        recording::{Column, Entity, Model},
    },
    tenant_store::repository,
};

repository!(Recordings);

impl Recordings<'_> {
    pub async fn find(&self, id: RecordingId) -> Result<Option<Recording>, Error> {
        let row = self.scope.one(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        Ok(row.map(Model::recording))
    }

    pub async fn of_interaction(&self, interaction: InteractionId) -> Result<Vec<Recording>, Error> {
        self.list(Column::InteractionId.eq(interaction.uuid())).await
    }

    /// Those of these that there are.
    pub async fn find_all(&self, ids: &[RecordingId]) -> Result<Vec<Recording>, Error> {
        let mut found = vec![];
        for some in ids.chunks(IDS_AT_ONCE) {
            found.extend(self.list(Column::Id.is_in(some.iter().map(|it| it.uuid()))).await?);
        }
        Ok(found)
    }

    /// Those still being written or on their way to the file store; after a restart, those that were cut off.
    pub async fn running(&self) -> Result<Vec<Recording>, Error> {
        self.list(Column::State.eq(Word(RecordingState::Running))).await
    }

    async fn list(&self, which: SimpleExpr) -> Result<Vec<Recording>, Error> {
        let rows = self.scope.rows::<Entity>().filter(which);
        let rows = rows.order_by_asc(Column::StartedAt).order_by_asc(Column::Id);
        Ok(self.scope.all(rows).await?.into_iter().map(Model::recording).collect())
    }
}

/// Statements have a limited number of parameters.
const IDS_AT_ONCE: usize = 500;
