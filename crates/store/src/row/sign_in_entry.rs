use domain::{
    id::{AgentId, SignInEntryId, TenantId},
    sign_in::{SignInEntry, SignInKind, SignInResult},
};
use sea_orm::entity::prelude::*;

use super::column::{At, Word};
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub agent_id: Option<Uuid>,
    pub login_id: String,
    pub kind: Word<SignInKind>,
    pub result: Word<SignInResult>,
    pub ip: Option<Sealed>,
    pub user_agent: Option<String>,
    pub at: At,
}

super::tenant_row!("sign-in entry");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, entry: &SignInEntry) -> Result<Self, Error> {
        let seal = vault.row("sign_in_entry", entry.id.uuid().as_bytes());
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: entry.id.uuid(),
            agent_id: entry.agent.map(AgentId::uuid),
            login_id: entry.login_id.clone(),
            kind: Word(entry.kind),
            result: Word(entry.result),
            ip: seal.seal_optional("ip", entry.ip.as_deref())?,
            user_agent: entry.user_agent.clone(),
            at: At(entry.at),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<SignInEntry, Error> {
        let seal = vault.row("sign_in_entry", self.id.as_bytes());
        Ok(SignInEntry {
            id: SignInEntryId::new(self.id),
            agent: self.agent_id.map(AgentId::new),
            login_id: self.login_id,
            kind: self.kind.0,
            result: self.result.0,
            ip: seal.open_optional("ip", self.ip.as_ref())?,
            user_agent: self.user_agent,
            at: self.at.0,
        })
    }
}
