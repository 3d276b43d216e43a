use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_position")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    // Each node keeps a journal of its own.
    pub journal_id: Uuid,
    // The last record whose facts are in the tables.
    pub applied: i64,
}

impl ActiveModelBehavior for ActiveModel {}
