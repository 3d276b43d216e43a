//! The tenant's own numbers. Which tenant a dialled number belongs to is asked of `Tenants`.

use domain::{id::OwnedNumberId, owned_number::OwnedNumber};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::owned_number::{Column, Entity, Model},
    scope::found,
    tenant_store::repository,
};

repository!(OwnedNumbers);

impl OwnedNumbers<'_> {
    pub async fn find(&self, id: OwnedNumberId) -> Result<Option<OwnedNumber>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        row.map(Model::owned_number).transpose()
    }

    /// Main numbers first.
    pub async fn list(&self) -> Result<Vec<OwnedNumber>, Error> {
        let in_order = self.scope.rows::<Entity>().order_by_desc(Column::Main).order_by_asc(Column::Number);
        self.scope.all(in_order).await?.into_iter().map(Model::owned_number).collect()
    }

    pub async fn insert(&self, number: &OwnedNumber) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), number)).await
    }

    pub async fn update(&self, number: &OwnedNumber) -> Result<(), Error> {
        self.scope.update::<Entity>(Model::new(self.scope.tenant(), number), &[]).await
    }

    pub async fn delete(&self, id: OwnedNumberId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }
}
