//! Queues and their rules.

use axum::http::StatusCode;
use center::queue::{self, QueueForm, QueueLine};
use domain::{
    id::{AgentId, QueueId},
    queue as rule,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct QueueList {
    items: Vec<Queue>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    id: Uuid,
    name: String,
    /// Whose default queue it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    group_id: Option<Uuid>,
    rule: QueueRule,
    /// Assigned to this queue.
    agent_ids: Vec<Uuid>,
    /// Serve it through their group.
    group_agent_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct QueueRule {
    #[schema(minimum = 5, maximum = 120)]
    ring_seconds: u32,
    /// 0: no limit.
    #[schema(minimum = 0, maximum = 3600)]
    wrap_up_seconds: u32,
    #[schema(minimum = 5, maximum = 300)]
    service_level_seconds: u32,
    /// Percent.
    #[schema(minimum = 1, maximum = 100)]
    service_level_target: u8,
    /// Percent.
    #[schema(minimum = 1, maximum = 100)]
    answer_rate_target: u8,
    #[schema(minimum = 0, maximum = 60)]
    short_abandon_seconds: u32,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct QueueBody {
    name: String,
    /// Missing: the defaults.
    #[serde(default)]
    rule: Option<QueueRule>,
    #[serde(default)]
    agent_ids: Vec<Uuid>,
}

#[utoipa::path(get, path = "/queues", tag = "queues", responses((status = 200, body = QueueList)))]
pub async fn list(me: Me) -> Result<axum::Json<QueueList>, Problem> {
    let queues = me.told(queue::list(&me.cx).await)?;
    Ok(axum::Json(QueueList { items: queues.into_iter().map(describe).collect() }))
}

#[utoipa::path(post, path = "/queues", tag = "queues", request_body = QueueBody, responses((status = 204)))]
pub async fn create(me: Me, Body(body): Body<QueueBody>) -> Result<StatusCode, Problem> {
    me.told(queue::create(&me.cx, form(body)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(put, path = "/queues/{id}", tag = "queues", params(("id" = Uuid, Path)), request_body = QueueBody, responses((status = 204)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<QueueBody>,
) -> Result<StatusCode, Problem> {
    me.told(queue::update(&me.cx, QueueId::new(id), form(body)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Not a group's queue, and none that a scenario leads to.
#[utoipa::path(delete, path = "/queues/{id}", tag = "queues", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(queue::delete(&me.cx, QueueId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn form(body: QueueBody) -> QueueForm {
    QueueForm {
        name: body.name,
        rule: body.rule.map_or(rule::QueueRule::DEFAULT, Into::into),
        agents: body.agent_ids.into_iter().map(AgentId::new).collect(),
    }
}

fn describe(line: QueueLine) -> Queue {
    let ids = |agents: Vec<AgentId>| agents.into_iter().map(|it| it.uuid()).collect();
    Queue {
        id: line.queue.id.uuid(),
        name: line.queue.name,
        group_id: line.queue.group.map(|it| it.uuid()),
        rule: line.queue.rule.into(),
        agent_ids: ids(line.agents),
        group_agent_ids: ids(line.group_agents),
    }
}

impl From<rule::QueueRule> for QueueRule {
    fn from(it: rule::QueueRule) -> Self {
        let rule::QueueRule {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
        } = it;
        Self {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
        }
    }
}

impl From<QueueRule> for rule::QueueRule {
    fn from(it: QueueRule) -> Self {
        let QueueRule {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
        } = it;
        Self {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
        }
    }
}
