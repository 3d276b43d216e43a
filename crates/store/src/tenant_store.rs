//! A tenant's data. There is no other way to it, so there is no query that forgets its tenant.

use std::{ops::Deref, sync::Arc};

use domain::id::TenantId;

use crate::{
    agent::Agents, agent_group::AgentGroups, audit::AuditEntries, brand::Brands, call_leg::CallLegs,
    callback_request::CallbackRequests, category::Categories, customer::Customers, database::Sees,
    error::Error, interaction::Interactions, moment::Moments, owned_number::OwnedNumbers, queue::Queues,
    queue_member::QueueMembers, queue_visit::QueueVisits, recording::Recordings, roll_up::RollUps,
    routing_journal::RoutingJournal, scenario::Scenarios, scope::Scope, setting::Settings,
    sign_in::SignInEntries, skill_level::SkillLevels, sound::Sounds, status_span::StatusSpans, store::Inner,
    text_message::TextMessages, trunk::Trunks, vault::Vault, web_session::WebSessions, wrap_up::WrapUps,
};

/// A cheap handle to one tenant's rows. Nothing reached through it shows, changes or deletes anybody else's.
pub struct TenantStore {
    scope: Scope,
}

/// The same rows inside one transaction: all of its changes happen at [`commit`](Self::commit), or none.
///
/// Dropping it undoes it. A row found by its id stays as it is for others until the transaction ends, so that
/// load → rule → save is safe. Meanwhile do not write through another handle in the same task: SQLite has one
/// writer, and it is this one.
#[must_use = "a transaction that is dropped changes nothing"]
pub struct TenantTransaction {
    store: TenantStore,
}

macro_rules! repositories {
    ($($(#[$meta:meta])* $noun:ident: $repository:ident,)+) => {$(
        $(#[$meta])*
        pub fn $noun(&self) -> $repository<'_> {
            $repository::new(&self.scope)
        }
    )+};
}

impl TenantStore {
    pub(crate) fn new(inner: Arc<Inner>, tenant: TenantId) -> Self {
        Self { scope: Scope::new(inner, tenant) }
    }

    pub fn id(&self) -> TenantId {
        self.scope.tenant()
    }

    pub async fn begin(&self) -> Result<TenantTransaction, Error> {
        if self.scope.is_transaction() {
            return Err(Error::Refused("a transaction is open here already".to_owned()));
        }
        let (inner, tenant) = (self.scope.inner().clone(), self.id());
        let transaction = inner.database.begin(Sees::Tenant(tenant)).await?;
        Ok(TenantTransaction::new(Scope::in_transaction(inner, tenant, transaction)))
    }

    /// The tenant's keys, for making and opening the keys of recordings.
    pub async fn vault(&self) -> Result<Vault, Error> {
        self.scope.vault().await
    }

    repositories! {
        agent_groups: AgentGroups,
        agents: Agents,
        audit: AuditEntries,
        brands: Brands,
        call_legs: CallLegs,
        callback_requests: CallbackRequests,
        categories: Categories,
        customers: Customers,
        interactions: Interactions,
        moments: Moments,
        owned_numbers: OwnedNumbers,
        queue_members: QueueMembers,
        queue_visits: QueueVisits,
        queues: Queues,
        recordings: Recordings,
        roll_ups: RollUps,
        routing_journal: RoutingJournal,
        scenarios: Scenarios,
        settings: Settings,
        sign_in_entries: SignInEntries,
        skill_levels: SkillLevels,
        sounds: Sounds,
        status_spans: StatusSpans,
        text_messages: TextMessages,
        trunks: Trunks,
        web_sessions: WebSessions,
        wrap_ups: WrapUps,
    }
}

impl TenantTransaction {
    pub(crate) fn new(scope: Scope) -> Self {
        Self { store: TenantStore { scope } }
    }

    pub async fn commit(self) -> Result<(), Error> {
        self.store.scope.commit().await
    }

    /// Undoes everything now, where dropping would leave it to the next use of the connection.
    pub async fn rollback(self) -> Result<(), Error> {
        self.store.scope.rollback().await
    }
}

impl Deref for TenantTransaction {
    type Target = TenantStore;
    fn deref(&self) -> &TenantStore {
        &self.store
    }
}

/// Declares the type through which one noun's rows are reached.
macro_rules! repository {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        pub struct $name<'s> {
            scope: &'s crate::scope::Scope,
        }

        impl<'s> $name<'s> {
            pub(crate) fn new(scope: &'s crate::scope::Scope) -> Self {
                Self { scope }
            }
        }
    };
}
pub(crate) use repository;
