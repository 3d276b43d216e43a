//! The answer to a request within a call.

use rsipstack::{
    dialog::dialog::TransactionHandle,
    sip::{Header, StatusCode},
};

pub struct Reply(TransactionHandle);

impl Reply {
    pub fn new(handle: TransactionHandle) -> Self {
        Self(handle)
    }

    pub async fn accept(self, sdp: Option<String>) {
        let headers = sdp.is_some().then(|| vec![Header::ContentType("application/sdp".into())]);
        self.respond(StatusCode::OK, headers, sdp.map(String::into_bytes)).await;
    }

    /// Nothing changes: the call goes on as it was (RFC 3261 §14.2).
    pub async fn refuse(self, code: u16) {
        self.respond(StatusCode::from(code), None, None).await;
    }

    async fn respond(self, code: StatusCode, headers: Option<Vec<Header>>, body: Option<Vec<u8>>) {
        if self.0.respond(code, headers, body).await.is_err() {
            tracing::debug!("A request within a call had gone before it was answered");
        }
    }
}
