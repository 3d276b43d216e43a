//! One concept, one word: the column *Avoid* of docs/glossary.md, applied to the names our code declares.
//!
//! Only declared names count: `tokio::time::timeout` is somebody else's word. A word that the glossary itself uses as
//! an identifier in another row is right there and wrong here; that is for people to see, not for this rule.

use std::collections::BTreeSet;

use super::{finding::Finding, tree::Tree};

const GLOSSARY: &str = "docs/glossary.md";

/// A word to avoid for one concept that is right for another, which has no row of its own.
#[derive(Debug)]
struct Ordinary {
    word: &'static str,
    /// Where it is right.
    below: &'static str,
    /// What it means there.
    meaning: &'static str,
}

const ORDINARY: &[Ordinary] = &[
    Ordinary {
        word: "break",
        below: "crates/",
        meaning: "a word of Rust, and one of the reasons to be away",
    },
    Ordinary {
        word: "company",
        below: "crates/",
        meaning: "what a person types at sign-in to say which tenant",
    },
    Ordinary { word: "in", below: "crates/", meaning: "a word of Rust" },
    Ordinary { word: "migration", below: "crates/", meaning: "a step of the schema, as the glossary says" },
    Ordinary { word: "out", below: "crates/", meaning: "where output goes" },
    Ordinary { word: "return", below: "crates/", meaning: "a word of Rust" },
    Ordinary {
        word: "timeout",
        below: "crates/",
        meaning: "how long a socket or lock is waited for; `poll_timeout`",
    },
    Ordinary { word: "type", below: "crates/", meaning: "a word of Rust, and RTP's payload type" },
    Ordinary {
        word: "user",
        below: "crates/",
        meaning: "the user agent of SIP and HTTP, the user of a database",
    },
    Ordinary {
        word: "idle",
        below: "crates/routing/",
        meaning: "longest idle is the trade's name for the rule",
    },
    Ordinary { word: "attribute", below: "crates/media/src/sdp", meaning: "an a= line (RFC 8866)" },
    Ordinary { word: "manager", below: "crates/store/src/migration", meaning: "sea-orm's `SchemaManager`" },
    Ordinary {
        word: "variable",
        below: "crates/server/src/config",
        meaning: "a variable of the environment",
    },
];

#[derive(Debug, PartialEq, Eq)]
struct Avoided {
    /// In lower case, one entry per part: `skill group`, `after_call`.
    words: Vec<String>,
    instead: String,
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.file(GLOSSARY) else { return vec![] };
    let avoided = avoided(file.text());
    // The name of a test is a sentence, and its data are anybody's words.
    let sources = tree.rust().filter(|(file, _)| file.path.starts_with("crates/") && !file.is_test());
    sources
        .flat_map(|(file, rust)| {
            let tests = rust.test_modules();
            let names = rust
                .declared()
                .into_iter()
                .filter(move |(_, line)| !tests.iter().any(|it| it.contains(line)));
            names.filter_map(|(name, line)| judge(&avoided, &file.path, name, line)).collect::<Vec<_>>()
        })
        .collect()
}

fn judge(avoided: &[Avoided], path: &str, name: &str, line: usize) -> Option<Finding> {
    let is_ordinary = |it: &Avoided| {
        ORDINARY
            .iter()
            .any(|ordinary| it.words.join(" ") == ordinary.word && path.starts_with(ordinary.below))
    };
    let word = avoided.iter().find(|it| has(&parts(name), &it.words) && !is_ordinary(it))?;
    let phrase = word.words.join(" ");
    // A word may be avoided for more than one concept.
    let concepts = avoided.iter().filter(|it| it.words == word.words).map(|it| it.instead.as_str());
    let what = format!(
        "`{name}` says `{phrase}`, and the glossary says {}",
        concepts.collect::<Vec<_>>().join(" or ")
    );
    let elsewhere = ORDINARY.iter().find(|it| it.word == phrase);
    let remedy = match elsewhere {
        Some(it) => format!("take its word (`{phrase}` is right only below {}: {})", it.below, it.meaning),
        None => "take its word; for another concept, give it a row".to_owned(),
    };
    Some(Finding::failure(path, line, what, remedy))
}

/// The words to avoid, without those that the glossary itself gives another meaning.
fn avoided(glossary: &str) -> Vec<Avoided> {
    let rows = rows(glossary);
    let names = rows.iter().flat_map(|row| identifiers(&row.identifier));
    let taken: BTreeSet<String> = names.flat_map(|it| parts(&it)).collect();
    let avoided = rows
        .iter()
        .flat_map(|row| words_of(&row.avoid).map(|words| Avoided { words, instead: row.identifier.clone() }));
    avoided.filter(|it| !it.words.iter().all(|word| taken.contains(word))).collect()
}

#[derive(Debug)]
struct Row {
    identifier: String,
    avoid: String,
}

