//! Where values come from: a flat map of texts, each with its origin.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Problem, SETTINGS};

/// What the process was started with.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file's name and text.
    pub file: Option<(PathBuf, String)>,
    /// Environment variables whose name starts with `NARU_`.
    pub environment: Vec<(String, String)>,
    /// Flags that stand for settings: flag, key, value.
    pub flags: Vec<(&'static str, &'static str, String)>,
    /// Defaults of the running command that differ from those of [`SETTINGS`].
    pub defaults: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Line { file: PathBuf, line: usize },
    Environment(String),
    Flag(&'static str),
    Default,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line { file, line } => write!(f, "{}:{line}", file.display()),
            Self::Environment(name) => write!(f, "environment variable {name}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Default => f.write_str("default"),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Raw {
    pub text: String,
    pub origin: Origin,
}

pub type Raws = BTreeMap<&'static str, Raw>;

pub fn gather(sources: &Sources) -> Result<Raws, Vec<Problem>> {
    let mut raws: Raws = SETTINGS
        .iter()
        .map(|it| (it.key, Raw { text: it.default.to_owned(), origin: Origin::Default }))
        .collect();
    let mut problems = vec![];
    for (key, text) in &sources.defaults {
        raws.insert(key, Raw { text: text.clone(), origin: Origin::Default });
    }
    if let Some((file, text)) = &sources.file {
        read_file(file, text, &mut raws, &mut problems);
    }
    for (name, text) in &sources.environment {
        let key = SETTINGS.iter().map(|it| it.key).find(|key| *name == variable(key));
        match key {
            Some(key) => {
                raws.insert(key, Raw { text: text.clone(), origin: Origin::Environment(name.clone()) });
            }
            // Variables of tests and tools share the prefix; a typo is still worth a word.
            None => problems.extend(unknown_variable(name)),
        }
    }
    for (flag, key, text) in &sources.flags {
        raws.insert(key, Raw { text: text.clone(), origin: Origin::Flag(flag) });
    }
    if problems.is_empty() { Ok(raws) } else { Err(problems) }
}

/// `http.address` → `NARU_HTTP_ADDRESS`.
pub fn variable(key: &str) -> String {
    format!("NARU_{}", key.replace('.', "_").to_uppercase())
}

fn unknown_variable(name: &str) -> Option<Problem> {
    // NARU_TEST_… belong to the test runs, NARU_CONFIG and NARU_LOG to the command line.
    if name.starts_with("NARU_TEST") || matches!(name, "NARU_CONFIG" | "NARU_URL") {
        return None;
    }
    let near = nearest(&name.to_lowercase(), |key| variable(key).to_lowercase());
    Some(Problem {
        origin: Origin::Environment(name.to_owned()),
        what: format!(
            "there is no such setting{}",
            near.map_or(String::new(), |key| format!("; did you mean {}?", variable(key)))
        ),
    })
}

fn read_file(file: &Path, text: &str, raws: &mut Raws, problems: &mut Vec<Problem>) {
    let line_of = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
    let at = |offset: usize| Origin::Line { file: file.to_owned(), line: line_of(offset) };
    let table = match toml::de::DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            problems.push(Problem { origin: at(offset), what: error.message().to_owned() });
            return;
        }
    };
    for (section, value) in table.get_ref() {
        let Some(inner) = value.get_ref().as_table() else {
            problems.push(Problem {
                origin: at(section.span().start),
                what: format!("{} stands outside a section such as [http]", section.get_ref()),
            });
            continue;
        };
        for (name, value) in inner {
            let key = format!("{}.{}", section.get_ref(), name.get_ref());
            let origin = at(name.span().start);
            match SETTINGS.iter().find(|it| it.key == key) {
                Some(setting) => match flatten(value.get_ref()) {
                    Some(text) => {
                        raws.insert(setting.key, Raw { text, origin });
                    }
                    None => {
                        problems.push(Problem { origin, what: format!("{key} must be {}", setting.allowed) })
                    }
                },
                None => {
                    let near = nearest(&key, str::to_owned)
                        .map_or(String::new(), |it| format!("; did you mean {it}?"));
                    problems.push(Problem { origin, what: format!("there is no setting {key}{near}") });
                }
            }
        }
    }
}

/// A scalar as text, a list of scalars joined by commas.
fn flatten(value: &toml::de::DeValue<'_>) -> Option<String> {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|it| flatten(it.get_ref())).collect();
            items.map(|it| it.join(","))
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

/// The key whose spelling shares the most with what was typed, if it is close at all.
fn nearest(typed: &str, spelled: impl Fn(&str) -> String) -> Option<&'static str> {
    SETTINGS
        .iter()
        .map(|it| (distance(typed, &spelled(it.key)), it.key))
        .min()
        .filter(|(distance, _)| *distance <= 4)
        .map(|(_, key)| key)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
