//! The tenant's numbers.

use axum::http::StatusCode;
use center::owned_number::{self, NumberForm};
use domain::{
    id::{BrandId, OwnedNumberId, ScenarioId, TrunkId},
    owned_number::OwnedNumber,
    phone_number::NumberKind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
    word::word,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct NumberList {
    items: Vec<Number>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Number {
    id: Uuid,
    brand_id: Uuid,
    /// The company's own number, in full.
    number: String,
    #[schema(schema_with = word::<NumberKind>)]
    kind: NumberKind,
    label: String,
    /// Missing: callers hear that the number is not in service.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario_id: Option<Uuid>,
    /// Missing: any trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    trunk_id: Option<Uuid>,
    main: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NumberBody {
    brand_id: Uuid,
    number: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    scenario_id: Option<Uuid>,
    #[serde(default)]
    trunk_id: Option<Uuid>,
    #[serde(default)]
    main: bool,
}

#[utoipa::path(get, path = "/numbers", tag = "numbers", responses((status = 200, body = NumberList)))]
pub async fn list(me: Me) -> Result<axum::Json<NumberList>, Problem> {
    let numbers = me.told(owned_number::list(&me.cx).await)?;
    Ok(axum::Json(NumberList { items: numbers.into_iter().map(describe).collect() }))
}

#[utoipa::path(post, path = "/numbers", tag = "numbers", request_body = NumberBody, responses((status = 200, body = Number)))]
pub async fn create(me: Me, Body(body): Body<NumberBody>) -> Result<axum::Json<Number>, Problem> {
    me.told(owned_number::create(&me.cx, form(body)).await).map(|it| axum::Json(describe(it)))
}

#[utoipa::path(put, path = "/numbers/{id}", tag = "numbers", params(("id" = Uuid, Path)), request_body = NumberBody, responses((status = 200, body = Number)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<NumberBody>,
) -> Result<axum::Json<Number>, Problem> {
    let updated = owned_number::update(&me.cx, OwnedNumberId::new(id), form(body)).await;
    me.told(updated).map(|it| axum::Json(describe(it)))
}

#[utoipa::path(delete, path = "/numbers/{id}", tag = "numbers", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(owned_number::delete(&me.cx, OwnedNumberId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn form(body: NumberBody) -> NumberForm {
    NumberForm {
        brand: BrandId::new(body.brand_id),
        number: body.number,
        label: body.label,
        scenario: body.scenario_id.map(ScenarioId::new),
        trunk: body.trunk_id.map(TrunkId::new),
        main: body.main,
    }
}

fn describe(it: OwnedNumber) -> Number {
    Number {
        id: it.id.uuid(),
        brand_id: it.brand.uuid(),
        number: it.number.formatted(),
        kind: it.number.kind(),
        label: it.label,
        scenario_id: it.scenario.map(|it| it.uuid()),
        trunk_id: it.trunk.map(|it| it.uuid()),
        main: it.main,
    }
}
