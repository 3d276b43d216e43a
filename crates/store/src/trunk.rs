//! Trunks; the password of a registering one is sealed.

use domain::{id::TrunkId, trunk::Trunk};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::trunk::{Column, Entity, Model},
    scope::found,
    tenant_store::repository,
};

repository!(Trunks);

impl Trunks<'_> {
    pub async fn find(&self, id: TrunkId) -> Result<Option<Trunk>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        match row {
            Some(row) => Ok(Some(row.open(&self.scope.vault().await?)?)),
            None => Ok(None),
        }
    }

    pub async fn list(&self) -> Result<Vec<Trunk>, Error> {
        let vault = self.scope.vault().await?;
        let by_name = self.scope.rows::<Entity>().order_by_asc(Column::Name).order_by_asc(Column::Id);
        self.scope.all(by_name).await?.into_iter().map(|row| row.open(&vault)).collect()
    }

    pub async fn insert(&self, trunk: &Trunk) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.insert::<Entity>(Model::seal(&vault, self.scope.tenant(), trunk)?).await
    }

    pub async fn update(&self, trunk: &Trunk) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.update::<Entity>(Model::seal(&vault, self.scope.tenant(), trunk)?, &[]).await
    }

    pub async fn delete(&self, id: TrunkId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }
}
