//! Voice: the room that owns sockets, threads and timers.
//!
//! Calls come in on SIP trunks and from browsers, agents are browsers' warm legs, and both meet here, 20 ms by
//! 20 ms. What should happen is decided elsewhere: a [`node::Node`] takes [`call::command::Command`]s and tells
//! [`call::event::Event`]s, plain data that may one day cross a socket. Audio waits for nobody, and calls go on
//! while the centre is away.
//!
//! Inside, [`sip`] is the only place that names the SIP stack and [`web`] the only one that names the WebRTC stack;
//! [`exchange`] runs every call's [`call::life::Life`]; [`engine`] moves sound on threads of its own; [`spool`]
//! writes recordings. [`phone`] is the other end of a line, for tests and test calls.

pub mod clip_source;
pub mod clock;
mod engine;
mod exchange;
pub mod figures;
pub mod node;
pub mod phone;
mod port_pool;
mod sip;
mod spool;
mod vigil;
pub mod web;
