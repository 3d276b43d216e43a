//! Signing in and out with company, ID and password (AGT-12).
//!
//! An unknown company, an unknown ID and a wrong password get the same answer after the same work. Guessing gets
//! slower with each miss, whether the ID exists or not.

use domain::{
    agent::{Agent, LoginId},
    id::{SignInEntryId, WebSessionId},
    password::Password,
    permission::Permission,
    sign_in::{SignInEntry, SignInKind, SignInResult},
    tenant::{Tenant, TenantDomain},
    time,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::web_session::{TokenHash, WebSession};

use crate::{
    center::Center,
    context::{Audit, Context},
    error::{Error, Kind, Refusal},
    event::{Event, SignOutReason},
    ids, password_hash,
};

/// A session that is used stays open this long after its last use (AUD: idle sessions end).
const SESSION_MS: i64 = 12 * 3_600_000;
/// The expiry is moved on at most this often, so that reading does not write.
const TOUCH_EVERY_MS: i64 = 5 * 60_000;

/// What somebody typed, and from where.
pub struct Attempt<'a> {
    pub company: &'a str,
    pub login_id: &'a str,
    pub password: &'a str,
    pub ip: Option<&'a str>,
    pub user_agent: Option<&'a str>,
}

/// The secret for the cookie, once.
pub struct SignedIn {
    pub token: String,
    pub context: Context,
}

pub async fn sign_in(center: &Center, attempt: Attempt<'_>) -> Result<SignedIn, Error> {
    center.sign_in_gate().admit(attempt.ip.and_then(|it| it.parse().ok()))?;
    let tenant = match TenantDomain::parse(&attempt.company.trim().to_lowercase()) {
        Ok(domain) => center.store().tenants().find_by_domain(&domain).await?,
        Err(_) => None,
    };
    let Some(tenant) = tenant else {
        password_hash::spend_as_long_as_a_check(attempt.password).await?;
        return Err(refused());
    };
    let rows = center.store().tenant(tenant.id);
    let typed_id: String = attempt.login_id.trim().chars().take(40).collect();
    let _lane = center.sign_in_gate().lane(tenant.id, &typed_id).await;
    let now = center.clock().now();
    let misses = rows.sign_in_entries().misses(&typed_id).await?;
    if misses.is_locked(now) {
        note(center, &tenant, &attempt, &typed_id, None, SignInResult::Locked, now).await?;
        let wait = misses.locked_until().map_or(0, |until| time::elapsed_ms(now, until) / 1_000 + 1);
        let mut refusal = Refusal::new(Kind::TooMany, "sign_in.locked").with("seconds", wait);
        refusal.retry_after_seconds = u32::try_from(wait).ok();
        return Err(refusal.into());
    }
    let found = match LoginId::parse(&typed_id) {
        Ok(login_id) => rows.agents().find_to_sign_in(&login_id).await?,
        Err(_) => None,
    };
    let (agent, result) = match found {
        None => {
            password_hash::spend_as_long_as_a_check(attempt.password).await?;
            (None, SignInResult::UnknownId)
        }
        Some((agent, hash)) => {
            let right = password_hash::verify(attempt.password, hash).await?;
            let result = match (right, agent.deactivated_at) {
                (false, _) => SignInResult::WrongPassword,
                (true, Some(_)) => SignInResult::Deactivated,
                (true, None) => SignInResult::Succeeded,
            };
            (Some(agent), result)
        }
    };
    note(center, &tenant, &attempt, &typed_id, agent.as_ref(), result, now).await?;
    match (agent, result) {
        (Some(agent), SignInResult::Succeeded) => open_session(center, tenant, agent, &attempt, now).await,
        _ => Err(refused()),
    }
}

/// The context of a cookie, or the refusal that sends its owner to the sign-in page.
pub async fn resume(center: &Center, token: &str, ip: Option<String>) -> Result<Context, Error> {
    let unauthorized = || Error::refused(Kind::Unauthorized, "session.required");
    let now = center.clock().now();
    let (tenant_id, session) =
        center.store().tenants().find_web_session(&hash_token(token)).await?.ok_or_else(unauthorized)?;
    if session.expires_at <= now {
        return Err(unauthorized());
    }
    let store = center.store().tenant(tenant_id);
    let me = store.agents().find(session.agent).await?.filter(|it| it.deactivated_at.is_none());
    let me = me.ok_or_else(unauthorized)?;
    let tenant = center.store().tenants().find(tenant_id).await?.ok_or_else(unauthorized)?;
    if time::elapsed_ms(session.last_seen_at, now) > TOUCH_EVERY_MS {
        store.web_sessions().touch(session.id, now, time::after_ms(now, SESSION_MS)).await?;
    }
    Ok(Context { center: center.clone(), tenant, me, session: session.id, ip, store })
}

