use domain::{
    id::{AgentId, InteractionId, QueueId, QueueVisitId, TenantId},
    queue_visit::{QueueVisit, VisitOutcome},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Count, Word};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "queue_visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub interaction_id: Uuid,
    pub queue_id: Uuid,
    pub entered_at: At,
    pub left_at: Option<At>,
    pub outcome: Option<Word<VisitOutcome>>,
    pub agent_id: Option<Uuid>,
    pub offers: Count,
    pub declines: Count,
    pub no_answers: Count,
    pub talk_ms: i64,
}

super::tenant_row!("queue visit");

impl Model {
    pub fn new(tenant: TenantId, visit: &QueueVisit) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: visit.id.uuid(),
            interaction_id: visit.interaction.uuid(),
            queue_id: visit.queue.uuid(),
            entered_at: At(visit.entered_at),
            left_at: visit.left_at.map(At),
            outcome: visit.outcome.map(Word),
            agent_id: visit.agent.map(AgentId::uuid),
            offers: Count(visit.offers),
            declines: Count(visit.declines),
            no_answers: Count(visit.no_answers),
            talk_ms: visit.talk_ms,
        }
    }

    pub fn queue_visit(self) -> QueueVisit {
        QueueVisit {
            id: QueueVisitId::new(self.id),
            interaction: InteractionId::new(self.interaction_id),
            queue: QueueId::new(self.queue_id),
            entered_at: self.entered_at.0,
            left_at: self.left_at.map(|at| at.0),
            outcome: self.outcome.map(|word| word.0),
            agent: self.agent_id.map(AgentId::new),
            offers: self.offers.0,
            declines: self.declines.0,
            no_answers: self.no_answers.0,
            talk_ms: self.talk_ms,
        }
    }
}
