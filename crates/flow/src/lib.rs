//! The scenario interpreter: one IVR tree guides calls and chats.
//!
//! [`document`] is the scenario as people edit and publish it, the one stored format of the pure crates (it
//! carries its `schema` number). [`session`] walks it for one caller, sans I/O: inputs in, outputs out, time as an
//! argument. It speaks in sentences; turning them into sound or bubbles is the channel's business: [`chat`] does it
//! for text. [`simulator`] plays a session through without anybody calling, and [`scenario_test`] holds what an
//! editor promised against it.

pub mod chat;
pub mod check;
pub mod document;
pub mod hours;
pub mod medium;
pub mod public_holiday;
pub mod scenario_test;
pub mod session;
pub mod simulator;
pub mod text;
pub mod utterance;
pub mod wording;
