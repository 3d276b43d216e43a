//! Rows: one file per table, with its columns and the way from a domain value to a row and back.
//!
//! Nothing here leaves the crate. Sealed columns are opened with the tenant's vault on the way out.

pub(crate) mod agent;
pub(crate) mod agent_group;
pub(crate) mod audit_entry;
pub(crate) mod brand;
pub(crate) mod call_leg;
pub(crate) mod callback_request;
pub(crate) mod category;
pub(crate) mod column;
pub(crate) mod customer;
pub(crate) mod installation;
pub(crate) mod interaction;
pub(crate) mod journal_position;
pub(crate) mod moment;
pub(crate) mod operator;
pub(crate) mod owned_number;
pub(crate) mod queue;
pub(crate) mod queue_member;
pub(crate) mod queue_slot;
pub(crate) mod queue_visit;
pub(crate) mod recording;
pub(crate) mod routing_entry;
pub(crate) mod scenario;
pub(crate) mod scenario_version;
pub(crate) mod setting;
pub(crate) mod sign_in_entry;
pub(crate) mod skill_level;
pub(crate) mod sound;
pub(crate) mod status_span;
pub(crate) mod tenant;
#[cfg(test)]
mod tests;
pub(crate) mod text_message;
pub(crate) mod trunk;
pub(crate) mod web_session;
pub(crate) mod wrap_up;

use sea_orm::{EntityTrait, IntoActiveModel};

/// A table whose rows belong to a tenant.
pub(crate) trait TenantRow:
    EntityTrait<Model: IntoActiveModel<<Self as EntityTrait>::ActiveModel> + Send + Sync, ActiveModel: Send>
{
    const TENANT: Self::Column;
    /// What the glossary calls one of its rows.
    const NOUN: &'static str;
}

macro_rules! tenant_row {
    ($noun:literal) => {
        impl sea_orm::ActiveModelBehavior for ActiveModel {}

        impl crate::row::TenantRow for Entity {
            const TENANT: Column = Column::TenantId;
            const NOUN: &'static str = $noun;
        }
    };
}
use tenant_row;
