//! What git knows about the checkout.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::program::Program;

/// The files below `folder` that are committed or would be, in order, with paths as they can be opened.
pub fn files(root: &Path, folder: &str) -> Result<Vec<PathBuf>> {
    let listed = Program::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", folder])
        .folder(root)
        .read()?;
    // A file deleted but not yet committed is still listed.
    let mut files: Vec<PathBuf> = listed
        .split('\0')
        .filter(|it| !it.is_empty())
        .map(|it| root.join(it))
        .filter(|it| it.is_file())
        .collect();
    files.sort_unstable();
    Ok(files)
}
