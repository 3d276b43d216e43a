use domain::{
    id::{InteractionId, RecordingId, TenantId},
    recording::{Recording, RecordingState},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Word};
use crate::vault::seal::Sealed;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "recording")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub interaction_id: Uuid,
    pub state: Word<RecordingState>,
    pub started_at: At,
    pub duration_ms: i64,
    pub bytes: i64,
    pub file: Option<String>,
    pub wrapped_key: Sealed,
}

super::tenant_row!("recording");

impl Model {
    pub fn new(tenant: TenantId, recording: &Recording) -> Self {
        Self {
            tenant_id: tenant.uuid(),
            id: recording.id.uuid(),
            interaction_id: recording.interaction.uuid(),
            state: Word(recording.state),
            started_at: At(recording.started_at),
            duration_ms: recording.duration_ms,
            bytes: recording.bytes,
            file: recording.file.clone(),
            wrapped_key: Sealed::from_bytes(recording.wrapped_key.clone()),
        }
    }

    pub fn recording(self) -> Recording {
        Recording {
            id: RecordingId::new(self.id),
            interaction: InteractionId::new(self.interaction_id),
            state: self.state.0,
            started_at: self.started_at.0,
            duration_ms: self.duration_ms,
            bytes: self.bytes,
            file: self.file,
            wrapped_key: self.wrapped_key.into_bytes(),
        }
    }
}
