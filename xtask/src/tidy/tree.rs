//! The committed files of the checkout, read once.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::rust_source::RustSource;
use crate::git;

#[derive(Debug)]
pub struct Tree {
    pub files: Vec<SourceFile>,
}

#[derive(Debug)]
pub struct SourceFile {
    /// From the root of the checkout, with `/`.
    pub path: String,
    /// Nothing, for pictures and sounds.
    pub text: Option<String>,
    /// Nothing, for files that are not Rust.
    pub rust: Option<RustSource>,
}

impl Tree {
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = vec![];
        for path in git::files(root, ".")? {
            let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            files.push(SourceFile::new(name, String::from_utf8(bytes).ok()));
        }
        Ok(Self { files })
    }

    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|it| it.path == path)
    }

    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .iter()
            .filter(move |it| it.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// The Rust files, with their tokens.
    pub fn rust(&self) -> impl Iterator<Item = (&SourceFile, &RustSource)> {
        self.files.iter().filter_map(|it| Some((it, it.rust.as_ref()?)))
    }
}

impl SourceFile {
    fn new(path: String, text: Option<String>) -> Self {
        let rust = text.as_deref().filter(|_| path.ends_with(".rs")).map(RustSource::read);
        Self { path, text, rust }
    }

    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// A file of tests, as a whole.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// The line `needle` first stands on; the first line when it is nowhere.
    pub fn line_of(&self, needle: &str) -> usize {
        self.text().lines().position(|it| it.contains(needle)).map_or(1, |it| it + 1)
    }
}

#[cfg(test)]
impl Tree {
    pub fn sample(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| SourceFile::new((*path).to_owned(), Some((*text).to_owned())))
            .collect();
        Self { files }
    }
}
