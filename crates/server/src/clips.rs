//! Sounds for the voice node, out of the file store.

use std::sync::Arc;

use call::command::ClipKey;
use futures_util::future::{BoxFuture, FutureExt};
use store::{
    files::{FileError, FileKey},
    store::Store,
};
use voice::clip_source::{ClipError, ClipSource};

pub struct StoredClips(pub Store);

impl ClipSource for StoredClips {
    fn load(&self, key: &ClipKey) -> BoxFuture<'static, Result<Arc<[u8]>, ClipError>> {
        let (store, key) = (self.0.clone(), FileKey::clip(&key.0));
        async move {
            let key = key.map_err(|_| ClipError::Unknown)?;
            match store.files().get(&key).await {
                Ok(bytes) => Ok(bytes.into()),
                Err(FileError::Missing(_)) => Err(ClipError::Unknown),
                Err(error) => Err(ClipError::Unreadable(error.to_string())),
            }
        }
        .boxed()
    }
}
