//! SIP: trunks, their calls, and nothing else. The only place that names the SIP stack.
//!
//! A message passes the [`gate`] first, then the stack's transactions and dialogs, then [`intake`], which turns it
//! into a [`report::LineReport`] for the exchange. The other way, a [`line::Line`] is all the exchange holds of a
//! call.

pub mod address;
mod carrier;
mod datagrams;
pub mod digest;
pub mod digits;
mod doorkeeper;
mod gate;
mod intake;
pub mod line;
mod local_address;
pub mod message;
mod party;
pub mod reply;
pub mod report;
pub mod stack;
mod streams;
mod syntax;
mod trunk_table;
mod upkeep;
mod way;
