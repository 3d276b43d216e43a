//! A Rust file as a row of tokens, so that comments and strings are never taken for code.

use std::ops::RangeInclusive;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{finding::Finding, tree::Tree};

#[derive(Debug)]
pub struct RustSource {
    pub tokens: Vec<Token>,
    /// Why the file is no Rust.
    unreadable: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Sign(char),
    Literal(String),
}

const KEYWORDS_BEFORE_A_NAME: [&str; 8] = ["fn", "struct", "enum", "trait", "mod", "const", "static", "type"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .filter_map(|(file, rust)| {
            let why = rust.unreadable.as_deref()?;
            Some(Finding::failure(&file.path, 1, format!("this is not Rust: {why}"), "fix it or remove it"))
        })
        .collect()
}

impl RustSource {
    pub fn read(text: &str) -> Self {
        let mut tokens = vec![];
        let unreadable = match text.parse::<TokenStream>() {
            Ok(stream) => {
                flatten(stream, &mut tokens);
                None
            }
            Err(error) => Some(error.to_string()),
        };
        Self { tokens, unreadable }
    }

    /// The line a word first stands on as code.
    pub fn line_of(&self, word: &str) -> Option<usize> {
        self.tokens.iter().find(|it| it.is_word(word)).map(|it| it.line)
    }

    /// Whether a word stands anywhere, also inside a literal (`#[serde(with = "…")]`).
    pub fn names(&self, word: &str) -> bool {
        self.tokens.iter().any(|it| match &it.kind {
            Kind::Word(it) => it == word,
            Kind::Literal(it) => it.contains(word),
            Kind::Sign(_) => false,
        })
    }

    /// The lines of `#[cfg(test)] mod … { … }`, attribute and braces included.
    pub fn test_modules(&self) -> Vec<RangeInclusive<usize>> {
        let marks = self.find(&["#", "[", "cfg", "(", "test", ")", "]"]);
        marks
            .into_iter()
            .filter_map(|start| {
                let item = start
                    + 7
                    + self.tokens[start + 7..].iter().position(|it| it.is_any(&["mod", "{", ";"]))?;
                self.tokens[item].is_word("mod").then_some(())?;
                let open = item + 2;
                self.tokens.get(open)?.is_sign('{').then_some(())?;
                let close = self.close_of(open)?;
                Some(self.tokens[start].line..=self.tokens[close].line)
            })
            .collect()
    }

    /// The names this file gives to things: items, variants, fields, arguments and variables, with their lines.
    pub fn declared(&self) -> Vec<(&str, usize)> {
        let mut names: Vec<(&str, usize)> = vec![];
        for (at, token) in self.tokens.iter().enumerate() {
            let Kind::Word(word) = &token.kind else { continue };
            let before = at.checked_sub(1).map(|it| &self.tokens[it]);
            let follows = |signs: &[&str]| before.is_some_and(|it| it.is_any(signs));
            let is_typed = self.sign_at(at + 1, ':') && !self.sign_at(at + 2, ':') && !follows(&[":"]);
            let is_variable =
                follows(&["let"]) || (follows(&["mut"]) && at > 1 && self.tokens[at - 2].is_word("let"));
            if follows(&KEYWORDS_BEFORE_A_NAME) || is_typed || is_variable {
                names.push((word, token.line));
            }
        }
        names.extend(self.variants());
        names.retain(|(name, _)| !KEYWORDS_BEFORE_A_NAME.contains(name) && *name != "mut");
        names.sort_unstable_by_key(|(_, line)| *line);
        names.dedup();
        names
    }

    fn variants(&self) -> Vec<(&str, usize)> {
        let mut names = vec![];
        for start in (0..self.tokens.len()).filter(|it| self.tokens[*it].is_word("enum")) {
            let Some(open) = (start..self.tokens.len()).find(|it| self.sign_at(*it, '{')) else { continue };
            let Some(close) = self.close_of(open) else { continue };
            let mut at = open + 1;
            while at < close {
                // Past the attributes, at the name; then past what the variant holds, to the comma.
                while self.sign_at(at, '#') {
                    at = self.close_of(at + 1).map_or(close, |it| it + 1);
                }
                if let Some(Token { kind: Kind::Word(name), line }) =
                    self.tokens.get(at).filter(|_| at < close)
                {
                    names.push((name.as_str(), *line));
                }
                while at < close && !self.sign_at(at, ',') {
                    at = self.close_of(at).unwrap_or(at) + 1;
                }
                at += 1;
            }
        }
        names
    }

