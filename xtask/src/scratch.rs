//! A folder of our own that is gone when its owner is, however the owner ended.
//!
//! A lock beside the folder says that the owner lives: the kernel lets go of it when a process dies, so what a
//! killed run left behind is known from its free lock and swept away by the next one.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

#[derive(Debug)]
pub struct Scratch {
    pub folder: PathBuf,
    /// Held, never read.
    _lock: File,
}

impl Scratch {
    /// `<parent>/<name>-<random>`, after sweeping away those of dead owners.
    pub fn new(parent: &Path, name: &str) -> Result<Self> {
        fs::create_dir_all(parent).with_context(|| format!("{} cannot be made", parent.display()))?;
        sweep(parent, name);
        let folder = parent.join(format!("{name}-{}", random_hex(4)?));
        let path = lock_path(&folder);
        let lock = File::create_new(&path).with_context(|| format!("{} cannot be made", path.display()))?;
        lock.lock().with_context(|| format!("{} cannot be locked", path.display()))?;
        fs::create_dir(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self { folder, _lock: lock })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// Random bytes from the kernel, as hexadecimal digits.
pub fn random_hex(bytes: usize) -> Result<String> {
    let mut buffer = vec![0; bytes];
    File::open("/dev/urandom").and_then(|mut it| it.read_exact(&mut buffer)).context("no randomness")?;
    Ok(buffer.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

fn sweep(parent: &Path, name: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for path in entries.flatten().map(|it| it.path()) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let ours = stem.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
        let is_lock = path.extension().is_some_and(|it| it == "lock");
        if ours && is_lock && File::open(&path).is_ok_and(|it| it.try_lock().is_ok()) {
            remove(&path.with_extension(""));
        }
    }
}

/// What cannot be removed now is tried again by the next sweep, so the lock file goes last.
fn remove(folder: &Path) {
    if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
        let _ = fs::remove_file(lock_path(folder));
    }
}

fn lock_path(folder: &Path) -> PathBuf {
    folder.with_extension("lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_living_owner_stays_and_that_of_a_dead_one_is_swept_away() {
        let parent = tempfile::tempdir().unwrap();
        let alive = Scratch::new(parent.path(), "postgres").unwrap();
        let dead = parent.path().join("postgres-dead");
        fs::create_dir_all(dead.join("base")).unwrap();
        File::create(lock_path(&dead)).unwrap();
        let other = parent.path().join("postgresql-other");
        fs::create_dir(&other).unwrap();
        File::create(lock_path(&other)).unwrap();

        let next = Scratch::new(parent.path(), "postgres").unwrap();
        assert!(alive.folder.exists());
        assert!(next.folder.exists());
        assert!(!dead.exists() && !lock_path(&dead).exists());
        assert!(other.exists());
    }

    #[test]
    fn a_dropped_scratch_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        drop(Scratch::new(parent.path(), "demo").unwrap());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }
}
