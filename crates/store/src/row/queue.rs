use domain::{
    id::{AgentGroupId, QueueId, TenantId},
    queue::{Distribution, Overflow, Queue, QueueRule},
};
use sea_orm::entity::prelude::*;

use super::column::{At, Count, Word};
use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "queue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub group_id: Option<Uuid>,
    pub ring_seconds: Count,
    pub wrap_up_seconds: Count,
    pub service_level_seconds: Count,
    pub service_level_target: Count,
    pub answer_rate_target: Count,
    pub short_abandon_seconds: Count,
    pub distribution: Word<Distribution>,
    pub last_agent_first: bool,
    pub widen_after_seconds: Count,
    pub overflow_after_seconds: Option<Count>,
    pub overflow_queue_id: Option<Uuid>,
    pub deleted_at: Option<At>,
}

super::tenant_row!("queue");

impl Model {
    pub fn new(tenant: TenantId, queue: &Queue) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: queue.id.uuid(),
            name: queue.name.clone(),
            group_id: queue.group.map(AgentGroupId::uuid),
            ring_seconds: Count(queue.rule.ring_seconds),
            wrap_up_seconds: Count(queue.rule.wrap_up_seconds),
            service_level_seconds: Count(queue.rule.service_level_seconds),
            service_level_target: Count(queue.rule.service_level_target.into()),
            answer_rate_target: Count(queue.rule.answer_rate_target.into()),
            short_abandon_seconds: Count(queue.rule.short_abandon_seconds),
            distribution: Word(queue.rule.distribution),
            last_agent_first: queue.rule.last_agent_first,
            widen_after_seconds: Count(queue.rule.widen_after_seconds),
            overflow_after_seconds: queue.rule.overflow.map(|it| Count(it.after_seconds)),
            overflow_queue_id: queue.rule.overflow.and_then(|it| it.queue).map(QueueId::uuid),
            deleted_at: None,
        }
    }

    pub fn queue(self) -> Result<Queue, Error> {
        let percent = |column, count: Count| {
            <u8 as TryFrom<u32>>::try_from(count.0).map_err(|_| Error::Unreadable { table: "queue", column })
        };
        Ok(Queue {
            id: QueueId::new(self.id),
            name: self.name,
            group: self.group_id.map(AgentGroupId::new),
            rule: QueueRule {
                ring_seconds: self.ring_seconds.0,
                wrap_up_seconds: self.wrap_up_seconds.0,
                service_level_seconds: self.service_level_seconds.0,
                service_level_target: percent("service_level_target", self.service_level_target)?,
                answer_rate_target: percent("answer_rate_target", self.answer_rate_target)?,
                short_abandon_seconds: self.short_abandon_seconds.0,
                distribution: self.distribution.0,
                last_agent_first: self.last_agent_first,
                widen_after_seconds: self.widen_after_seconds.0,
                overflow: self.overflow_after_seconds.map(|after| Overflow {
                    after_seconds: after.0,
                    queue: self.overflow_queue_id.map(QueueId::new),
                }),
            },
        })
    }
}
