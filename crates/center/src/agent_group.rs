//! The tree of groups (AGT-01, AGT-02). A group comes with its queue and goes with it.

use domain::{
    agent,
    agent_group::{AgentGroup, AgentGroupError, check_parent},
    id::{AgentGroupId, QueueId},
    permission::Permission,
    queue::{Queue, QueueRule},
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Kind, Reason, Refusal},
    event::SettingsKind,
    ids, scenario,
};

pub struct GroupLine {
    pub group: AgentGroup,
    pub agents: usize,
}

pub async fn list(cx: &Context) -> Result<Vec<GroupLine>, Error> {
    cx.require(Permission::ReadSettings)?;
    let agents = cx.store.agents().list().await?;
    let groups = cx.store.agent_groups().list().await?;
    Ok(groups
        .into_iter()
        .map(|group| GroupLine {
            agents: agents.iter().filter(|it| it.group == group.id && it.deactivated_at.is_none()).count(),
            group,
        })
        .collect())
}

pub async fn create(cx: &Context, parent: AgentGroupId, name: &str) -> Result<AgentGroup, Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let name = agent::parse_name(name).map_err(|it| Error::field("name", it))?;
    let transaction = cx.store.begin().await?;
    let all = transaction.agent_groups().list().await?;
    if !all.iter().any(|it| it.id == parent) {
        return Err(Error::not_found("agent_group.not_found"));
    }
    let id = AgentGroupId::new(ids::fresh());
    check_parent(&all, id, parent).map_err(refuse)?;
    let position =
        all.iter().filter(|it| it.parent == Some(parent)).map(|it| it.position + 1).max().unwrap_or(0);
    let queue = Queue {
        id: QueueId::new(ids::fresh()),
        name: name.clone(),
        group: Some(id),
        rule: QueueRule::DEFAULT,
    };
    let group = AgentGroup { id, parent: Some(parent), name, default_queue: queue.id, position };
    transaction.agent_groups().insert(&group).await?;
    transaction.queues().insert(&queue).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "agent_group", id.uuid())
        .detail(json!({ "created": group.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Groups).await?;
    Ok(group)
}

/// Renames a group (its queue follows while both had one name) or moves it in the tree.
pub async fn update(
    cx: &Context,
    id: AgentGroupId,
    name: &str,
    parent: Option<AgentGroupId>,
    position: i32,
) -> Result<AgentGroup, Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let name = agent::parse_name(name).map_err(|it| Error::field("name", it))?;
    let transaction = cx.store.begin().await?;
    let all = transaction.agent_groups().list().await?;
    let before =
        all.iter().find(|it| it.id == id).ok_or_else(|| Error::not_found("agent_group.not_found"))?;
    match (before.parent, parent) {
        (None, None) => {}
        (None, Some(_)) | (Some(_), None) => return Err(refuse(AgentGroupError::Root)),
        (Some(_), Some(parent)) => {
            if !all.iter().any(|it| it.id == parent) {
                return Err(Error::not_found("agent_group.not_found"));
            }
            check_parent(&all, id, parent).map_err(refuse)?;
        }
    }
    let group = AgentGroup { name, parent, position, ..before.clone() };
    if let Some(queue) = transaction.queues().find(group.default_queue).await?
        && queue.name == before.name
        && queue.name != group.name
    {
        transaction.queues().update(&Queue { name: group.name.clone(), ..queue }).await?;
    }
    transaction.agent_groups().update(&group).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "agent_group", id.uuid())
        .detail(json!({ "name": group.name, "parent": group.parent.map(AgentGroupId::uuid) }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Groups).await?;
    Ok(group)
}

/// Deletes an empty group and its queue, unless a scenario leads there.
pub async fn delete(cx: &Context, id: AgentGroupId) -> Result<(), Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let transaction = cx.store.begin().await?;
    let all = transaction.agent_groups().list().await?;
    let group = all.iter().find(|it| it.id == id).ok_or_else(|| Error::not_found("agent_group.not_found"))?;
    if group.parent.is_none() {
        return Err(refuse(AgentGroupError::Root));
    }
    let groups = all.iter().filter(|it| it.parent == Some(id)).count();
    let agents = transaction.agents().list().await?;
    // Whoever left stays in his group for the history; he can be moved with the next change.
    let agents = agents.iter().filter(|it| it.group == id).count();
    if groups + agents > 0 {
        return Err(refuse(AgentGroupError::NotEmpty { agents, groups }));
    }
    scenario::refuse_if_used(cx, group.default_queue).await?;
    transaction.queues().delete(group.default_queue, cx.now()).await?;
    transaction.agent_groups().delete(id).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "agent_group", id.uuid())
        .detail(json!({ "deleted": group.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Groups).await
}

fn refuse(error: AgentGroupError) -> Error {
    let (code, values) = error.tell();
    Refusal { values, ..Refusal::new(Kind::Conflict, code) }.into()
}
