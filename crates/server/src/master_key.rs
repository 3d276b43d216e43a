//! The key that wraps every company's key: 32 bytes in a file that only the server may read.

use std::{
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use anyhow::{Context, bail};
use rand::RngExt;
use store::vault::MasterKey;

const BYTES: usize = 32;

/// Reads the configured file, or the one in the data folder, which is made at the first start.
pub fn load(configured: Option<&Path>, data: &Path) -> anyhow::Result<MasterKey> {
    let own = data.join("master.key");
    let path = configured.unwrap_or(&own);
    if configured.is_none() && !path.exists() {
        if ["journal", "naru.db"].iter().any(|it| data.join(it).exists()) {
            bail!(
                "the master key {} is missing, and without it nothing personal in {} can be read; put it back from \
                 the backup",
                path.display(),
                data.display()
            );
        }
        create(path)?;
    }
    let bytes =
        std::fs::read(path).with_context(|| format!("the master key {} cannot be read", path.display()))?;
    let open_to_others = std::fs::metadata(path)?.permissions().mode() & 0o077 != 0;
    if open_to_others {
        bail!("the master key {0} can be read by others; run `chmod 600 {0}`", path.display());
    }
    let key: [u8; BYTES] = bytes.as_slice().try_into().ok().with_context(|| {
        format!("the master key {} has {} bytes; it must have {BYTES}", path.display(), bytes.len())
    })?;
    Ok(MasterKey::new(key))
}

fn create(path: &Path) -> anyhow::Result<()> {
    let key: [u8; BYTES] = rand::rng().random();
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("the master key {} cannot be made", path.display()))?;
    file.write_all(&key)?;
    // Losing this file loses everything encrypted, so it is on disk before anything is encrypted with it.
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let dir = tempfile::tempdir().unwrap();
        load(None, dir.path()).unwrap();
        let path = dir.path().join("master.key");
        let first = std::fs::read(&path).unwrap();
        load(None, dir.path()).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), first);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(load(None, dir.path()).unwrap_err().to_string().contains("chmod 600"));
    }

    #[test]
    fn a_key_of_the_wrong_length_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("short");
        std::fs::write(&path, b"short").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(load(Some(&path), dir.path()).unwrap_err().to_string().contains("5 bytes"));
    }
}
