use domain::{
    id::{AgentId, ScenarioId, ScenarioVersionId, TenantId},
    scenario::ScenarioVersion,
};
use sea_orm::entity::prelude::*;

use super::column::{At, Count, Texts};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scenario_id: Uuid,
    pub version: Count,
    pub document: String,
    pub note: String,
    pub published_by: Option<Uuid>,
    pub published_at: At,
    pub clips: Texts,
}

super::tenant_row!("scenario version");

impl Model {
    pub fn new(tenant: TenantId, version: &ScenarioVersion) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: version.id.uuid(),
            scenario_id: version.scenario.uuid(),
            version: Count(version.version),
            document: version.document.clone(),
            note: version.note.clone(),
            published_by: version.published_by.map(AgentId::uuid),
            published_at: At(version.published_at),
            clips: Texts(version.clips.clone()),
        }
    }

    pub fn scenario_version(self) -> ScenarioVersion {
        ScenarioVersion {
            id: ScenarioVersionId::new(self.id),
            scenario: ScenarioId::new(self.scenario_id),
            version: self.version.0,
            document: self.document,
            note: self.note,
            published_by: self.published_by.map(AgentId::new),
            published_at: self.published_at.0,
            clips: self.clips.0,
        }
    }
}
