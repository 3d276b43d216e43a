//! What a port's turn brought to light.

use crate::web::session::Happening;

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// Event codes of keys that have just been pressed.
    pub keys: Vec<u8>,
    pub happenings: Vec<Happening>,
    /// Packets of the call.
    pub received: u64,
    /// Datagrams that are none of the call's business.
    pub foreign: u64,
}

impl Found {
    /// Empties it for the next turn; keeps the room.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.happenings.clear();
        self.received = 0;
        self.foreign = 0;
    }
}
