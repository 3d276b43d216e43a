//! Audit entries: written by every action, never changed, read with the name of who acted.

use domain::{
    audit::AuditEntry,
    page::{Listing, Page},
    view::audit::{AuditFilter, AuditRow},
};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    error::Error,
    row::{
        agent,
        audit_entry::{Column, Entity, Model},
        column::At,
    },
    scope::left_join,
    tenant_store::repository,
};

repository!(AuditEntries);

impl AuditEntries<'_> {
    pub async fn insert(&self, entry: &AuditEntry) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.insert::<Entity>(Model::seal(&vault, self.scope.tenant(), entry)?).await
    }

    /// The newest first.
    pub async fn list(&self, filter: &AuditFilter, page: Page) -> Result<Listing<AuditRow>, Error> {
        let condition = Condition::all()
            .add_option(filter.from.map(|from| Column::At.gte(At(from))))
            .add_option(filter.to.map(|to| Column::At.lt(At(to))))
            .add_option(filter.agent.map(|agent| Column::AgentId.eq(agent.uuid())));
        let rows = self.scope.rows::<Entity>().filter(condition);
        let joined = left_join::<_, agent::Entity>(rows.clone(), Column::AgentId, agent::Column::Id)
            .column_as(agent::Column::Name, "agent_name")
            .order_by_desc(Expr::col((Entity, Column::At)))
            .order_by_desc(Expr::col((Entity, Column::Id)));
        let vault = self.scope.vault().await?;
        let found = self.scope.page_as::<Joined, _>(rows, joined, page).await?;
        found.try_map(|row| Ok(AuditRow { entry: row.entry.open(&vault)?, agent_name: row.agent_name }))
    }
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    entry: Model,
    agent_name: Option<String>,
}
