//! What is kept for later: audit and sign-in entries, figures.

use sea_orm::DbErr;
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, blob_null, text, text_null, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0006_record", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new(
        "audit_entry",
        [
            uuid_null("agent_id"),
            text("action"),
            text("subject_kind"),
            text_null("subject_id"),
            text("detail"),
            blob_null("reason"),
            blob_null("ip"),
            big_integer("at"),
        ],
    )
    .of_tenant()
    .index("at_idx", ["at", "id"])
    .index("agent_id_idx", ["agent_id", "at"])
    .index("subject_idx", ["subject_kind", "subject_id", "at"])
    .create(manager)
    .await?;

    TenantTable::new(
        "sign_in_entry",
        [
            uuid_null("agent_id"),
            text("login_id"),
            text("kind"),
            text("result"),
            blob_null("ip"),
            text_null("user_agent"),
            big_integer("at"),
        ],
    )
    .of_tenant()
    .index("at_idx", ["at", "id"])
    .index("login_id_idx", ["login_id", "at"])
    .create(manager)
    .await?;

    let figures = [
        "offered",
        "answered",
        "abandoned",
        "short_abandoned",
        "callbacks",
        "failed",
        "overflowed",
        "declined",
        "answered_in_time",
        "answered_wait_ms",
        "answered_wait_max_ms",
        "abandoned_wait_ms",
        "abandoned_wait_max_ms",
        "talk_ms",
    ];
    let columns = [uuid("queue_id"), big_integer("slot")].into_iter().chain(figures.map(big_integer));
    TenantTable::with_key("queue_slot", ["slot", "queue_id"], columns).of_tenant().create(manager).await
}
