//! What a room reaches through everything it depends on, with the features that room alone switches on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;

use super::{
    arrows::{self, Room},
    finding::Finding,
    manifest::Manifest,
};
use crate::{cargo, checkout::Checkout};

/// `room` may reach `reached` by way of `through`, and no other way.
#[derive(Debug)]
struct Exception {
    room: &'static str,
    reached: &'static str,
    through: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        room: "api",
        reached: "store",
        through: "center",
        reason: "rows come to a page through the centre",
    },
    Exception {
        room: "api",
        reached: "sea-orm",
        through: "center",
        reason: "inside store, below the centre",
    },
    Exception {
        room: "media",
        reached: "getrandom",
        through: "aes-gcm",
        reason: "aes-gcm can make keys, which is for others: media is handed its keys and nonces",
    },
];

/// Crate names to the names they depend on.
type Graph = BTreeMap<String, BTreeSet<String>>;

pub fn check(checkout: &Checkout, manifests: &[Manifest]) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for manifest in manifests {
        let Some(room) = arrows::room(&manifest.package).filter(|it| !it.must_not_reach.is_empty()) else {
            continue;
        };
        let tree = cargo::program(checkout)
            .args(["tree", "--package", room.name, "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "depth", "--format", " {p}"])
            .read()?;
        findings.extend(forbidden(room, manifest, &graph(&tree)));
    }
    Ok(findings)
}

fn forbidden(room: &Room, manifest: &Manifest, graph: &Graph) -> Vec<Finding> {
    let exceptions: Vec<&Exception> = EXCEPTIONS.iter().filter(|it| it.room == room.name).collect();
    let ways = room.must_not_reach.iter().filter_map(|reached| {
        let allowed =
            exceptions.iter().filter(|it| it.reached == *reached).map(|it| it.through).collect::<Vec<_>>();
        path(graph, room.name, reached, &allowed)
    });
    let wrong = ways.map(|path| {
        let line =
            manifest.dependencies.iter().find(|it| Some(&it.name) == path.get(1)).map_or(1, |it| it.line);
        Finding::failure(
            &manifest.path,
            line,
            format!("{} must not reach {}: {}", room.name, path[path.len() - 1], path.join(" → ")),
            "switch off the feature that brings it in, or do this work in a room that may",
        )
    });
    let idle = exceptions.iter().filter(|it| path(graph, room.name, it.reached, &[]).is_none()).map(|it| {
        let what = format!(
            "{} does not reach {} through {} any more ({})",
            room.name, it.reached, it.through, it.reason
        );
        Finding::warning(&manifest.path, 1, what, "remove the exception from xtask/src/tidy/reach.rs")
    });
    wrong.chain(idle).collect()
}

/// The shortest way from `from` to `to` that does not pass through `avoid`.
fn path(graph: &Graph, from: &str, to: &str, avoid: &[&str]) -> Option<Vec<String>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(here) = waiting.pop_front() {
        if here == to {
            let mut path = vec![to.to_owned()];
            let mut step = to;
            while let Some(before) = came_from.get(step) {
                path.push((*before).to_owned());
                step = before;
            }
            path.reverse();
            return Some(path);
        }
        for next in graph.get(here).into_iter().flatten() {
            if next != from && !avoid.contains(&next.as_str()) && !came_from.contains_key(next.as_str()) {
                came_from.insert(next, here);
                waiting.push_back(next);
            }
        }
    }
    None
}

/// Reads lines like `2 serde v1.0.0 (*)`: the depth, then the crate. A crate marked `(*)` has shown what it depends on
/// before, which is why arrows are gathered by name first and walked afterwards.
fn graph(tree: &str) -> Graph {
    let mut graph = Graph::new();
    let mut above: Vec<&str> = vec![];
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(Ok(depth)), Some(name)) = (words.next().map(str::parse::<usize>), words.next()) else {
            continue;
        };
        above.truncate(depth);
        if let Some(parent) = above.last() {
            graph.entry((*parent).to_owned()).or_default().insert(name.to_owned());
        }
        above.push(name);
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0 media v0.1.0 (crates/media)\n1 aes-gcm v0.11.0\n2 aead v0.6.0\n3 getrandom v0.4.0\n\
                        1 opus v0.4.0\n2 aead v0.6.0 (*)\n";

    #[test]
    fn a_repeated_crate_counts_with_what_it_showed_the_first_time() {
        let graph = graph(TREE);
        assert_eq!(
            path(&graph, "media", "getrandom", &["aes-gcm"]).unwrap(),
            ["media", "opus", "aead", "getrandom"]
        );
        assert_eq!(path(&graph, "media", "getrandom", &["aead"]), None);
        assert_eq!(path(&graph, "media", "tokio", &[]), None);
    }

    #[test]
    fn an_exception_covers_one_way_and_no_other() {
        let manifest = Manifest::sample("media", &[]);
        let room = arrows::room("media").unwrap();
        let excepted = TREE.replace("1 opus v0.4.0\n2 aead v0.6.0 (*)\n", "");
        assert_eq!(forbidden(room, &manifest, &graph(&excepted)), []);
        assert_eq!(
            forbidden(room, &manifest, &graph(TREE))[0].what,
            "media must not reach getrandom: media → opus → aead → getrandom"
        );
        let idle = forbidden(room, &manifest, &graph("0 media v0.1.0\n1 opus v0.4.0\n"));
        assert!(!idle[0].fails && idle[0].what.starts_with("media does not reach getrandom"), "{idle:?}");
    }

    #[test]
    fn what_is_forbidden_is_shown_with_the_way_there_and_the_line_it_starts_on() {
        let normal = cargo_metadata::DependencyKind::Normal;
        let manifest = Manifest::sample("flow", &[("domain", normal), ("uuid", normal)]);
        let tree = "0 flow v0.1.0\n1 domain v0.1.0\n1 uuid v1.0.0\n2 rand v0.10.0\n3 getrandom v0.4.0\n";
        let findings = forbidden(arrows::room("flow").unwrap(), &manifest, &graph(tree));
        let found: Vec<_> = findings.iter().map(|it| (it.line, it.what.as_str())).collect();
        assert_eq!(
            found,
            [
                (2, "flow must not reach rand: flow → uuid → rand"),
                (2, "flow must not reach getrandom: flow → uuid → rand → getrandom"),
            ]
        );
    }
}
