use domain::{
    agent_group::AgentGroup,
    id::{AgentGroupId, QueueId, TenantId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agent_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub name: String,
    pub default_queue_id: Uuid,
    pub position: i32,
}

super::tenant_row!("agent group");

impl Model {
    pub fn new(tenant: TenantId, group: &AgentGroup) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: group.id.uuid(),
            parent_id: group.parent.map(AgentGroupId::uuid),
            name: group.name.clone(),
            default_queue_id: group.default_queue.uuid(),
            position: group.position,
        }
    }

    pub fn agent_group(self) -> AgentGroup {
        AgentGroup {
            id: AgentGroupId::new(self.id),
            parent: self.parent_id.map(AgentGroupId::new),
            name: self.name,
            default_queue: QueueId::new(self.default_queue_id),
            position: self.position,
        }
    }
}
