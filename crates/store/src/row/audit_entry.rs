use domain::{
    audit::AuditEntry,
    id::{AgentId, AuditEntryId, TenantId},
};
use sea_orm::entity::prelude::*;

use super::column::At;
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub agent_id: Option<Uuid>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<String>,
    pub detail: String,
    // Typed by a person, who may name a customer in it.
    pub reason: Option<Sealed>,
    pub ip: Option<Sealed>,
    pub at: At,
}

super::tenant_row!("audit entry");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, entry: &AuditEntry) -> Result<Self, Error> {
        let seal = vault.row("audit_entry", entry.id.uuid().as_bytes());
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: entry.id.uuid(),
            agent_id: entry.agent.map(AgentId::uuid),
            action: entry.action.clone(),
            subject_kind: entry.subject_kind.clone(),
            subject_id: entry.subject_id.clone(),
            detail: entry.detail.clone(),
            reason: seal.seal_optional("reason", entry.reason.as_deref())?,
            ip: seal.seal_optional("ip", entry.ip.as_deref())?,
            at: At(entry.at),
        })
    }

    pub fn open(self, vault: &Vault) -> Result<AuditEntry, Error> {
        let seal = vault.row("audit_entry", self.id.as_bytes());
        Ok(AuditEntry {
            id: AuditEntryId::new(self.id),
            agent: self.agent_id.map(AgentId::new),
            action: self.action,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            detail: self.detail,
            reason: seal.open_optional("reason", self.reason.as_ref())?,
            ip: seal.open_optional("ip", self.ip.as_ref())?,
            at: self.at.0,
        })
    }
}
