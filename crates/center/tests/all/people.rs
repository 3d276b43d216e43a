//! People who act in these tests.

use center::{center::Center, context::Context, desk, ids};
use domain::{
    agent::{Agent, LoginId},
    agent_status::Chosen,
    id::{AgentId, AgentLegId, WebSessionId},
    role::Role,
};
use testkit::company::TestCompany;

/// An agent with an open softphone.
pub struct OnDuty {
    pub cx: Context,
    pub leg: AgentLegId,
}

/// Hires an agent who is ready.
pub async fn on_duty(company: &TestCompany, name: &str) -> OnDuty {
    let rows = company.center.store().tenant(company.made.tenant.id);
    let agent = Agent {
        id: AgentId::new(ids::fresh()),
        login_id: LoginId::parse(name).unwrap(),
        name: name.to_owned(),
        role: Role::Agent,
        group: company.made.root_group.id,
        extension: name.len().to_string() + "777",
        deactivated_at: None,
        created_at: company.clock.now(),
    };
    rows.agents().insert(&agent, "no password").await.unwrap();
    company.center.reload(company.made.tenant.id).await.unwrap();
    let cx = context(&company.center, company, agent);
    desk::choose_status(&cx, Chosen::Ready).await.unwrap();
    let (leg, _) = desk::open_softphone(&cx, "offer".to_owned()).await.unwrap();
    company.settle().await;
    OnDuty { cx, leg }
}

fn context(center: &Center, company: &TestCompany, me: Agent) -> Context {
    Context {
        center: center.clone(),
        tenant: company.made.tenant.clone(),
        me,
        session: WebSessionId::new(ids::fresh()),
        ip: None,
        store: center.store().tenant(company.made.tenant.id),
    }
}
