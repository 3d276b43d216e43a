//! A dependency that nothing names is compile time for nothing.

use super::{
    finding::Finding,
    manifest::{Dependency, Manifest},
    tree::Tree,
};

/// `package` depends on `dependency` without naming it.
#[derive(Debug)]
struct Exception {
    package: &'static str,
    dependency: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[];

pub fn check(tree: &Tree, manifests: &[Manifest]) -> Vec<Finding> {
    manifests.iter().flat_map(|it| check_package(tree, it, EXCEPTIONS)).collect()
}

fn check_package(tree: &Tree, manifest: &Manifest, exceptions: &[Exception]) -> Vec<Finding> {
    let is_named = |it: &Dependency| {
        tree.below(manifest.folder())
            .filter_map(|file| file.rust.as_ref())
            .any(|rust| rust.names(&it.in_code))
    };
    let exception = |it: &Dependency| {
        exceptions.iter().find(|e| e.package == manifest.package && e.dependency == it.name)
    };
    let judge = |it: &Dependency| match (is_named(it), exception(it)) {
        (false, None) => {
            let what = format!("{} is not named in any source of {}", it.name, manifest.package);
            let remedy = "remove it, or give xtask/src/tidy/unused.rs the reason it stays";
            Some(Finding::failure(&manifest.path, it.line, what, remedy))
        }
        (true, Some(exception)) => {
            let what = format!("{} is named now, and excepted because {}", it.name, exception.reason);
            Some(Finding::failure(
                &manifest.path,
                it.line,
                what,
                "remove the exception from xtask/src/tidy/unused.rs",
            ))
        }
        (true, None) | (false, Some(_)) => None,
    };
    manifest.dependencies.iter().filter_map(judge).collect()
}

#[cfg(test)]
mod tests {
    use cargo_metadata::DependencyKind::{Development, Normal};

    use super::*;

    fn tree() -> Tree {
        Tree::sample(&[
            ("crates/store/src/lib.rs", "use sea_orm::entity::prelude::*; // not jiff\n"),
            ("crates/store/tests/rows.rs", "use tempfile::tempdir;\n"),
            ("crates/storeroom/src/lib.rs", "use uuid::Uuid;\n"),
        ])
    }

    #[test]
    fn a_dependency_must_be_named_in_the_sources_of_its_own_package() {
        let manifest = Manifest::sample(
            "store",
            &[("sea-orm", Normal), ("tempfile", Development), ("jiff", Normal), ("uuid", Normal)],
        );
        let found: Vec<usize> = check_package(&tree(), &manifest, &[]).iter().map(|it| it.line).collect();
        assert_eq!(found, [3, 4]);
    }

    #[test]
    fn an_exception_lasts_only_as_long_as_it_is_one() {
        let manifest = Manifest::sample("store", &[("sea-orm", Normal), ("jiff", Normal)]);
        let except = |dependency| Exception { package: "store", dependency, reason: "of its features" };
        assert_eq!(check_package(&tree(), &manifest, &[except("jiff")]), []);
        let found = check_package(&tree(), &manifest, &[except("jiff"), except("sea-orm")]);
        assert_eq!(found[0].what, "sea-orm is named now, and excepted because of its features");
    }
}
