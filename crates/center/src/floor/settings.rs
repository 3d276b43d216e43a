//! What the floor knows of the tenant's settings: a small copy, replaced whole when anything changes.

use std::collections::BTreeMap;

use domain::{
    id::{AgentGroupId, AgentId, BrandId, QueueId, TrunkId},
    queue::QueueRule,
    role::Role,
    routing_policy::RoutingPolicy,
    skill_level::SkillLevel,
};
use routing::input::Serves;

#[derive(Debug, Clone)]
pub struct Settings {
    pub policy: RoutingPolicy,
    pub agents: BTreeMap<AgentId, AgentCard>,
    pub queues: BTreeMap<QueueId, QueueCard>,
    pub brands: BTreeMap<BrandId, String>,
    pub trunks: BTreeMap<TrunkId, TrunkCard>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentCard {
    pub name: String,
    pub role: Role,
    pub group: AgentGroupId,
    pub group_name: String,
    /// His group's queues and those assigned to him directly, with his level there.
    pub queues: BTreeMap<QueueId, SkillLevel>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueCard {
    pub name: String,
    /// Its overflow names the queue it leads to.
    pub rule: QueueRule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrunkCard {
    pub name: String,
    pub channels: u32,
    pub enabled: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: RoutingPolicy::DEFAULT,
            agents: BTreeMap::new(),
            queues: BTreeMap::new(),
            brands: BTreeMap::new(),
            trunks: BTreeMap::new(),
        }
    }
}

impl Settings {
    pub fn serves(&self, agent: AgentId, queue: QueueId) -> bool {
        self.agents.get(&agent).is_some_and(|card| card.queues.contains_key(&queue))
    }

    /// As routing is told.
    pub fn queues_of(&self, agent: AgentId) -> Vec<Serves> {
        let queues = self.agents.get(&agent).into_iter().flat_map(|card| &card.queues);
        queues.map(|(queue, level)| Serves { queue: *queue, level: *level }).collect()
    }

    pub fn rule(&self, queue: QueueId) -> QueueRule {
        self.queues.get(&queue).map_or(QueueRule::DEFAULT, |card| card.rule)
    }

    pub fn queue_name(&self, queue: QueueId) -> &str {
        self.queues.get(&queue).map_or("", |card| &card.name)
    }

    pub fn agent_name(&self, agent: AgentId) -> &str {
        self.agents.get(&agent).map_or("", |card| &card.name)
    }
}
