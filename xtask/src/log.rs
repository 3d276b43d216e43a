//! What the tools of one step said. Kept whole in a file, and shown when the step fails.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use anyhow::{Context, Result};

use crate::terminal::Terminal;

/// More than this of a failed tool's words would scroll the summary away; the file has the rest.
const SHOWN: usize = 150;

#[derive(Debug)]
pub struct Log<'a> {
    terminal: &'a Terminal,
    step: &'a str,
    path: PathBuf,
    said: Mutex<Said>,
}

#[derive(Debug)]
struct Said {
    lines: Vec<String>,
    file: BufWriter<File>,
}

impl<'a> Log<'a> {
    pub fn open(folder: &Path, terminal: &'a Terminal, step: &'a str) -> Result<Self> {
        let path = folder.join(format!("{}.log", file_stem(step)));
        fs::create_dir_all(folder)
            .and_then(|()| File::create(&path))
            .map(|file| Self {
                terminal,
                step,
                path: path.clone(),
                said: Mutex::new(Said { lines: vec![], file: BufWriter::new(file) }),
            })
            .with_context(|| format!("{} cannot be written", path.display()))
    }

    pub fn line(&self, line: &str) {
        self.terminal.step_said(self.step, line);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk must not stop the step that may be cleaning up; the lines are in memory too.
        let _ = writeln!(said.file, "{line}").and_then(|()| said.file.flush());
        said.lines.push(line.to_owned());
    }

    /// The end of what was said, and where to read the beginning.
    pub fn tail(&self) -> Vec<String> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let hidden = said.lines.len().saturating_sub(SHOWN);
        let mut shown = vec![];
        if hidden > 0 {
            shown.push(format!("({hidden} lines before these are in {})", self.path.display()));
        }
        shown.extend_from_slice(&said.lines[hidden..]);
        shown
    }
}

fn file_stem(step: &str) -> String {
    step.chars().map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_story_shows_its_end_and_says_where_its_beginning_is() {
        let folder = tempfile::tempdir().unwrap();
        let terminal = Terminal::silent();
        let log = Log::open(folder.path(), &terminal, "Unit tests").unwrap();
        for n in 0..200 {
            log.line(&format!("line {n}"));
        }
        let tail = log.tail();
        assert!(tail[0].starts_with("(50 lines before these"), "{}", tail[0]);
        assert_eq!(tail[1], "line 50");
        assert_eq!(tail.last().unwrap(), "line 199");
        let kept = fs::read_to_string(folder.path().join("unit-tests.log")).unwrap();
        assert_eq!(kept.lines().count(), 200);
    }
}
