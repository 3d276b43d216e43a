//! Lists come in pages.

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Rows on a page.
    pub size: u32,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    pub items: Vec<T>,
    /// Rows on all pages together.
    pub total: u64,
}

impl Page {
    pub fn first(size: u32) -> Self {
        Self { number: 1, size }
    }

    /// Rows before this page.
    pub fn offset(self) -> u64 {
        u64::from(self.number.saturating_sub(1)) * u64::from(self.size)
    }
}

impl<T> Listing<T> {
    pub fn try_map<U, E>(self, item: impl FnMut(T) -> Result<U, E>) -> Result<Listing<U>, E> {
        Ok(Listing { items: self.items.into_iter().map(item).collect::<Result<_, _>>()?, total: self.total })
    }
}