/// The rows of every table that has the columns *Identifier* and *Avoid*.
fn rows(glossary: &str) -> Vec<Row> {
    let mut columns: Option<(usize, usize)> = None;
    let mut rows = vec![];
    for line in glossary.lines() {
        // `\|` is a bar inside a cell.
        let hidden = line.replace("\\|", "\u{1}");
        if !hidden.starts_with('|') {
            columns = None;
            continue;
        }
        let cells: Vec<&str> = hidden.trim_matches('|').split('|').map(str::trim).collect();
        let column = |name: &str| cells.iter().position(|it| it.eq_ignore_ascii_case(name));
        match columns {
            None => columns = column("identifier").zip(column("avoid")),
            Some((identifier, avoid)) => {
                let cell = |at: usize| cells.get(at).map(|it| it.replace('\u{1}', "|")).unwrap_or_default();
                rows.push(Row { identifier: cell(identifier), avoid: cell(avoid) });
            }
        }
    }
    rows
}

/// What stands between backticks.
fn identifiers(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// `in/out, ib/ob` are four words, `migration (that word is for schema)` is one, `csat in code` is `csat`.
fn words_of(avoid: &str) -> impl Iterator<Item = Vec<String>> {
    let bare = avoid.split('(').next().unwrap_or_default().replace(" in code", "");
    let words: Vec<String> = bare.split([',', '/']).map(|it| it.trim().replace('`', "")).collect();
    words.into_iter().filter(|it| !it.is_empty()).map(|it| parts(&it))
}

/// `QueueVisit`, `queue_visit`, `QUEUE_VISIT` and `queue visit` are all `queue`, `visit`.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![];
    for chunk in name.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let has_humps = chunk.contains(char::is_lowercase);
        for (at, letter) in chunk.chars().enumerate() {
            if at == 0 || (has_humps && letter.is_uppercase()) {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.extend(letter.to_lowercase());
            }
        }
    }
    parts
}

/// Whether `words` stand in `name` one after the other, the last one perhaps as a plural.
fn has(name: &[String], words: &[String]) -> bool {
    name.windows(words.len()).any(|here| {
        here.iter().zip(words).enumerate().all(|(at, (is, avoid))| {
            is == avoid || (at + 1 == words.len() && is.strip_suffix('s') == Some(avoid.as_str()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
| Korean | Identifier | Note | Avoid |
|---|---|---|---|
| 상담사 | `Agent` | | consultant, operator |
| 큐 | `Queue` | who waits | skill group |
| 호전환 | `transfer` (`Blind` \\| `Attended`) | | |
| 이관 | `handover` | | transfer |
| 수신 | `Direction::{Inbound, Outbound}` | | ib/ob |
| 이관 | `import` | | migration (that word is for schema) |

| Korean | Identifier | Note |
|---|---|---|
| 알림톡 | `Alimtalk` | consultant |
";

    fn names(source: &str) -> Vec<String> {
        let tree = Tree::sample(&[(GLOSSARY, SAMPLE), ("crates/a/src/b.rs", source)]);
        check(&tree).into_iter().map(|it| format!("{}: {}", it.line, it.what)).collect()
    }

    #[test]
    fn a_name_with_a_word_to_avoid_is_found_in_every_spelling() {
        assert_eq!(
            names(
                "struct Consultant;\nfn list_consultants() {}\nenum Direction { Ib }\nstatic SKILL_GROUP: u8 = 1;\n"
            ),
            [
                "1: `Consultant` says `consultant`, and the glossary says `Agent`",
                "2: `list_consultants` says `consultant`, and the glossary says `Agent`",
                "3: `Ib` says `ib`, and the glossary says `Direction::{Inbound, Outbound}`",
                "4: `SKILL_GROUP` says `skill group`, and the glossary says `Queue`",
            ]
        );
    }

    #[test]
    fn a_word_that_is_right_in_another_row_is_left_to_people() {
        assert_eq!(names("fn transfer() {}\nfn skill() {}\nfn group() {}\n"), [""; 0]);
    }

    #[test]
    fn an_ordinary_word_is_right_only_where_it_means_something_else() {
        let glossary =
            "| Identifier | Avoid |\n|---|---|\n| `Placeholder` | variable |\n| `Category` | type |\n";
        let code = "struct Variable;\nfn payload_type() {}\n";
        let tree = Tree::sample(&[
            (GLOSSARY, glossary),
            ("crates/server/src/config.rs", code),
            ("crates/a/src/b.rs", code),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].line), ("crates/a/src/b.rs", 1));
        assert!(found[0].remedy.contains("only below crates/server/src/config"), "{}", found[0].remedy);
    }

    #[test]
    fn tests_speak_freely() {
        assert_eq!(names("#[cfg(test)]\nmod tests {\n    fn the_operator_calls() {}\n}\n"), [""; 0]);
    }

    #[test]
    fn what_others_declared_may_be_used() {
        assert_eq!(
            names("fn a() { other::consultant(); let agent = Operator::new(); } // operator\n"),
            [""; 0]
        );
    }

    #[test]
    fn notes_in_brackets_are_not_words_to_avoid() {
        let words: Vec<String> = avoided(SAMPLE).into_iter().map(|it| it.words.join(" ")).collect();
        assert_eq!(words, ["consultant", "operator", "skill group", "ib", "ob", "migration"]);
    }
}
