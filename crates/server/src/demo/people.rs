//! Who works at the demo company, in which groups, and what calls are about there.

use anyhow::anyhow;
use center::{company::Made, ids, password_hash};
use domain::{
    agent::{Agent, LoginId},
    agent_group::AgentGroup,
    category::{Category, CategoryScheme},
    id::{AgentGroupId, AgentId, CategoryId, QueueId},
    password::Password,
    queue::{Queue, QueueRule},
    role::Role,
};
use jiff::Timestamp;
use store::tenant_store::TenantStore;

pub struct Person {
    pub login_id: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    role: Role,
    /// Index into [`GROUPS`]; `None` is the root.
    group: Option<usize>,
}

/// The owner comes first.
pub fn all() -> [Person; 6] {
    let person = |login_id, name, title, role, group| Person { login_id, name, title, role, group };
    [
        person("daeun", "정다은", "owner", Role::Owner, None),
        person("jihoon", "오지훈", "supervisor", Role::Supervisor, Some(0)),
        person("haneul", "이하늘", "agent", Role::Agent, Some(0)),
        person("junho", "박준호", "agent", Role::Agent, Some(0)),
        person("yujin", "최유진", "agent", Role::Agent, Some(1)),
        person("sora", "한소라", "agent", Role::Agent, Some(2)),
    ]
}

/// Name and the group above it; `None` is the root.
const GROUPS: [(&str, Option<usize>); 4] =
    [("배송·교환", None), ("결제·환불", None), ("상품 문의", None), ("B2B 대량주문", Some(2))];

/// Groups, queues and people as they were made.
pub struct Floor {
    pub queues: Vec<QueueId>,
    /// Those who take calls, with the queues (by index) they serve.
    pub agents: Vec<(AgentId, Vec<usize>)>,
    pub owner: AgentId,
}

pub async fn hire(rows: &TenantStore, made: &Made, password: &str, now: Timestamp) -> anyhow::Result<Floor> {
    let mut groups: Vec<AgentGroup> = vec![];
    for (position, (name, above)) in (0..).zip(GROUPS) {
        let id = AgentGroupId::new(ids::fresh());
        let queue = Queue {
            id: QueueId::new(ids::fresh()),
            name: name.to_owned(),
            group: Some(id),
            rule: QueueRule::DEFAULT,
        };
        let parent = above.map_or(made.root_group.id, |it| groups[it].id);
        let group =
            AgentGroup { id, parent: Some(parent), name: name.to_owned(), default_queue: queue.id, position };
        rows.agent_groups().insert(&group).await?;
        rows.queues().insert(&queue).await?;
        groups.push(group);
    }
    let mut floor = Floor {
        queues: groups.iter().map(|it| it.default_queue).collect(),
        agents: vec![],
        owner: made.owner.id,
    };
    for (person, extension) in all().iter().zip(1_001..).skip(1) {
        let login_id = LoginId::parse(person.login_id)?;
        let chosen = Password::choose(password, &login_id)?;
        let hash = password_hash::hash(chosen).await.map_err(|error| anyhow!("{error}"))?;
        let group = person.group.map_or(made.root_group.id, |it| groups[it].id);
        let agent = Agent {
            id: AgentId::new(ids::fresh()),
            login_id,
            name: person.name.to_owned(),
            role: person.role,
            group,
            extension: extension.to_string(),
            deactivated_at: None,
            created_at: now,
        };
        rows.agents().insert(&agent, &hash).await?;
        floor.agents.push((agent.id, person.group.into_iter().collect()));
    }
    // Some help out where it is busiest. Nobody is at work for wholesale.
    let second = [(2, vec![2]), (3, vec![1, 2])];
    for (at, more) in second {
        let (agent, served) = &mut floor.agents[at];
        let queues: Vec<QueueId> = more.iter().map(|it| floor.queues[*it]).collect();
        rows.queue_members().assign_agent(*agent, &queues).await?;
        served.extend(more);
    }
    Ok(floor)
}

/// What calls are about, two levels deep.
const CATEGORIES: [(&str, &[&str]); 5] = [
    ("배송", &["도착 예정일", "지연", "배송지 변경", "오배송"]),
    ("교환·반품", &["사이즈", "색상", "불량", "단순 변심"]),
    ("결제·환불", &["카드 취소", "현금영수증", "쿠폰·적립금"]),
    ("상품", &["재입고", "소재·세탁", "사용법"]),
    ("기타", &[]),
];

/// Leaves of the tree, where calls are filed.
pub async fn add_categories(rows: &TenantStore) -> anyhow::Result<Vec<CategoryId>> {
    let mut leaves = vec![];
    for (position, (name, below)) in (0..).zip(CATEGORIES) {
        let parent = add_category(rows, None, name, position).await?;
        if below.is_empty() {
            leaves.push(parent);
        }
        for (position, name) in (0..).zip(below) {
            leaves.push(add_category(rows, Some(parent), name, position).await?);
        }
    }
    Ok(leaves)
}

async fn add_category(
    rows: &TenantStore,
    parent: Option<CategoryId>,
    name: &str,
    position: i32,
) -> anyhow::Result<CategoryId> {
    let id = CategoryId::new(ids::fresh());
    let category = Category {
        id,
        scheme: CategoryScheme::Resolution,
        parent,
        name: name.to_owned(),
        position,
        active: true,
    };
    rows.categories().insert(&category).await?;
    Ok(id)
}
