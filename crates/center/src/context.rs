//! Who acts, for which tenant, from where. Every action starts from a context: it answers for the right, opens the
//! tenant's rows and writes the audit entry.

use domain::{
    agent::Agent,
    audit::AuditEntry,
    id::{AuditEntryId, WebSessionId},
    permission::{self, Permission},
    tenant::Tenant,
};
use jiff::Timestamp;
use store::tenant_store::{TenantStore, TenantTransaction};

use crate::{
    center::Center,
    dispatcher::Dispatcher,
    error::Error,
    event::{Event, SettingsKind},
    ids,
};

/// How long a reader waits for the tables to catch up with the journal.
const CATCH_UP_LIMIT: std::time::Duration = std::time::Duration::from_secs(2);

/// A signed-in person about to act.
pub struct Context {
    pub center: Center,
    pub tenant: Tenant,
    pub me: Agent,
    pub session: WebSessionId,
    pub ip: Option<String>,
    pub store: TenantStore,
}

/// What an audit entry says beside who, when and from where.
pub struct Audit<'a> {
    pub action: Permission,
    pub subject_kind: &'static str,
    pub subject_id: Option<String>,
    /// Short JSON without personal data.
    pub detail: serde_json::Value,
    pub reason: Option<&'a str>,
}

impl Context {
    pub fn now(&self) -> Timestamp {
        self.center.clock().now()
    }

    /// Refuses whoever may not do it.
    pub fn require(&self, permission: Permission) -> Result<(), Error> {
        if self.may(permission) { Ok(()) } else { Err(Error::denied(permission)) }
    }

    pub fn may(&self, permission: Permission) -> bool {
        permission::allows(self.me.role, permission)
    }

    /// The tenant's floor.
    pub async fn floor(&self) -> Result<Dispatcher, Error> {
        self.center.dispatcher(self.tenant.id).await
    }

    /// Returns when everything that has happened on the floor so far can be read from rows.
    pub async fn catch_up(&self) -> Result<(), Error> {
        self.floor().await?.settled().await;
        let journal = self.center.store().journal();
        let position = journal.position();
        match tokio::time::timeout(CATCH_UP_LIMIT, journal.applied(position)).await {
            Ok(Ok(())) => Ok(()),
            // A database that is behind shows what it has.
            Ok(Err(_)) | Err(_) => Ok(()),
        }
    }

    /// Adds the entry to the transaction of the action it tells of.
    pub async fn audit(&self, transaction: &TenantTransaction, audit: Audit<'_>) -> Result<(), Error> {
        let entry = AuditEntry {
            id: AuditEntryId::new(ids::fresh()),
            agent: Some(self.me.id),
            action: audit.action.to_string(),
            subject_kind: audit.subject_kind.to_owned(),
            subject_id: audit.subject_id,
            detail: audit.detail.to_string(),
            reason: audit.reason.map(str::to_owned),
            ip: self.ip.clone(),
            at: self.now(),
        };
        Ok(transaction.audit().insert(&entry).await?)
    }

    /// After a commit: the floor and every open screen learn of it.
    pub async fn settings_changed(&self, kind: SettingsKind) -> Result<(), Error> {
        self.center.reload(self.tenant.id).await?;
        self.floor().await?.emit(Event::SettingsChanged(kind));
        Ok(())
    }
}

impl<'a> Audit<'a> {
    pub fn of(action: Permission, subject_kind: &'static str, subject_id: impl ToString) -> Self {
        Self {
            action,
            subject_kind,
            subject_id: Some(subject_id.to_string()),
            detail: serde_json::Value::Null,
            reason: None,
        }
    }

    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    pub fn reason(mut self, reason: &'a Reason) -> Self {
        self.reason = Some(&reason.0);
        self
    }
}

/// Why somebody wants to see or take what is masked by default. 2 to 200 characters.
pub struct Reason(String);

impl Reason {
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            2..=200 => Ok(Self(text)),
            0 | 1 => Err(Error::field("reason", "reason.needed")),
            _ => Err(Error::field("reason", "reason.too_long")),
        }
    }
}
