//! The words of a contact centre and the rules that need nothing but data.
//!
//! One file per noun of `docs/glossary.md`. Nothing here reads a clock, rolls dice, touches a socket or a
//! database: `now` is always an argument. Types do not derive serialization, with two exceptions that every
//! layer shares letter for letter: ids ([`id`]) and closed word lists ([`word`]).

pub mod agent;
pub mod agent_group;
pub mod agent_status;
pub mod audit;
pub mod away_reason;
pub mod call_leg;
pub mod callback_request;
pub mod category;
pub mod channel;
pub mod customer;
pub mod digit;
pub mod end_reason;
pub mod id;
pub mod interaction;
pub mod masking;
pub mod moment;
pub mod number_query;
pub mod owned_number;
pub mod page;
pub mod password;
pub mod permission;
pub mod phone_number;
pub mod queue;
pub mod queue_visit;
pub mod recording;
pub mod role;
pub mod roll_up;
pub mod routing_policy;
pub mod scenario;
pub mod sign_in;
pub mod skill_level;
pub mod sound;
pub mod special_number;
pub mod speech;
pub mod tenant;
pub mod text_message;
pub mod time;
pub mod trunk;
pub mod view;
pub mod word;
pub mod wrap_up;
