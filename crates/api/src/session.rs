//! Signing in and out, and who is signed in.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use center::{
    context::Context,
    sign_in::{self, Attempt, SignedIn},
};
use domain::{
    permission::{self, Permission},
    role::Role,
    word::Word,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    app::App,
    problem::Problem,
    request::Body,
    requester::{Address, Language, Me},
    word::word,
};

const COOKIE: &str = "naru_session";
/// As long as the session may stay idle; the server decides, this only lets the browser forget.
const COOKIE_SECONDS: u32 = 12 * 3_600;

#[derive(Debug, Deserialize, ToSchema)]
pub struct SignIn {
    /// The company's domain.
    company: String,
    login_id: String,
    password: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    agent: SessionAgent,
    tenant: SessionTenant,
    brands: Vec<SessionBrand>,
    #[schema(value_type = Vec<String>)]
    permissions: Vec<Permission>,
    server_time: Timestamp,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SessionAgent {
    id: Uuid,
    name: String,
    login_id: String,
    #[schema(schema_with = word::<Role>)]
    role: Role,
    extension: String,
    group_id: Uuid,
    group_name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SessionTenant {
    id: Uuid,
    name: String,
    domain: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SessionBrand {
    id: Uuid,
    name: String,
    slug: String,
    /// Grouped for reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    main_number: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PasswordChange {
    current: String,
    new: String,
}

/// Sign in with company, ID and password. Sets the session cookie.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn, responses((status = 200, body = Session)))]
pub async fn create(
    State(app): State<App>,
    Address(ip): Address,
    language: Language,
    headers: HeaderMap,
    Body(body): Body<SignIn>,
) -> Result<impl IntoResponse, Problem> {
    let ip = ip.to_string();
    let attempt = Attempt {
        company: &body.company,
        login_id: &body.login_id,
        password: &body.password,
        ip: Some(&ip),
        user_agent: headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok()),
    };
    let problem = |error| Problem::new(error, language);
    let SignedIn { token, context } = sign_in::sign_in(app.center(), attempt).await.map_err(problem)?;
    let session = describe(&context).await.map_err(problem)?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie(&app, &token, COOKIE_SECONDS))]), axum::Json(session)))
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
pub async fn read(me: Me) -> Result<axum::Json<Session>, Problem> {
    me.told(describe(&me.cx).await).map(axum::Json)
}

/// Sign out of this browser.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
pub async fn delete(State(app): State<App>, me: Me) -> Result<impl IntoResponse, Problem> {
    me.told(sign_in::sign_out(&me.cx).await)?;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, cookie(&app, "", 0))])))
}

/// Change one's own password; other browsers are signed out.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = PasswordChange, responses((status = 204)))]
pub async fn change_password(me: Me, Body(body): Body<PasswordChange>) -> Result<StatusCode, Problem> {
    me.told(sign_in::change_password(&me.cx, &body.current, &body.new).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The secret in the session cookie.
pub fn token(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE && !value.is_empty()).then(|| value.to_owned()))
}

fn cookie(app: &App, token: &str, seconds: u32) -> String {
    let secure = if app.options().secure_cookies { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/api; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

async fn describe(cx: &Context) -> Result<Session, center::error::Error> {
    let place = sign_in::place(cx).await?;
    Ok(Session {
        agent: SessionAgent {
            id: cx.me.id.uuid(),
            name: cx.me.name.clone(),
            login_id: cx.me.login_id.as_str().to_owned(),
            role: cx.me.role,
            extension: cx.me.extension.clone(),
            group_id: cx.me.group.uuid(),
            group_name: place.group_name,
        },
        tenant: SessionTenant {
            id: cx.tenant.id.uuid(),
            name: cx.tenant.name.clone(),
            domain: cx.tenant.domain.as_str().to_owned(),
        },
        brands: place
            .brands
            .into_iter()
            .map(|it| SessionBrand {
                id: it.brand.id.uuid(),
                name: it.brand.name,
                slug: it.brand.slug.as_str().to_owned(),
                main_number: it.main_number.map(|it| it.formatted()),
            })
            .collect(),
        permissions: Permission::ALL
            .iter()
            .copied()
            .filter(|it| permission::allows(cx.me.role, *it))
            .collect(),
        server_time: cx.now(),
    })
}
