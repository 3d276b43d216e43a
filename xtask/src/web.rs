//! The web workspace: its packages, its scripts and the apps it builds.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{checkout::Checkout, git, log::Log, program::Program, stamp::Stamp, step::Done};

/// The oldest Node that every tool of the workspace runs on.
const NODE: (u32, u32) = (20, 19);
/// Beside what they vouch for: whoever deletes the packages deletes the stamps.
const INSTALLED: &str = "web/node_modules/.installed";
const BUILT: &str = "web/node_modules/.built";
/// What the product embeds.
const APPS: [&str; 2] = ["web/apps/desk/dist/index.html", "web/apps/widget/dist/index.html"];

pub fn is_installed(checkout: &Checkout) -> bool {
    checkout.path(INSTALLED).is_file()
}

/// `npm ci`, unless what is there came from the same lock file and the same Node.
pub fn install(checkout: &Checkout, log: &Log) -> Result<Done> {
    let node = node_version()?;
    let lock = checkout.path("web/package-lock.json");
    if !lock.is_file() {
        bail!("web/package-lock.json is missing: the web apps are not in this checkout");
    }
    let stamp = Stamp::of(&[lock], &node)?;
    if stamp.is_in(&checkout.path(INSTALLED)) {
        return Ok(Done::NotNeeded("the lock file has not changed".to_owned()));
    }
    npm(checkout).args(["ci", "--no-audit", "--no-fund"]).run(log)?;
    stamp.write(&checkout.path(INSTALLED))?;
    Ok(Done::Worked)
}

/// Builds the apps, unless their sources are the ones they were last built from.
pub fn build(checkout: &Checkout, log: &Log) -> Result<Done> {
    let stamp = Stamp::of(&sources(checkout)?, "")?;
    let is_there = APPS.iter().all(|it| checkout.path(it).is_file());
    if is_there && stamp.is_in(&checkout.path(BUILT)) {
        return Ok(Done::NotNeeded("the sources have not changed".to_owned()));
    }
    script(checkout, "build")?.run(log)?;
    if let Some(absent) = APPS.iter().find(|it| !checkout.path(it).is_file()) {
        bail!("the build ended well but {absent} is not there");
    }
    // The build itself may bring generated sources up to date.
    Stamp::of(&sources(checkout)?, "")?.write(&checkout.path(BUILT))?;
    Ok(Done::Worked)
}

/// A script of `web/package.json`.
pub fn script(checkout: &Checkout, name: &str) -> Result<Program> {
    let path = checkout.path("web/package.json");
    let Ok(text) = fs::read_to_string(path) else {
        bail!("web/package.json is missing: the web apps are not in this checkout");
    };
    let package: Value = serde_json::from_str(&text).context("web/package.json is not JSON")?;
    if package["scripts"][name].is_null() {
        bail!("web/package.json has no script `{name}`");
    }
    Ok(npm(checkout).args(["run", name]))
}

pub fn npm(checkout: &Checkout) -> Program {
    // Without a notice about a newer npm, which would be taken for what the tool says.
    Program::new("npm").folder(&checkout.path("web")).env("NPM_CONFIG_UPDATE_NOTIFIER", "false")
}

fn sources(checkout: &Checkout) -> Result<Vec<PathBuf>> {
    git::files(&checkout.root, "web")
}

fn node_version() -> Result<String> {
    let version = Program::new("node").arg("--version").read()?.trim().to_owned();
    if !is_new_enough(&version) {
        bail!("Node {}.{} or newer is needed, this is {version}: https://nodejs.org", NODE.0, NODE.1);
    }
    Ok(version)
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map_while(|it| it.parse::<u32>().ok());
    (parts.next(), parts.next()) >= (Some(NODE.0), Some(NODE.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused() {
        assert!(is_new_enough("v20.19.0"));
        assert!(is_new_enough("v22.3.1"));
        assert!(!is_new_enough("v20.9.0"));
        assert!(!is_new_enough("v18.20.4"));
        assert!(!is_new_enough(""));
    }
}
