//! Calls from the brand's web page: no session, so limited by address, and known afterwards by a secret of their
//! own.

use std::{collections::HashMap, net::IpAddr, num::NonZeroU32};

use domain::{
    id::{InteractionId, TenantId},
    owned_number::OwnedNumber,
    tenant::{Brand, TenantDomain},
    time,
};
use flow::hours::Openness;
use governor::{DefaultKeyedRateLimiter, Quota};
use jiff::Timestamp;
use parking_lot::Mutex;
use subtle::ConstantTimeEq;
use tokio::sync::watch;

use crate::{
    center::Center,
    dispatcher::has_ended,
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
    limiter: DefaultKeyedRateLimiter<IpAddr>,
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
        let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        Self {
            calls: Mutex::default(),
            limiter: DefaultKeyedRateLimiter::keyed(Quota::per_minute(per_minute)),
        }
    }

    fn of_tenant(&self, tenant: TenantId, now: Timestamp) -> usize {
        let mut calls = self.calls.lock();
        calls.retain(|_, it| {
            !has_ended(*it.state.borrow()) || time::elapsed_ms(it.started_at, now) < KNOWN_MS
        });
        calls.values().filter(|it| it.tenant == tenant && !has_ended(*it.state.borrow())).count()
    }
}

pub async fn page(center: &Center, slug: &str) -> Result<Page, Error> {
    let (_, brand, number, scenario) = place(center, slug).await?;
    let now = center.clock().now();
    let hours = &scenario.document.hours;
    let local = time::local(now);
    let is_open = hours.openness(local) == Openness::Open;
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
    if web_calls.limiter.check_key(&ip).is_err() {
        let mut refusal = Refusal::new(Kind::TooMany, "web_call.too_many");
        refusal.retry_after_seconds = Some(60);
        return Err(refusal.into());
    }
    if web_calls.of_tenant(tenant, now) >= AT_ONCE {
        return Err(Error::refused(Kind::Unavailable, "web_call.busy"));
    }
    let call = ids::interaction();
    center.switchboard().expect_call(call, tenant);
    let arrival = WebArrival { call, brand: brand.id, dialed: number.number, scenario, offer };
    let (answer, state) = center.dispatcher(tenant).await?.web_call(arrival).await?;
    let token = ids::secret();
    let running = Running { tenant, token: token.clone(), state, started_at: now };
    web_calls.calls.lock().insert(call, running);
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
