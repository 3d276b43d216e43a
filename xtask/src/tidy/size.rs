//! How long a file may be before it holds more than one thing. Tests do not count, generated files neither.

use super::{
    finding::Finding,
    tree::{SourceFile, Tree},
};

#[derive(Debug)]
struct Limit {
    extension: &'static str,
    warn: usize,
    fail: usize,
}

const LIMITS: [Limit; 2] =
    [Limit { extension: "rs", warn: 400, fail: 800 }, Limit { extension: "tsx", warn: 250, fail: 400 }];

/// Files that may be longer, and why.
const EXCEPTIONS: &[(&str, &str)] = &[];

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().filter_map(check_file).collect()
}

fn check_file(file: &SourceFile) -> Option<Finding> {
    let (_, extension) = file.path.rsplit_once('.')?;
    let limit = LIMITS.iter().find(|it| it.extension == extension)?;
    let is_generated = file.path.contains(".gen.");
    if file.is_test()
        || file.path.contains(".test.")
        || is_generated
        || EXCEPTIONS.iter().any(|it| it.0 == file.path)
    {
        return None;
    }
    let lines = lines(file);
    let remedy = "split it by noun or by action";
    let what = |past| format!("{lines} lines without tests, past {past}");
    if lines > limit.fail {
        Some(Finding::failure(&file.path, 1, what(limit.fail), remedy))
    } else if lines > limit.warn {
        Some(Finding::warning(&file.path, 1, what(limit.warn), remedy))
    } else {
        None
    }
}

fn lines(file: &SourceFile) -> usize {
    let tests: usize =
        file.rust.iter().flat_map(|it| it.test_modules()).map(|lines| lines.end() - lines.start() + 1).sum();
    file.text().lines().count() - tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_one(path: &str, text: &str) -> Vec<Finding> {
        check(&Tree::sample(&[(path, text)]))
    }

    #[test]
    fn a_long_file_warns_and_a_very_long_one_fails() {
        assert!(check_one("crates/a/src/b.rs", &"fn a() {}\n".repeat(400)).is_empty());
        assert!(!check_one("crates/a/src/b.rs", &"fn a() {}\n".repeat(401))[0].fails);
        assert!(check_one("crates/a/src/b.rs", &"fn a() {}\n".repeat(801))[0].fails);
        assert!(check_one("web/apps/desk/src/Page.tsx", &"<p/>\n".repeat(401))[0].fails);
    }

    #[test]
    fn tests_do_not_count() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn a() {}\n".repeat(900));
        assert!(check_one("crates/a/src/b.rs", &tests).is_empty());
        assert!(check_one("crates/a/tests/calls.rs", &"fn a() {}\n".repeat(900)).is_empty());
        assert!(check_one("crates/a/src/b/tests.rs", &"fn a() {}\n".repeat(900)).is_empty());
    }
}
