//! Where clips come from.

use std::sync::Arc;

use call::command::ClipKey;
use futures_util::future::BoxFuture;

/// The store of clips, as the node sees it. What has been loaded is kept by the node.
pub trait ClipSource: Send + Sync {
    /// The clip's µ-law bytes at 8 kHz.
    fn load(&self, key: &ClipKey) -> BoxFuture<'static, Result<Arc<[u8]>, ClipError>>;
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClipError {
    #[error("no clip has this key")]
    Unknown,
    #[error("the clip cannot be read: {0}")]
    Unreadable(String),
}
