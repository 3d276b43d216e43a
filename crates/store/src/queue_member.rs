//! Agents assigned to queues directly (상담배정).

use domain::{
    id::{AgentId, QueueId},
    queue::QueueMember,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::queue_member::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(QueueMembers);

impl QueueMembers<'_> {
    pub async fn list(&self) -> Result<Vec<QueueMember>, Error> {
        let in_order =
            self.scope.rows::<Entity>().order_by_asc(Column::QueueId).order_by_asc(Column::AgentId);
        Ok(self.scope.all(in_order).await?.into_iter().map(Model::queue_member).collect())
    }

    /// Makes `agents` the ones assigned to `queue`. Belongs in a transaction.
    pub async fn assign_to_queue(&self, queue: QueueId, agents: &[AgentId]) -> Result<(), Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::QueueId.eq(queue.uuid()))).await?;
        self.add(agents.iter().map(|agent| QueueMember { queue, agent: *agent })).await
    }

    /// Makes `queues` the ones `agent` is assigned to. Belongs in a transaction.
    pub async fn assign_agent(&self, agent: AgentId, queues: &[QueueId]) -> Result<(), Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::AgentId.eq(agent.uuid()))).await?;
        self.add(queues.iter().map(|queue| QueueMember { queue: *queue, agent })).await
    }

    async fn add(&self, members: impl Iterator<Item = QueueMember>) -> Result<(), Error> {
        let tenant = self.scope.tenant();
        self.scope.insert_all::<Entity>(members.map(|member| Model::new(tenant, member)).collect()).await
    }
}
