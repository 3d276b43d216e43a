//! Reads what a floor must know of its tenant's settings.

use std::collections::BTreeMap;

use domain::{
    agent_group::AgentGroup,
    id::{AgentGroupId, QueueId},
};
use routing::input::Policy;
use store::tenant_store::TenantStore;

use crate::{
    error::Error,
    floor::settings::{AgentCard, QueueCard, Settings, TrunkCard},
};

pub async fn load(rows: &TenantStore) -> Result<Settings, Error> {
    let groups = rows.agent_groups().list().await?;
    let members = rows.queue_members().list().await?;
    let mut agents = BTreeMap::new();
    for agent in rows.agents().list().await?.into_iter().filter(|it| it.deactivated_at.is_none()) {
        let mut queues = queues_of_group(&groups, agent.group);
        queues.extend(members.iter().filter(|it| it.agent == agent.id).map(|it| it.queue));
        queues.sort_unstable();
        queues.dedup();
        let group_name =
            groups.iter().find(|it| it.id == agent.group).map(|it| it.name.clone()).unwrap_or_default();
        let card = AgentCard { name: agent.name, role: agent.role, group: agent.group, group_name, queues };
        agents.insert(agent.id, card);
    }
    let queues = rows.queues().list().await?;
    let brands = rows.brands().list().await?;
    let trunks = rows.trunks().list().await?;
    Ok(Settings {
        policy: Policy::DEFAULT,
        agents,
        queues: queues.into_iter().map(|it| (it.id, QueueCard { name: it.name, rule: it.rule })).collect(),
        brands: brands.into_iter().map(|it| (it.id, it.name)).collect(),
        trunks: trunks
            .into_iter()
            .map(|it| (it.id, TrunkCard { name: it.name, channels: it.channels, enabled: it.enabled }))
            .collect(),
    })
}

/// The queue of the group and those of the groups above it: whoever connects a menu to a group means everybody in
/// that branch of the tree.
pub fn queues_of_group(groups: &[AgentGroup], group: AgentGroupId) -> Vec<QueueId> {
    let mut queues = vec![];
    let mut above = Some(group);
    // The tree is at most as deep as it has groups; a broken parent chain ends the walk.
    for _ in 0..=groups.len() {
        let Some(found) = above.and_then(|id| groups.iter().find(|it| it.id == id)) else { break };
        queues.push(found.default_queue);
        above = found.parent;
    }
    queues
}
