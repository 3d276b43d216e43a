//! Agents as an administrator keeps them (AGT-01…06).

use domain::{
    agent::{self, Agent, LoginId},
    id::{AgentGroupId, AgentId, QueueId},
    password::Password,
    permission::Permission,
    role::Role,
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::{SettingsKind, SignOutReason},
    floor::view::StatusLine,
    ids, password_hash,
};

pub struct AgentLine {
    pub agent: Agent,
    /// Queues assigned directly, beyond those of the group.
    pub queues: Vec<QueueId>,
    pub status: StatusLine,
}

pub struct NewAgent {
    pub login_id: String,
    pub name: String,
    pub role: Role,
    pub group: AgentGroupId,
    pub password: String,
    pub queues: Vec<QueueId>,
}

pub struct AgentChange {
    pub name: String,
    pub role: Role,
    pub group: AgentGroupId,
    pub queues: Vec<QueueId>,
}

pub async fn list(cx: &Context) -> Result<Vec<AgentLine>, Error> {
    cx.require(Permission::ReadSettings)?;
    let members = cx.store.queue_members().list().await?;
    let dashboard = cx.floor().await?.dashboard();
    let dashboard = dashboard.borrow().clone();
    let status_of = |id: AgentId| {
        let line = dashboard.agents.iter().find(|it| it.agent == id);
        line.map_or(StatusLine::SIGNED_OUT, |it| it.status)
    };
    Ok(cx
        .store
        .agents()
        .list()
        .await?
        .into_iter()
        .map(|agent| AgentLine {
            queues: members.iter().filter(|it| it.agent == agent.id).map(|it| it.queue).collect(),
            status: status_of(agent.id),
            agent,
        })
        .collect())
}

pub async fn create(cx: &Context, new: NewAgent) -> Result<Agent, Error> {
    require_for(cx, new.role)?;
    let mut form = Form::default();
    let login_id = form.take("login_id", LoginId::parse(&new.login_id));
    let name = form.take("name", agent::parse_name(&new.name));
    let password = form.take("password", Password::choose(&new.password, login_id.as_ref()));
    check_places(cx, &mut form, new.group, &new.queues).await?;
    let (Some(login_id), Some(name), Some(password)) = (login_id, name, password) else {
        return Err(form.into());
    };
    form.done()?;
    let hash = password_hash::hash(password).await?;
    let transaction = cx.store.begin().await?;
    let agent = Agent {
        id: AgentId::new(ids::fresh()),
        login_id,
        name,
        role: new.role,
        group: new.group,
        extension: next_extension(&transaction.agents().list().await?),
        deactivated_at: None,
        created_at: cx.now(),
    };
    transaction.agents().insert(&agent, &hash).await?;
    transaction.queue_members().assign_agent(agent.id, &new.queues).await?;
    let audit = Audit::of(Permission::EditAgents, "agent", agent.id.uuid())
        .detail(json!({ "created": agent.login_id.as_str(), "role": agent.role }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Agents).await?;
    Ok(agent)
}

pub async fn update(cx: &Context, id: AgentId, change: AgentChange) -> Result<Agent, Error> {
    let before = find(cx, id).await?;
    require_for(cx, before.role)?;
    require_for(cx, change.role)?;
    if before.id == cx.me.id && before.role != change.role {
        return Err(Error::field("role", "role.own"));
    }
    let mut form = Form::default();
    let name = form.take("name", agent::parse_name(&change.name));
    check_places(cx, &mut form, change.group, &change.queues).await?;
    let Some(name) = name else { return Err(form.into()) };
    form.done()?;
    let agent = Agent { name, role: change.role, group: change.group, ..before.clone() };
    let transaction = cx.store.begin().await?;
    if before.role == Role::Owner && agent.role != Role::Owner {
        keep_an_owner(&transaction.agents().list().await?, id)?;
    }
    transaction.agents().update(&agent).await?;
    transaction.queue_members().assign_agent(id, &change.queues).await?;
    let detail =
        json!({ "role": [before.role, agent.role], "group": [before.group.uuid(), agent.group.uuid()] });
    cx.audit(&transaction, Audit::of(Permission::EditAgents, "agent", id.uuid()).detail(detail)).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Agents).await?;
    Ok(agent)
}

