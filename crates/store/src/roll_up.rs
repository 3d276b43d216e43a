//! Stored figures of 15-minute slots.

use domain::roll_up::QueueSlot;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::{
        column::At,
        queue_slot::{Column, Entity, Model},
    },
    tenant_store::repository,
};

repository!(RollUps);

impl RollUps<'_> {
    /// Writes slots, replacing those of the same queue and time.
    pub async fn save(&self, slots: &[QueueSlot]) -> Result<(), Error> {
        let tenant = self.scope.tenant();
        for some in slots.chunks(ROWS_AT_ONCE) {
            let rows = some.iter().map(|slot| Model::new(tenant, slot)).collect();
            self.scope.upsert_all::<Entity>(rows).await?;
        }
        Ok(())
    }

    /// Slots at or after `from` and before `to`, by time and queue.
    pub async fn between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<QueueSlot>, Error> {
        let rows =
            self.scope.rows::<Entity>().filter(Column::Slot.gte(At(from))).filter(Column::Slot.lt(At(to)));
        let rows = rows.order_by_asc(Column::Slot).order_by_asc(Column::QueueId);
        Ok(self.scope.all(rows).await?.into_iter().map(Model::queue_slot).collect())
    }

    /// The start of the newest slot that was saved: where rolling up goes on after a restart.
    pub async fn latest_slot(&self) -> Result<Option<Timestamp>, Error> {
        let newest = self.scope.one(self.scope.rows::<Entity>().order_by_desc(Column::Slot)).await?;
        Ok(newest.map(|row| row.slot.0))
    }
}

/// Statements have a limited number of parameters.
const ROWS_AT_ONCE: usize = 200;
