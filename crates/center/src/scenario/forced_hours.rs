//! Opening or closing by hand, at once and whatever the hours say (ARS-17).

use domain::{id::ScenarioId, permission::Permission, scenario::ForcedHours};
use serde_json::json;

use super::{ScenarioDetail, detail, not_found};
use crate::{
    context::{Audit, Context},
    error::Error,
    event::SettingsKind,
};

/// New calls are taken, or not, from now on until the end given.
pub async fn force_hours(cx: &Context, id: ScenarioId, forced: ForcedHours) -> Result<ScenarioDetail, Error> {
    if forced.until.is_some_and(|until| until <= cx.now()) {
        return Err(Error::field("until", "until.past"));
    }
    switch(cx, id, Some(forced)).await
}

/// The hours hold again.
pub async fn let_hours_hold(cx: &Context, id: ScenarioId) -> Result<ScenarioDetail, Error> {
    switch(cx, id, None).await
}

async fn switch(cx: &Context, id: ScenarioId, forced: Option<ForcedHours>) -> Result<ScenarioDetail, Error> {
    cx.require(Permission::PublishScenario)?;
    cx.store.scenarios().find(id).await?.ok_or_else(not_found)?;
    let transaction = cx.store.begin().await?;
    transaction.scenarios().force_hours(id, forced).await?;
    let detail_of =
        json!({ "forced_open": forced.map(|it| it.open), "until": forced.and_then(|it| it.until) });
    let audit = Audit::of(Permission::PublishScenario, "scenario", id.uuid()).detail(detail_of);
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Scenarios).await?;
    detail(cx, id).await
}
