//! The folder the repository was cloned into, and what cargo says about the workspace in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use cargo_metadata::Metadata;

use crate::cargo;

#[derive(Debug)]
pub struct Checkout {
    pub root: PathBuf,
    /// The members of the workspace and their targets, without anything they depend on.
    pub workspace: Metadata,
}

impl Checkout {
    /// The checkout that the current folder is in.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| anyhow!("{} is not inside a checkout of Naru", here.display()))?
            .to_owned();
        let workspace = cargo::workspace(&root)?;
        Ok(Self { root, workspace })
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo builds: not always in the checkout (`CARGO_TARGET_DIR`).
    pub fn target(&self) -> &Path {
        self.workspace.target_directory.as_std_path()
    }

    /// A folder under the target folder for what the chores themselves write.
    pub fn chores(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target().join("xtask").join(name);
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(folder)
    }
}
