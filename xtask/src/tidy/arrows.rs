//! Which room may use which, in one table; ARCHITECTURE.md explains it. A crate is split only to forbid an arrow.

use cargo_metadata::DependencyKind;

use super::{finding::Finding, manifest::Manifest};

#[derive(Debug)]
pub struct Room {
    pub name: &'static str,
    pub may_use: &'static [&'static str],
    /// Crates that must not be in the tree of its dependencies at all, however they would get there.
    pub must_not_reach: &'static [&'static str],
}

/// Time and dice are inputs of a pure room, and nothing in it waits.
const PURE: &[&str] = &["tokio", "axum", "sea-orm", "reqwest", "rand", "getrandom"];

pub const ROOMS: &[Room] = &[
    Room { name: "domain", may_use: &[], must_not_reach: PURE },
    Room { name: "media", may_use: &[], must_not_reach: PURE },
    Room { name: "routing", may_use: &["domain"], must_not_reach: PURE },
    Room { name: "flow", may_use: &["domain"], must_not_reach: PURE },
    Room { name: "call", may_use: &["domain"], must_not_reach: PURE },
    Room { name: "store", may_use: &["domain"], must_not_reach: &["axum", "voice"] },
    Room {
        name: "voice",
        may_use: &["domain", "call", "media"],
        must_not_reach: &["store", "center", "sea-orm"],
    },
    Room { name: "connectors", may_use: &["domain"], must_not_reach: &["store", "center"] },
    Room {
        name: "center",
        may_use: &["domain", "routing", "flow", "call", "media", "store", "connectors"],
        must_not_reach: &["axum", "voice"],
    },
    Room {
        name: "api",
        may_use: &["domain", "flow", "center"],
        must_not_reach: &["store", "sea-orm", "voice"],
    },
    Room {
        name: "server",
        may_use: &[
            "domain",
            "routing",
            "flow",
            "call",
            "media",
            "store",
            "voice",
            "connectors",
            "center",
            "api",
        ],
        must_not_reach: &[],
    },
    Room {
        name: TESTKIT,
        may_use: &["domain", "routing", "flow", "call", "media", "store", "voice", "connectors", "center"],
        must_not_reach: &[],
    },
    Room { name: "xtask", may_use: &[], must_not_reach: &[] },
];

/// Any room may use it, for its tests.
const TESTKIT: &str = "testkit";
const TABLE: &str = "xtask/src/tidy/arrows.rs";

pub fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|it| it.name == name)
}

pub fn check(manifests: &[Manifest]) -> Vec<Finding> {
    manifests.iter().flat_map(check_room).collect()
}

fn check_room(manifest: &Manifest) -> Vec<Finding> {
    let Some(room) = room(&manifest.package) else {
        let what = format!("{} has no row in the table of rooms", manifest.package);
        return vec![Finding::failure(
            &manifest.path,
            1,
            what,
            format!("add it to {TABLE} and to ARCHITECTURE.md"),
        )];
    };
    let ours = manifest.dependencies.iter().filter(|it| self::room(&it.name).is_some());
    let wrong = ours.filter(|it| {
        let for_tests = it.kind == DependencyKind::Development && it.name == TESTKIT;
        !room.may_use.contains(&it.name.as_str()) && !for_tests
    });
    wrong
        .map(|it| {
            let allowed = if room.may_use.is_empty() {
                "none of our crates".to_owned()
            } else {
                room.may_use.join(", ")
            };
            Finding::failure(
                &manifest.path,
                it.line,
                format!("{} must not depend on {}", room.name, it.name),
                format!("it may use {allowed}; pass plain data instead, or argue for an arrow in {TABLE}"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use DependencyKind::{Development, Normal};

    fn check_one(package: &str, dependencies: &[(&str, DependencyKind)]) -> Vec<String> {
        check(&[Manifest::sample(package, dependencies)]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_arrow_of_the_table_is_allowed_and_any_other_is_not() {
        assert_eq!(check_one("voice", &[("domain", Normal), ("media", Normal), ("tokio", Normal)]), [""; 0]);
        assert_eq!(
            check_one("store", &[("domain", Normal), ("api", Normal)]),
            [
                "crates/store/Cargo.toml:2: store must not depend on api — it may use domain; pass plain data instead, or \
              argue for an arrow in xtask/src/tidy/arrows.rs"
            ]
        );
    }

    #[test]
    fn tests_may_use_the_testkit_and_products_may_not() {
        assert_eq!(check_one("center", &[("testkit", Development)]), [""; 0]);
        assert_eq!(check_one("center", &[("testkit", Normal)]).len(), 1);
        assert_eq!(check_one("domain", &[("store", Development)]).len(), 1);
    }

    #[test]
    fn a_crate_without_a_row_is_a_finding() {
        assert!(check_one("attic", &[])[0].contains("has no row"));
    }

    #[test]
    fn the_table_names_only_rooms_and_its_arrows_never_go_in_a_circle() {
        let mut built: Vec<&str> = vec![];
        while built.len() < ROOMS.len() {
            let ready: Vec<&str> = ROOMS
                .iter()
                .filter(|it| !built.contains(&it.name) && it.may_use.iter().all(|used| built.contains(used)))
                .map(|it| it.name)
                .collect();
            assert!(!ready.is_empty(), "a circle, or an unknown room, past {built:?}");
            built.extend(ready);
        }
    }
}
