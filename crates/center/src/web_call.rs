//! Calls from the brand's web page: no session, so limited by address, and known afterwards by a secret of their
//! own.

use std::{collections::HashMap, net::IpAddr};

use domain::{
    id::{InteractionId, TenantId},
    owned_number::OwnedNumber,
    tenant::{Brand, TenantDomain},
    time,
};
use flow::hours::Openness;
use jiff::Timestamp;
use parking_lot::Mutex;
use subtle::ConstantTimeEq;
use tokio::sync::watch;

use crate::{
    address_pace::AddressPace,
    center::Center,
    dispatcher::{Dispatcher, has_ended},
    error::{Error, Kind, Refusal},
    floor::{
        effect::WebState,
        input::{Input, Published, WebArrival},
    },
    ids,
};

/// An SDP offer is a few kilobytes.
const MAX_OFFER_BYTES: usize = 64 * 1_024;
/// Web calls of one company at once: a page must not be able to use up all lines.
const AT_ONCE: usize = 50;
/// An ended call can still be asked about for this long.
const KNOWN_MS: i64 = 5 * 60_000;

pub struct WebCalls {
    calls: Mutex<HashMap<InteractionId, Running>>,
    pace: AddressPace,
}

struct Running {
    tenant: TenantId,
    token: String,
    state: watch::Receiver<WebState>,
    started_at: Timestamp,
}

/// What the page shows before a call.
pub struct Page {
    pub brand_name: String,
    pub number: Option<String>,
    pub is_open: bool,
    pub opens_at: Option<Timestamp>,
}

pub struct Started {
    pub call: InteractionId,
    pub token: String,
    pub answer: String,
}

impl WebCalls {
    pub fn new(per_minute: u32) -> Self {
        Self { calls: Mutex::default(), pace: AddressPace::per_minute(per_minute) }
    }

    /// Counts the call from now on until its state says that it has ended. False if the company has as many as it
    /// may have.
    fn reserve(&self, call: InteractionId, running: Running) -> bool {
        let mut calls = self.calls.lock();
        calls.retain(|_, it| it.is_up() || time::elapsed_ms(it.started_at, running.started_at) < KNOWN_MS);
        if calls.values().filter(|it| it.tenant == running.tenant && it.is_up()).count() >= AT_ONCE {
            return false;
        }
        calls.insert(call, running);
        true
    }
}

impl Running {
    fn is_up(&self) -> bool {
        // A floor that is gone tells nothing more.
        !has_ended(*self.state.borrow()) && self.state.has_changed().is_ok()
    }
}

/// Ends the call unless its answer has reached the browser: nobody else could.
struct Unanswered {
    call: InteractionId,
    floor: Option<Dispatcher>,
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if let Some(floor) = self.floor.take() {
            floor.input(Input::CustomerHangsUp { call: self.call });
        }
    }
}

pub async fn page(center: &Center, slug: &str) -> Result<Page, Error> {
    let (_, brand, number, scenario) = place(center, slug).await?;
    let now = center.clock().now();
    let hours = &scenario.document.hours;
    let local = time::local(now);
    let is_open = hours.openness_unless(scenario.forced_at(now), local) == Openness::Open;
    let opens = if is_open { None } else { hours.next_opening(local) };
    Ok(Page {
        brand_name: brand.name,
        number: Some(number.number.formatted()),
        is_open,
        opens_at: opens.and_then(|it| time::korea().to_timestamp(it).ok()),
    })
}