/// The agent has left: signed out everywhere, seat free, history kept.
pub async fn deactivate(cx: &Context, id: AgentId) -> Result<(), Error> {
    let agent = find(cx, id).await?;
    require_for(cx, agent.role)?;
    if id == cx.me.id {
        return Err(Error::conflict("agent.own"));
    }
    let transaction = cx.store.begin().await?;
    if agent.role == Role::Owner {
        keep_an_owner(&transaction.agents().list().await?, id)?;
    }
    transaction.agents().update(&Agent { deactivated_at: Some(cx.now()), ..agent }).await?;
    transaction.web_sessions().end_all_of(id).await?;
    let audit = Audit::of(Permission::EditAgents, "agent", id.uuid()).detail(json!({ "deactivated": true }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.floor().await?.sign_out(id, SignOutReason::Deactivated);
    cx.settings_changed(SettingsKind::Agents).await
}

pub async fn reactivate(cx: &Context, id: AgentId) -> Result<(), Error> {
    let agent = find(cx, id).await?;
    require_for(cx, agent.role)?;
    let transaction = cx.store.begin().await?;
    transaction.agents().update(&Agent { deactivated_at: None, ..agent }).await?;
    let audit = Audit::of(Permission::EditAgents, "agent", id.uuid()).detail(json!({ "deactivated": false }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Agents).await
}

/// Gives somebody a new password, who then has to sign in again everywhere.
pub async fn set_password(cx: &Context, id: AgentId, password: &str) -> Result<(), Error> {
    let agent = find(cx, id).await?;
    require_for(cx, agent.role)?;
    let password = Password::choose(password, &agent.login_id).map_err(|it| Error::field("new", it))?;
    let hash = password_hash::hash(password).await?;
    let transaction = cx.store.begin().await?;
    transaction.agents().set_password_hash(id, &hash).await?;
    transaction.web_sessions().end_all_of(id).await?;
    let audit = Audit::of(Permission::EditAgents, "agent", id.uuid()).detail(json!({ "password": "set" }));
    cx.audit(&transaction, audit).await?;
    Ok(transaction.commit().await?)
}

async fn find(cx: &Context, id: AgentId) -> Result<Agent, Error> {
    cx.require(Permission::EditAgents)?;
    cx.store.agents().find(id).await?.ok_or_else(|| Error::not_found("agent.not_found"))
}

/// Administrators are made and changed by owners alone.
fn require_for(cx: &Context, role: Role) -> Result<(), Error> {
    match role {
        Role::Owner | Role::Admin => cx.require(Permission::EditAdmins),
        Role::Supervisor | Role::Agent => cx.require(Permission::EditAgents),
    }
}

fn keep_an_owner(all: &[Agent], leaving: AgentId) -> Result<(), Error> {
    let other =
        all.iter().any(|it| it.id != leaving && it.role == Role::Owner && it.deactivated_at.is_none());
    if other { Ok(()) } else { Err(Error::conflict("agent.last_owner")) }
}

async fn check_places(
    cx: &Context,
    form: &mut Form,
    group: AgentGroupId,
    queues: &[QueueId],
) -> Result<(), Error> {
    if cx.store.agent_groups().find(group).await?.is_none() {
        form.refuse("group_id", "agent_group.not_found");
    }
    let known = cx.store.queues().list().await?;
    if queues.iter().any(|it| !known.iter().any(|queue| queue.id == *it)) {
        form.refuse("queue_ids", "queue.not_found");
    }
    Ok(())
}

/// The smallest extension above those in use, people who left included: an old number in a mail must not ring
/// somebody else.
fn next_extension(all: &[Agent]) -> String {
    let highest = all.iter().filter_map(|it| it.extension.parse::<u32>().ok()).max();
    highest.map_or(agent::FIRST_EXTENSION, |it| it.saturating_add(1).max(agent::FIRST_EXTENSION)).to_string()
}
