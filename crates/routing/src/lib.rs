//! Who gets the next interaction.
//!
//! One [`router::Router`] per tenant holds its queues, its signed-in agents and what waits, rings and is talked
//! about. It is sans I/O: [`router::Router::handle`] an [`input::Input`], drain [`router::Router::poll_output`],
//! come back no later than [`router::Router::poll_timeout`]. It reads no clock and rolls no dice, and every
//! collection it walks is ordered, so the same inputs give the same outputs, bit for bit: [`journal`] replays a
//! stored day and finds the first difference.
//!
//! It never decides what an interaction *is*: calls, chats, tickets and callbacks differ here by how many of them an
//! agent serves at a time, and by nothing else.

mod deadline;
pub mod decision;
pub mod dice;
mod handling;
pub mod input;
mod item;
pub mod journal;
mod line;
pub mod output;
mod ready;
pub mod router;
mod seat;
pub mod simulation;
mod waiting;
