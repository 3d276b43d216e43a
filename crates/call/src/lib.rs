//! One call's life, and the plain data that `voice` and `center` exchange about it.
//!
//! [`command`] goes down from the centre, [`event`] comes up from the voice node; both are serializable and
//! numbered, so that the channel between them may one day be a socket (invariant 3). [`life`] is the state
//! machine that `voice` runs for each call: it decides what a command or a network event means right now, and
//! never touches a socket, a codec or a clock.

pub mod command;
pub mod event;
pub mod life;
