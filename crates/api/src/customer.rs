//! Customers: search, save, see in full, last calls.

use center::customer::{self, CustomerForm};
use domain::{
    id::{CustomerId, InteractionId},
    masking,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    interaction::{self, InteractionRow, ReasonForm},
    page::PageQuery,
    problem::Problem,
    request::{Body, Path, Query},
    requester::Me,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomerQuery {
    /// Part of a name, a whole number or its last four digits, or a whole mail address. Empty: everybody.
    q: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerList {
    items: Vec<Customer>,
    total: u64,
    page: u32,
    per_page: u32,
    /// False when only the newest names were searched.
    complete: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    id: Uuid,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_masked: Option<String>,
    note: String,
    vip: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct CustomerBody {
    name: String,
    /// Missing: unchanged. Empty: cleared.
    #[serde(default)]
    number: Option<String>,
    /// Take the number of this interaction.
    #[serde(default)]
    number_from_interaction: Option<Uuid>,
    /// Missing: unchanged. Empty: cleared.
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    vip: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct UnmaskedCustomer {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LastCalls {
    items: Vec<InteractionRow>,
}

#[utoipa::path(get, path = "/customers", tag = "customers", params(CustomerQuery, PageQuery), responses((status = 200, body = CustomerList)))]
pub async fn list(
    me: Me,
    Query(query): Query<CustomerQuery>,
    Query(page): Query<PageQuery>,
) -> Result<axum::Json<CustomerList>, Problem> {
    let page = page.page();
    let found = me.told(customer::search(&me.cx, query.q.as_deref().unwrap_or(""), page).await)?;
    Ok(axum::Json(CustomerList {
        items: found.customers.items.into_iter().map(describe).collect(),
        total: found.customers.total,
        page: page.number,
        per_page: page.size,
        complete: found.complete,
    }))
}

#[utoipa::path(post, path = "/customers", tag = "customers", request_body = CustomerBody, responses((status = 200, body = Customer)))]
pub async fn create(me: Me, Body(body): Body<CustomerBody>) -> Result<axum::Json<Customer>, Problem> {
    me.told(customer::create(&me.cx, form(body)).await).map(|it| axum::Json(describe(it)))
}

#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)), responses((status = 200, body = Customer)))]
pub async fn read(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<Customer>, Problem> {
    me.told(customer::find(&me.cx, CustomerId::new(id)).await).map(|it| axum::Json(describe(it)))
}

#[utoipa::path(put, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)), request_body = CustomerBody, responses((status = 200, body = Customer)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<CustomerBody>,
) -> Result<axum::Json<Customer>, Problem> {
    me.told(customer::update(&me.cx, CustomerId::new(id), form(body)).await)
        .map(|it| axum::Json(describe(it)))
}

/// Everything in full.
#[utoipa::path(post, path = "/customers/{id}/unmask", tag = "customers", params(("id" = Uuid, Path)), request_body = ReasonForm, responses((status = 200, body = UnmaskedCustomer)))]
pub async fn unmask(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonForm>,
) -> Result<axum::Json<UnmaskedCustomer>, Problem> {
    let it = me.told(customer::unmask(&me.cx, CustomerId::new(id), &body.reason).await)?;
    let number = it.number.map(|it| it.formatted());
    Ok(axum::Json(UnmaskedCustomer { name: it.name, number, email: it.email }))
}

/// The last five calls, whoever took them.
#[utoipa::path(get, path = "/customers/{id}/interactions", tag = "customers", params(("id" = Uuid, Path)), responses((status = 200, body = LastCalls)))]
pub async fn last_calls(me: Me, Path(id): Path<Uuid>) -> Result<axum::Json<LastCalls>, Problem> {
    let calls = me.told(customer::last_calls(&me.cx, CustomerId::new(id)).await)?;
    Ok(axum::Json(LastCalls { items: calls.into_iter().map(interaction::row).collect() }))
}

fn form(body: CustomerBody) -> CustomerForm {
    CustomerForm {
        name: body.name,
        number: body.number,
        number_from: body.number_from_interaction.map(InteractionId::new),
        email: body.email,
        note: body.note,
        vip: body.vip,
    }
}

fn describe(it: domain::customer::Customer) -> Customer {
    Customer {
        id: it.id.uuid(),
        name: it.name,
        number_masked: it.number.map(|it| it.masked()),
        email_masked: it.email.map(|it| masking::email(&it)),
        note: it.note,
        vip: it.vip,
        created_at: it.created_at,
        updated_at: it.updated_at,
    }
}
