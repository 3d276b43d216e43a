//! Category trees.

use domain::{
    category::{Category, CategoryScheme},
    id::CategoryId,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::{
        category::{Column, Entity, Model},
        column::Word,
    },
    scope::found,
    tenant_store::repository,
};

repository!(Categories);

impl Categories<'_> {
    pub async fn find(&self, id: CategoryId) -> Result<Option<Category>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        Ok(row.map(Model::category))
    }

    /// A scheme's whole tree; siblings in their order.
    pub async fn list(&self, scheme: CategoryScheme) -> Result<Vec<Category>, Error> {
        let in_order = self
            .scope
            .rows::<Entity>()
            .filter(Column::Scheme.eq(Word(scheme)))
            .order_by_asc(Column::Position)
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id);
        Ok(self.scope.all(in_order).await?.into_iter().map(Model::category).collect())
    }

    pub async fn insert(&self, category: &Category) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), category)).await
    }

    pub async fn update(&self, category: &Category) -> Result<(), Error> {
        self.scope.update::<Entity>(Model::new(self.scope.tenant(), category), &[]).await
    }

    /// Refused with [`Error::Reference`] while a wrap-up or a sub-category refers to it: switch it off instead.
    pub async fn delete(&self, id: CategoryId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }
}
