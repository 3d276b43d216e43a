use domain::id::TenantId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::At;
use crate::{error::Error, routing_journal::RoutingEntry};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "routing_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: At,
    pub input: String,
    pub outputs: String,
}

super::tenant_row!("routing entry");

impl Model {
    pub fn new(tenant: TenantId, entry: &RoutingEntry) -> Result<Self, Error> {
        Ok(Self {
            tenant_id: tenant.uuid(),
            seq: <i64 as TryFrom<u64>>::try_from(entry.seq).map_err(|_| {
                Error::Refused(format!("routing entry {} is past the end of numbers", entry.seq))
            })?,
            at: At(entry.at),
            input: entry.input.clone(),
            outputs: entry.outputs.clone(),
        })
    }

    pub fn routing_entry(self) -> Result<RoutingEntry, Error> {
        Ok(RoutingEntry {
            seq: <u64 as TryFrom<i64>>::try_from(self.seq)
                .map_err(|_| Error::Unreadable { table: "routing_entry", column: "seq" })?,
            at: self.at.0,
            input: self.input,
            outputs: self.outputs,
        })
    }
}
