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

/// Opens the store as configured.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
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
    let store = StoreConfig { database, files, master_key, journal_dir: data.join("journal") };
    Ok(Store::open(store).await?)
}

/// Opens the store, with new tables in an empty database. One older than this version is refused: there is no way
/// back, so whoever upgrades chooses the moment.
pub async fn open_migrated(config: &Config) -> anyhow::Result<Store> {
    let store = open_store(config).await?;
    if store.is_empty().await? {
        store.migrate().await?;
    } else if !store.is_migrated().await? {
        bail!(
            "the database is older than this version: make a backup, then run `naru migrate` with the same options"
        );
    }
    Ok(store)
}
