//! What belongs to the installation: its tenants, its operators, where its journals stand.

use sea_orm::{
    DbErr,
    sea_query::{ColumnDef, Table},
};
use sea_orm_migration::{
    SchemaManager,
    schema::{big_integer, big_integer_null, blob_null, text, uuid},
};

use super::table::{TenantTable, wall_off};

super::step!("m0001_installation", up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = |name: &'static str, key: ColumnDef| {
        Table::create().table(name).col(key.to_owned().primary_key()).take()
    };

    let installation = table("installation", text("key")).col(text("value")).take();
    manager.create_table(installation).await?;

    let operator = table("operator", text("login_id"))
        .col(text("name"))
        .col(text("password_hash"))
        .col(big_integer("created_at"))
        .take();
    manager.create_table(operator).await?;

    let journal_position = table("journal_position", uuid("journal_id")).col(big_integer("applied")).take();
    manager.create_table(journal_position).await?;

    let tenant = table("tenant", uuid("id"))
        .col(text("domain"))
        .col(text("name"))
        // Empty once the tenant was erased.
        .col(blob_null("wrapped_key"))
        .col(big_integer("created_at"))
        .col(big_integer_null("erased_at"))
        .take();
    manager.create_table(tenant).await?;
    manager
        .create_index(
            sea_orm::sea_query::Index::create()
                .name("tenant_domain_key")
                .table("tenant")
                .col("domain")
                .unique()
                .take(),
        )
        .await?;
    wall_off(manager, "tenant", "id").await?;

    TenantTable::new("brand", [text("name"), text("slug")])
        .of_tenant()
        .unique_everywhere("slug_key", "slug")
        .create(manager)
        .await?;

    TenantTable::with_key("setting", ["key"], [text("key"), text("value"), big_integer("updated_at")])
        .of_tenant()
        .create(manager)
        .await?;
    Ok(())
}
