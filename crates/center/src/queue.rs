//! Queues: their rules and who is assigned to them directly (ACD-01, AGT-06).

use domain::{
    agent,
    id::{AgentId, QueueId},
    permission::Permission,
    queue::{Queue, QueueRule},
    skill_level::{AgentSkill, SkillLevel},
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::SettingsKind,
    ids, scenario,
    settings::queues_of_group,
};

pub struct QueueLine {
    pub queue: Queue,
    /// Assigned to this queue.
    pub agents: Vec<AgentId>,
    /// Serve it through their group.
    pub group_agents: Vec<AgentId>,
    /// Levels other than the best.
    pub skills: Vec<AgentSkill>,
}

pub struct QueueForm {
    pub name: String,
    pub rule: QueueRule,
    pub agents: Vec<AgentId>,
    /// Whoever is not named has the best level.
    pub skills: Vec<Skill>,
}

/// As typed.
pub struct Skill {
    pub agent: AgentId,
    pub level: u8,
}

pub async fn list(cx: &Context) -> Result<Vec<QueueLine>, Error> {
    cx.require(Permission::ReadSettings)?;
    let groups = cx.store.agent_groups().list().await?;
    let members = cx.store.queue_members().list().await?;
    let agents = cx.store.agents().list().await?;
    let skills = cx.store.skill_levels().list().await?;
    let active: Vec<_> = agents.iter().filter(|it| it.deactivated_at.is_none()).collect();
    Ok(cx
        .store
        .queues()
        .list()
        .await?
        .into_iter()
        .map(|queue| QueueLine {
            agents: members.iter().filter(|it| it.queue == queue.id).map(|it| it.agent).collect(),
            group_agents: active
                .iter()
                .filter(|it| queues_of_group(&groups, it.group).contains(&queue.id))
                .map(|it| it.id)
                .collect(),
            skills: skills.iter().filter(|it| it.queue == queue.id).copied().collect(),
            queue,
        })
        .collect())
}

pub async fn create(cx: &Context, typed: QueueForm) -> Result<Queue, Error> {
    let fresh =
        Queue { id: QueueId::new(ids::fresh()), name: String::new(), group: None, rule: QueueRule::DEFAULT };
    save(cx, fresh, typed, true).await
}

pub async fn update(cx: &Context, id: QueueId, typed: QueueForm) -> Result<Queue, Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let before = cx.store.queues().find(id).await?.ok_or_else(not_found)?;
    save(cx, before, typed, false).await
}

/// Deletes a queue of its own. A group's queue goes with the group, and a queue some scenario leads to stays.
pub async fn delete(cx: &Context, id: QueueId) -> Result<(), Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let queue = cx.store.queues().find(id).await?.ok_or_else(not_found)?;
    if queue.group.is_some() {
        return Err(Error::conflict("queue.of_group"));
    }
    scenario::refuse_if_used(cx, id).await?;
    let transaction = cx.store.begin().await?;
    transaction.queue_members().assign_to_queue(id, &[]).await?;
    transaction.queues().delete(id, cx.now()).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "queue", id.uuid())
        .detail(json!({ "deleted": queue.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Queues).await
}

async fn save(cx: &Context, before: Queue, typed: QueueForm, is_new: bool) -> Result<Queue, Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let mut form = Form::default();
    let name = form.take("name", agent::parse_name(&typed.name));
    if let Err(error) = typed.rule.check() {
        form.refuse(format!("rule/{}", error.field), error);
    }
    let known = cx.store.agents().list().await?;
    if typed.agents.iter().any(|it| !known.iter().any(|agent| agent.id == *it)) {
        form.refuse("agent_ids", "agent.not_found");
    }
    let overflow_to = typed.rule.overflow.and_then(|it| it.queue);
    if let Some(to) = overflow_to
        && (to == before.id || cx.store.queues().find(to).await?.is_none())
    {
        form.refuse("rule/overflow/queue", "queue.overflow_nowhere");
    }
    let mut skills = vec![];
    for skill in &typed.skills {
        let level = form.take("skill_levels", SkillLevel::new(skill.level));
        if !known.iter().any(|agent| agent.id == skill.agent) {
            form.refuse("skill_levels", "agent.not_found");
        }
        skills.extend(level.map(|level| AgentSkill { queue: before.id, agent: skill.agent, level }));
    }
    let Some(name) = name else { return Err(form.into()) };
    form.done()?;
    let queue = Queue { name, rule: typed.rule, ..before };
    let transaction = cx.store.begin().await?;
    if is_new {
        transaction.queues().insert(&queue).await?;
    } else {
        transaction.queues().update(&queue).await?;
    }
    transaction.queue_members().assign_to_queue(queue.id, &typed.agents).await?;
    transaction.skill_levels().set_in_queue(queue.id, &skills).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "queue", queue.id.uuid())
        .detail(json!({ "name": queue.name, "rule": queue.rule, "agents": typed.agents.len(), "levels": skills.len() }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Queues).await?;
    Ok(queue)
}

fn not_found() -> Error {
    Error::not_found("queue.not_found")
}
