use domain::id::{AgentId, TenantId, WebSessionId};
use sea_orm::entity::prelude::*;

use super::column::At;
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
    web_session::{TokenHash, WebSession},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "web_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub agent_id: Uuid,
    pub token_hash: Vec<u8>,
    pub created_at: At,
    pub last_seen_at: At,
    pub expires_at: At,
    pub ip: Option<Sealed>,
    pub user_agent: Option<String>,
}

super::tenant_row!("web session");

impl Model {
    pub fn seal(
        vault: &Vault,
        tenant: TenantId,
        session: &WebSession,
        token: &TokenHash,
    ) -> Result<Self, Error> {
        let seal = vault.row("web_session", session.id.uuid().as_bytes());
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: session.id.uuid(),
            agent_id: session.agent.uuid(),
            token_hash: token.0.to_vec(),
            created_at: At(session.created_at),
            last_seen_at: At(session.last_seen_at),
            expires_at: At(session.expires_at),
            ip: seal.seal_optional("ip", session.ip.as_deref())?,
            user_agent: session.user_agent.clone(),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<WebSession, Error> {
        let seal = vault.row("web_session", self.id.as_bytes());
        Ok(WebSession {
            id: WebSessionId::new(self.id),
            agent: AgentId::new(self.agent_id),
            created_at: self.created_at.0,
            last_seen_at: self.last_seen_at.0,
            expires_at: self.expires_at.0,
            ip: seal.open_optional("ip", self.ip.as_ref())?,
            user_agent: self.user_agent,
        })
    }
}
