//! Callback requests: who asked to be called back, and what became of it (CBK-01, CBK-03).

use domain::{
    callback_request::{CallbackOutcome, CallbackRequest, CallbackRequestError},
    id::{AgentId, CallbackRequestId, TenantId},
    page::{Listing, Page},
    permission::Permission,
    phone_number::PhoneNumber,
    view::callback::{CallbackFilter, CallbackRow},
};
use serde_json::json;
use store::tenant_store::TenantStore;

use crate::{
    center::Center,
    context::{Audit, Context, Reason},
    error::Error,
    floor::{
        callback::DueCallback,
        input::{Input, KnownCustomer},
    },
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
    .await?;
    cx.floor().await?.input(Input::CallbackClosed(id));
    Ok(())
}

/// Takes a close back that was a slip: the customer waits at his old place again.
pub async fn reopen(cx: &Context, id: CallbackRequestId) -> Result<(), Error> {
    change(cx, id, json!({ "reopened": true }), |request| {
        request.reopen();
        Ok(())
    })
    .await?;
    let due = due(&cx.store).await?.into_iter().filter(|it| it.request.id == id).collect();
    cx.floor().await?.input(Input::CallbacksDue(due));
    Ok(())
}

/// Customers who are to be called, the longest waiting first.
pub(crate) async fn due(rows: &TenantStore) -> Result<Vec<DueCallback>, Error> {
    let mut found = vec![];
    for request in rows.callback_requests().due().await? {
        // The call a request came from is written before it; a database in parts may have lost it.
        let Some(asked_in) = rows.interactions().find(request.interaction).await? else { continue };
        let customer = rows.customers().find_by_number(&request.number).await?;
        found.push(DueCallback {
            brand: asked_in.brand,
            dialed: asked_in.dialed_number,
            customer: customer.map(|it| KnownCustomer { id: it.id, name: it.name, vip: it.vip }),
            request,
        });
    }
    Ok(found)
}

/// A callback was made: its request is closed by the agent who made it. One that was closed meanwhile stays as it is.
pub(crate) async fn close_made(
    center: Center,
    tenant: TenantId,
    id: CallbackRequestId,
    by: AgentId,
    outcome: CallbackOutcome,
) {
    let closed = async {
        let rows = center.store().tenant(tenant);
        let transaction = rows.begin().await?;
        if let Some(mut request) = transaction.callback_requests().find(id).await?
            && request.close(by, center.clock().now(), outcome).is_ok()
        {
            transaction.callback_requests().save_progress(&request).await?;
        }
        transaction.commit().await?;
        let waiting = rows.callback_requests().waiting_count().await?;
        let waiting = Input::CallbacksWaiting(u32::try_from(waiting).unwrap_or(u32::MAX));
        center.dispatcher(tenant).await?.input(waiting);
        Ok::<(), Error>(())
    };
    if let Err(error) = closed.await {
        tracing::error!(callback_request.id = %id, "A callback was made, but its request stays open: {error}");
    }
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
