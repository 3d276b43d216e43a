//! `cargo xtask setup`, and the first phase of every other verb: Debian packages, npm packages and crates.
//!
//! All three come over the network, so they come side by side. No question is ever asked: what cannot be installed
//! is named, with the command that installs it.

use std::{process::ExitCode, time::Instant};

use anyhow::{Result, bail};

use crate::{
    account, cargo,
    checkout::Checkout,
    log::Log,
    package::{self, EVERYTHING, Need, Package},
    plan::{Phase, Plan},
    program::Program,
    step::{Done, Step},
    terminal::Terminal,
    web,
};

pub const PHASE: &str = "setup";

/// What a verb needs before it can begin.
#[derive(Debug, Clone, Copy)]
pub struct Wants {
    pub packages: &'static [Need],
    pub web: bool,
    /// A lock file that does not fit the manifests is an error (CI) instead of a change (development).
    pub locked: bool,
}

pub fn run(checkout: &Checkout, terminal: &Terminal) -> Result<ExitCode> {
    let started = Instant::now();
    let wants = Wants { packages: &EVERYTHING, web: true, locked: false };
    let summary = Plan::new(checkout)?.phase(phase(checkout, wants)).run(terminal);
    summary.show(terminal, started.elapsed());
    Ok(summary.exit_code())
}

pub fn phase(checkout: &Checkout, wants: Wants) -> Phase<'_> {
    let mut phase = Phase::new(PHASE, &[])
        .lane(vec![Step::new("Debian packages", move |log| install(wants.packages, log))])
        .lane(vec![Step::new("crates", move |log| cargo::fetch(checkout, wants.locked, log))]);
    if wants.web {
        phase = phase.lane(vec![Step::new("npm packages", move |log| web::install(checkout, log))]);
    }
    phase
}

fn install(needs: &[Need], log: &Log) -> Result<Done> {
    let missing = package::missing(needs);
    if missing.is_empty() {
        return Ok(Done::NotNeeded("everything is there".to_owned()));
    }
    let Some(rights) = rights_to_install() else { bail!(what_is_missing(&missing)) };
    let names: Vec<&str> = missing.iter().map(|it| it.name).collect();
    if !package_lists_know(&names) {
        apt_get(&rights, &["update"]).run(log)?;
    }
    if let Err(error) = apt_get(&rights, &install_words(&names)).run(log) {
        // The lists are older than the packages the mirror still has.
        log.line(&format!("{error:#}; once more with fresh package lists"));
        apt_get(&rights, &["update"]).run(log)?;
        apt_get(&rights, &install_words(&names)).run(log)?;
    }
    let still_missing = package::missing(needs);
    if !still_missing.is_empty() {
        bail!("installed, but still not found. {}", what_is_missing(&still_missing));
    }
    Ok(Done::Noted(format!("installed {}", names.join(", "))))
}

/// The words before `apt-get` that give it the right to install; none without apt, root or a sudo that asks nothing.
fn rights_to_install() -> Option<Vec<&'static str>> {
    package::find_program("apt-get")?;
    if account::is_root() {
        return Some(vec![]);
    }
    Program::new("sudo").args(["-n", "true"]).succeeds().then(|| vec!["sudo", "-n"])
}

fn apt_get(rights: &[&str], words: &[&str]) -> Program {
    let mut all = rights.to_vec();
    // Another apt may be running for a minute on a machine that has just started.
    all.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "--quiet",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    all.extend(words);
    Program::new(all[0]).args(&all[1..])
}

fn install_words<'a>(names: &[&'a str]) -> Vec<&'a str> {
    ["install", "--yes", "--no-install-recommends"].into_iter().chain(names.iter().copied()).collect()
}

fn package_lists_know(names: &[&str]) -> bool {
    names.iter().all(|name| Program::new("apt-cache").args(["show", "--no-all-versions", name]).succeeds())
}

fn what_is_missing(missing: &[&Package]) -> String {
    let list: String = missing.iter().map(|it| format!("  {:<14} {}\n", it.name, it.what_for)).collect();
    let names: Vec<&str> = missing.iter().map(|it| it.name).collect();
    format!(
        "missing on this machine:\n{list}Install them, then run this again:\n  sudo apt-get {}\n\
         Without apt, any way that puts their programs on the PATH will do.",
        install_words(&names).join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_comes_with_the_command_that_installs_it() {
        let nothing_is_here: Vec<&Package> =
            package::all().iter().filter(|it| it.name.starts_with("cma")).collect();
        assert_eq!(
            what_is_missing(&nothing_is_here),
            "missing on this machine:\n  cmake          builds the Opus codec\nInstall them, then run this again:\n  \
             sudo apt-get install --yes --no-install-recommends cmake\nWithout apt, any way that puts their programs on \
             the PATH will do."
        );
    }

    #[test]
    fn apt_never_asks_and_waits_for_another_apt() {
        assert_eq!(
            apt_get(&["sudo", "-n"], &install_words(&["cmake"])).shown(),
            "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get --quiet -o DPkg::Lock::Timeout=300 install --yes \
             --no-install-recommends cmake"
        );
    }
}
