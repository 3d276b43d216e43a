//! The tenant's numbers and which scenario answers each.

use domain::{
    id::{BrandId, OwnedNumberId, ScenarioId, TrunkId},
    owned_number::OwnedNumber,
    permission::Permission,
    phone_number::{NumberKind, PhoneNumber},
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::SettingsKind,
    ids,
};

const MAX_LABEL_CHARS: usize = 60;

pub struct NumberForm {
    pub brand: BrandId,
    pub number: String,
    pub label: String,
    pub scenario: Option<ScenarioId>,
    pub trunk: Option<TrunkId>,
    pub main: bool,
}

pub async fn list(cx: &Context) -> Result<Vec<OwnedNumber>, Error> {
    cx.require(Permission::ReadSettings)?;
    Ok(cx.store.owned_numbers().list().await?)
}

pub async fn create(cx: &Context, typed: NumberForm) -> Result<OwnedNumber, Error> {
    save(cx, OwnedNumberId::new(ids::fresh()), typed, true).await
}

pub async fn update(cx: &Context, id: OwnedNumberId, typed: NumberForm) -> Result<OwnedNumber, Error> {
    cx.require(Permission::EditNumbers)?;
    cx.store.owned_numbers().find(id).await?.ok_or_else(not_found)?;
    save(cx, id, typed, false).await
}

pub async fn delete(cx: &Context, id: OwnedNumberId) -> Result<(), Error> {
    cx.require(Permission::EditNumbers)?;
    let number = cx.store.owned_numbers().find(id).await?.ok_or_else(not_found)?;
    let transaction = cx.store.begin().await?;
    transaction.owned_numbers().delete(id).await?;
    let audit = Audit::of(Permission::EditNumbers, "owned_number", id.uuid())
        .detail(json!({ "deleted": number.number.formatted() }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Numbers).await
}

async fn save(
    cx: &Context,
    id: OwnedNumberId,
    typed: NumberForm,
    is_new: bool,
) -> Result<OwnedNumber, Error> {
    cx.require(Permission::EditNumbers)?;
    let mut form = Form::default();
    let number = form.take("number", PhoneNumber::parse(&typed.number));
    if number.as_ref().is_some_and(|it| it.kind() == NumberKind::Special) {
        // Emergency numbers are never a company's.
        form.refuse("number", "number.special");
    }
    if typed.label.chars().count() > MAX_LABEL_CHARS {
        form.refuse("label", "name.too_long");
    }
    if cx.store.brands().find(typed.brand).await?.is_none() {
        form.refuse("brand_id", "brand.not_found");
    }
    if let Some(scenario) = typed.scenario
        && cx.store.scenarios().find(scenario).await?.is_none()
    {
        form.refuse("scenario_id", "scenario.not_found");
    }
    if let Some(trunk) = typed.trunk
        && cx.store.trunks().find(trunk).await?.is_none()
    {
        form.refuse("trunk_id", "trunk.not_found");
    }
    let Some(number) = number else { return Err(form.into()) };
    form.done()?;
    let number = OwnedNumber {
        id,
        brand: typed.brand,
        number,
        label: typed.label.trim().to_owned(),
        scenario: typed.scenario,
        trunk: typed.trunk,
        main: typed.main,
    };
    let transaction = cx.store.begin().await?;
    if number.main {
        // A brand has one main number; the last one chosen is it.
        for other in transaction.owned_numbers().list().await? {
            if other.main && other.brand == number.brand && other.id != id {
                transaction.owned_numbers().update(&OwnedNumber { main: false, ..other }).await?;
            }
        }
    }
    if is_new {
        transaction.owned_numbers().insert(&number).await?;
    } else {
        transaction.owned_numbers().update(&number).await?;
    }
    let audit = Audit::of(Permission::EditNumbers, "owned_number", id.uuid()).detail(
        json!({ "number": number.number.formatted(), "scenario": number.scenario.map(ScenarioId::uuid) }),
    );
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Numbers).await?;
    Ok(number)
}

fn not_found() -> Error {
    Error::not_found("number.not_found")
}
