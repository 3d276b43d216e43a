//! Who works here: groups, queues, agents and their browser sessions.

use sea_orm::DbErr;
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, blob, blob_null, integer, text, text_null, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0002_people", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // A group and its default queue refer to each other; only the queue's side is checked by the database, so that
    // the group can be written first.
    TenantTable::new(
        "agent_group",
        [uuid_null("parent_id"), text("name"), uuid("default_queue_id"), integer("position")],
    )
    .of_tenant()
    .refers("parent_id", "agent_group")
    .index("parent_id_idx", ["parent_id"])
    .create(manager)
    .await?;

    TenantTable::new(
        "queue",
        [
            text("name"),
            uuid_null("group_id"),
            big_integer("ring_seconds"),
            big_integer("wrap_up_seconds"),
            big_integer("service_level_seconds"),
            big_integer("service_level_target"),
            big_integer("answer_rate_target"),
            big_integer("short_abandon_seconds"),
            // A deleted queue keeps its row, because history shows its name.
            big_integer_null("deleted_at"),
        ],
    )
    .of_tenant()
    .refers("group_id", "agent_group")
    .index("group_id_idx", ["group_id"])
    .create(manager)
    .await?;

    TenantTable::new(
        "agent",
        [
            text("login_id"),
            text("name"),
            text("role"),
            uuid("group_id"),
            text("extension"),
            text("password_hash"),
            big_integer_null("deactivated_at"),
            big_integer("created_at"),
        ],
    )
    .of_tenant()
    .refers("group_id", "agent_group")
    .index("group_id_idx", ["group_id"])
    .unique("login_id_key", ["login_id"])
    .unique("extension_key", ["extension"])
    .create(manager)
    .await?;

    TenantTable::with_key("queue_member", ["queue_id", "agent_id"], [uuid("queue_id"), uuid("agent_id")])
        .of_tenant()
        .part_of("queue_id", "queue")
        .part_of("agent_id", "agent")
        .index("agent_id_idx", ["agent_id"])
        .create(manager)
        .await?;

    TenantTable::new(
        "web_session",
        [
            uuid("agent_id"),
            blob("token_hash"),
            big_integer("created_at"),
            big_integer("last_seen_at"),
            big_integer("expires_at"),
            blob_null("ip"),
            text_null("user_agent"),
        ],
    )
    .of_tenant()
    .part_of("agent_id", "agent")
    .index("agent_id_idx", ["agent_id"])
    .unique_everywhere("token_hash_key", "token_hash")
    .create(manager)
    .await
}
