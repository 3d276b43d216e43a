//! Callback requests: whom to call back.

use axum::http::StatusCode;
use center::callback_request;
use domain::{
    callback_request::{CallbackOutcome, CallbackProgress},
    id::{CallbackRequestId, RecordingId},
    masking,
    view::callback::{CallbackFilter, CallbackRow},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    interaction::{ReasonForm, UnmaskedNumber},
    page::PageQuery,
    problem::Problem,
    request::{Body, Path, Query},
    requester::Me,
    word::word,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CallbackQuery {
    #[param(inline)]
    progress: Option<Progress>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    Waiting,
    Closed,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CallbackList {
    items: Vec<CallbackRequest>,
    total: u64,
    /// Over all pages and whatever is shown.
    waiting_total: u64,
    page: u32,
    per_page: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CallbackRequest {
    id: Uuid,
    interaction_id: Uuid,
    queue_name: String,
    number_masked: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_name: Option<String>,
    requested_at: Timestamp,
    /// What the customer has said into a voicemail.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<VoiceMessage>,
    progress: Progress,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<Timestamp>,
    #[schema(schema_with = word::<CallbackOutcome>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<CallbackOutcome>,
}

/// A stretch of a recording, in milliseconds from its beginning.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoiceMessage {
    /// Absent while the recording is on its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    recording_id: Option<Uuid>,
    from_ms: i64,
    to_ms: i64,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct CloseForm {
    #[schema(schema_with = word::<CallbackOutcome>)]
    outcome: CallbackOutcome,
}

/// The oldest waiting first, or the newest closed.
#[utoipa::path(get, path = "/callback-requests", tag = "callback requests", params(CallbackQuery, PageQuery), responses((status = 200, body = CallbackList)))]
pub async fn list(
    me: Me,
    Query(query): Query<CallbackQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<CallbackList>, Problem> {
    let filter = match query.progress.unwrap_or(Progress::Waiting) {
        Progress::Waiting => CallbackFilter::Waiting,
        Progress::Closed => CallbackFilter::Closed,
    };
    let page = page.page();
    let requests = me.told(callback_request::list(&me.cx, filter, page).await)?;
    Ok(axum::Json(CallbackList {
        items: requests.listing.items.into_iter().map(describe).collect(),
        total: requests.listing.total,
        waiting_total: requests.waiting_total,
        page: page.number,
        per_page: page.size,
    }))
}

#[utoipa::path(post, path = "/callback-requests/{id}/close", tag = "callback requests", params(("id" = Uuid, Path)), request_body = CloseForm, responses((status = 204)))]
pub async fn close(me: Me, Path(id): Path<Uuid>, Body(body): Body<CloseForm>) -> Result<StatusCode, Problem> {
    me.told(callback_request::close(&me.cx, CallbackRequestId::new(id), body.outcome).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a close back.
#[utoipa::path(post, path = "/callback-requests/{id}/reopen", tag = "callback requests", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn reopen(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(callback_request::reopen(&me.cx, CallbackRequestId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The number to call.
#[utoipa::path(post, path = "/callback-requests/{id}/unmask", tag = "callback requests", params(("id" = Uuid, Path)), request_body = ReasonForm, responses((status = 200, body = UnmaskedNumber)))]
pub async fn unmask(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonForm>,
) -> Result<axum::Json<UnmaskedNumber>, Problem> {
    let number = me.told(callback_request::unmask(&me.cx, CallbackRequestId::new(id), &body.reason).await)?;
    Ok(axum::Json(UnmaskedNumber { number: Some(number.formatted()) }))
}

fn describe(row: CallbackRow) -> CallbackRequest {
    let (progress, closed_at, outcome) = match row.request.progress {
        CallbackProgress::Waiting => (Progress::Waiting, None, None),
        CallbackProgress::Closed { at, outcome, .. } => (Progress::Closed, Some(at), Some(outcome)),
    };
    CallbackRequest {
        id: row.request.id.uuid(),
        interaction_id: row.request.interaction.uuid(),
        queue_name: row.queue_name.unwrap_or_default(),
        number_masked: row.request.number.masked(),
        customer_name: row.customer.map(|it| masking::name(&it.name)),
        requested_at: row.request.requested_at,
        message: row.request.message.map(|it| VoiceMessage {
            recording_id: row.recording.map(RecordingId::uuid),
            from_ms: it.from_ms,
            to_ms: it.to_ms,
        }),
        progress,
        closed_by: row.agent_name,
        closed_at,
        outcome,
    }
}
