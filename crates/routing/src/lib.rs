//! Who gets the next interaction.
//!
//! One [`router::Router`] per tenant holds its queues, its signed-in agents and what waits, rings and is talked
//! about. It is sans I/O: [`router::Router::handle`] an [`input::Input`], drain [`router::Router::poll_output`],
//! come back no later than [`router::Router::poll_timeout`]. It reads no clock and rolls no dice, and every
//! collection it walks is ordered, so the same inputs give the same outputs, bit for bit: [`journal`] replays a
//! stored day and finds the first difference.
//!
//! It never decides what an interaction *is*; calls, chats and callbacks are all interactions here.

mod deadline;
pub mod decision;
pub mod input;
pub mod journal;
mod line;
pub mod output;
pub mod router;
mod seat;
