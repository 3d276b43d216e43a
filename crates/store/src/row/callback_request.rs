use domain::{
    callback_request::{CallbackOutcome, CallbackProgress, CallbackRequest, VoiceMessage},
    id::{AgentId, CallbackRequestId, InteractionId, QueueId, TenantId},
    words,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Word};
use crate::{
    error::Error,
    vault::{Vault, blind::Blind, seal::Sealed},
};

words! {
    pub enum ProgressWord { Waiting = "waiting", Closed = "closed", }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "callback_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub interaction_id: Uuid,
    pub queue_id: Uuid,
    pub number: Sealed,
    pub number_hash: Blind,
    pub last_four_hash: Blind,
    pub requested_at: At,
    #[serde(default)]
    pub message_from_ms: Option<i64>,
    #[serde(default)]
    pub message_to_ms: Option<i64>,
    // None in rows from before there were places to keep: since the request.
    #[serde(default)]
    pub waiting_since: Option<At>,
    pub progress: Word<ProgressWord>,
    pub closed_by: Option<Uuid>,
    pub closed_at: Option<At>,
    pub outcome: Option<Word<CallbackOutcome>>,
}

super::tenant_row!("callback request");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, request: &CallbackRequest) -> Result<Self, Error> {
        let seal = vault.row("callback_request", request.id.uuid().as_bytes());
        let (progress, closed_by, closed_at, outcome) = match request.progress {
            CallbackProgress::Waiting => (ProgressWord::Waiting, None, None, None),
            CallbackProgress::Closed { by, at, outcome } => {
                (ProgressWord::Closed, Some(by.uuid()), Some(At(at)), Some(Word(outcome)))
            }
        };
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: request.id.uuid(),
            interaction_id: request.interaction.uuid(),
            queue_id: request.queue.uuid(),
            number: seal.seal_number("number", &request.number)?,
            number_hash: vault.blind_number(&request.number),
            last_four_hash: vault.blind_last_four(&request.number),
            requested_at: At(request.requested_at),
            message_from_ms: request.message.map(|it| it.from_ms),
            message_to_ms: request.message.map(|it| it.to_ms),
            waiting_since: Some(At(request.waiting_since)),
            progress: Word(progress),
            closed_by,
            closed_at,
            outcome,
        })
    }

    pub fn open(self, vault: &Vault) -> Result<CallbackRequest, Error> {
        let seal = vault.row("callback_request", self.id.as_bytes());
        Ok(CallbackRequest {
            id: CallbackRequestId::new(self.id),
            interaction: InteractionId::new(self.interaction_id),
            queue: QueueId::new(self.queue_id),
            number: seal.open_number("number", &self.number)?,
            requested_at: self.requested_at.0,
            waiting_since: self.waiting_since.unwrap_or(self.requested_at).0,
            message: self
                .message_from_ms
                .zip(self.message_to_ms)
                .map(|(from_ms, to_ms)| VoiceMessage { from_ms, to_ms }),
            progress: progress(self.progress, self.closed_by, self.closed_at, self.outcome)?,
        })
    }
}

/// The progress its columns tell of; a closed request has all three of the others.
pub fn progress(
    progress: Word<ProgressWord>,
    closed_by: Option<Uuid>,
    closed_at: Option<At>,
    outcome: Option<Word<CallbackOutcome>>,
) -> Result<CallbackProgress, Error> {
    match (progress.0, closed_by, closed_at, outcome) {
        (ProgressWord::Waiting, ..) => Ok(CallbackProgress::Waiting),
        (ProgressWord::Closed, Some(by), Some(at), Some(outcome)) => {
            Ok(CallbackProgress::Closed { by: AgentId::new(by), at: at.0, outcome: outcome.0 })
        }
        (ProgressWord::Closed, ..) => {
            Err(Error::Unreadable { table: "callback_request", column: "progress" })
        }
    }
}
