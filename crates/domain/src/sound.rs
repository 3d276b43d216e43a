//! A sound of the company's library (음원, REC-04, ARS-14): made from words or brought as a file.

use jiff::Timestamp;

use crate::{
    id::{AgentId, SoundId},
    speech::Voice,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    pub id: SoundId,
    pub name: String,
    pub origin: SoundOrigin,
    pub duration_ms: i64,
    /// Of the clip callers hear, not of the file that was brought.
    pub bytes: i64,
    pub created_at: Timestamp,
    pub created_by: Option<AgentId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SoundOrigin {
    /// 합성: spoken by the speech engine.
    Made { text: String, voice: Voice },
    /// 업로드.
    Uploaded,
}

/// The largest file that may be brought, in bytes.
pub const MAX_UPLOAD_BYTES: usize = 10 * 1_024 * 1_024;
