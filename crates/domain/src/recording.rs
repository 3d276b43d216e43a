//! A call's sound: stereo, the customer on the left and what the customer heard on the right (REC-01).

use jiff::Timestamp;

use crate::{
    id::{InteractionId, RecordingId},
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    pub id: RecordingId,
    pub interaction: InteractionId,
    pub state: RecordingState,
    pub started_at: Timestamp,
    /// Milliseconds of sound, known once it ended.
    pub duration_ms: i64,
    pub bytes: i64,
    /// Where the finished file stands in the file store.
    pub file: Option<String>,
    /// The file's own key, wrapped by the tenant's.
    pub wrapped_key: Vec<u8>,
}

words! {
    pub enum RecordingState {
        /// Being written by `voice`, or complete in the spool and on its way to the file store.
        Running = "running",
        /// Attached: can be listened to.
        Ready = "ready",
        /// Nothing could be saved of it: neither spool nor file store has any sound.
        Lost = "lost",
    }
}
