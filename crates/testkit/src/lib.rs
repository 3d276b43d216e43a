//! What tests share: both databases, and stand-ins for what a test cannot have.

pub mod clock;
pub mod company;
pub mod database;
pub mod voice;
