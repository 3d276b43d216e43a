//! The centre at work: every action a person may take, every reaction to an event.
//!
//! [`floor`] is a tenant's live state, sans I/O; [`dispatcher`] is the one task that owns it (invariant 4);
//! [`switchboard`] hands it what voice reports. Actions stand one per file under their noun and always run the same
//! way: permission, load, rule, save, emit (invariant 8).

mod address_pace;
pub mod agent;
pub mod agent_group;
pub mod audit;
pub mod callback_request;
pub mod category;
pub mod center;
pub mod clock;
pub mod company;
pub mod context;
pub mod customer;
pub mod dashboard;
pub mod desk;
pub mod dispatcher;
pub mod error;
pub mod event;
pub mod fact;
mod figures;
pub mod floor;
pub mod ids;
pub mod interaction;
pub mod journal_entry;
pub mod owned_number;
pub mod password_hash;
pub mod queue;
pub mod recording;
mod recovery;
mod roll_ups;
pub mod routing_policy;
pub mod scenario;
pub mod settings;
pub mod sign_in;
mod sign_in_gate;
pub mod sound;
pub mod sound_library;
mod switchboard;
pub mod trunk;
pub mod upkeep;
mod vital;
mod voice_line;
pub mod web_call;
