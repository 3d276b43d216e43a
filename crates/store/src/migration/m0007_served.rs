//! Which interactions an agent has served, also those that somebody else served after him.

use sea_orm::{
    DbErr,
    sea_query::{ConditionalStatement, Expr, ExprTrait, Index},
};
use sea_orm_migration::SchemaManager;

super::step!("m0007_served", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Only answered visits name an agent; the others cost nothing here.
    let index = Index::create()
        .name("queue_visit_agent_id_idx")
        .table("queue_visit")
        .col("tenant_id")
        .col("agent_id")
        .col("interaction_id")
        .and_where(Expr::col("agent_id").is_not_null())
        .take();
    manager.create_index(index).await
}