pub async fn sign_out(cx: &Context) -> Result<(), Error> {
    cx.store.web_sessions().end(cx.session).await?;
    let entry = SignInEntry {
        id: SignInEntryId::new(ids::fresh()),
        agent: Some(cx.me.id),
        login_id: cx.me.login_id.as_str().to_owned(),
        kind: SignInKind::SignOut,
        result: SignInResult::Succeeded,
        ip: cx.ip.clone(),
        user_agent: None,
        at: cx.now(),
    };
    cx.store.sign_in_entries().insert(&entry).await?;
    if cx.store.web_sessions().of_agent(cx.me.id).await?.is_empty() {
        cx.floor().await?.sign_out(cx.me.id, SignOutReason::Own);
    }
    Ok(())
}

/// Changes one's own password; every other session of the agent ends.
pub async fn change_password(cx: &Context, current: &str, new: &str) -> Result<(), Error> {
    cx.require(Permission::ChangeOwnPassword)?;
    let hash = cx.store.agents().password_hash(cx.me.id).await?;
    let hash = hash.ok_or_else(|| Error::not_found("agent.not_found"))?;
    if !password_hash::verify(current, hash).await? {
        return Err(Error::field("current", "password.wrong"));
    }
    let new = Password::choose(new, &cx.me.login_id).map_err(|it| Error::field("new", it))?;
    let hash = password_hash::hash(new).await?;
    let transaction = cx.store.begin().await?;
    transaction.agents().set_password_hash(cx.me.id, &hash).await?;
    for other in transaction.web_sessions().of_agent(cx.me.id).await? {
        if other.id != cx.session {
            transaction.web_sessions().end(other.id).await?;
        }
    }
    cx.audit(&transaction, Audit::of(Permission::ChangeOwnPassword, "agent", cx.me.id)).await?;
    Ok(transaction.commit().await?)
}

async fn open_session(
    center: &Center,
    tenant: Tenant,
    me: Agent,
    attempt: &Attempt<'_>,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let token = ids::secret();
    let session = WebSession {
        id: WebSessionId::new(ids::fresh()),
        agent: me.id,
        created_at: now,
        last_seen_at: now,
        expires_at: time::after_ms(now, SESSION_MS),
        ip: attempt.ip.map(str::to_owned),
        user_agent: attempt.user_agent.map(|it| it.chars().take(200).collect()),
    };
    let store = center.store().tenant(tenant.id);
    let transaction = store.begin().await?;
    // An agent sits at one desk: two would take the one softphone from each other without end.
    let others = transaction.web_sessions().of_agent(me.id).await?;
    for other in &others {
        transaction.web_sessions().end(other.id).await?;
    }
    transaction.web_sessions().insert(&session, &hash_token(&token)).await?;
    transaction.commit().await?;
    let ip = session.ip.clone();
    let context = Context { center: center.clone(), tenant, me, session: session.id, ip, store };
    if !others.is_empty() {
        // Only screens are told. The agent stays on the floor, and so does the call in hand.
        let told = Event::SignedOut { agent: context.me.id, reason: SignOutReason::Own };
        context.floor().await?.emit(told);
    }
    Ok(SignedIn { token, context })
}

async fn note(
    center: &Center,
    tenant: &Tenant,
    attempt: &Attempt<'_>,
    login_id: &str,
    agent: Option<&Agent>,
    result: SignInResult,
    now: Timestamp,
) -> Result<(), Error> {
    let entry = SignInEntry {
        id: SignInEntryId::new(ids::fresh()),
        agent: agent.map(|it| it.id),
        login_id: login_id.to_owned(),
        kind: SignInKind::SignIn,
        result,
        ip: attempt.ip.map(str::to_owned),
        user_agent: attempt.user_agent.map(|it| it.chars().take(200).collect()),
        at: now,
    };
    Ok(center.store().tenant(tenant.id).sign_in_entries().insert(&entry).await?)
}

fn refused() -> Error {
    Error::refused(Kind::Unauthorized, "sign_in.refused")
}

fn hash_token(token: &str) -> TokenHash {
    TokenHash(Sha256::digest(token.as_bytes()).into())
}

/// Where a signed-in person works, for the frame of every screen.
pub struct Place {
    pub group_name: String,
    pub brands: Vec<BrandPlace>,
}

pub struct BrandPlace {
    pub brand: domain::tenant::Brand,
    pub main_number: Option<domain::phone_number::PhoneNumber>,
}

pub async fn place(cx: &Context) -> Result<Place, Error> {
    let group = cx.store.agent_groups().find(cx.me.group).await?;
    let numbers = cx.store.owned_numbers().list().await?;
    let brands = cx.store.brands().list().await?;
    Ok(Place {
        group_name: group.map(|it| it.name).unwrap_or_default(),
        brands: brands
            .into_iter()
            .map(|brand| BrandPlace {
                main_number: numbers
                    .iter()
                    .find(|it| it.brand == brand.id && it.main)
                    .map(|it| it.number.clone()),
                brand,
            })
            .collect(),
    })
}
