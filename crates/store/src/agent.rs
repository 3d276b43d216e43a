//! Agents and their passwords' hashes.

use domain::{
    agent::{Agent, LoginId},
    id::AgentId,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    error::Error,
    row::agent::{Column, Entity, Model},
    scope::found,
    tenant_store::repository,
};

repository!(Agents);

impl Agents<'_> {
    pub async fn find(&self, id: AgentId) -> Result<Option<Agent>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        row.map(Model::agent).transpose()
    }

    /// The agent who signs in with `login_id`, and the hash of the password.
    pub async fn find_to_sign_in(&self, login_id: &LoginId) -> Result<Option<(Agent, String)>, Error> {
        let with_login_id = self.scope.rows::<Entity>().filter(Column::LoginId.eq(login_id.as_str()));
        let Some(row) = self.scope.one(with_login_id).await? else {
            return Ok(None);
        };
        let hash = row.password_hash.clone();
        Ok(Some((row.agent()?, hash)))
    }

    pub async fn password_hash(&self, id: AgentId) -> Result<Option<String>, Error> {
        let row = self.scope.one(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        Ok(row.map(|row| row.password_hash))
    }

    /// All agents, by name; those who have left are among them.
    pub async fn list(&self) -> Result<Vec<Agent>, Error> {
        let by_name = self.scope.rows::<Entity>().order_by_asc(Column::Name).order_by_asc(Column::Id);
        self.scope.all(by_name).await?.into_iter().map(Model::agent).collect()
    }

    pub async fn insert(&self, agent: &Agent, password_hash: &str) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), agent, password_hash.to_owned())).await
    }

    /// Saves everything but the password.
    pub async fn update(&self, agent: &Agent) -> Result<(), Error> {
        let row = Model::new(self.scope.tenant(), agent, String::new());
        self.scope.update::<Entity>(row, &[Column::PasswordHash]).await
    }

    pub async fn set_password_hash(&self, id: AgentId, password_hash: &str) -> Result<(), Error> {
        let changed = self
            .scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::PasswordHash, Expr::value(password_hash))
                    .filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        found::<Entity>(changed)
    }
}
