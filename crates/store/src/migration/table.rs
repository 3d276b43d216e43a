//! How every table of tenant rows is made.
//!
//! The tenant comes first in the primary key, in every index and in every reference: a row cannot point at another
//! tenant's row, and one tenant's rows lie together. On PostgreSQL row-level security repeats the scope of
//! `TenantStore`, as a second wall for the day a query forgets its tenant.

use sea_orm::{
    ConnectionTrait, DbBackend, DbErr,
    sea_query::{
        ColumnDef, ConditionalStatement, Expr, ExprTrait, ForeignKey, ForeignKeyAction,
        ForeignKeyCreateStatement, Index, IndexCreateStatement, Table, TableCreateStatement,
    },
};
use sea_orm_migration::{SchemaManager, schema::uuid};

pub(super) struct TenantTable {
    name: &'static str,
    table: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
}

impl TenantTable {
    /// A table whose rows are identified by `id`.
    pub(super) fn new(name: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> Self {
        Self::with_key(name, ["id"], std::iter::once(uuid("id")).chain(columns))
    }

    /// A table whose rows are identified by other columns than an `id`.
    pub(super) fn with_key<const N: usize>(
        name: &'static str,
        key: [&'static str; N],
        columns: impl IntoIterator<Item = ColumnDef>,
    ) -> Self {
        let mut table = Table::create().table(name).col(uuid(TENANT)).take();
        for column in columns {
            table.col(column);
        }
        let mut primary = Index::create().col(TENANT).take();
        for column in key {
            primary.col(column);
        }
        table.primary_key(&mut primary);
        Self { name, table, indexes: vec![] }
    }

    /// The rows belong to a tenant that exists. Tables of call facts leave this out: their rows are checked when
    /// they are written to the journal, and must never block it.
    pub(super) fn of_tenant(mut self) -> Self {
        let mut key = ForeignKey::create().from(self.name, TENANT).to("tenant", "id").take();
        self.table.foreign_key(&mut key);
        self
    }

    /// `column` is the id of a row of `other`, which cannot be deleted meanwhile.
    pub(super) fn refers(mut self, column: &'static str, other: &'static str) -> Self {
        self.table.foreign_key(&mut self.reference(column, other));
        self
    }

    /// `column` is the id of a row of `other`; this row goes with it.
    pub(super) fn part_of(mut self, column: &'static str, other: &'static str) -> Self {
        let mut key = self.reference(column, other).on_delete(ForeignKeyAction::Cascade).take();
        self.table.foreign_key(&mut key);
        self
    }

    pub(super) fn index<const N: usize>(mut self, suffix: &str, columns: [&'static str; N]) -> Self {
        let index = self.index_of(suffix, columns);
        self.indexes.push(index);
        self
    }

    /// An index of the few rows that are not finished: those without `end`.
    pub(super) fn index_open<const N: usize>(
        mut self,
        suffix: &str,
        columns: [&'static str; N],
        end: &'static str,
    ) -> Self {
        let index = self.index_of(suffix, columns).and_where(Expr::col(end).is_null()).take();
        self.indexes.push(index);
        self
    }

    pub(super) fn unique<const N: usize>(mut self, suffix: &str, columns: [&'static str; N]) -> Self {
        let index = self.index_of(suffix, columns).unique().take();
        self.indexes.push(index);
        self
    }

    /// Unique over all tenants: an address that leads to one tenant.
    pub(super) fn unique_everywhere(mut self, suffix: &str, column: &'static str) -> Self {
        let index = Index::create()
            .name(format!("{}_{suffix}", self.name))
            .table(self.name)
            .col(column)
            .unique()
            .take();
        self.indexes.push(index);
        self
    }

    pub(super) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.table).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        wall_off(manager, self.name, TENANT).await
    }

    fn reference(&self, column: &'static str, other: &'static str) -> ForeignKeyCreateStatement {
        ForeignKey::create().from(self.name, (TENANT, column)).to(other, (TENANT, "id")).take()
    }

    fn index_of<const N: usize>(&self, suffix: &str, columns: [&'static str; N]) -> IndexCreateStatement {
        let mut index =
            Index::create().name(format!("{}_{suffix}", self.name)).table(self.name).col(TENANT).take();
        for column in columns {
            index.col(column);
        }
        index
    }
}

const TENANT: &str = "tenant_id";

/// Lets a session see the rows of the tenant it works for and of no other. The session says which one in
/// `naru.tenant`, or `all` for the work of the installation itself (see `scope`). SQLite has no such thing.
pub(super) async fn wall_off(manager: &SchemaManager<'_>, table: &str, tenant: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    // The sub-selects are evaluated once per statement, not once per row. A setting that was local to a finished
    // transaction reads as an empty text afterwards.
    let policy = format!(
        "ALTER TABLE \"{table}\" ENABLE ROW LEVEL SECURITY;
         ALTER TABLE \"{table}\" FORCE ROW LEVEL SECURITY;
         CREATE POLICY tenant_wall ON \"{table}\" USING (
             (SELECT current_setting('naru.tenant', true)) = 'all'
             OR \"{tenant}\" = (SELECT nullif(nullif(current_setting('naru.tenant', true), 'all'), '')::uuid)
         )"
    );
    manager.get_connection().execute_unprepared(&policy).await?;
    Ok(())
}
