//! Facts as rows: the journal's stored format.
//!
//! A payload is a JSON list of rows under the names of their tables. It must be readable by later versions: a new
//! column comes with `#[serde(default)]`, a renamed one keeps its old name as an alias.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::upsert::Upserts;
use crate::row::{
    TenantRow, call_leg, callback_request, interaction, moment, queue_visit, recording, routing_entry,
    status_span, text_message,
};

/// A table whose rows come out of the journal.
pub(super) trait FactTable: TenantRow {
    /// What a row keeps from its first state, see [`super::fact::State`]. Leaving such columns alone leaves their
    /// indexes alone, which is most of the cost of writing a row again.
    const FIXED: &'static [Self::Column];
    /// Rows are written once; a second state of one is not taken.
    const WRITTEN_ONCE: bool = false;

    fn key(row: &Self::Model) -> RowKey;
    fn tenant(row: &Self::Model) -> Uuid;
}

/// What identifies a row within its table: tenant, id and, where it takes more, a number.
pub(super) type RowKey = (Uuid, Uuid, u64);

macro_rules! fact_tables {
    ($($variant:ident: $module:ident,)+) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum FactRow {
            $($variant($module::Model),)+
        }

        /// Facts that are written together: of each row only its last state.
        #[derive(Default)]
        pub(super) struct Batch {
            $(pub $module: Rows<$module::Entity>,)+
        }

        impl Batch {
            pub fn add(&mut self, fact: FactRow) {
                match fact {
                    $(FactRow::$variant(row) => self.$module.add(row),)+
                }
            }

            pub fn tenants(&self) -> HashSet<Uuid> {
                let mut tenants = HashSet::new();
                $(tenants.extend(self.$module.rows.iter().map($module::Entity::tenant));)+
                tenants
            }

            pub fn len(&self) -> usize {
                0 $(+ self.$module.rows.len())+
            }

            pub fn into_facts(self) -> Vec<FactRow> {
                let mut facts = vec![];
                $(facts.extend(self.$module.rows.into_iter().map(FactRow::$variant));)+
                facts
            }

            pub async fn write(
                self,
                upserts: &mut Upserts,
                connection: &impl ConnectionTrait,
            ) -> Result<(), DbErr> {
                $(upserts.write::<$module::Entity>(connection, self.$module.rows).await?;)+
                Ok(())
            }

            /// Leaves out the rows of all other tenants.
            pub fn retain_tenants(&mut self, tenants: &HashSet<Uuid>) {
                $(self.$module.rows.retain(|row| tenants.contains(&$module::Entity::tenant(row)));)+
            }
        }
    };
}

fact_tables! {
    Interaction: interaction,
    CallLeg: call_leg,
    QueueVisit: queue_visit,
    StatusSpan: status_span,
    Recording: recording,
    Moment: moment,
    RoutingEntry: routing_entry,
    CallbackRequest: callback_request,
    TextMessage: text_message,
}

/// The rows of one table in a batch.
pub(super) struct Rows<E: EntityTrait> {
    pub rows: Vec<E::Model>,
    places: HashMap<RowKey, usize>,
}

impl<E: EntityTrait> Default for Rows<E> {
    fn default() -> Self {
        Self { rows: vec![], places: HashMap::new() }
    }
}

impl<E: FactTable> Rows<E> {
    fn add(&mut self, row: E::Model) {
        match self.places.entry(E::key(&row)) {
            Entry::Vacant(place) => {
                place.insert(self.rows.len());
                self.rows.push(row);
            }
            Entry::Occupied(place) => {
                if !E::WRITTEN_ONCE
                    && let Some(earlier) = self.rows.get_mut(*place.get())
                {
                    *earlier = row;
                }
            }
        }
    }
}

macro_rules! fact_table {
    ($module:ident, fixed: [$($column:ident),*]) => {
        fact_table!($module, fixed: [$($column),*], once: false, key: |row| (row.tenant_id, row.id, 0));
    };
    ($module:ident, fixed: [$($column:ident),*], once: $once:literal, key: |$row:ident| $key:expr) => {
        impl FactTable for $module::Entity {
            const FIXED: &'static [$module::Column] = &[$($module::Column::$column),*];
            const WRITTEN_ONCE: bool = $once;

            fn key($row: &$module::Model) -> RowKey {
                $key
            }

            fn tenant(row: &$module::Model) -> Uuid {
                row.tenant_id
            }
        }
    };
}

fact_table!(interaction, fixed: [CustomerNumber, NumberHash, LastFourHash, DialedNumber, StartedAt]);
fact_table!(call_leg, fixed: [InteractionId, StartedAt]);
fact_table!(queue_visit, fixed: [InteractionId, EnteredAt]);
fact_table!(status_span, fixed: [AgentId, StartedAt]);
fact_table!(recording, fixed: [InteractionId, StartedAt]);
fact_table!(moment, fixed: [], once: true, key: |row| (row.tenant_id, row.interaction_id, row.turn.0.into()));
fact_table!(routing_entry, fixed: [], once: true, key: |row| (row.tenant_id, Uuid::nil(), row.seq.unsigned_abs()));
fact_table!(callback_request, fixed: [], once: true, key: |row| (row.tenant_id, row.id, 0));
fact_table!(text_message, fixed: [], once: true, key: |row| (row.tenant_id, row.id, 0));
