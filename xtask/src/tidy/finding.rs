//! Something a rule does not like, where it is, and what to do about it.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    /// From 1.
    pub line: usize,
    pub fails: bool,
    pub what: String,
    pub remedy: String,
}

impl Finding {
    pub fn failure(path: &str, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, fails: true, what: what.into(), remedy: remedy.into() }
    }

    pub fn warning(path: &str, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { fails: false, ..Self::failure(path, line, what, remedy) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = if self.fails { "" } else { "warning: " };
        write!(f, "{}:{}: {weight}{} — {}", self.path, self.line, self.what, self.remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_that_an_editor_can_follow() {
        let finding = Finding::failure("crates/a/src/utils.rs", 1, "`utils` says nothing", "name the noun");
        assert_eq!(finding.to_string(), "crates/a/src/utils.rs:1: `utils` says nothing — name the noun");
    }
}
