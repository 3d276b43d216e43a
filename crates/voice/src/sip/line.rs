//! One call on a trunk, as the exchange handles it.

use std::sync::Arc;

use call::command::Refusal;
use rsipstack::{
    dialog::{dialog_layer::DialogLayer, invite_dialog::InviteDialog},
    sip::{Header, HeadersExt, StatusCode},
    transaction::transaction::{TransactionEvent, TransactionEventSender},
};
use tokio::sync::OwnedSemaphorePermit;

use super::{farewell, trunk_table::Seat};

/// What a caller is asked to wait before it tries again (RFC 3261 §20.33).
const RETRY_AFTER_SECONDS: u32 = 30;

pub struct Line {
    dialog: InviteDialog,
    layer: Arc<DialogLayer>,
    /// The INVITE's transaction, for answers with headers that the dialog cannot write.
    transaction: TransactionEventSender,
    /// Held while the call lasts: a channel of the trunk, and room on the node.
    _seat: Seat,
    _room: OwnedSemaphorePermit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the caller is gone")]
pub struct Gone;

impl Line {
    pub(super) fn new(
        dialog: InviteDialog,
        layer: Arc<DialogLayer>,
        transaction: TransactionEventSender,
        seat: Seat,
        room: OwnedSemaphorePermit,
    ) -> Self {
        Self { dialog, layer, transaction, _seat: seat, _room: room }
    }

    /// 180: the caller hears that it rings.
    pub fn ring(&self) -> Result<(), Gone> {
        self.dialog.ringing(None, None).map_err(|_| Gone)
    }

    /// 183 with our side of the sound: the caller hears us before the call is answered.
    pub fn open_early(&self, sdp: String) -> Result<(), Gone> {
        self.dialog.ringing(Some(sdp_headers()), Some(sdp.into_bytes())).map_err(|_| Gone)
    }

    /// 200 with our side of the sound.
    pub fn answer(&self, sdp: String) -> Result<(), Gone> {
        self.dialog.accept(Some(sdp_headers()), Some(sdp.into_bytes())).map_err(|_| Gone)
    }

    pub fn refuse(&self, refusal: Refusal) {
        self.refuse_with(refusal.sip_code());
    }

    pub fn refuse_with(&self, code: u16) {
        let status = StatusCode::from(code);
        if status == StatusCode::ServiceUnavailable {
            self.say_when_to_retry(status.clone());
        }
        // After an answer with its own headers this only ends the dialog; the transaction has its final answer.
        if self.dialog.reject(Some(status), None).is_err() {
            tracing::debug!("A call had gone before it was refused");
        }
    }

    /// BYE.
    pub fn hang_up(&self) {
        let (dialog, layer) = (self.dialog.clone(), self.layer.clone());
        tokio::spawn(async move {
            let id = dialog.id();
            farewell::end(dialog).await;
            layer.remove_dialog(&id);
        });
    }

    fn say_when_to_retry(&self, status: StatusCode) {
        let mut request = self.dialog.initial_request();
        let tagged = request.to_header().cloned().map(|it| it.with_tag(self.dialog.id().local_tag.into()));
        let Ok(to) = tagged else { return };
        request.headers.unique_push(to.into());
        let mut response = self.layer.endpoint.make_response(&request, status, None);
        response.headers.push(Header::RetryAfter(RETRY_AFTER_SECONDS.to_string().into()));
        // A transaction that is gone has nobody to answer.
        let _ = self.transaction.send(TransactionEvent::Respond(response));
    }
}

fn sdp_headers() -> Vec<Header> {
    vec![Header::ContentType("application/sdp".into())]
}
