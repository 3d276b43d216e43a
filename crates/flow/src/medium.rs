//! Whether somebody listens or reads. The tree is the same; some sentences and patiences are not.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    Voice,
    Text,
}
