//! A committed file must mean the same on every machine.

use super::{finding::Finding, tree::Tree};

/// Folders that exist on one machine only, or that belong to one person.
const FOLDERS: [&str; 4] = ["/tmp/", "/root/", "/home/", "/Users/"];

/// Files that may name such a folder, and why.
const EXCEPTIONS: &[(&str, &str)] = &[("xtask/src/tidy/machine_paths.rs", "the rule has to name them")];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let checked = tree.files.iter().filter(|file| !EXCEPTIONS.iter().any(|it| it.0 == file.path));
    checked
        .flat_map(|file| {
            file.text().lines().enumerate().filter_map(|(at, line)| {
                let folder = FOLDERS.iter().find(|it| names_folder(line, it))?;
                let what = format!("names {folder}, which is another place on every machine");
                let remedy =
                    "start from the checkout, from a temporary folder of the system, or from a setting";
                Some(Finding::failure(&file.path, at + 1, what, remedy))
            })
        })
        .collect()
}

/// As the beginning of a path, not as a part of one (`./tmp/…`, `https://host/home/`).
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|it| !(it.is_alphanumeric() || "/._-~*}@".contains(it)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_of_one_machine_is_found_wherever_it_stands() {
        for bad in
            ["open(\"/tmp/naru.db\")", "/home/kim/naru", "root = /Users/kim/naru", "(see /root/.cargo)"]
        {
            let tree = Tree::sample(&[("docs/how-to/a.md", bad)]);
            assert_eq!(check(&tree).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_part_of_a_longer_path_and_an_address_are_fine() {
        for good in [
            "crates/tmp/src",
            "https://example.com/home/",
            "./tmp/x",
            "$HOME/naru",
            "${DIR}/tmp/x",
            "/var/lib/naru",
        ] {
            let tree = Tree::sample(&[("docs/how-to/a.md", good)]);
            assert!(check(&tree).is_empty(), "{good}");
        }
    }
}
