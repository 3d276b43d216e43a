//! Small things a tenant has set: a key and a JSON text.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    error::Error,
    row::setting::{Column, Entity, Model},
    tenant_store::repository,
};

repository!(Settings);

impl Settings<'_> {
    /// The JSON text under `key`; `None` while nobody has set it.
    pub async fn get(&self, key: &str) -> Result<Option<String>, Error> {
        let row = self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Key.eq(key))).await?;
        Ok(row.map(|row| row.value))
    }

    /// Every key that is set, with its JSON text.
    pub async fn list(&self) -> Result<Vec<(String, String)>, Error> {
        let by_key = self.scope.rows::<Entity>().order_by_asc(Column::Key);
        Ok(self.scope.all(by_key).await?.into_iter().map(|row| (row.key, row.value)).collect())
    }

    pub async fn set(&self, key: &str, json: &str, now: Timestamp) -> Result<(), Error> {
        self.scope.upsert_all::<Entity>(vec![Model::new(self.scope.tenant(), key, json, now)]).await
    }

    /// Back to the default.
    pub async fn unset(&self, key: &str) -> Result<(), Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::Key.eq(key))).await?;
        Ok(())
    }
}
