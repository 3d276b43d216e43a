use domain::{
    id::{TenantId, TrunkId},
    trunk::{AddressRange, SipTransport, Trunk, TrunkAccess},
    words,
};
use sea_orm::entity::prelude::*;

use super::column::{Count, Texts, Word};
use crate::{
    error::Error,
    vault::{Vault, seal::Sealed},
};

words! {
    pub enum Access { Address = "address", Registration = "registration", }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "trunk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub transport: Word<SipTransport>,
    pub host: String,
    pub port: Count,
    pub access: Word<Access>,
    pub allowed: Texts,
    pub username: Option<String>,
    pub password: Option<Sealed>,
    pub realm: Option<String>,
    pub channels: Count,
    pub probed: bool,
    pub enabled: bool,
}

super::tenant_row!("trunk");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, trunk: &Trunk) -> Result<Self, Error> {
        let seal = vault.row("trunk", trunk.id.uuid().as_bytes());
        let (access, allowed, username, password, realm) = match &trunk.access {
            TrunkAccess::Address { allowed } => (Access::Address, allowed.as_slice(), None, None, None),
            TrunkAccess::Registration { username, password, realm } => {
                (Access::Registration, [].as_slice(), Some(username), Some(password), realm.as_ref())
            }
        };
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: trunk.id.uuid(),
            name: trunk.name.clone(),
            transport: Word(trunk.transport),
            host: trunk.host.clone(),
            port: Count(trunk.port.into()),
            access: Word(access),
            allowed: Texts(allowed.iter().map(AddressRange::to_string).collect()),
            username: username.cloned(),
            password: seal.seal_optional("password", password.map(String::as_str))?,
            realm: realm.cloned(),
            channels: Count(trunk.channels),
            probed: trunk.probed,
            enabled: trunk.enabled,
        })
    }

    pub fn open(self, vault: &Vault) -> Result<Trunk, Error> {
        let seal = vault.row("trunk", self.id.as_bytes());
        let unreadable = |column| Error::Unreadable { table: "trunk", column };
        let access = match self.access.0 {
            Access::Address => TrunkAccess::Address {
                allowed: self
                    .allowed
                    .0
                    .iter()
                    .map(|range| AddressRange::parse(range).map_err(|_| unreadable("allowed")))
                    .collect::<Result<_, _>>()?,
            },
            Access::Registration => TrunkAccess::Registration {
                username: self.username.ok_or_else(|| unreadable("username"))?,
                password: seal
                    .open_optional("password", self.password.as_ref())?
                    .ok_or_else(|| unreadable("password"))?,
                realm: self.realm,
            },
        };
        Ok(Trunk {
            id: TrunkId::new(self.id),
            name: self.name,
            transport: self.transport.0,
            host: self.host,
            port: <u16 as TryFrom<u32>>::try_from(self.port.0).map_err(|_| unreadable("port"))?,
            access,
            channels: self.channels.0,
            probed: self.probed,
            enabled: self.enabled,
        })
    }
}
