//! Lines to the telephone network, as an administrator keeps them.

use domain::{
    agent,
    id::TrunkId,
    permission::Permission,
    trunk::{AddressRange, SipTransport, Trunk, TrunkAccess},
};
use serde_json::json;

use crate::{
    context::{Audit, Context},
    error::{Error, Form},
    event::SettingsKind,
    floor::view::TrunkView,
    ids,
};

pub struct TrunkWithState {
    pub trunk: Trunk,
    /// `None` in the moment before the floor has heard of it.
    pub view: Option<TrunkView>,
}

pub struct TrunkForm {
    pub name: String,
    pub transport: SipTransport,
    pub host: String,
    pub port: u16,
    pub access: AccessForm,
    pub channels: u32,
    pub probed: bool,
    pub enabled: bool,
}

pub enum AccessForm {
    Address {
        allowed: Vec<String>,
    },
    /// Without a password the one kept stays.
    Registration {
        username: String,
        password: Option<String>,
        realm: Option<String>,
    },
}

pub async fn list(cx: &Context) -> Result<Vec<TrunkWithState>, Error> {
    cx.require(Permission::ReadSettings)?;
    let dashboard = cx.floor().await?.dashboard();
    let views = dashboard.borrow().trunks.clone();
    let trunks = cx.store.trunks().list().await?;
    Ok(trunks
        .into_iter()
        .map(|trunk| TrunkWithState { view: views.iter().find(|it| it.trunk == trunk.id).cloned(), trunk })
        .collect())
}

pub async fn create(cx: &Context, typed: TrunkForm) -> Result<Trunk, Error> {
    save(cx, TrunkId::new(ids::fresh()), None, typed).await
}

pub async fn update(cx: &Context, id: TrunkId, typed: TrunkForm) -> Result<Trunk, Error> {
    cx.require(Permission::EditTrunks)?;
    let before = cx.store.trunks().find(id).await?.ok_or_else(not_found)?;
    save(cx, id, Some(before), typed).await
}

pub async fn delete(cx: &Context, id: TrunkId) -> Result<(), Error> {
    cx.require(Permission::EditTrunks)?;
    let trunk = cx.store.trunks().find(id).await?.ok_or_else(not_found)?;
    if cx.store.owned_numbers().list().await?.iter().any(|it| it.trunk == Some(id)) {
        return Err(Error::conflict("trunk.has_numbers"));
    }
    let transaction = cx.store.begin().await?;
    transaction.trunks().delete(id).await?;
    let audit =
        Audit::of(Permission::EditTrunks, "trunk", id.uuid()).detail(json!({ "deleted": trunk.name }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Trunks).await
}

async fn save(cx: &Context, id: TrunkId, before: Option<Trunk>, typed: TrunkForm) -> Result<Trunk, Error> {
    cx.require(Permission::EditTrunks)?;
    let mut form = Form::default();
    let name = form.take("name", agent::parse_name(&typed.name));
    let host = typed.host.trim().to_owned();
    if !is_host(&host) {
        form.refuse("host", "host.form");
    }
    if typed.port == 0 {
        form.refuse("port", "port.range");
    }
    if !(1..=10_000).contains(&typed.channels) {
        form.refuse("channels", "channels.range");
    }
    let access = read_access(&mut form, typed.access, before.as_ref());
    let (Some(name), Some(access)) = (name, access) else { return Err(form.into()) };
    form.done()?;
    let trunk = Trunk {
        id,
        name,
        transport: typed.transport,
        host,
        port: typed.port,
        access,
        channels: typed.channels,
        probed: typed.probed,
        enabled: typed.enabled,
    };
    let transaction = cx.store.begin().await?;
    if before.is_none() {
        transaction.trunks().insert(&trunk).await?;
    } else {
        transaction.trunks().update(&trunk).await?;
    }
    let audit = Audit::of(Permission::EditTrunks, "trunk", id.uuid())
        .detail(json!({ "name": trunk.name, "host": trunk.host, "enabled": trunk.enabled }));
    cx.audit(&transaction, audit).await?;
    transaction.commit().await?;
    cx.settings_changed(SettingsKind::Trunks).await?;
    Ok(trunk)
}

fn read_access(form: &mut Form, typed: AccessForm, before: Option<&Trunk>) -> Option<TrunkAccess> {
    match typed {
        AccessForm::Address { allowed } => {
            if allowed.is_empty() {
                form.refuse("access/allowed", "address_range.needed");
                return None;
            }
            let ranges: Vec<_> = allowed
                .iter()
                .enumerate()
                .filter_map(|(n, it)| {
                    let range = form.take(format!("access/allowed/{n}"), AddressRange::parse(it))?;
                    if range.is_too_broad() {
                        form.refuse(format!("access/allowed/{n}"), "address_range.too_broad");
                    }
                    Some(range)
                })
                .collect();
            (ranges.len() == allowed.len()).then_some(TrunkAccess::Address { allowed: ranges })
        }
        AccessForm::Registration { username, password, realm } => {
            let username = username.trim().to_owned();
            if username.is_empty() || username.chars().count() > 64 {
                form.refuse("access/username", "username.form");
                return None;
            }
            let kept = before.and_then(|it| match &it.access {
                TrunkAccess::Registration { password, .. } => Some(password.clone()),
                TrunkAccess::Address { .. } => None,
            });
            let Some(password) = password.filter(|it| !it.is_empty()).or(kept) else {
                form.refuse("access/password", "password.needed");
                return None;
            };
            Some(TrunkAccess::Registration {
                username,
                password,
                realm: realm.filter(|it| !it.trim().is_empty()),
            })
        }
    }
}

/// A host name or an IP address.
fn is_host(text: &str) -> bool {
    let name = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
    };
    text.parse::<std::net::IpAddr>().is_ok() || (text.len() <= 253 && text.split('.').all(name))
}

fn not_found() -> Error {
    Error::not_found("trunk.not_found")
}
