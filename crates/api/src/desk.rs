//! The agent's desk: what he works with, and his own status.

use axum::http::StatusCode;
use center::{
    desk,
    floor::view::{self, DeskCallState},
};
use domain::agent_status::{AfterCall, Chosen};
use domain::{agent_status::StatusKind, away_reason::AwayReason, channel::Channel};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{problem::Problem, request::Body, requester::Me, word::word};

#[derive(Debug, Serialize, ToSchema)]
pub struct Desk {
    server_time: Timestamp,
    status: Status,
    after_call: AfterCallChoice,
    softphone: Softphone,
    /// What rings or is talked about.
    call: Option<LiveCall>,
    /// What is to be written up.
    wrap_up: Option<WrapUpDue>,
    /// Longest first, at most 50.
    waiting: Vec<Waiting>,
    waiting_total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    longest_waiting_since: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Status {
    #[schema(schema_with = word::<StatusKind>)]
    pub kind: StatusKind,
    #[schema(schema_with = word::<AwayReason>, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<AwayReason>,
    /// Missing while signed out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct AfterCallChoice {
    kind: AfterCallKind,
    #[schema(schema_with = word::<AwayReason>, required = false)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<AwayReason>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterCallKind {
    Ready,
    Away,
    WrapUp,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Softphone {
    Up,
    Down,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LiveCall {
    interaction_id: Uuid,
    state: LiveCallState,
    #[schema(schema_with = word::<Channel>)]
    channel: Channel,
    brand_name: String,
    dialed_number: String,
    /// Missing when withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    number_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<CustomerName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    queue_id: Option<Uuid>,
    queue_name: String,
    menu_path: Vec<String>,
    /// What the caller typed where the scenario asked for it.
    digits_taken: Vec<DigitsTaken>,
    /// We call the customer, who asked for it: taking it dials.
    is_callback: bool,
    started_at: Timestamp,
    wait_seconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    offered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ring_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connected_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held_since: Option<Timestamp>,
    /// Of holds that are over.
    hold_seconds: f64,
    recording: bool,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiveCallState {
    Ringing,
    Talking,
    Held,
    /// The agent's own phone was lost; the customer hears music and waits a moment for it.
    Lost,
}

/// Digits such as an order number, and what they are called.
#[derive(Debug, Serialize, ToSchema)]
pub struct DigitsTaken {
    label: String,
    digits: String,
}

impl DigitsTaken {
    pub fn of(taken: &domain::interaction::DigitsTaken) -> Self {
        Self { label: taken.label.clone(), digits: taken.digits.clone() }
    }
}

/// A customer as lists show one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerName {
    pub id: Uuid,
    pub name: String,
    pub vip: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WrapUpDue {
    interaction_id: Uuid,
    since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    interaction_id: Uuid,
    #[schema(schema_with = word::<Channel>)]
    channel: Channel,
    queue_id: Uuid,
    queue_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_name: Option<String>,
    vip: bool,
    since: Timestamp,
    menu_path: Vec<String>,
    /// Whose phone rings for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ringing_agent: Option<String>,
    /// Whoever asks may take it now.
    may_pick_up: bool,
    /// To be called, rather than on the line.
    is_callback: bool,
}

/// A status somebody may choose.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct StatusChoice {
    kind: ChoosableStatus,
    #[schema(schema_with = word::<AwayReason>, required = false)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<AwayReason>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChoosableStatus {
    Ready,
    Away,
}

impl From<StatusChoice> for Chosen {
    fn from(choice: StatusChoice) -> Self {
        match choice.kind {
            ChoosableStatus::Ready => Self::Ready,
            ChoosableStatus::Away => Self::Away(choice.reason.unwrap_or(AwayReason::Break)),
        }
    }
}

impl From<Chosen> for StatusChoice {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Ready => Self { kind: ChoosableStatus::Ready, reason: None },
            Chosen::Away(reason) => Self { kind: ChoosableStatus::Away, reason: Some(reason) },
        }
    }
}

impl From<AfterCallChoice> for AfterCall {
    fn from(choice: AfterCallChoice) -> Self {
        match choice.kind {
            AfterCallKind::WrapUp => Self::WrapUp,
            AfterCallKind::Ready => Self::Then(Chosen::Ready),
            AfterCallKind::Away => Self::Then(Chosen::Away(choice.reason.unwrap_or(AwayReason::Break))),
        }
    }
}

impl From<AfterCall> for AfterCallChoice {
    fn from(after: AfterCall) -> Self {
        match after {
            AfterCall::WrapUp => Self { kind: AfterCallKind::WrapUp, reason: None },
            AfterCall::Then(Chosen::Ready) => Self { kind: AfterCallKind::Ready, reason: None },
            AfterCall::Then(Chosen::Away(reason)) => Self { kind: AfterCallKind::Away, reason: Some(reason) },
        }
    }
}

/// The desk as it is now.
#[utoipa::path(get, path = "/desk", tag = "desk", responses((status = 200, body = Desk)))]
pub async fn read(me: Me) -> Result<axum::Json<Desk>, Problem> {
    let floor = me.told(me.cx.floor().await)?;
    let desk = floor.desk(me.cx.me.id);
    // The floor shows the desk to whoever begins to follow it.
    floor.settled().await;
    let shown = desk.borrow().clone();
    Ok(axum::Json(describe(&shown, me.cx.now())))
}

/// Choose one's own status. Refused during a call.
#[utoipa::path(put, path = "/desk/status", tag = "desk", request_body = StatusChoice, responses((status = 204)))]
pub async fn choose_status(me: Me, Body(body): Body<StatusChoice>) -> Result<StatusCode, Problem> {
    me.told(desk::choose_status(&me.cx, body.into()).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Book what follows the running call.
#[utoipa::path(put, path = "/desk/after-call", tag = "desk", request_body = AfterCallChoice, responses((status = 204)))]
pub async fn book_after_call(me: Me, Body(body): Body<AfterCallChoice>) -> Result<StatusCode, Problem> {
    me.told(desk::book_after_call(&me.cx, body.into()).await)?;
    Ok(StatusCode::NO_CONTENT)
}

pub fn describe(desk: &view::Desk, now: Timestamp) -> Desk {
    Desk {
        server_time: now,
        status: status(&desk.status),
        after_call: desk.after_call.into(),
        softphone: softphone(desk.softphone_up),
        call: desk.call.as_ref().map(live_call),
        wrap_up: desk.wrap_up.map(|it| WrapUpDue {
            interaction_id: it.interaction.uuid(),
            since: it.since,
            until: it.until,
        }),
        waiting: desk.waiting.iter().map(waiting).collect(),
        waiting_total: desk.waiting_total,
        longest_waiting_since: desk.waiting.first().map(|it| it.since),
    }
}

pub fn status(line: &view::StatusLine) -> Status {
    Status { kind: line.status.kind(), reason: line.away_reason(), since: line.since, until: line.until }
}

pub fn softphone(up: bool) -> Softphone {
    if up { Softphone::Up } else { Softphone::Down }
}

pub fn waiting(it: &view::Waiting) -> Waiting {
    Waiting {
        interaction_id: it.interaction.uuid(),
        channel: it.channel,
        queue_id: it.queue.uuid(),
        queue_name: it.queue_name.clone(),
        number_masked: it.number_masked.clone(),
        customer_name: it.customer.as_ref().map(|it| it.name.clone()),
        vip: it.customer.as_ref().is_some_and(|it| it.vip),
        since: it.since,
        menu_path: it.menu_path.clone(),
        ringing_agent: it.ringing_agent.clone(),
        may_pick_up: it.may_pick_up,
        is_callback: it.is_callback,
    }
}

/// Milliseconds as the seconds of JSON.
pub fn seconds(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}

fn live_call(call: &view::DeskCall) -> LiveCall {
    let (state, offered_at, ring_until, held_since) = match call.state {
        DeskCallState::Ringing { offered_at, until } => {
            (LiveCallState::Ringing, Some(offered_at), Some(until), None)
        }
        DeskCallState::Talking => (LiveCallState::Talking, None, None, None),
        DeskCallState::Held { since } => (LiveCallState::Held, None, None, Some(since)),
        DeskCallState::Lost => (LiveCallState::Lost, None, None, None),
    };
    LiveCall {
        interaction_id: call.interaction.uuid(),
        state,
        channel: call.channel,
        brand_name: call.brand_name.clone(),
        dialed_number: call.dialed_number.clone(),
        number_masked: call.number_masked.clone(),
        customer: call.customer.as_ref().map(|it| CustomerName {
            id: it.id.uuid(),
            name: it.name.clone(),
            vip: it.vip,
        }),
        queue_id: call.queue.map(|it| it.uuid()),
        queue_name: call.queue_name.clone(),
        menu_path: call.menu_path.clone(),
        digits_taken: call.digits_taken.iter().map(DigitsTaken::of).collect(),
        is_callback: call.is_callback,
        started_at: call.started_at,
        wait_seconds: seconds(call.waited_ms),
        offered_at,
        ring_until,
        connected_at: call.connected_at,
        held_since,
        hold_seconds: seconds(call.hold_ms),
        recording: call.recording,
    }
}
