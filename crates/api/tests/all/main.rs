//! The API as its callers see it: a company at work behind the router, on both databases where rows matter.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod browser;
mod document;
mod permission;
mod refusal;
mod sign_in;
mod story;
