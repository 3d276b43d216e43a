//! Where a stream's numbers begin: unforeseeable, so that nobody can speak into it blindly (RFC 3550 §5.1).

use rand::RngExt;

use crate::web::session::Start;

#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    pub ssrc: u32,
    pub sequence: u16,
    pub timestamp: u32,
}

impl Numbers {
    pub fn draw() -> Self {
        let mut dice = rand::rng();
        // Only the lower half of sequence numbers: a stream must not wrap before its receiver knows it (RFC 3711).
        Self { ssrc: dice.random(), sequence: dice.random_range(0..0x7FFF), timestamp: dice.random() }
    }

    pub fn start(&self) -> Start {
        Start { sequence: self.sequence, timestamp: self.timestamp }
    }
}
