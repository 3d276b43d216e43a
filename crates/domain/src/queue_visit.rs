//! One stay of an interaction in one queue: the fact behind every queue figure (STA-01).

use jiff::Timestamp;

use crate::{
    id::{AgentId, InteractionId, QueueId, QueueVisitId},
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueVisit {
    pub id: QueueVisitId,
    pub interaction: InteractionId,
    pub queue: QueueId,
    pub entered_at: Timestamp,
    pub left_at: Option<Timestamp>,
    pub outcome: Option<VisitOutcome>,
    /// Who answered.
    pub agent: Option<AgentId>,
    /// How many times an agent's phone rang for it.
    pub offers: u32,
    pub declines: u32,
    /// Offers that rang out.
    pub no_answers: u32,
    /// Filled in when the talk ends.
    pub talk_ms: i64,
}

words! {
    pub enum VisitOutcome {
        /// 응답.
        Answered = "answered",
        /// 포기.
        Abandoned = "abandoned",
        /// IVR/콜백 전환.
        CallbackRequested = "callback_requested",
        /// The scenario ended the call when its wait limit was reached.
        WaitLimit = "wait_limit",
        /// 타큐전송: went on to another queue.
        Overflowed = "overflowed",
        /// 실패: the system stopped or failed while it waited.
        Failed = "failed",
    }
}
