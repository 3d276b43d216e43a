//! What an agent does with the call that rings or runs.

use axum::http::StatusCode;
use center::desk;
use domain::id::InteractionId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

#[derive(Debug, Deserialize, ToSchema)]
pub struct Digits {
    /// `0`–`9`, `*`, `#`; at most 32.
    digits: String,
}

macro_rules! orders {
    ($($(#[$meta:meta])* $name:ident $path:literal)+) => {$(
        $(#[$meta])*
        #[utoipa::path(post, path = $path, tag = "calls", params(("id" = Uuid, Path)), responses((status = 204)))]
        pub async fn $name(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
            me.told(desk::$name(&me.cx, InteractionId::new(id)).await)?;
            Ok(StatusCode::NO_CONTENT)
        }
    )+};
}

orders! {
    /// Take the call that rings.
    answer "/calls/{id}/answer"
    /// Pass on the call that rings; it goes to the next agent.
    decline "/calls/{id}/decline"
    /// Take a call that waits, or rings at a colleague.
    pick_up "/calls/{id}/pick-up"
    /// The customer hears music.
    hold "/calls/{id}/hold"
    resume "/calls/{id}/resume"
    hang_up "/calls/{id}/hang-up"
}

/// Press keys towards the customer's side.
#[utoipa::path(post, path = "/calls/{id}/digits", tag = "calls", params(("id" = Uuid, Path)), request_body = Digits, responses((status = 204)))]
pub async fn send_digits(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<Digits>,
) -> Result<StatusCode, Problem> {
    me.told(desk::send_digits(&me.cx, InteractionId::new(id), &body.digits).await)?;
    Ok(StatusCode::NO_CONTENT)
}
