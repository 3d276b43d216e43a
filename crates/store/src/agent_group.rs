//! The tree of groups.

use domain::{agent_group::AgentGroup, id::AgentGroupId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::agent_group::{Column, Entity, Model},
    scope::found,
    tenant_store::repository,
};

repository!(AgentGroups);

impl AgentGroups<'_> {
    pub async fn find(&self, id: AgentGroupId) -> Result<Option<AgentGroup>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        Ok(row.map(Model::agent_group))
    }

    /// The whole tree; siblings in their order.
    pub async fn list(&self) -> Result<Vec<AgentGroup>, Error> {
        let in_order = self
            .scope
            .rows::<Entity>()
            .order_by_asc(Column::Position)
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id);
        Ok(self.scope.all(in_order).await?.into_iter().map(Model::agent_group).collect())
    }

    /// A group is written before its default queue, in the same transaction.
    pub async fn insert(&self, group: &AgentGroup) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), group)).await
    }

    pub async fn update(&self, group: &AgentGroup) -> Result<(), Error> {
        self.scope.update::<Entity>(Model::new(self.scope.tenant(), group), &[]).await
    }

    /// Refused with [`Error::Reference`] while agents, sub-groups or its queue are still there.
    pub async fn delete(&self, id: AgentGroupId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }
}
