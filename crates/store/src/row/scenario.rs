use domain::{
    id::{AgentId, BrandId, ScenarioId, TenantId},
    scenario::{ForcedHours, Scenario},
};
use sea_orm::entity::prelude::*;

use super::column::{At, Count};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scenario")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub brand_id: Uuid,
    pub name: String,
    pub draft: String,
    pub draft_updated_at: At,
    pub draft_updated_by: Option<Uuid>,
    // The version calls hear; none before the first publication.
    pub published_version: Option<Count>,
    // Opened or closed by hand; none while the hours hold.
    pub forced_open: Option<bool>,
    pub forced_until: Option<At>,
}

super::tenant_row!("scenario");

impl Model {
    pub fn new(tenant: TenantId, scenario: &Scenario) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: scenario.id.uuid(),
            brand_id: scenario.brand.uuid(),
            name: scenario.name.clone(),
            draft: scenario.draft.clone(),
            draft_updated_at: At(scenario.draft_updated_at),
            draft_updated_by: scenario.draft_updated_by.map(AgentId::uuid),
            published_version: scenario.published_version.map(Count),
            forced_open: scenario.forced_hours.map(|it| it.open),
            forced_until: scenario.forced_hours.and_then(|it| it.until).map(At),
        }
    }

    pub fn scenario(self) -> Scenario {
        Scenario {
            id: ScenarioId::new(self.id),
            brand: BrandId::new(self.brand_id),
            name: self.name,
            draft: self.draft,
            draft_updated_at: self.draft_updated_at.0,
            draft_updated_by: self.draft_updated_by.map(AgentId::new),
            published_version: self.published_version.map(|version| version.0),
            forced_hours: self
                .forced_open
                .map(|open| ForcedHours { open, until: self.forced_until.map(|at| at.0) }),
        }
    }
}
