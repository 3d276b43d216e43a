//! How an interaction came in.

use crate::words;

words! {
    pub enum Channel {
        /// Through the telephone network.
        Phone = "phone",
        /// From a browser, by the brand's web-call page.
        WebCall = "web_call",
    }
}

words! {
    pub enum Direction { Inbound = "inbound", Outbound = "outbound", }
}
