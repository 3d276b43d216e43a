//! Libraries that stay behind one door, so that the day they are replaced is a small one.

use super::{finding::Finding, tree::Tree};

#[derive(Debug)]
struct Door {
    /// As the code says it.
    library: &'static str,
    /// The only paths that may name it. Tests may, to play the other side.
    behind: &'static str,
}

const DOORS: &[Door] = &[
    Door { library: "rsipstack", behind: "crates/voice/src/sip" },
    Door { library: "str0m", behind: "crates/voice/src/web" },
    Door { library: "sea_orm", behind: "crates/store/" },
    Door { library: "sea_orm_migration", behind: "crates/store/" },
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    DOORS.iter().flat_map(|door| check_door(tree, door)).collect()
}

fn check_door<'a>(tree: &'a Tree, door: &'a Door) -> impl Iterator<Item = Finding> + 'a {
    tree.rust().filter(|(file, _)| !file.path.starts_with(door.behind) && !file.is_test()).filter_map(
        |(file, rust)| {
            let line = rust.line_of(door.library)?;
            let what = format!("`{}` is named outside {}", door.library, door.behind.trim_end_matches('/'));
            Some(Finding::failure(
                &file.path,
                line,
                what,
                "use what is behind that door, or widen its interface",
            ))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_may_be_named_behind_its_door_and_in_tests_only() {
        let code = "use str0m::Rtc;\n";
        let tree = Tree::sample(&[
            ("crates/voice/src/web/leg.rs", code),
            ("crates/voice/src/web.rs", code),
            ("crates/voice/tests/browser.rs", code),
            ("crates/voice/src/engine.rs", "// str0m says so\nuse str0m::Rtc;\n"),
        ]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "crates/voice/src/engine.rs:2: `str0m` is named outside crates/voice/src/web — use what is behind that \
              door, or widen its interface"
            ]
        );
    }
}
