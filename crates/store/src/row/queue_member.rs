use domain::{
    id::{AgentId, QueueId, TenantId},
    queue::QueueMember,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "queue_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub queue_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub agent_id: Uuid,
}

super::tenant_row!("queue member");

impl Model {
    pub fn new(tenant: TenantId, member: QueueMember) -> Self {
        Self { tenant_id: tenant.uuid(), queue_id: member.queue.uuid(), agent_id: member.agent.uuid() }
    }

    pub fn queue_member(self) -> QueueMember {
        QueueMember { queue: QueueId::new(self.queue_id), agent: AgentId::new(self.agent_id) }
    }
}
