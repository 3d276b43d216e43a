//! The switch beside the hours.

use center::scenario;
use domain::{id::ScenarioId, scenario as switch};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Scenario, describe};
use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForcedHours {
    pub open: bool,
    /// Absent: until somebody switches it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Open or close at once, whatever the hours say.
#[utoipa::path(put, path = "/scenarios/{id}/forced-hours", tag = "scenarios", params(("id" = Uuid, Path)), request_body = ForcedHours, responses((status = 200, body = Scenario)))]
pub async fn force(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<ForcedHours>,
) -> Result<axum::Json<Scenario>, Problem> {
    let forced = switch::ForcedHours { open: body.open, until: body.until };
    let detail = scenario::force_hours(&me.cx, ScenarioId::new(id), forced).await;
    describe(&me, detail)
}

/// Let the hours hold again.
#[utoipa::path(delete, path = "/scenarios/{id}/forced-hours", tag = "scenarios", params(("id" = Uuid, Path)), responses((status = 200, body = Scenario)))]
pub async fn release(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<Scenario>, Problem> {
    let detail = scenario::let_hours_hold(&me.cx, ScenarioId::new(id)).await;
    describe(&me, detail)
}
