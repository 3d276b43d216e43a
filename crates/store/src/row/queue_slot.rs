use domain::{
    id::{QueueId, TenantId},
    roll_up::{QueueFigures, QueueSlot},
};
use sea_orm::entity::prelude::*;

use super::column::{At, Count};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "queue_slot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot: At,
    #[sea_orm(primary_key, auto_increment = false)]
    pub queue_id: Uuid,
    pub offered: Count,
    pub answered: Count,
    pub abandoned: Count,
    pub short_abandoned: Count,
    pub callbacks: Count,
    pub failed: Count,
    pub overflowed: Count,
    pub declined: Count,
    pub answered_in_time: Count,
    pub answered_wait_ms: i64,
    pub answered_wait_max_ms: i64,
    pub abandoned_wait_ms: i64,
    pub abandoned_wait_max_ms: i64,
    pub talk_ms: i64,
}

super::tenant_row!("queue slot");

impl Model {
    pub fn new(tenant: TenantId, slot: &QueueSlot) -> Self {
        let figures = &slot.figures;
        Self {
            tenant_id: tenant.uuid(),
            slot: At(slot.slot),
            queue_id: slot.queue.uuid(),
            offered: Count(figures.offered),
            answered: Count(figures.answered),
            abandoned: Count(figures.abandoned),
            short_abandoned: Count(figures.short_abandoned),
            callbacks: Count(figures.callbacks),
            failed: Count(figures.failed),
            overflowed: Count(figures.overflowed),
            declined: Count(figures.declined),
            answered_in_time: Count(figures.answered_in_time),
            answered_wait_ms: figures.answered_wait_ms,
            answered_wait_max_ms: figures.answered_wait_max_ms,
            abandoned_wait_ms: figures.abandoned_wait_ms,
            abandoned_wait_max_ms: figures.abandoned_wait_max_ms,
            talk_ms: figures.talk_ms,
        }
    }

    pub fn queue_slot(self) -> QueueSlot {
        QueueSlot {
            queue: QueueId::new(self.queue_id),
            slot: self.slot.0,
            figures: QueueFigures {
                offered: self.offered.0,
                answered: self.answered.0,
                abandoned: self.abandoned.0,
                short_abandoned: self.short_abandoned.0,
                callbacks: self.callbacks.0,
                failed: self.failed.0,
                overflowed: self.overflowed.0,
                declined: self.declined.0,
                answered_in_time: self.answered_in_time.0,
                answered_wait_ms: self.answered_wait_ms,
                answered_wait_max_ms: self.answered_wait_max_ms,
                abandoned_wait_ms: self.abandoned_wait_ms,
                abandoned_wait_max_ms: self.abandoned_wait_max_ms,
                talk_ms: self.talk_ms,
            },
        }
    }
}
