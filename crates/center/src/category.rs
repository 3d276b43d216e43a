//! What interactions are about (상담유형): a tree the tenant keeps (TKT-03, TKT-05).

use domain::{
    agent,
    category::{Category, CategoryScheme},
    id::CategoryId,
    permission::Permission,
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::SettingsKind,
    ids,
};

pub struct CategoryForm {
    pub parent: Option<CategoryId>,
    pub name: String,
    pub position: i32,
    pub active: bool,
}

/// Everybody who writes up reads them.
pub async fn list(cx: &Context) -> Result<Vec<Category>, Error> {
    cx.require(Permission::ServeCustomers)?;
    Ok(cx.store.categories().list(CategoryScheme::Resolution).await?)
}

pub async fn create(cx: &Context, typed: CategoryForm) -> Result<Category, Error> {
    save(cx, CategoryId::new(ids::fresh()), typed, true).await
}

pub async fn update(cx: &Context, id: CategoryId, typed: CategoryForm) -> Result<Category, Error> {
    cx.require(Permission::EditCategories)?;
    cx.store.categories().find(id).await?.ok_or_else(not_found)?;
    save(cx, id, typed, false).await
}

/// Deletes a category nobody used. One that stands in the history can only be switched off.
pub async fn delete(cx: &Context, id: CategoryId) -> Result<(), Error> {
    cx.require(Permission::EditCategories)?;
    let category = cx.store.categories().find(id).await?.ok_or_else(not_found)?;
    let transaction = cx.store.begin().await?;
    transaction.categories().delete(id).await?;
    let audit = Audit::of(Permission::EditCategories, "category", id.uuid())
        .detail(json!({ "deleted": category.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Categories).await
}

async fn save(cx: &Context, id: CategoryId, typed: CategoryForm, is_new: bool) -> Result<Category, Error> {
    cx.require(Permission::EditCategories)?;
    let scheme = CategoryScheme::Resolution;
    let transaction = cx.store.begin().await?;
    let all = transaction.categories().list(scheme).await?;
    let mut form = Form::default();
    let name = form.take("name", agent::parse_name(&typed.name));
    match depth_under(&all, id, typed.parent) {
        Err(code) => form.refuse("parent_id", code),
        Ok(depth) if depth + height(&all, id) > scheme.max_depth() => {
            form.refuse("parent_id", "category.too_deep")
        }
        Ok(_) => {}
    }
    if let Some(name) = &name
        && all.iter().any(|it| it.id != id && it.parent == typed.parent && it.name == *name)
    {
        form.refuse("name", "category.name_taken");
    }
    let Some(name) = name else { return Err(form.into()) };
    form.done()?;
    let category =
        Category { id, scheme, parent: typed.parent, name, position: typed.position, active: typed.active };
    if is_new {
        transaction.categories().insert(&category).await?;
    } else {
        transaction.categories().update(&category).await?;
    }
    let audit =
        Audit::of(Permission::EditCategories, "category", id.uuid()).detail(json!({ "name": category.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Categories).await?;
    Ok(category)
}

/// How many levels stand above a category with this parent.
fn depth_under(all: &[Category], id: CategoryId, parent: Option<CategoryId>) -> Result<usize, &'static str> {
    let mut above = parent;
    let mut depth = 0;
    while let Some(parent) = above {
        if parent == id {
            return Err("category.cycle");
        }
        let found = all.iter().find(|it| it.id == parent).ok_or("category.unknown")?;
        above = found.parent;
        depth += 1;
        if depth > all.len() {
            return Err("category.cycle");
        }
    }
    Ok(depth)
}

/// How many levels a category takes with everything below it; 1 for a leaf.
fn height(all: &[Category], id: CategoryId) -> usize {
    1 + all.iter().filter(|it| it.parent == Some(id)).map(|it| height(all, it.id)).max().unwrap_or(0)
}

fn not_found() -> Error {
    Error::not_found("category.not_found")
}
