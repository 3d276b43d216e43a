//! Agents as an administrator keeps them.

use axum::http::StatusCode;
use center::{
    agent::{self, AgentChange, AgentLine, NewAgent},
    desk as desk_actions,
};
use domain::agent_status::Chosen;
use domain::{
    away_reason::AwayReason,
    id::{AgentGroupId, AgentId, QueueId},
    role::Role,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    desk::{self, Status},
    problem::Problem,
    request::{Body, Path},
    requester::Me,
    word::word,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct AgentList {
    items: Vec<Agent>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Agent {
    id: Uuid,
    login_id: String,
    name: String,
    #[schema(schema_with = word::<Role>)]
    role: Role,
    extension: String,
    group_id: Uuid,
    /// Queues assigned directly, beyond those of the group.
    queue_ids: Vec<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deactivated_at: Option<Timestamp>,
    status: Status,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAgentBody {
    login_id: String,
    name: String,
    #[schema(schema_with = word::<Role>)]
    role: Role,
    group_id: Uuid,
    password: String,
    #[serde(default)]
    queue_ids: Vec<Uuid>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct AgentBody {
    name: String,
    #[schema(schema_with = word::<Role>)]
    role: Role,
    group_id: Uuid,
    #[serde(default)]
    queue_ids: Vec<Uuid>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewPassword {
    new: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct OthersStatus {
    kind: OthersStatusKind,
    #[schema(schema_with = word::<AwayReason>, required = false)]
    #[serde(default)]
    reason: Option<AwayReason>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OthersStatusKind {
    Ready,
    Away,
    SignedOut,
}

#[utoipa::path(get, path = "/agents", tag = "agents", responses((status = 200, body = AgentList)))]
pub async fn list(me: Me) -> Result<axum::Json<AgentList>, Problem> {
    let agents = me.told(agent::list(&me.cx).await)?;
    Ok(axum::Json(AgentList { items: agents.into_iter().map(describe).collect() }))
}

#[utoipa::path(post, path = "/agents", tag = "agents", request_body = NewAgentBody, responses((status = 200, body = AgentList)))]
pub async fn create(me: Me, Body(body): Body<NewAgentBody>) -> Result<axum::Json<AgentList>, Problem> {
    let new = NewAgent {
        login_id: body.login_id,
        name: body.name,
        role: body.role,
        group: AgentGroupId::new(body.group_id),
        password: body.password,
        queues: queues(body.queue_ids),
    };
    me.told(agent::create(&me.cx, new).await)?;
    list(me).await
}

#[utoipa::path(put, path = "/agents/{id}", tag = "agents", params(("id" = Uuid, Path)), request_body = AgentBody, responses((status = 204)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<AgentBody>,
) -> Result<StatusCode, Problem> {
    let change = AgentChange {
        name: body.name,
        role: body.role,
        group: AgentGroupId::new(body.group_id),
        queues: queues(body.queue_ids),
    };
    me.told(agent::update(&me.cx, AgentId::new(id), change).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The agent has left: signed out everywhere, seat free, history kept.
#[utoipa::path(post, path = "/agents/{id}/deactivate", tag = "agents", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn deactivate(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(agent::deactivate(&me.cx, AgentId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/agents/{id}/reactivate", tag = "agents", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn reactivate(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(agent::reactivate(&me.cx, AgentId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give somebody a new password.
#[utoipa::path(put, path = "/agents/{id}/password", tag = "agents", params(("id" = Uuid, Path)), request_body = NewPassword, responses((status = 204)))]
pub async fn set_password(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<NewPassword>,
) -> Result<StatusCode, Problem> {
    me.told(agent::set_password(&me.cx, AgentId::new(id), &body.new).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Change somebody's status; during a call it is kept for after it.
#[utoipa::path(put, path = "/agents/{id}/status", tag = "agents", params(("id" = Uuid, Path)), request_body = OthersStatus, responses((status = 204)))]
pub async fn set_status(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<OthersStatus>,
) -> Result<StatusCode, Problem> {
    let status = match body.kind {
        OthersStatusKind::Ready => Some(Chosen::Ready),
        OthersStatusKind::Away => Some(Chosen::Away(body.reason.unwrap_or(AwayReason::Break))),
        OthersStatusKind::SignedOut => None,
    };
    me.told(desk_actions::set_status_of(&me.cx, AgentId::new(id), status).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn queues(ids: Vec<Uuid>) -> Vec<QueueId> {
    ids.into_iter().map(QueueId::new).collect()
}

fn describe(line: AgentLine) -> Agent {
    Agent {
        id: line.agent.id.uuid(),
        login_id: line.agent.login_id.as_str().to_owned(),
        name: line.agent.name,
        role: line.agent.role,
        extension: line.agent.extension,
        group_id: line.agent.group.uuid(),
        queue_ids: line.queues.into_iter().map(|it| it.uuid()).collect(),
        deactivated_at: line.agent.deactivated_at,
        status: desk::status(&line.status),
    }
}
