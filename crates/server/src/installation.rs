//! What every command that touches data opens: the folder, the master key, the database.

use anyhow::{Context, bail};
use store::{
    files::{FilesConfig, S3Config},
    store::{Config as StoreConfig, Store},
};

use crate::{
    config::{Config, Files},
    master_key,
};

/// Opens the store as configured, for whoever runs calls: one process at a time.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    Ok(Store::open(store_config(config)?).await?)
}

/// Opens the store for a command that may be given while the server runs.
pub async fn open_beside(config: &Config) -> anyhow::Result<Store> {
    migrated(Store::open_beside(store_config(config)?).await?).await
}

fn store_config(config: &Config) -> anyhow::Result<StoreConfig> {
    let data = &config.data;
    std::fs::create_dir_all(data)
        .with_context(|| format!("the data folder {} cannot be made", data.display()))?;
    let database = match &config.database {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", data.join("naru.db").display()),
    };
    let files = match &config.files {
        Files::Folder => FilesConfig::Folder(data.join("files")),
        Files::S3(s3) => FilesConfig::S3(S3Config {
            bucket: s3.bucket.clone(),
            region: s3.region.clone(),
            endpoint: s3.endpoint.clone(),
            access_key_id: s3.access_key.clone(),
            secret_access_key: s3.secret_key.clone(),
        }),
    };
    let master_key = master_key::load(config.master_key.as_deref(), data)?;
    Ok(StoreConfig { database, files, master_key, journal_dir: data.join("journal") })
}

/// Opens the store, with new tables in an empty database. One older than this version is refused: there is no way
/// back, so whoever upgrades chooses the moment.
pub async fn open_migrated(config: &Config) -> anyhow::Result<Store> {
    migrated(open_store(config).await?).await
}

async fn migrated(store: Store) -> anyhow::Result<Store> {
    if store.is_empty().await? {
        store.migrate().await?;
    } else if !store.is_migrated().await? {
        bail!(
            "the database is older than this version: make a backup, then run `naru migrate` with the same options"
        );
    }
    Ok(store)
}
