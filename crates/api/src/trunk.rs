//! Lines to the telephone network.

use axum::http::StatusCode;
use center::trunk::{self, AccessForm, TrunkForm, TrunkWithState};
use domain::{
    id::TrunkId,
    trunk::{SipTransport, TrunkAccess, TrunkState},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    dashboard::trunk_state,
    problem::Problem,
    request::{Body, Path},
    requester::{Language, Me},
    sentence,
    word::word,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct TrunkList {
    items: Vec<Trunk>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Trunk {
    id: Uuid,
    name: String,
    #[schema(schema_with = word::<SipTransport>)]
    transport: SipTransport,
    host: String,
    port: u16,
    access: TrunkAccessLine,
    /// Calls at once.
    channels: u32,
    /// Is asked with OPTIONS whether it is there.
    probed: bool,
    enabled: bool,
    #[schema(schema_with = word::<TrunkState>)]
    state: TrunkState,
    /// Why it is down, as a sentence; empty otherwise.
    state_detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_since: Option<Timestamp>,
    in_use: usize,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrunkAccessLine {
    /// Whatever comes from these addresses or networks is the carrier.
    Address { allowed: Vec<String> },
    /// We register with the carrier. The password is never shown.
    Registration {
        username: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        realm: Option<String>,
        password_set: bool,
    },
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct TrunkBody {
    name: String,
    #[schema(schema_with = word::<SipTransport>)]
    transport: SipTransport,
    host: String,
    port: u16,
    access: TrunkAccessBody,
    channels: u32,
    #[serde(default = "yes")]
    #[schema(default = true)]
    probed: bool,
    enabled: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrunkAccessBody {
    Address {
        allowed: Vec<String>,
    },
    Registration {
        username: String,
        /// Missing: the one kept stays.
        #[serde(default)]
        password: Option<String>,
        #[serde(default)]
        realm: Option<String>,
    },
}

#[utoipa::path(get, path = "/trunks", tag = "trunks", responses((status = 200, body = TrunkList)))]
pub async fn list(language: Language, me: Me) -> Result<axum::Json<TrunkList>, Problem> {
    let trunks = me.told(trunk::list(&me.cx).await)?;
    Ok(axum::Json(TrunkList { items: trunks.into_iter().map(|it| describe(it, language)).collect() }))
}

#[utoipa::path(post, path = "/trunks", tag = "trunks", request_body = TrunkBody, responses((status = 204)))]
pub async fn create(me: Me, Body(body): Body<TrunkBody>) -> Result<StatusCode, Problem> {
    me.told(trunk::create(&me.cx, form(body)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(put, path = "/trunks/{id}", tag = "trunks", params(("id" = Uuid, Path)), request_body = TrunkBody, responses((status = 204)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<TrunkBody>,
) -> Result<StatusCode, Problem> {
    me.told(trunk::update(&me.cx, TrunkId::new(id), form(body)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(delete, path = "/trunks/{id}", tag = "trunks", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(trunk::delete(&me.cx, TrunkId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn form(body: TrunkBody) -> TrunkForm {
    TrunkForm {
        name: body.name,
        transport: body.transport,
        host: body.host,
        port: body.port,
        access: match body.access {
            TrunkAccessBody::Address { allowed } => AccessForm::Address { allowed },
            TrunkAccessBody::Registration { username, password, realm } => {
                AccessForm::Registration { username, password, realm }
            }
        },
        channels: body.channels,
        probed: body.probed,
        enabled: body.enabled,
    }
}

fn describe(it: TrunkWithState, language: Language) -> Trunk {
    let line = it.view.as_ref().and_then(|view| view.line.as_ref());
    Trunk {
        id: it.trunk.id.uuid(),
        state: it.view.as_ref().map_or(TrunkState::Unknown, trunk_state),
        state_detail: line.map(|it| sentence::trunk_finding(it.finding, language)).unwrap_or_default(),
        state_since: line.map(|it| it.since),
        in_use: it.view.as_ref().map_or(0, |view| view.in_use),
        name: it.trunk.name,
        transport: it.trunk.transport,
        host: it.trunk.host,
        port: it.trunk.port,
        access: match it.trunk.access {
            TrunkAccess::Address { allowed } => {
                TrunkAccessLine::Address { allowed: allowed.iter().map(ToString::to_string).collect() }
            }
            TrunkAccess::Registration { username, realm, .. } => {
                TrunkAccessLine::Registration { username, realm, password_set: true }
            }
        },
        channels: it.trunk.channels,
        probed: it.trunk.probed,
        enabled: it.trunk.enabled,
    }
}
