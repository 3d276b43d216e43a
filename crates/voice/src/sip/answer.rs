//! The answer to a call we make: with it both sides know what to call it.

use std::sync::Arc;

use rsipstack::{
    dialog::{
        DialogId,
        dialog::{DialogInner, DialogState, DialogStateSender},
        invite_dialog::InviteDialog,
    },
    sip::{HeadersExt, Response},
    transaction::{endpoint::EndpointInnerRef, key::TransactionRole, transaction::Transaction},
};

/// The dialog an answer makes (RFC 3261 §12.1.2). `transaction` is that of the INVITE, `reached_at` where we are reached.
pub fn dialog(
    response: &Response,
    transaction: &Transaction,
    reached_at: &str,
    endpoint: EndpointInnerRef,
    states: DialogStateSender,
) -> Result<InviteDialog, Box<rsipstack::Error>> {
    let id = DialogId::try_from((response, TransactionRole::Client))?;
    let inner = DialogInner::new(
        TransactionRole::Client,
        id.clone(),
        transaction.original.clone(),
        endpoint,
        states,
        None,
        Some(reached_at.try_into().map_err(rsipstack::Error::from)?),
        transaction.tu_sender.clone(),
    )?;
    let target = response.typed_contact_headers().map_err(rsipstack::Error::from)?.into_iter().next();
    let target = target.ok_or_else(|| rsipstack::Error::Error("the answer has no Contact".to_owned()))?;
    inner.set_remote_target(target.uri, response.contact_header().ok().cloned());
    let mut routes: Vec<String> =
        response.record_route_headers().iter().flat_map(|it| list(it.value())).map(str::to_owned).collect();
    routes.reverse();
    *inner.route_set.lock() = routes.into_iter().map(Into::into).collect();
    inner.set_server_connection(transaction.connection.clone());
    *inner.state.lock() = DialogState::Confirmed(id, response.clone());
    Ok(InviteDialog::from_inner(Arc::new(inner)))
}

/// The values of a header that may have several, separated by commas outside of brackets and quotes (§7.3.1).
fn list(value: &str) -> impl Iterator<Item = &str> {
    let (mut is_bracketed, mut is_quoted) = (false, false);
    let values = value.split(move |it| {
        match it {
            '"' if !is_bracketed => is_quoted = !is_quoted,
            '<' if !is_quoted => is_bracketed = true,
            '>' if !is_quoted => is_bracketed = false,
            _ => {}
        }
        it == ',' && !is_bracketed && !is_quoted
    });
    values.map(str::trim).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_told_apart_wherever_their_commas_stand() {
        let routes = "<sip:a;lr>, \"b, c\" <sip:b,c;lr>;x=y,<sip:d>";
        assert_eq!(list(routes).collect::<Vec<_>>(), ["<sip:a;lr>", "\"b, c\" <sip:b,c;lr>;x=y", "<sip:d>"]);
    }
}
