//! Queues and their rules.

use axum::http::StatusCode;
use center::queue::{self, QueueForm, QueueLine, Skill};
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
    word::word,
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
    /// Agents with another level than the best.
    skill_levels: Vec<SkillLevel>,
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
    #[schema(schema_with = word::<rule::Distribution>)]
    distribution: rule::Distribution,
    /// Whoever served the customer last is preferred when ready.
    last_agent_first: bool,
    /// 0: agents of every level at once. Else the best level signed in first, and one more after each such span.
    #[schema(minimum = 0, maximum = 600)]
    widen_after_seconds: u32,
    /// Missing: callers wait in this queue alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overflow: Option<Overflow>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct Overflow {
    #[schema(minimum = 5, maximum = 3600)]
    after_seconds: u32,
    /// Missing: the queue of the group above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    queue_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct SkillLevel {
    agent_id: Uuid,
    /// 1 is the best.
    #[schema(minimum = 1, maximum = 9)]
    level: u8,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct QueueBody {
    name: String,
    /// Missing: the defaults.
    #[serde(default)]
    rule: Option<QueueRule>,
    #[serde(default)]
    agent_ids: Vec<Uuid>,
    /// Whoever is not named has the best level.
    #[serde(default)]
    skill_levels: Vec<SkillLevel>,
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
        skills: body
            .skill_levels
            .into_iter()
            .map(|it| Skill { agent: AgentId::new(it.agent_id), level: it.level })
            .collect(),
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
        skill_levels: line
            .skills
            .iter()
            .map(|it| SkillLevel { agent_id: it.agent.uuid(), level: it.level.get() })
            .collect(),
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
            distribution,
            last_agent_first,
            widen_after_seconds,
            overflow,
        } = it;
        Self {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
            distribution,
            last_agent_first,
            widen_after_seconds,
            overflow: overflow.map(|it| Overflow {
                after_seconds: it.after_seconds,
                queue_id: it.queue.map(QueueId::uuid),
            }),
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
            distribution,
            last_agent_first,
            widen_after_seconds,
            overflow,
        } = it;
        Self {
            ring_seconds,
            wrap_up_seconds,
            service_level_seconds,
            service_level_target,
            answer_rate_target,
            short_abandon_seconds,
            distribution,
            last_agent_first,
            widen_after_seconds,
            overflow: overflow.map(|it| rule::Overflow {
                after_seconds: it.after_seconds,
                queue: it.queue_id.map(QueueId::new),
            }),
        }
    }
}
