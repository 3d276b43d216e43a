use domain::{
    id::{AgentId, QueueId, TenantId},
    skill_level::{AgentSkill, SkillLevel},
};
use sea_orm::entity::prelude::*;

use super::column::Count;
use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_level")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub queue_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub agent_id: Uuid,
    pub level: Count,
}

super::tenant_row!("skill level");

impl Model {
    pub fn new(tenant: TenantId, skill: AgentSkill) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            queue_id: skill.queue.uuid(),
            agent_id: skill.agent.uuid(),
            level: Count(skill.level.get().into()),
        }
    }

    pub fn agent_skill(self) -> Result<AgentSkill, Error> {
        let level = <u8 as TryFrom<u32>>::try_from(self.level.0).ok();
        Ok(AgentSkill {
            queue: QueueId::new(self.queue_id),
            agent: AgentId::new(self.agent_id),
            level: level
                .and_then(|it| SkillLevel::new(it).ok())
                .ok_or(Error::Unreadable { table: "skill_level", column: "level" })?,
        })
    }
}
