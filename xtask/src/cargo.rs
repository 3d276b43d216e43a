//! Cargo, called the same way from every verb.
//!
//! Always for the whole workspace, narrowed down by target: `-p` would resolve features for that package alone and
//! compile the large dependencies a second time.

use std::path::Path;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, TargetKind};

use crate::{checkout::Checkout, log::Log, program::Program, step::Done};

/// Integration tests of this name call the product from SIPp and baresip. They belong to `cargo xtask test` alone.
pub const CALL_TESTS: &str = "calls";

pub fn program(checkout: &Checkout) -> Program {
    // `cargo +toolchain xtask …` has put its choice into the environment, and the cargo on the PATH follows it.
    Program::new("cargo").folder(&checkout.root)
}

pub fn workspace(root: &Path) -> Result<Metadata> {
    MetadataCommand::new().current_dir(root).no_deps().exec().context("cargo metadata failed")
}

pub fn fetch(checkout: &Checkout, locked: bool, log: &Log) -> Result<Done> {
    program(checkout).arg("fetch").args(locked.then_some("--locked")).run(log)?;
    Ok(Done::Worked)
}

/// Every test but the calls: libraries, programs, and the integration tests by name.
pub fn unit_tests(checkout: &Checkout) -> Program {
    let mut tests: Vec<&str> = checkout
        .workspace
        .workspace_packages()
        .iter()
        .flat_map(|package| &package.targets)
        .filter(|target| target.kind.contains(&TargetKind::Test) && target.name != CALL_TESTS)
        .map(|target| target.name.as_str())
        .collect();
    tests.sort_unstable();
    tests.dedup();
    program(checkout)
        .args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"])
        .args(tests.into_iter().flat_map(|name| ["--test", name]))
        // A dot per test: what failed is not lost among what did not.
        .args(["--", "--quiet"])
}

pub fn has_test(checkout: &Checkout, name: &str) -> bool {
    let packages = checkout.workspace.workspace_packages();
    packages
        .iter()
        .flat_map(|it| &it.targets)
        .any(|it| it.name == name && it.kind.contains(&TargetKind::Test))
}
