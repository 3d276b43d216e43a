//! What an interaction was about (상담유형): one tree per scheme.

use crate::{id::CategoryId, words};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    pub scheme: CategoryScheme,
    pub parent: Option<CategoryId>,
    pub name: String,
    pub position: i32,
    /// Switched-off categories stay on old interactions but cannot be chosen.
    pub active: bool,
}

words! {
    pub enum CategoryScheme {
        /// 처리유형·상담유형: chosen by the agent.
        Resolution = "resolution",
    }
}

impl CategoryScheme {
    /// Levels below which no further category may be added (TKT-03).
    pub fn max_depth(self) -> usize {
        match self {
            Self::Resolution => 5,
        }
    }
}
