//! A file is named after the noun it holds. These names hold anything, so in time they hold everything.

use super::{finding::Finding, tree::Tree};

const FORBIDDEN: [&str; 7] = ["utils", "util", "common", "helpers", "helper", "types", "models"];
const CODE: [&str; 4] = ["rs", "ts", "tsx", "js"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().filter_map(|file| check_path(&file.path)).collect()
}

fn check_path(path: &str) -> Option<Finding> {
    let (stem, extension) = path.rsplit_once('.')?;
    if !CODE.contains(&extension) {
        return None;
    }
    if path.ends_with("/mod.rs") {
        let remedy = "name the file after the module and put it beside the folder";
        return Some(Finding::failure(path, 1, "`mod.rs` hides which module it is", remedy));
    }
    // A test beside its code carries one more dot: `format.test.ts`.
    let bad = stem.split('/').find(|part| FORBIDDEN.contains(&part.split('.').next().unwrap_or(part)))?;
    let remedy = "name it after the noun it holds, or move each part to the noun it serves";
    Some(Finding::failure(path, 1, format!("`{bad}` says nothing about what is in it"), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_hold_anything_is_refused_as_file_and_as_folder() {
        for bad in [
            "crates/a/src/utils.rs",
            "crates/a/src/mod.rs",
            "web/apps/desk/src/types/call.ts",
            "web/x/common.test.ts",
        ] {
            assert!(check_path(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_noun_and_what_is_not_code_may_be_called_anything() {
        for good in [
            "crates/a/src/call_leg.rs",
            "docs/rules/types.md",
            "web/packages/ui/src/typesetting.ts",
            "LICENSE",
        ] {
            assert!(check_path(good).is_none(), "{good}");
        }
    }
}
