//! The company's sound library (REC-04). The sounds themselves stand in the file store.

use domain::{id::SoundId, sound::Sound};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    error::Error,
    row::sound::{Column, Entity, Model},
    scope::found,
    tenant_store::repository,
};

repository!(Sounds);

impl Sounds<'_> {
    pub async fn list(&self) -> Result<Vec<Sound>, Error> {
        let by_name = self.scope.rows::<Entity>().order_by_asc(Column::Name).order_by_asc(Column::Id);
        self.scope.all(by_name).await?.into_iter().map(Model::sound).collect()
    }

    pub async fn find(&self, id: SoundId) -> Result<Option<Sound>, Error> {
        let row = self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()));
        self.scope.one_to_change(row).await?.map(Model::sound).transpose()
    }

    pub async fn insert(&self, sound: &Sound) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), sound)).await
    }

    pub async fn rename(&self, id: SoundId, name: &str) -> Result<(), Error> {
        let renamed = self
            .scope
            .change::<Entity>(|change| {
                change.col_expr(Column::Name, Expr::value(name)).filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        found::<Entity>(renamed)
    }

    pub async fn delete(&self, id: SoundId) -> Result<(), Error> {
        let deleted = self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?;
        found::<Entity>(deleted)
    }
}
