use domain::{
    call_leg::{CallLeg, LegParty},
    id::{AgentId, CallLegId, InteractionId, TenantId, TrunkId},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Word};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "call_leg")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub interaction_id: Uuid,
    pub party: Word<LegParty>,
    pub agent_id: Option<Uuid>,
    pub trunk_id: Option<Uuid>,
    pub started_at: At,
    pub answered_at: Option<At>,
    pub ended_at: Option<At>,
    pub network_reason: Option<String>,
}

super::tenant_row!("call leg");

impl Model {
    pub fn new(tenant: TenantId, leg: &CallLeg) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: leg.id.uuid(),
            interaction_id: leg.interaction.uuid(),
            party: Word(leg.party),
            agent_id: leg.agent.map(AgentId::uuid),
            trunk_id: leg.trunk.map(TrunkId::uuid),
            started_at: At(leg.started_at),
            answered_at: leg.answered_at.map(At),
            ended_at: leg.ended_at.map(At),
            network_reason: leg.network_reason.clone(),
        }
    }

    pub fn call_leg(self) -> CallLeg {
        CallLeg {
            id: CallLegId::new(self.id),
            interaction: InteractionId::new(self.interaction_id),
            party: self.party.0,
            agent: self.agent_id.map(AgentId::new),
            trunk: self.trunk_id.map(TrunkId::new),
            started_at: self.started_at.0,
            answered_at: self.answered_at.map(|at| at.0),
            ended_at: self.ended_at.map(|at| at.0),
            network_reason: self.network_reason,
        }
    }
}
