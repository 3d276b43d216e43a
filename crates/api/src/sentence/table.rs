//! The sentences by area, each file sorted by code.

mod company;
mod history;
mod scenario;
mod serving;

/// Code, Korean, English. Values stand in braces.
pub type Sentence = (&'static str, &'static str, &'static str);

pub fn all() -> impl Iterator<Item = &'static Sentence> {
    [company::SENTENCES, history::SENTENCES, scenario::SENTENCES, serving::SENTENCES].into_iter().flatten()
}
