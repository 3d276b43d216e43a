//! Signed-in browsers. The cookie's secret is never kept, only its hash; whose it is is asked of `Tenants`.

use std::fmt;

use domain::id::{AgentId, WebSessionId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    error::Error,
    row::{
        column::At,
        web_session::{Column, Entity, Model},
    },
    scope::found,
    tenant_store::repository,
};

repository!(WebSessions);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSession {
    pub id: WebSessionId,
    pub agent: AgentId,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
}

/// SHA-256 of the cookie's random secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl WebSessions<'_> {
    pub async fn insert(&self, session: &WebSession, token: &TokenHash) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.insert::<Entity>(Model::seal(&vault, self.scope.tenant(), session, token)?).await
    }

    /// The most recently seen first.
    pub async fn of_agent(&self, agent: AgentId) -> Result<Vec<WebSession>, Error> {
        let vault = self.scope.vault().await?;
        let theirs = self
            .scope
            .rows::<Entity>()
            .filter(Column::AgentId.eq(agent.uuid()))
            .order_by_desc(Column::LastSeenAt)
            .order_by_desc(Column::Id);
        self.scope.all(theirs).await?.into_iter().map(|row| row.open(&vault)).collect()
    }

    /// Keeps a session going that was just used.
    pub async fn touch(&self, id: WebSessionId, now: Timestamp, expires_at: Timestamp) -> Result<(), Error> {
        let touched = self
            .scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::LastSeenAt, Expr::value(At(now)))
                    .col_expr(Column::ExpiresAt, Expr::value(At(expires_at)))
                    .filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        found::<Entity>(touched)
    }

    pub async fn end(&self, id: WebSessionId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }

    /// Signs an agent out everywhere; tells how many sessions ended.
    pub async fn end_all_of(&self, agent: AgentId) -> Result<u64, Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::AgentId.eq(agent.uuid()))).await
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}
