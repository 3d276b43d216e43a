//! Rows, encryption, files: everything Naru keeps.
//!
//! `store` is the only crate that knows the database (SeaORM on SQLite or PostgreSQL) and the only one that sees a
//! row. Data of a tenant is reached through [`tenant_store::TenantStore`] and nothing else; personal data is sealed
//! by the tenant's [`vault`]; what happens during calls goes through the [`journal`]. It makes no decisions, reads
//! no clock and gives out no ids: `now` and ids are arguments.

pub mod agent;
pub mod agent_group;
pub mod audit;
pub mod brand;
pub mod call_leg;
pub mod callback_request;
pub mod category;
pub mod customer;
mod database;
pub mod error;
pub mod files;
pub mod interaction;
pub mod journal;
mod migration;
pub mod moment;
mod number_query;
pub mod operator;
pub mod owned_number;
pub mod queue;
pub mod queue_member;
pub mod queue_visit;
pub mod recording;
pub mod roll_up;
pub mod routing_journal;
mod row;
pub mod scenario;
mod scope;
#[cfg(any(test, feature = "scratch"))]
pub mod scratch;
pub mod setting;
pub mod sign_in;
pub mod skill_level;
pub mod sound;
pub mod status_span;
pub mod store;
pub mod tenant;
pub mod tenant_store;
pub mod text_message;
pub mod trunk;
pub mod vault;
pub mod web_session;
pub mod wrap_up;
