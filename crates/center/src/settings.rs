//! Reads what a floor must know of its tenant's settings.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    agent_group::AgentGroup,
    id::{AgentGroupId, QueueId},
    queue::{Overflow, Queue, QueueRule},
    skill_level::SkillLevel,
};
use store::tenant_store::TenantStore;

use crate::{
    error::Error,
    floor::settings::{AgentCard, QueueCard, Settings, TrunkCard},
    routing_policy,
};

pub async fn load(rows: &TenantStore) -> Result<Settings, Error> {
    let groups = rows.agent_groups().list().await?;
    let members = rows.queue_members().list().await?;
    let levels = rows.skill_levels().list().await?;
    let levels: BTreeMap<_, _> = levels.into_iter().map(|it| ((it.queue, it.agent), it.level)).collect();
    let mut agents = BTreeMap::new();
    for agent in rows.agents().list().await?.into_iter().filter(|it| it.deactivated_at.is_none()) {
        let mut queues = queues_of_group(&groups, agent.group);
        queues.extend(members.iter().filter(|it| it.agent == agent.id).map(|it| it.queue));
        let level = |queue| levels.get(&(queue, agent.id)).copied().unwrap_or(SkillLevel::BEST);
        let queues = queues.into_iter().map(|queue| (queue, level(queue))).collect();
        let group_name =
            groups.iter().find(|it| it.id == agent.group).map(|it| it.name.clone()).unwrap_or_default();
        let card = AgentCard { name: agent.name, role: agent.role, group: agent.group, group_name, queues };
        agents.insert(agent.id, card);
    }
    let queues = rows.queues().list().await?;
    let brands = rows.brands().list().await?;
    let trunks = rows.trunks().list().await?;
    Ok(Settings {
        policy: routing_policy::load(rows).await?,
        agents,
        queues: cards(queues, &groups),
        brands: brands.into_iter().map(|it| (it.id, it.name)).collect(),
        trunks: trunks
            .into_iter()
            .map(|it| (it.id, TrunkCard { name: it.name, channels: it.channels, enabled: it.enabled }))
            .collect(),
    })
}

fn cards(queues: Vec<Queue>, groups: &[AgentGroup]) -> BTreeMap<QueueId, QueueCard> {
    let known: BTreeSet<_> = queues.iter().map(|it| it.id).collect();
    let card = |queue: Queue| {
        let overflow = queue.rule.overflow.and_then(|overflow| {
            let to = overflow.queue.or_else(|| queue_above(groups, queue.group?))?;
            known.contains(&to).then_some(Overflow { queue: Some(to), ..overflow })
        });
        (queue.id, QueueCard { name: queue.name, rule: QueueRule { overflow, ..queue.rule } })
    };
    queues.into_iter().map(card).collect()
}

/// The queue of the group above; the root has none.
fn queue_above(groups: &[AgentGroup], group: AgentGroupId) -> Option<QueueId> {
    let parent = groups.iter().find(|it| it.id == group)?.parent?;
    groups.iter().find(|it| it.id == parent).map(|it| it.default_queue)
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
