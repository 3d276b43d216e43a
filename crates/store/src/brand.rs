//! A tenant's brands.

use domain::{id::BrandId, tenant::Brand};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::brand::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(Brands);

impl Brands<'_> {
    pub async fn find(&self, id: BrandId) -> Result<Option<Brand>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        row.map(Model::brand).transpose()
    }

    /// The oldest first: the one that came with the sign-up.
    pub async fn list(&self) -> Result<Vec<Brand>, Error> {
        self.scope
            .all(self.scope.rows::<Entity>().order_by_asc(Column::Id))
            .await?
            .into_iter()
            .map(Model::brand)
            .collect()
    }

    pub async fn insert(&self, brand: &Brand) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), brand)).await
    }

    pub async fn update(&self, brand: &Brand) -> Result<(), Error> {
        self.scope.update::<Entity>(Model::new(self.scope.tenant(), brand), &[]).await
    }
}
