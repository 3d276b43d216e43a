use domain::{
    agent::{Agent, LoginId},
    id::{AgentGroupId, AgentId, TenantId},
    role::Role,
};
use sea_orm::entity::prelude::*;

use super::column::{At, Word};
use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub login_id: String,
    pub name: String,
    pub role: Word<Role>,
    pub group_id: Uuid,
    pub extension: String,
    pub password_hash: String,
    pub deactivated_at: Option<At>,
    pub created_at: At,
}

super::tenant_row!("agent");

impl Model {
    pub fn new(tenant: TenantId, agent: &Agent, password_hash: String) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: agent.id.uuid(),
            login_id: agent.login_id.as_str().to_owned(),
            name: agent.name.clone(),
            role: Word(agent.role),
            group_id: agent.group.uuid(),
            extension: agent.extension.clone(),
            password_hash,
            deactivated_at: agent.deactivated_at.map(At),
            created_at: At(agent.created_at),
        }
    }

    pub fn agent(self) -> Result<Agent, Error> {
        Ok(Agent {
            id: AgentId::new(self.id),
            login_id: LoginId::parse(&self.login_id)
                .map_err(|_| Error::Unreadable { table: "agent", column: "login_id" })?,
            name: self.name,
            role: self.role.0,
            group: AgentGroupId::new(self.group_id),
            extension: self.extension,
            deactivated_at: self.deactivated_at.map(|at| at.0),
            created_at: self.created_at.0,
        })
    }
}
