//! What routing was told and what it decided, in order, so that any hour can be replayed (invariant 2 of
//! ARCHITECTURE.md). Its rows come out of the journal; here they are only read.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    error::Error,
    row::{
        column::At,
        routing_entry::{Column, Entity, Model},
    },
    tenant_store::repository,
};

/// How the input begins that routing is told first.
const LIFE_BEGINS: &str = "{\"Reset\"";

repository!(RoutingJournal);

/// One input of a tenant's routing with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingEntry {
    /// Counts from 1 in each tenant without gaps; the journal refuses an entry out of turn.
    pub seq: u64,
    pub at: Timestamp,
    /// JSON text. Ids, times and words only: it is not sealed.
    pub input: String,
    /// JSON text like `input`.
    pub outputs: String,
}

impl RoutingJournal<'_> {
    /// The `seq` of the next entry. Right once the journal is applied, as after a start.
    pub async fn next_seq(&self) -> Result<u64, Error> {
        let last = self.scope.one(self.scope.rows::<Entity>().order_by_desc(Column::Seq)).await?;
        Ok(last.map(Model::routing_entry).transpose()?.map_or(1, |entry| entry.seq + 1))
    }

    /// Entries at or after `seq`, in order.
    pub async fn from_seq(&self, seq: u64, at_most: u32) -> Result<Vec<RoutingEntry>, Error> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let rows = self.scope.rows::<Entity>().filter(Column::Seq.gte(seq));
        let rows = rows.order_by_asc(Column::Seq).limit(u64::from(at_most));
        self.scope.all(rows).await?.into_iter().map(Model::routing_entry).collect()
    }

    /// The entry with which the life of the process began that ran at `at`; `None` when it is forgotten.
    pub async fn life_at(&self, at: Timestamp) -> Result<Option<RoutingEntry>, Error> {
        let begun = self.scope.rows::<Entity>().filter(Column::At.lte(At(at)));
        let begun = begun.filter(Column::Input.starts_with(LIFE_BEGINS)).order_by_desc(Column::Seq);
        self.scope.one(begun).await?.map(Model::routing_entry).transpose()
    }

    /// Entries at or after `from` and before `to`, in order.
    pub async fn between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<RoutingEntry>, Error> {
        let rows = self.scope.rows::<Entity>().filter(Column::At.gte(At(from))).filter(Column::At.lt(At(to)));
        self.scope.all(rows.order_by_asc(Column::Seq)).await?.into_iter().map(Model::routing_entry).collect()
    }

    /// Forgets the entries before `before`; tells how many there were. The last entry stays, because the next one
    /// is numbered after it.
    pub async fn forget_before(&self, before: Timestamp) -> Result<u64, Error> {
        let Some(last) = self.scope.one(self.scope.rows::<Entity>().order_by_desc(Column::Seq)).await? else {
            return Ok(0);
        };
        self.scope
            .delete::<Entity>(|delete| {
                delete.filter(Column::At.lt(At(before))).filter(Column::Seq.lt(last.seq))
            })
            .await
    }
}
