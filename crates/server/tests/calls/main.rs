//! Calls by real telephones: SIPp and baresip ring the program, agents answer in a WebRTC peer, and the sound is
//! measured on the way. `cargo xtask test calls` installs the phones.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says what the phones said"
)]

mod agent;
mod baresip;
mod centre;
mod crash;
mod guide;
mod outgoing;
mod sipp;
mod sound;
mod start;
mod talk;
mod wait;