    /// Where `words` stand one after the other.
    fn find(&self, words: &[&str]) -> Vec<usize> {
        let last = self.tokens.len().saturating_sub(words.len());
        (0..=last)
            .filter(|start| {
                let here = self.tokens.get(*start..*start + words.len());
                here.is_some_and(|tokens| tokens.iter().zip(words).all(|(token, word)| token.is_any(&[word])))
            })
            .collect()
    }

    /// The bracket that closes the one at `open`.
    fn close_of(&self, open: usize) -> Option<usize> {
        let pair = |sign: char| match sign {
            '{' => Some('}'),
            '(' => Some(')'),
            '[' => Some(']'),
            _ => None,
        };
        let Kind::Sign(sign) = self.tokens.get(open)?.kind else { return None };
        let closing = pair(sign)?;
        let mut depth = 0_usize;
        (open..self.tokens.len()).find(|at| {
            if self.sign_at(*at, sign) {
                depth += 1;
            } else if self.sign_at(*at, closing) {
                depth -= 1;
            }
            depth == 0
        })
    }

    fn sign_at(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|it| it.is_sign(sign))
    }
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(it) if it == word)
    }

    fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    fn is_any(&self, texts: &[&str]) -> bool {
        match &self.kind {
            Kind::Word(it) => texts.contains(&it.as_str()),
            Kind::Sign(it) => texts.iter().any(|text| text.chars().eq([*it])),
            Kind::Literal(_) => false,
        }
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Ident(it) => tokens.push(Token { kind: Kind::Word(it.to_string()), line }),
            TokenTree::Punct(it) => tokens.push(Token { kind: Kind::Sign(it.as_char()), line }),
            TokenTree::Literal(it) => tokens.push(Token { kind: Kind::Literal(it.to_string()), line }),
            TokenTree::Group(group) => {
                let brackets = match group.delimiter() {
                    Delimiter::Brace => Some(('{', '}')),
                    Delimiter::Parenthesis => Some(('(', ')')),
                    Delimiter::Bracket => Some(('[', ']')),
                    Delimiter::None => None,
                };
                let end = group.span_close().end().line;
                tokens.extend(brackets.map(|(open, _)| Token { kind: Kind::Sign(open), line }));
                flatten(group.stream(), tokens);
                tokens.extend(brackets.map(|(_, close)| Token { kind: Kind::Sign(close), line: end }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        let source = RustSource::read("// str0m\nconst A: &str = \"str0m\";\nuse str0m::Rtc;\n");
        assert_eq!(source.line_of("str0m"), Some(3));
        assert_eq!(source.line_of("rsipstack"), None);
        assert!(source.names("str0m"));
    }

    #[test]
    fn a_test_module_is_found_with_its_attribute_and_braces() {
        let text = "fn a() {}\n\n#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests {\n    fn b() { {} }\n}\nfn c() {}\n\
                    #[cfg(test)]\nmod elsewhere;\n#[cfg(test)]\nimpl A {\n mod not_this {} }\n";
        assert_eq!(RustSource::read(text).test_modules(), [3..=7]);
    }

    #[test]
    fn every_kind_of_declared_name_is_listed_and_no_used_one() {
        let text = "pub struct Visit { pub queue: QueueId }\nenum Word { #[doc = \"x\"] First, Second { inside: u8 }, \
                    Third(Other), }\nfn offer(&mut self, call: CallId) -> tokio::Client { let mut visit = used(); \
                    const fn inner() {} path::to::thing(visit); loop { break; } }";
        let source = RustSource::read(text);
        let mut sorted: Vec<&str> = source.declared().into_iter().map(|it| it.0).collect();
        sorted.sort_unstable();
        assert_eq!(
            sorted,
            [
                "First", "Second", "Third", "Visit", "Word", "call", "inner", "inside", "offer", "queue",
                "visit"
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_rust_is_a_finding() {
        let tree = Tree::sample(&[("crates/a/src/lib.rs", "fn main() {")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
