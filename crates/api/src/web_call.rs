//! The brand's public page from which a customer calls with a browser.

use std::convert::Infallible;

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
    response::sse::{Event, KeepAlive, Sse},
};
use center::{dispatcher::has_ended, error::Error, floor::effect::WebState, web_call};
use domain::{end_reason::EndReason, id::InteractionId};
use futures_util::{Stream, stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    app::App,
    problem::Problem,
    request::{Body, Path, Query},
    requester::{Address, Language},
    softphone::Offer,
    word::word,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct WebCallPage {
    brand_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    open: bool,
    /// The next opening, when closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_at: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StartedWebCall {
    call_id: Uuid,
    /// Needed to follow the call and to hang up.
    token: String,
    /// SDP.
    answer: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WebCallState {
    state: WebCallStateWord,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_since: Option<Timestamp>,
    #[schema(schema_with = word::<EndReason>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    end_reason: Option<EndReason>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebCallStateWord {
    Ivr,
    Waiting,
    Talking,
    Held,
    Ended,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TokenQuery {
    token: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct TokenBody {
    token: String,
}

/// What the page shows before a call.
#[utoipa::path(get, path = "/web-call/{slug}", tag = "web call", params(("slug" = String, Path)), responses((status = 200, body = WebCallPage)))]
pub async fn page(
    State(app): State<App>,
    language: Language,
    Path(slug): Path<String>,
) -> Result<axum::Json<WebCallPage>, Problem> {
    let page = web_call::page(app.center(), &slug).await.map_err(|it| Problem::new(it, language))?;
    Ok(axum::Json(WebCallPage {
        brand_name: page.brand_name,
        number: page.number,
        open: page.is_open,
        opens_at: page.opens_at,
    }))
}

/// Start a call with the browser's offer.
#[utoipa::path(post, path = "/web-call/{slug}", tag = "web call", params(("slug" = String, Path)), request_body = Offer, responses((status = 200, body = StartedWebCall)))]
pub async fn start(
    State(app): State<App>,
    Address(ip): Address,
    language: Language,
    Path(slug): Path<String>,
    Body(body): Body<Offer>,
) -> Result<axum::Json<StartedWebCall>, Problem> {
    let started = web_call::start(app.center(), &slug, body.offer, ip).await;
    let started = started.map_err(|it| Problem::new(it, language))?;
    Ok(axum::Json(StartedWebCall {
        call_id: started.call.uuid(),
        token: started.token,
        answer: started.answer,
    }))
}

/// Follow the call to its end.
#[utoipa::path(get, path = "/web-call/{slug}/calls/{id}/events", tag = "web call", params(("slug" = String, Path), ("id" = Uuid, Path), TokenQuery), responses((status = 200, content_type = "text/event-stream", body = WebCallState)))]
pub async fn follow(
    State(app): State<App>,
    language: Language,
    Path(place): Path<(String, Uuid)>,
    Query(query): Query<TokenQuery>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let states = web_call::follow(app.center(), InteractionId::new(place.1), &query.token)
        .map_err(|it| Problem::new(it, language))?;
    // The first state is sent at once, each later one when it comes, and after the end nothing.
    let events = stream::unfold((states, true, false), |(mut states, first, over)| async move {
        if over || (!first && states.changed().await.is_err()) {
            return None;
        }
        let state = *states.borrow_and_update();
        let event = Event::default().json_data(describe(state)).unwrap_or_default();
        Some((Ok(event), (states, false, has_ended(state))))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

/// Hang up; also sent when the page is left.
#[utoipa::path(post, path = "/web-call/{slug}/calls/{id}/hang-up", tag = "web call", params(("slug" = String, Path), ("id" = Uuid, Path)), request_body = TokenBody, responses((status = 204)))]
pub async fn hang_up(
    State(app): State<App>,
    language: Language,
    Path(place): Path<(String, Uuid)>,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Problem> {
    // A page that is being left can only send plain text.
    let token = serde_json::from_slice::<TokenBody>(&body.unwrap_or_default())
        .map_err(|_| Problem::new(Error::not_found("web_call.not_found"), language))?
        .token;
    web_call::hang_up(app.center(), InteractionId::new(place.1), &token)
        .await
        .map_err(|it| Problem::new(it, language))?;
    Ok(StatusCode::NO_CONTENT)
}

fn describe(state: WebState) -> WebCallState {
    let (state, waiting_since, end_reason) = match state {
        WebState::Ivr => (WebCallStateWord::Ivr, None, None),
        WebState::Waiting { since } => (WebCallStateWord::Waiting, Some(since), None),
        WebState::Talking => (WebCallStateWord::Talking, None, None),
        WebState::Held => (WebCallStateWord::Held, None, None),
        WebState::Ended { reason } => (WebCallStateWord::Ended, None, Some(reason)),
    };
    WebCallState { state, waiting_since, end_reason }
}
