//! A company begins: tenant, first brand, root group with its queue, owner, first scenario (AGT-02).

use domain::{
    agent::{self, Agent, LoginId},
    agent_group::{self, AgentGroup},
    id::{AgentGroupId, AgentId, BrandId, QueueId, ScenarioId, TenantId},
    password::Password,
    queue::{Queue, QueueRule},
    role::Role,
    scenario::Scenario,
    tenant::{Brand, Tenant, TenantDomain},
};
use flow::document::{Action, Announcement, Node, Scenario as Document};
use jiff::Timestamp;
use store::{store::Store, tenant_store::TenantTransaction};

use crate::{
    error::{Error, Form},
    ids, password_hash,
};

pub struct NewCompany {
    pub domain: String,
    pub name: String,
    pub owner_login_id: String,
    pub owner_name: String,
    pub owner_password: String,
}

pub struct Made {
    pub tenant: Tenant,
    pub brand: Brand,
    pub root_group: AgentGroup,
    pub owner: Agent,
    pub scenario: ScenarioId,
}

/// Makes the company, whole or not at all.
pub async fn create(store: &Store, new: NewCompany, now: Timestamp) -> Result<Made, Error> {
    let mut form = Form::default();
    let domain = form.take("domain", TenantDomain::parse(&new.domain));
    let name = form.take("name", agent::parse_name(&new.name));
    let login_id = form.take("owner", LoginId::parse(&new.owner_login_id));
    let owner_name = form.take("owner_name", agent::parse_name(&new.owner_name));
    let password = form.take("password", Password::choose(&new.owner_password, login_id.as_ref()));
    let (Some(domain), Some(name), Some(login_id), Some(owner_name), Some(password)) =
        (domain, name, login_id, owner_name, password)
    else {
        return Err(form.into());
    };
    let hash = password_hash::hash(password).await?;
    let tenant = Tenant {
        id: TenantId::new(ids::fresh()),
        domain: domain.clone(),
        name: name.clone(),
        created_at: now,
    };
    let transaction = store.tenants().create(&tenant).await?;
    let brand = Brand { id: BrandId::new(ids::fresh()), name: name.clone(), slug: domain };
    transaction.brands().insert(&brand).await?;
    let root_group = add_root_group(&transaction, &name).await?;
    let owner = Agent {
        id: AgentId::new(ids::fresh()),
        login_id,
        name: owner_name,
        role: Role::Owner,
        group: root_group.id,
        extension: agent::FIRST_EXTENSION.to_string(),
        deactivated_at: None,
        created_at: now,
    };
    transaction.agents().insert(&owner, &hash).await?;
    let scenario = add_scenario(&transaction, &brand, &root_group, &owner, now).await?;
    transaction.commit().await?;
    Ok(Made { tenant, brand, root_group, owner, scenario })
}

async fn add_root_group(transaction: &TenantTransaction, company: &str) -> Result<AgentGroup, Error> {
    let id = AgentGroupId::new(ids::fresh());
    let name = agent_group::root_name(company);
    let queue = Queue {
        id: QueueId::new(ids::fresh()),
        name: name.clone(),
        group: Some(id),
        rule: QueueRule::DEFAULT,
    };
    let group = AgentGroup { id, parent: None, name, default_queue: queue.id, position: 0 };
    transaction.agent_groups().insert(&group).await?;
    transaction.queues().insert(&queue).await?;
    Ok(group)
}

/// A first draft that works as it is: everybody who calls is connected to everybody.
async fn add_scenario(
    transaction: &TenantTransaction,
    brand: &Brand,
    root_group: &AgentGroup,
    owner: &Agent,
    now: Timestamp,
) -> Result<ScenarioId, Error> {
    let mut document = Document::starter();
    document.root.action = Action::Menu {
        children: vec![Node {
            digit: domain::digit::Digit::ONE,
            name: "상담사 연결".to_owned(),
            announcement: Announcement::default(),
            takes: None,
            action: Action::Connect { queue_id: Some(root_group.default_queue), callback: true },
        }],
    };
    let draft = serde_json::to_string(&document)
        .map_err(|error| Error::Internal(format!("a scenario cannot be written: {error}")))?;
    let scenario = Scenario {
        id: ScenarioId::new(ids::fresh()),
        brand: brand.id,
        name: "대표 고객센터".to_owned(),
        draft,
        draft_updated_at: now,
        draft_updated_by: Some(owner.id),
        published_version: None,
        forced_hours: None,
    };
    transaction.scenarios().insert(&scenario).await?;
    Ok(scenario.id)
}
