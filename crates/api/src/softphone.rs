//! The browser's warm WebRTC leg (ADR 3).

use axum::http::StatusCode;
use center::desk;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{problem::Problem, request::Body, requester::Me};

#[derive(Debug, Deserialize, ToSchema)]
pub struct Offer {
    /// SDP with all candidates; there is no trickle.
    pub offer: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SoftphoneLeg {
    leg_id: Uuid,
    /// SDP.
    answer: String,
}

/// Open the leg, or replace it; a running call goes on over the new one.
#[utoipa::path(post, path = "/softphone", tag = "softphone", request_body = Offer, responses((status = 200, body = SoftphoneLeg)))]
pub async fn open(me: Me, Body(body): Body<Offer>) -> Result<axum::Json<SoftphoneLeg>, Problem> {
    let (leg, answer) = me.told(desk::open_softphone(&me.cx, body.offer).await)?;
    Ok(axum::Json(SoftphoneLeg { leg_id: leg.uuid(), answer }))
}

#[utoipa::path(delete, path = "/softphone", tag = "softphone", responses((status = 204)))]
pub async fn close(me: Me) -> Result<StatusCode, Problem> {
    me.told(desk::close_softphone(&me.cx).await)?;
    Ok(StatusCode::NO_CONTENT)
}
