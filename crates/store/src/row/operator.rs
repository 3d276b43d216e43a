use sea_orm::entity::prelude::*;

use super::column::At;
use crate::operator::Operator;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub login_id: String,
    pub name: String,
    pub password_hash: String,
    pub created_at: At,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn new(operator: &Operator) -> Self {
        Self {
            login_id: operator.login_id.clone(),
            name: operator.name.clone(),
            password_hash: operator.password_hash.clone(),
            created_at: At(operator.created_at),
        }
    }

    pub fn operator(self) -> Operator {
        Operator {
            login_id: self.login_id,
            name: self.name,
            password_hash: self.password_hash,
            created_at: self.created_at.0,
        }
    }
}
