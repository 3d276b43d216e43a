//! What interactions are about.

use axum::http::StatusCode;
use center::category::{self, CategoryForm};
use domain::id::CategoryId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    problem::Problem,
    request::{Body, Path},
    requester::Me,
};

#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryList {
    items: Vec<Category>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Category {
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<Uuid>,
    name: String,
    position: i32,
    /// False: stays on old interactions, cannot be chosen.
    active: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct CategoryBody {
    #[serde(default)]
    parent_id: Option<Uuid>,
    name: String,
    position: i32,
    active: bool,
}

#[utoipa::path(get, path = "/categories", tag = "categories", responses((status = 200, body = CategoryList)))]
pub async fn list(me: Me) -> Result<axum::Json<CategoryList>, Problem> {
    let categories = me.told(category::list(&me.cx).await)?;
    Ok(axum::Json(CategoryList { items: categories.into_iter().map(describe).collect() }))
}

#[utoipa::path(post, path = "/categories", tag = "categories", request_body = CategoryBody, responses((status = 200, body = Category)))]
pub async fn create(me: Me, Body(body): Body<CategoryBody>) -> Result<axum::Json<Category>, Problem> {
    me.told(category::create(&me.cx, form(body)).await).map(|it| axum::Json(describe(it)))
}

#[utoipa::path(put, path = "/categories/{id}", tag = "categories", params(("id" = Uuid, Path)), request_body = CategoryBody, responses((status = 200, body = Category)))]
pub async fn update(
    me: Me,
    Path(id): Path<Uuid>,
    Body(body): Body<CategoryBody>,
) -> Result<axum::Json<Category>, Problem> {
    me.told(category::update(&me.cx, CategoryId::new(id), form(body)).await)
        .map(|it| axum::Json(describe(it)))
}

/// Only one that nobody used; others can be switched off.
#[utoipa::path(delete, path = "/categories/{id}", tag = "categories", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn delete(me: Me, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    me.told(category::delete(&me.cx, CategoryId::new(id)).await)?;
    Ok(StatusCode::NO_CONTENT)
}

fn form(body: CategoryBody) -> CategoryForm {
    CategoryForm {
        parent: body.parent_id.map(CategoryId::new),
        name: body.name,
        position: body.position,
        active: body.active,
    }
}

fn describe(it: domain::category::Category) -> Category {
    Category {
        id: it.id.uuid(),
        parent_id: it.parent.map(|it| it.uuid()),
        name: it.name,
        position: it.position,
        active: it.active,
    }
}
