//! SIP: trunks, their calls, and nothing else. The only place that names the SIP stack.
//!
//! A message passes the [`gate`] first, then the stack's transactions and dialogs, then [`intake`], which turns it
//! into a [`report::LineReport`] for the exchange. The other way, a [`line::Line`] is all the exchange holds of a
//! call that came in, and an [`outgoing::Outgoing`] of one that [`outgoing::Dialler`] made.

pub mod address;
mod answer;
mod carrier;
mod datagrams;
pub mod digest;
pub mod digits;
mod doorkeeper;
mod end_cause;
mod farewell;
mod gate;
mod intake;
mod invitation;
mod invite_text;
mod known_calls;
pub mod line;
mod local_address;
pub mod message;
pub mod outgoing;
mod party;
pub mod reply;
pub mod report;
pub mod stack;
mod streams;
mod syntax;
mod trunk_table;
mod upkeep;
pub mod way;
