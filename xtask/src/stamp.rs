//! A short word for what some files contain, kept in a file, so that work is done again only when they change.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    /// Of the paths and contents of `files`, and of `context`: what else the work depends on.
    ///
    /// The hash is the standard library's; should a toolchain change it, the work is done once more.
    pub fn of(files: &[PathBuf], context: &str) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        context.hash(&mut hasher);
        for file in files {
            file.hash(&mut hasher);
            fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?.hash(&mut hasher);
        }
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    pub fn is_in(&self, path: &Path) -> bool {
        fs::read_to_string(path).is_ok_and(|it| it == self.0)
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, &self.0).with_context(|| format!("{} cannot be written", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_a_file_and_with_its_context() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("package-lock.json");
        let kept = folder.path().join("stamp");
        fs::write(&file, "one").unwrap();
        let before = Stamp::of(std::slice::from_ref(&file), "v20").unwrap();
        before.write(&kept).unwrap();
        assert!(Stamp::of(std::slice::from_ref(&file), "v20").unwrap().is_in(&kept));
        assert!(!Stamp::of(std::slice::from_ref(&file), "v22").unwrap().is_in(&kept));
        fs::write(&file, "two").unwrap();
        assert!(!Stamp::of(&[file], "v20").unwrap().is_in(&kept));
    }
}