pub async fn start(center: &Center, slug: &str, offer: String, ip: IpAddr) -> Result<Started, Error> {
    if offer.len() > MAX_OFFER_BYTES {
        return Err(Error::field("offer", "offer.too_long"));
    }
    let (tenant, brand, number, scenario) = place(center, slug).await?;
    let web_calls = center.web_calls();
    let now = center.clock().now();
    if let Err(seconds) = web_calls.pace.pass(ip) {
        let mut refusal = Refusal::new(Kind::TooMany, "web_call.too_many");
        refusal.retry_after_seconds = Some(seconds);
        return Err(refusal.into());
    }
    let floor = center.dispatcher(tenant).await?;
    let call = ids::interaction();
    let token = ids::secret();
    let (sender, state) = watch::channel(WebState::Ivr);
    if !web_calls.reserve(call, Running { tenant, token: token.clone(), state, started_at: now }) {
        return Err(Error::refused(Kind::Unavailable, "web_call.busy"));
    }
    center.switchboard().expect_call(call, tenant);
    let arrival = WebArrival { call, brand: brand.id, dialed: number.number, scenario, offer };
    let mut unanswered = Unanswered { call, floor: Some(floor.clone()) };
    let answer = floor.web_call(arrival, sender).await?;
    unanswered.floor = None;
    Ok(Started { call, token, answer })
}

/// Follows a call to its end.
pub fn follow(center: &Center, call: InteractionId, token: &str) -> Result<watch::Receiver<WebState>, Error> {
    with_running(center, call, token, |it| it.state.clone())
}

pub async fn hang_up(center: &Center, call: InteractionId, token: &str) -> Result<(), Error> {
    let tenant = with_running(center, call, token, |it| it.tenant)?;
    center.dispatcher(tenant).await?.input(Input::CustomerHangsUp { call });
    Ok(())
}

fn with_running<T>(
    center: &Center,
    call: InteractionId,
    token: &str,
    read: impl FnOnce(&Running) -> T,
) -> Result<T, Error> {
    let calls = center.web_calls().calls.lock();
    let running = calls.get(&call).filter(|it| bool::from(it.token.as_bytes().ct_eq(token.as_bytes())));
    running.map(read).ok_or_else(|| Error::not_found("web_call.not_found"))
}

/// Whose page it is, which number it stands for, and what that number says.
async fn place(center: &Center, slug: &str) -> Result<(TenantId, Brand, OwnedNumber, Published), Error> {
    let not_found = || Error::not_found("web_call.no_brand");
    let slug = TenantDomain::parse(slug).map_err(|_| not_found())?;
    let (tenant, brand) = center.store().tenants().find_brand(&slug).await?.ok_or_else(not_found)?;
    let numbers = center.store().tenant(tenant).owned_numbers().list().await?;
    let answered = |it: &&OwnedNumber| it.brand == brand.id && it.scenario.is_some();
    let number = numbers.iter().filter(answered).max_by_key(|it| it.main).cloned();
    let number = number.ok_or_else(|| Error::conflict("web_call.no_scenario"))?;
    let scenario = number.scenario.and_then(|it| center.switchboard().scenario(it));
    let scenario = scenario.ok_or_else(|| Error::conflict("web_call.no_scenario"))?;
    Ok((tenant, brand, number, scenario))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running(tenant: u64) -> (watch::Sender<WebState>, Running) {
        let (sender, state) = watch::channel(WebState::Ivr);
        let started_at = Timestamp::UNIX_EPOCH;
        (sender, Running { tenant: TenantId::sample(tenant), token: "token".into(), state, started_at })
    }

    #[test]
    fn a_company_has_fifty_calls_at_once_counted_from_the_moment_they_begin() {
        let calls = WebCalls::new(1);
        let mut senders = vec![];
        for n in 0..AT_ONCE as u64 {
            let (sender, running) = running(1);
            assert!(calls.reserve(InteractionId::sample(n), running));
            senders.push(sender);
        }
        let next = || InteractionId::sample(1_000);
        assert!(!calls.reserve(next(), running(1).1));
        let (_other, others) = running(2);
        assert!(calls.reserve(InteractionId::sample(2_000), others), "another company has fifty of its own");
        let reason = domain::end_reason::EndReason::CustomerHungUp;
        senders[7].send_replace(WebState::Ended { reason });
        let (_sender, running) = running(1);
        assert!(calls.reserve(next(), running));
    }
}
