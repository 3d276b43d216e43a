//! `cargo xtask tidy`: the house rules that no compiler knows. One file per rule, each a function from the committed
//! files (or from what cargo says about them) to findings.

mod arrows;
mod doors;
mod finding;
mod glossary;
mod licences;
mod machine_paths;
mod manifest;
mod names;
mod papers;
mod reach;
mod rust_source;
mod size;
mod tree;
mod unused;

use std::{process::ExitCode, time::Instant};

use anyhow::{Result, bail};

use crate::{
    checkout::Checkout,
    codegen,
    log::Log,
    naru::{self, Profile},
    package::Need,
    plan::{Phase, Plan},
    setup::{self, Wants},
    step::{Done, Step},
    terminal::Terminal,
    web,
};

use self::{finding::Finding, manifest::Manifest, tree::Tree};

pub fn run(checkout: &Checkout, terminal: &Terminal) -> Result<ExitCode> {
    let started = Instant::now();
    let with_web = web::is_installed(checkout);
    let wants = Wants { packages: &[Need::Build], web: false, locked: false };
    let summary = Plan::new(checkout)?
        .phase(setup::phase(checkout, wants))
        .phase(Phase::new("rules", &[]).lane(vec![Step::new("tidy", |log| check(checkout, log))]))
        .phase(Phase::new("generated", &[setup::PHASE]).lane(vec![
            Step::new("debug build", |log| naru::build(checkout, Profile::Debug, log)),
            Step::new("generated files", move |log| codegen::check(checkout, Profile::Debug, with_web, log)),
        ]))
        .run(terminal);
    summary.show(terminal, started.elapsed());
    Ok(summary.exit_code())
}

/// Every rule, in a second or two. Warnings are listed and fail nothing.
pub fn check(checkout: &Checkout, log: &Log) -> Result<Done> {
    let findings = findings(checkout)?;
    findings.iter().for_each(|it| log.line(&it.to_string()));
    let failures = findings.iter().filter(|it| it.fails).count();
    let warnings = findings.len() - failures;
    match (failures, warnings) {
        (0, 0) => Ok(Done::Worked),
        (0, warnings) => Ok(Done::Noted(format!("{warnings} warnings (--verbose shows them)"))),
        (failures, warnings) => bail!("{failures} findings and {warnings} warnings"),
    }
}

fn findings(checkout: &Checkout) -> Result<Vec<Finding>> {
    let tree = Tree::read(&checkout.root)?;
    let manifests = Manifest::of_workspace(checkout, &tree);
    let mut findings = [
        arrows::check(&manifests),
        reach::check(checkout, &manifests)?,
        doors::check(&tree),
        glossary::check(&tree),
        licences::check(checkout, &tree)?,
        machine_paths::check(&tree),
        names::check(&tree),
        papers::check(&tree),
        rust_source::check(&tree),
        size::check(&tree),
        unused::check(&tree, &manifests),
    ]
    .concat();
    findings.sort();
    Ok(findings)
}
