//! What a reader looks for first.

use super::{finding::Finding, tree::Tree};

const PAPERS: [(&str, &str); 7] = [
    ("LICENSE", "the Apache-2.0 text"),
    ("README.md", "what this is and how to start it"),
    ("CHANGELOG.md", "what changed for whom"),
    ("ARCHITECTURE.md", "what exists, which way it points, what is deliberately absent"),
    ("CONTRIBUTING.md", "what to read first and which commands to run"),
    ("docs/glossary.md", "the words of the product"),
    ("deny.toml", "which licences and sources are welcome"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let absent =
        PAPERS.iter().filter(|(path, _)| tree.file(path).is_none_or(|it| it.text().trim().is_empty()));
    absent
        .map(|(path, what_for)| {
            Finding::failure(path, 1, "is missing or empty", format!("write it: {what_for}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_paper_is_as_good_as_none() {
        let tree = Tree::sample(&[("LICENSE", " \n"), ("README.md", "# Naru")]);
        let paths: Vec<String> = check(&tree).into_iter().map(|it| it.path).collect();
        assert!(paths.contains(&"LICENSE".to_owned()));
        assert!(!paths.contains(&"README.md".to_owned()));
        assert_eq!(paths.len(), PAPERS.len() - 1);
    }
}
