//! Licences and sources of what we link, against the lists in deny.toml, from what cargo knows without any other tool.

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;
use serde::Deserialize;

use super::{finding::Finding, tree::Tree};
use crate::checkout::Checkout;

const POLICY: &str = "deny.toml";

#[derive(Debug, Deserialize)]
struct Policy {
    licenses: Licences,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    registries: Vec<String>,
}

#[derive(Debug)]
struct Crate {
    name: String,
    licence: Option<String>,
    /// Nothing, for ours.
    source: Option<String>,
}

pub fn check(checkout: &Checkout, tree: &Tree) -> Result<Vec<Finding>> {
    // That the file is there at all is the rule of the papers.
    let Some(file) = tree.file(POLICY) else { return Ok(vec![]) };
    let policy: Policy =
        toml::from_str(file.text()).context("deny.toml says something else than expected")?;
    let metadata =
        MetadataCommand::new().current_dir(&checkout.root).exec().context("cargo metadata failed")?;
    let crates = metadata.packages.into_iter().map(|it| Crate {
        name: format!("{} {}", it.name, it.version),
        licence: it.license,
        source: it.source.map(|it| it.repr),
    });
    let line = file.line_of("allow = [");
    Ok(crates
        .filter_map(|it| judge(&policy, &it))
        .map(|(what, remedy)| Finding::failure(POLICY, line, what, remedy))
        .collect())
}

fn judge(policy: &Policy, it: &Crate) -> Option<(String, &'static str)> {
    let source = it.source.as_deref()?;
    if !policy.sources.registries.iter().any(|registry| source.ends_with(registry.as_str())) {
        return Some((format!("{} comes from {source}", it.name), "take it from the registry"));
    }
    let name = it.name.split(' ').next().unwrap_or_default();
    let excepted = policy.licenses.exceptions.iter().filter(|e| e.name == name).flat_map(|e| &e.allow);
    let allowed: Vec<&str> = policy.licenses.allow.iter().chain(excepted).map(String::as_str).collect();
    match &it.licence {
        Some(licence) if satisfies(licence, &allowed) => None,
        Some(licence) => Some((
            format!("{} is under {licence}", it.name),
            "replace it, or argue for the licence in deny.toml",
        )),
        None => Some((format!("{} names no licence", it.name), "replace it")),
    }
}

/// Whether an SPDX expression can be met by `allowed` alone. `/` is how old manifests wrote OR.
fn satisfies(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at, allowed);
    met && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, allowed);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        let whole = words[*at - 1..words.len().min(*at + 2)].join(" ");
        *at += 2;
        return allowed.contains(&whole.as_str());
    }
    allowed.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: [&str; 3] = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"];

    #[test]
    fn an_expression_is_met_when_a_choice_is_ours_and_all_that_is_demanded_is() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "GPL-3.0/MIT",
            "MIT AND Apache-2.0",
            "(MIT OR GPL-3.0) AND Apache-2.0",
            "GPL-3.0 AND MPL-2.0 OR MIT",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(satisfies(good, &ALLOWED), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT AND GPL-3.0) OR MPL-2.0",
            "GPL-3.0 WITH LLVM-exception",
            "",
            "MIT MIT",
        ] {
            assert!(!satisfies(bad, &ALLOWED), "{bad}");
        }
    }

    #[test]
    fn a_crate_is_judged_by_where_it_comes_from_and_by_its_own_exceptions() {
        let policy: Policy = toml::from_str(
            "[licenses]\nallow = ['MIT']\nexceptions = [{ crate = 'webpki-roots', allow = ['CDLA-Permissive-2.0'] }]\n\
             [sources]\nallow-registry = ['https://github.com/rust-lang/crates.io-index']",
        )
        .unwrap();
        let it = |name: &str, licence: &str, source: &str| Crate {
            name: format!("{name} 1.0.0"),
            licence: Some(licence.to_owned()),
            source: Some(source.to_owned()),
        };
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(judge(&policy, &it("serde", "MIT", registry)), None);
        assert_eq!(judge(&policy, &it("webpki-roots", "CDLA-Permissive-2.0", registry)), None);
        assert!(judge(&policy, &it("other", "CDLA-Permissive-2.0", registry)).is_some());
        assert!(judge(&policy, &it("serde", "MIT", "git+https://example.com/serde")).is_some());
        assert_eq!(
            judge(&policy, &Crate { name: "ours 0.1.0".to_owned(), licence: None, source: None }),
            None
        );
    }
}
