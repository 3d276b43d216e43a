use domain::{
    id::{AgentId, InteractionId, QueueId, TenantId},
    moment::{Moment, MomentKind},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Count, Word};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "moment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub interaction_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub turn: Count,
    pub at: At,
    pub kind: Word<MomentKind>,
    pub agent_id: Option<Uuid>,
    pub queue_id: Option<Uuid>,
    pub note: Option<String>,
}

super::tenant_row!("moment");

impl Model {
    pub fn new(tenant: TenantId, moment: &Moment) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            interaction_id: moment.interaction.uuid(),
            turn: Count(moment.turn),
            at: At(moment.at),
            kind: Word(moment.kind),
            agent_id: moment.agent.map(AgentId::uuid),
            queue_id: moment.queue.map(QueueId::uuid),
            note: moment.note.clone(),
        }
    }

    pub fn moment(self) -> Moment {
        Moment {
            interaction: InteractionId::new(self.interaction_id),
            turn: self.turn.0,
            at: self.at.0,
            kind: self.kind.0,
            agent: self.agent_id.map(AgentId::new),
            queue: self.queue_id.map(QueueId::new),
            note: self.note,
        }
    }
}
