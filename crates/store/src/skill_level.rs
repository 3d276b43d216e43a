//! Levels of agents in queues (상담사 레벨). The best level is not kept: whoever has no row has it.

use domain::{
    id::QueueId,
    skill_level::{AgentSkill, SkillLevel},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::skill_level::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(SkillLevels);

impl SkillLevels<'_> {
    pub async fn list(&self) -> Result<Vec<AgentSkill>, Error> {
        let in_order =
            self.scope.rows::<Entity>().order_by_asc(Column::QueueId).order_by_asc(Column::AgentId);
        self.scope.all(in_order).await?.into_iter().map(Model::agent_skill).collect()
    }

    /// Makes `skills` the only ones in `queue`, to which all of them belong. Belongs in a transaction.
    pub async fn set_in_queue(&self, queue: QueueId, skills: &[AgentSkill]) -> Result<(), Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::QueueId.eq(queue.uuid()))).await?;
        let tenant = self.scope.tenant();
        let kept = skills.iter().filter(|it| it.level != SkillLevel::BEST);
        self.scope.insert_all::<Entity>(kept.map(|skill| Model::new(tenant, *skill)).collect()).await
    }
}
