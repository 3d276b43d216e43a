//! Pages of lists.

use domain::page::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Rows on a page unless asked otherwise (DESIGN.md §4).
const DEFAULT_SIZE: u32 = 50;
const MAX_SIZE: u32 = 200;

#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// From 1.
    page: Option<u32>,
    /// At most 200.
    per_page: Option<u32>,
}

impl PageQuery {
    pub fn page(self) -> Page {
        Page {
            number: self.page.unwrap_or(1).max(1),
            size: self.per_page.unwrap_or(DEFAULT_SIZE).clamp(1, MAX_SIZE),
        }
    }
}
