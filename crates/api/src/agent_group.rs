//! The tree of groups.

use axum::http::StatusCode;
use center::agent_group;
use domain::id::AgentGroupId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct AgentGroupList {
    items: Vec<AgentGroup>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AgentGroup {
    id: Uuid,
    /// Missing for the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<Uuid>,
    name: String,
    default_queue_id: Uuid,
    position: i32,
    /// Who works in this very group.
    agent_count: usize,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAgentGroup {
    parent_id: Uuid,
    name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct AgentGroupBody {
    name: String,
    #[serde(default)]
    parent_id: Option<Uuid>,
    position: i32,
}

#[utoipa::path(get, path = "/agent-groups", tag = "agents", responses((status = 200, body = AgentGroupList)))]
pub async fn list(me: Me) -> Result<axum::Json<AgentGroupList>, Problem> {
    let groups = me.told(agent_group::list(&me.cx).await)?;
    Ok(axum::Json(AgentGroupList {
        items: groups.into_iter().map(|it| describe(it.group, it.agents)).collect(),
    }))
}

/// A group comes with a queue of the same name.
#[utoipa::path(post, path = "/agent-groups", tag = "agents", request_body = NewAgentGroup, responses((status = 200, body = AgentGroup)))]
pub async fn create(me: Me, Body(body): Body<NewAgentGroup>) -> Result<axum::Json<AgentGroup>, Problem> {
    let group = me.told(agent_group::create(&me.cx, AgentGroupId::new(body.parent_id), &body.name).await)?;
    Ok(axum::Json(describe(group, 0)))
}

#[utoipa::path(put, path = "/agent-groups/{id}", tag = "agents", params(("id" = Uuid, Path)), request_body = AgentGroupBody, responses((status = 204)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<AgentGroupBody>,
) -> Result<StatusCode, Problem> {
    let parent = body.parent_id.map(AgentGroupId::new);
    me.told(agent_group::update(&me.cx, AgentGroupId::new(id), &body.name, parent, body.position).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Only an empty group to which no scenario leads.
#[utoipa::path(delete, path = "/agent-groups/{id}", tag = "agents", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(agent_group::delete(&me.cx, AgentGroupId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn describe(group: domain::agent_group::AgentGroup, agents: usize) -> AgentGroup {
    AgentGroup {
        id: group.id.uuid(),
        parent_id: group.parent.map(|it| it.uuid()),
        name: group.name,
        default_queue_id: group.default_queue.uuid(),
        position: group.position,
        agent_count: agents,
    }
}
