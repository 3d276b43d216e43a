//! What happened: interactions and everything that is written about one while it lasts.
//!
//! The rows come out of the journal (see `journal`) and refer to nothing: what they name may be gone by the time
//! they are written, and a reference that fails would hold up everything behind it.

use sea_orm::DbErr;
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, blob, blob_null, text, text_null, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0004_interaction", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new(
        "interaction",
        [
            uuid("brand_id"),
            text("channel"),
            text("direction"),
            blob_null("customer_number"),
            blob_null("number_hash"),
            blob_null("last_four_hash"),
            uuid_null("customer_id"),
            blob("dialed_number"),
            uuid_null("scenario_version_id"),
            text("menu_path"),
            uuid_null("queue_id"),
            uuid_null("agent_id"),
            big_integer("started_at"),
            big_integer_null("answered_at"),
            big_integer_null("connected_at"),
            big_integer_null("ended_at"),
            text_null("end_reason"),
            text("outcome"),
            big_integer("wait_ms"),
            big_integer("talk_ms"),
            big_integer("hold_ms"),
        ],
    )
    .index("started_at_idx", ["started_at", "id"])
    .index("queue_id_idx", ["queue_id", "started_at"])
    .index("agent_id_idx", ["agent_id", "started_at"])
    .index("customer_id_idx", ["customer_id", "started_at"])
    .index("number_hash_idx", ["number_hash", "started_at"])
    .index("last_four_hash_idx", ["last_four_hash", "started_at"])
    .index_open("open_idx", ["started_at"], "ended_at")
    .create(manager)
    .await?;

    TenantTable::new(
        "call_leg",
        [
            uuid("interaction_id"),
            text("party"),
            uuid_null("agent_id"),
            uuid_null("trunk_id"),
            big_integer("started_at"),
            big_integer_null("answered_at"),
            big_integer_null("ended_at"),
            text_null("network_reason"),
        ],
    )
    .index("interaction_id_idx", ["interaction_id"])
    .index_open("open_idx", ["started_at"], "ended_at")
    .create(manager)
    .await?;

    TenantTable::new(
        "queue_visit",
        [
            uuid("interaction_id"),
            uuid("queue_id"),
            big_integer("entered_at"),
            big_integer_null("left_at"),
            text_null("outcome"),
            uuid_null("agent_id"),
            big_integer("offers"),
            big_integer("declines"),
            big_integer("no_answers"),
            big_integer("talk_ms"),
        ],
    )
    .index("interaction_id_idx", ["interaction_id"])
    .index("entered_at_idx", ["entered_at"])
    .index_open("open_idx", ["entered_at"], "left_at")
    .create(manager)
    .await?;

    TenantTable::new(
        "status_span",
        [
            uuid("agent_id"),
            text("kind"),
            text_null("away_reason"),
            uuid_null("interaction_id"),
            big_integer("started_at"),
            big_integer_null("ended_at"),
        ],
    )
    .index("agent_id_idx", ["agent_id", "started_at"])
    .index("started_at_idx", ["started_at"])
    .index_open("open_idx", ["agent_id"], "ended_at")
    .create(manager)
    .await?;

    TenantTable::new(
        "recording",
        [
            uuid("interaction_id"),
            text("state"),
            big_integer("started_at"),
            big_integer("duration_ms"),
            big_integer("bytes"),
            text_null("file"),
            blob("wrapped_key"),
        ],
    )
    .index("interaction_id_idx", ["interaction_id"])
    .index("state_idx", ["state", "started_at"])
    .create(manager)
    .await?;

    TenantTable::with_key(
        "moment",
        ["interaction_id", "turn"],
        [
            uuid("interaction_id"),
            big_integer("turn"),
            big_integer("at"),
            text("kind"),
            uuid_null("agent_id"),
            uuid_null("queue_id"),
            text_null("note"),
        ],
    )
    .create(manager)
    .await?;

    TenantTable::with_key(
        "routing_entry",
        ["seq"],
        [big_integer("seq"), big_integer("at"), text("input"), text("outputs")],
    )
    .index("at_idx", ["at"])
    .create(manager)
    .await?;

    TenantTable::new(
        "callback_request",
        [
            uuid("interaction_id"),
            uuid("queue_id"),
            blob("number"),
            blob("number_hash"),
            blob("last_four_hash"),
            big_integer("requested_at"),
            text("progress"),
            uuid_null("closed_by"),
            big_integer_null("closed_at"),
            text_null("outcome"),
        ],
    )
    .index("progress_idx", ["progress", "requested_at", "id"])
    .index("number_hash_idx", ["number_hash"])
    .index("last_four_hash_idx", ["last_four_hash"])
    .create(manager)
    .await
}
