use domain::{
    category::{Category, CategoryScheme},
    id::{CategoryId, TenantId},
};
use sea_orm::entity::prelude::*;

use super::column::Word;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "category")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scheme: Word<CategoryScheme>,
    pub parent_id: Option<Uuid>,
    pub name: String,
    pub position: i32,
    pub active: bool,
}

super::tenant_row!("category");

impl Model {
    pub fn new(tenant: TenantId, category: &Category) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: category.id.uuid(),
            scheme: Word(category.scheme),
            parent_id: category.parent.map(CategoryId::uuid),
            name: category.name.clone(),
            position: category.position,
            active: category.active,
        }
    }

    pub fn category(self) -> Category {
        Category {
            id: CategoryId::new(self.id),
            scheme: self.scheme.0,
            parent: self.parent_id.map(CategoryId::new),
            name: self.name,
            position: self.position,
            active: self.active,
        }
    }
}
