//! Whom we serve and what was written about it: customers, categories, wrap-ups.

use sea_orm::DbErr;
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, blob, blob_null, boolean, integer, text, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0005_care", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new(
        "customer",
        [
            blob("name"),
            blob("name_hash"),
            blob_null("number"),
            blob_null("number_hash"),
            blob_null("last_four_hash"),
            blob_null("email"),
            blob_null("email_hash"),
            blob("note"),
            boolean("vip"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    )
    .of_tenant()
    .index("updated_at_idx", ["updated_at", "id"])
    .index("name_hash_idx", ["name_hash"])
    .index("number_hash_idx", ["number_hash"])
    .index("last_four_hash_idx", ["last_four_hash"])
    .index("email_hash_idx", ["email_hash"])
    .create(manager)
    .await?;

    TenantTable::new(
        "category",
        [text("scheme"), uuid_null("parent_id"), text("name"), integer("position"), boolean("active")],
    )
    .of_tenant()
    .refers("parent_id", "category")
    .index("parent_id_idx", ["parent_id"])
    .create(manager)
    .await?;

    // The interaction's own row may still be on its way through the journal when its wrap-up is saved.
    TenantTable::with_key(
        "wrap_up",
        ["interaction_id"],
        [
            uuid("interaction_id"),
            uuid("agent_id"),
            uuid_null("category_id"),
            blob("text"),
            big_integer_null("saved_at"),
            big_integer("updated_at"),
        ],
    )
    .of_tenant()
    .refers("category_id", "category")
    .index("category_id_idx", ["category_id"])
    .create(manager)
    .await
}
