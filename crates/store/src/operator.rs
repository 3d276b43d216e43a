//! Operators of the installation. They belong to no tenant and see no tenant's data through here.

use jiff::Timestamp;
use sea_orm::{EntityTrait, IntoActiveModel, QueryOrder};

use crate::{
    database::Sees,
    error::Error,
    row::operator::{Column, Entity, Model},
    store::Inner,
};

#[derive(Clone, PartialEq, Eq)]
pub struct Operator {
    /// Case-sensitive.
    pub login_id: String,
    pub name: String,
    pub password_hash: String,
    pub created_at: Timestamp,
}

pub struct Operators<'s> {
    inner: &'s Inner,
}

impl<'s> Operators<'s> {
    pub(crate) fn new(inner: &'s Inner) -> Self {
        Self { inner }
    }

    pub async fn find(&self, login_id: &str) -> Result<Option<Operator>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let row = Entity::find_by_id(login_id).one(session.connection()).await?;
        session.finish().await?;
        Ok(row.map(Model::operator))
    }

    pub async fn list(&self) -> Result<Vec<Operator>, Error> {
        let session = self.inner.database.read(Sees::Everything).await?;
        let rows = Entity::find().order_by_asc(Column::LoginId).all(session.connection()).await?;
        session.finish().await?;
        Ok(rows.into_iter().map(Model::operator).collect())
    }

    pub async fn insert(&self, operator: &Operator) -> Result<(), Error> {
        let session = self.inner.database.write(Sees::Everything).await?;
        let row = Model::new(operator).into_active_model();
        Entity::insert(row).exec_without_returning(session.connection()).await?;
        Ok(session.finish().await?)
    }
}

impl std::fmt::Debug for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operator({})", self.login_id)
    }
}
