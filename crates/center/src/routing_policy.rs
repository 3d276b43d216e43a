//! The tenant's rules of routing that are no queue's (ACD-05, ACD-06, AGT-17).

use domain::{permission::Permission, routing_policy::RoutingPolicy};
use serde_json::json;
use store::tenant_store::TenantStore;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::SettingsKind,
};

const KEY: &str = "routing_policy";

pub async fn read(cx: &Context) -> Result<RoutingPolicy, Error> {
    cx.require(Permission::ReadSettings)?;
    load(&cx.store).await
}

/// What was not set, or did not exist when it was, is the default.
pub(crate) async fn load(rows: &TenantStore) -> Result<RoutingPolicy, Error> {
    match rows.settings().get(KEY).await? {
        Some(json) => serde_json::from_str(&json)
            .map_err(|error| Error::Internal(format!("the routing policy cannot be read: {error}"))),
        None => Ok(RoutingPolicy::DEFAULT),
    }
}

pub async fn save(cx: &Context, typed: RoutingPolicy) -> Result<(), Error> {
    cx.require(Permission::EditGroupsAndQueues)?;
    let mut form = Form::default();
    if let Err(error) = typed.check() {
        form.refuse(error.field, error);
    }
    form.done()?;
    let text = serde_json::to_string(&typed).map_err(|error| Error::Internal(error.to_string()))?;
    let transaction = cx.store.begin().await?;
    transaction.settings().set(KEY, &text, cx.now()).await?;
    let audit = Audit::of(Permission::EditGroupsAndQueues, "routing_policy", cx.tenant.id.uuid())
        .detail(json!({ "policy": typed }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Queues).await
}
