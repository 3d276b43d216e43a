use domain::{
    agent_status::{AgentStatus, StatusKind, StatusSpan},
    away_reason::AwayReason,
    id::{AgentId, InteractionId, StatusSpanId, TenantId},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Word};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "status_span")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub agent_id: Uuid,
    pub kind: Word<StatusKind>,
    pub away_reason: Option<Word<AwayReason>>,
    pub interaction_id: Option<Uuid>,
    pub started_at: At,
    pub ended_at: Option<At>,
}

super::tenant_row!("status span");

impl Model {
    pub fn new(tenant: TenantId, span: &StatusSpan) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: span.id.uuid(),
            agent_id: span.agent.uuid(),
            kind: Word(span.status.kind()),
            away_reason: span.status.away_reason().map(Word),
            interaction_id: span.interaction.map(InteractionId::uuid),
            started_at: At(span.started_at),
            ended_at: span.ended_at.map(At),
        }
    }

    pub fn status_span(self) -> StatusSpan {
        StatusSpan {
            id: StatusSpanId::new(self.id),
            agent: AgentId::new(self.agent_id),
            status: AgentStatus::from_parts(self.kind.0, self.away_reason.map(|word| word.0)),
            interaction: self.interaction_id.map(InteractionId::new),
            started_at: self.started_at.0,
            ended_at: self.ended_at.map(|at| at.0),
        }
    }
}
