//! How an interaction came in.

use crate::{interaction::InteractionKind, words};

words! {
    pub enum Channel {
        /// Through the telephone network.
        Phone = "phone",
        /// From a browser, by the brand's web-call page.
        WebCall = "web_call",
    }
}

impl Channel {
    /// What an agent's capacity counts it as.
    pub fn kind(self) -> InteractionKind {
        match self {
            Self::Phone | Self::WebCall => InteractionKind::Call,
        }
    }
}

words! {
    pub enum Direction { Inbound = "inbound", Outbound = "outbound", }
}
