//! A text message to a customer (문자). Kept until a channel that sends texts takes it.

use jiff::Timestamp;

use crate::{
    id::{InteractionId, TextMessageId},
    phone_number::PhoneNumber,
    words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMessage {
    pub id: TextMessageId,
    /// The contact it belongs to.
    pub interaction: InteractionId,
    pub to: PhoneNumber,
    pub text: String,
    pub created_at: Timestamp,
    pub state: TextMessageState,
}

words! {
    pub enum TextMessageState {
        /// 발송 대기.
        Waiting = "waiting",
    }
}
