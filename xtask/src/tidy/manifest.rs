//! The Cargo.toml of a member: what it says it depends on, and where it says so.

use cargo_metadata::DependencyKind;

use super::tree::Tree;
use crate::checkout::Checkout;

#[derive(Debug, Clone)]
pub struct Manifest {
    pub package: String,
    /// The Cargo.toml, from the root of the checkout.
    pub path: String,
    pub dependencies: Vec<Dependency>,
}

#[derive(Debug, Clone)]
pub struct Dependency {
    pub name: String,
    /// As the code says it: `sea_orm` of `sea-orm`, or the name it was given.
    pub in_code: String,
    pub kind: DependencyKind,
    pub line: usize,
}

impl Manifest {
    pub fn of_workspace(checkout: &Checkout, tree: &Tree) -> Vec<Self> {
        checkout
            .workspace
            .workspace_packages()
            .into_iter()
            .map(|package| {
                let file = package.manifest_path.as_std_path();
                let path = file.strip_prefix(&checkout.root).unwrap_or(file).to_string_lossy().into_owned();
                let dependencies = package.dependencies.iter().map(|it| Dependency {
                    name: it.name.clone(),
                    in_code: it.rename.as_ref().unwrap_or(&it.name).replace('-', "_"),
                    kind: it.kind,
                    line: line_of(tree, &path, it.rename.as_ref().unwrap_or(&it.name)),
                });
                Self { package: package.name.to_string(), dependencies: dependencies.collect(), path }
            })
            .collect()
    }

    /// The folder of the package.
    pub fn folder(&self) -> &str {
        self.path.strip_suffix("/Cargo.toml").unwrap_or(".")
    }
}

/// The line a dependency is declared on: `name.workspace`, `name = …` or `[dependencies.name]`.
fn line_of(tree: &Tree, path: &str, name: &str) -> usize {
    let Some(file) = tree.file(path) else { return 1 };
    let declares = |line: &str| {
        let key =
            line.trim_start().trim_start_matches("[dependencies.").trim_start_matches("[dev-dependencies.");
        key.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '=', ']']))
    };
    file.text().lines().position(declares).map_or(1, |it| it + 1)
}

#[cfg(test)]
impl Manifest {
    /// A member `crates/<package>` whose dependencies stand on the lines 1, 2, 3 …
    pub fn sample(package: &str, dependencies: &[(&str, DependencyKind)]) -> Self {
        let dependencies = dependencies.iter().enumerate().map(|(at, (name, kind))| Dependency {
            name: (*name).to_owned(),
            in_code: name.replace('-', "_"),
            kind: *kind,
            line: at + 1,
        });
        Self {
            package: package.to_owned(),
            path: format!("crates/{package}/Cargo.toml"),
            dependencies: dependencies.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_found_on_its_own_line_and_not_on_that_of_a_longer_name() {
        let text =
            "[dependencies]\nsea-orm-migration.workspace = true\nsea-orm.workspace = true\nserde = \"1\"\n";
        let tree = Tree::sample(&[("crates/store/Cargo.toml", text)]);
        assert_eq!(line_of(&tree, "crates/store/Cargo.toml", "sea-orm"), 3);
        assert_eq!(line_of(&tree, "crates/store/Cargo.toml", "serde"), 4);
        assert_eq!(line_of(&tree, "crates/store/Cargo.toml", "absent"), 1);
    }
}
