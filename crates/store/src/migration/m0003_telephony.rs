//! How calls reach the company: trunks, scenarios, its own numbers.

use sea_orm::DbErr;
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, blob_null, boolean, text, text_null, uuid, uuid_null},
};

use super::table::TenantTable;

super::step!("m0003_telephony", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    TenantTable::new(
        "trunk",
        [
            text("name"),
            text("transport"),
            text("host"),
            big_integer("port"),
            text("access"),
            text("allowed"),
            text_null("username"),
            blob_null("password"),
            text_null("realm"),
            big_integer("channels"),
            boolean("probed"),
            boolean("enabled"),
        ],
    )
    .of_tenant()
    .create(manager)
    .await?;

    TenantTable::new(
        "scenario",
        [
            uuid("brand_id"),
            text("name"),
            text("draft"),
            big_integer("draft_updated_at"),
            uuid_null("draft_updated_by"),
            big_integer_null("published_version"),
        ],
    )
    .of_tenant()
    .refers("brand_id", "brand")
    .create(manager)
    .await?;

    TenantTable::new(
        "scenario_version",
        [
            uuid("scenario_id"),
            big_integer("version"),
            text("document"),
            text("note"),
            uuid_null("published_by"),
            big_integer("published_at"),
            text("clips"),
        ],
    )
    .of_tenant()
    .part_of("scenario_id", "scenario")
    .unique("version_key", ["scenario_id", "version"])
    .create(manager)
    .await?;

    TenantTable::new(
        "owned_number",
        [
            uuid("brand_id"),
            text("number"),
            text("label"),
            uuid_null("scenario_id"),
            uuid_null("trunk_id"),
            boolean("main"),
        ],
    )
    .of_tenant()
    .refers("brand_id", "brand")
    .refers("scenario_id", "scenario")
    .refers("trunk_id", "trunk")
    .unique_everywhere("number_key", "number")
    .create(manager)
    .await
}
