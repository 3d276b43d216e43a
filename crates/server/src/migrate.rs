//! `naru migrate`: brings the database up to this version.

use crate::{
    cli::{self, RunOptions},
    installation,
};

pub async fn migrate(options: RunOptions) -> anyhow::Result<()> {
    let config = options.load(vec![])?;
    let store = installation::open_store(&config).await?;
    if store.is_migrated().await? {
        cli::print("The database is up to date.");
    } else {
        store.migrate().await?;
        cli::print("The database is up to date now.");
    }
    store.close().await;
    Ok(())
}
