//! What was kept of actions and sign-ins.

use center::audit;
use domain::{
    id::AgentId,
    masking,
    sign_in::{SignInKind, SignInResult},
    time,
    view::audit::{AuditFilter, AuditRow, SignInFilter, SignInRow},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{page::PageQuery, problem::Problem, request::Query, requester::Me, word::word};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// First Korean day.
    from: Option<Date>,
    /// Last Korean day.
    to: Option<Date>,
    agent_id: Option<Uuid>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditList {
    items: Vec<AuditEntry>,
    total: u64,
    page: u32,
    per_page: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    at: Timestamp,
    /// Missing for what the system did by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_name: Option<String>,
    action: String,
    subject_kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What changed, as JSON text without personal data.
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_masked: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignInList {
    items: Vec<SignInEntry>,
    total: u64,
    page: u32,
    per_page: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SignInEntry {
    at: Timestamp,
    login_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_name: Option<String>,
    #[schema(schema_with = word::<SignInKind>)]
    kind: SignInKind,
    #[schema(schema_with = word::<SignInResult>)]
    result: SignInResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
}

/// Who did what, newest first.
#[utoipa::path(get, path = "/audit-entries", tag = "audit", params(AuditQuery, PageQuery), responses((status = 200, body = AuditList)))]
pub async fn entries(
    me: Me,
    Query(query): Query<AuditQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<AuditList>, Problem> {
    let page = page.page();
    let filter = AuditFilter {
        from: query.from.map(time::day_start),
        to: query.to.map(|it| time::day_bounds(it).1),
        agent: query.agent_id.map(AgentId::new),
    };
    let found = me.told(audit::entries(&me.cx, filter, page).await)?;
    let items = found.items.into_iter().map(entry).collect();
    Ok(axum::Json(AuditList { items, total: found.total, page: page.number, per_page: page.size }))
}

/// Who signed in and who tried to, newest first.
#[utoipa::path(get, path = "/sign-in-entries", tag = "audit", params(AuditQuery, PageQuery), responses((status = 200, body = SignInList)))]
pub async fn sign_ins(
    me: Me,
    Query(query): Query<AuditQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<SignInList>, Problem> {
    let page = page.page();
    let filter =
        SignInFilter { from: query.from.map(time::day_start), to: query.to.map(|it| time::day_bounds(it).1) };
    let found = me.told(audit::sign_ins(&me.cx, filter, page).await)?;
    let items = found.items.into_iter().map(sign_in).collect();
    Ok(axum::Json(SignInList { items, total: found.total, page: page.number, per_page: page.size }))
}

fn entry(row: AuditRow) -> AuditEntry {
    AuditEntry {
        at: row.entry.at,
        agent_name: row.agent_name,
        action: row.entry.action,
        subject_kind: row.entry.subject_kind,
        subject_id: row.entry.subject_id,
        reason: row.entry.reason,
        detail: row.entry.detail,
        ip_masked: row.entry.ip.as_deref().map(masking::ip),
    }
}

fn sign_in(row: SignInRow) -> SignInEntry {
    SignInEntry {
        at: row.entry.at,
        login_id: row.entry.login_id,
        agent_name: row.agent_name,
        kind: row.entry.kind,
        result: row.entry.result,
        ip_masked: row.entry.ip.as_deref().map(masking::ip),
        user_agent: row.entry.user_agent,
    }
}
