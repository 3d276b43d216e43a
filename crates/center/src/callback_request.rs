//! Callback requests: who asked to be called back, and what became of it (CBK-01, CBK-03).

use domain::{
    callback_request::{CallbackOutcome, CallbackRequest, CallbackRequestError},
    id::CallbackRequestId,
    page::{Listing, Page},
    permission::Permission,
    phone_number::PhoneNumber,
    view::callback::{CallbackFilter, CallbackRow},
};
use serde_json::json;

use crate::{
    context::{Audit, Context, Reason},
    error::Error,
    floor::input::Input,
};

pub struct Requests {
    pub listing: Listing<CallbackRow>,
    pub waiting_total: u64,
}

pub async fn list(cx: &Context, filter: CallbackFilter, page: Page) -> Result<Requests, Error> {
    cx.require(Permission::HandleCallbackRequests)?;
    let listing = cx.store.callback_requests().list(filter, page).await?;
    Ok(Requests { listing, waiting_total: cx.store.callback_requests().waiting_count().await? })
}

pub async fn close(cx: &Context, id: CallbackRequestId, outcome: CallbackOutcome) -> Result<(), Error> {
    let now = cx.now();
    change(cx, id, json!({ "outcome": outcome }), |request| {
        request.close(cx.me.id, now, outcome).map_err(|error| match error {
            CallbackRequestError::AlreadyClosed => Error::conflict("callback_request.already_closed"),
        })
    })
    .await
}

/// Takes a close back that was a slip.
pub async fn reopen(cx: &Context, id: CallbackRequestId) -> Result<(), Error> {
    change(cx, id, json!({ "reopened": true }), |request| {
        request.reopen();
        Ok(())
    })
    .await
}

/// The number to call, for a reason that is kept.
pub async fn unmask(cx: &Context, id: CallbackRequestId, reason: &str) -> Result<PhoneNumber, Error> {
    cx.require(Permission::Unmask)?;
    let reason = Reason::parse(reason)?;
    let request = cx.store.callback_requests().find(id).await?.ok_or_else(not_found)?;
    let transaction = cx.store.begin().await?;
    cx.audit(&transaction, Audit::of(Permission::Unmask, "callback_request", id.uuid()).reason(&reason))
        .await?;
    transaction.commit().await?;
    Ok(request.number)
}

async fn change(
    cx: &Context,
    id: CallbackRequestId,
    detail: serde_json::Value,
    rule: impl FnOnce(&mut CallbackRequest) -> Result<(), Error>,
) -> Result<(), Error> {
    cx.require(Permission::HandleCallbackRequests)?;
    let transaction = cx.store.begin().await?;
    let mut request = transaction.callback_requests().find(id).await?.ok_or_else(not_found)?;
    rule(&mut request)?;
    transaction.callback_requests().save_progress(&request).await?;
    let audit = Audit::of(Permission::HandleCallbackRequests, "callback_request", id.uuid()).detail(detail);
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    let waiting = cx.store.callback_requests().waiting_count().await?;
    cx.floor().await?.input(Input::CallbacksWaiting(u32::try_from(waiting).unwrap_or(u32::MAX)));
    Ok(())
}

fn not_found() -> Error {
    Error::not_found("callback_request.not_found")
}
