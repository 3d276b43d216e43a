//! The scenario interpreter: one IVR tree guides calls and, later, chats.
//!
//! [`document`] is the scenario as people edit and publish it, the one stored format of the pure crates (it
//! carries its `schema` number). [`session`] walks it for one caller, sans I/O: inputs in, outputs out, time as an
//! argument. It speaks in sentences; turning them into sound or bubbles is the channel's business.

pub mod check;
pub mod document;
pub mod hours;
pub mod session;
pub mod text;
