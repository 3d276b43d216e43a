//! What scenarios can do since schema 2: sounds of a library, hours overruled by hand, digits taken, voicemails, and
//! text messages to be sent.

use sea_orm::{
    DbErr,
    sea_query::{ColumnDef, Table},
};
use sea_orm_migration::{
    SchemaManager,
    schema::{
        big_integer, big_integer_null, blob, blob_null, boolean_null, text, text_null, uuid, uuid_null,
    },
};

use super::table::TenantTable;

super::step!("m0009_scenario", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new(
        "sound",
        [
            text("name"),
            text_null("spoken_text"),
            text_null("language"),
            text_null("gender"),
            big_integer_null("speed"),
            big_integer("duration_ms"),
            big_integer("bytes"),
            big_integer("created_at"),
            uuid_null("created_by"),
        ],
    )
    .of_tenant()
    .create(manager)
    .await?;

    // A fact of a call: it must not wait for other rows.
    TenantTable::new(
        "text_message",
        [uuid("interaction_id"), blob("number"), blob("text"), big_integer("created_at"), text("state")],
    )
    .index("interaction_id_idx", ["interaction_id"])
    .create(manager)
    .await?;

    add(manager, "scenario", boolean_null("forced_open")).await?;
    add(manager, "scenario", big_integer_null("forced_until")).await?;
    add(manager, "interaction", blob_null("digits_taken")).await?;
    add(manager, "callback_request", big_integer_null("message_from_ms")).await?;
    add(manager, "callback_request", big_integer_null("message_to_ms")).await?;
    add(manager, "callback_request", big_integer_null("waiting_since")).await
}

/// One column at a time: SQLite takes no more.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}
