//! Agent-status spans. Their rows come out of the journal; here they are only read.

use domain::{agent_status::StatusSpan, id::AgentId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, sea_query::IntoCondition};

use crate::{
    error::Error,
    row::{
        column::At,
        status_span::{Column, Entity, Model},
    },
    tenant_store::repository,
};

repository!(StatusSpans);

impl StatusSpans<'_> {
    /// An agent's spans that began at or after `from` and before `to`.
    pub async fn of_agent(
        &self,
        agent: AgentId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<StatusSpan>, Error> {
        self.list(began_between(from, to).add(Column::AgentId.eq(agent.uuid()))).await
    }

    /// All agents' spans that began at or after `from` and before `to`.
    pub async fn began_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<StatusSpan>, Error> {
        self.list(began_between(from, to)).await
    }

    /// Those that have not ended: what every agent does now.
    pub async fn open(&self) -> Result<Vec<StatusSpan>, Error> {
        self.list(Column::EndedAt.is_null().into_condition()).await
    }

    async fn list(&self, which: Condition) -> Result<Vec<StatusSpan>, Error> {
        let rows = self.scope.rows::<Entity>().filter(which);
        let rows = rows.order_by_asc(Column::StartedAt).order_by_asc(Column::Id);
        Ok(self.scope.all(rows).await?.into_iter().map(Model::status_span).collect())
    }
}

fn began_between(from: Timestamp, to: Timestamp) -> Condition {
    Condition::all().add(Column::StartedAt.gte(At(from))).add(Column::StartedAt.lt(At(to)))
}
