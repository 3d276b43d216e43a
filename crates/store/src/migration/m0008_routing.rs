//! How a queue chooses among its agents: distribution, levels, overflow.

use sea_orm::{DbErr, sea_query::Table};
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, boolean, text, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0008_routing", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // One statement for each column: SQLite adds no more than one at a time. The defaults are what queues did before.
    for column in [
        text("distribution").default("longest_idle").take(),
        boolean("last_agent_first").default(false).take(),
        big_integer("widen_after_seconds").default(0).take(),
        big_integer_null("overflow_after_seconds"),
        // Not checked by the database, which cannot add a reference to a table it has: deleting a queue ends the
        // overflow into it.
        uuid_null("overflow_queue_id"),
    ] {
        let mut column = column;
        manager.alter_table(Table::alter().table("queue").add_column(&mut column).take()).await?;
    }

    TenantTable::with_key(
        "skill_level",
        ["queue_id", "agent_id"],
        [uuid("queue_id"), uuid("agent_id"), big_integer("level")],
    )
    .of_tenant()
    .part_of("queue_id", "queue")
    .part_of("agent_id", "agent")
    .index("agent_id_idx", ["agent_id"])
    .create(manager)
    .await
}
