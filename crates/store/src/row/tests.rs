//! Rows and schema agree, column by column, on both databases.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, IdenStatic, Iterable,
    PrimaryKeyToColumn, PrimaryKeyTrait, Statement, sea_query::ColumnType,
};
use sea_orm_migration::MigratorTrait;

use super::*;
use crate::{
    database::Database, migration::Migrator, scratch::ScratchDatabase, tenant::erase::TENANT_TABLES,
};

/// A column as both sides can describe it.
#[derive(Debug, PartialEq, Eq)]
struct Described {
    kind: &'static str,
    optional: bool,
}

type Table = BTreeMap<String, Described>;

fn of_entity<E: EntityTrait>() -> (String, Table, Vec<String>) {
    let columns = E::Column::iter().map(|column| {
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::Uuid => "uuid",
            ColumnType::String(_) | ColumnType::Text => "text",
            ColumnType::BigInteger => "big integer",
            ColumnType::Integer => "integer",
            ColumnType::Boolean => "boolean",
            ColumnType::Blob | ColumnType::VarBinary(_) | ColumnType::Binary(_) => "bytes",
            other => panic!("{other:?} is not a type both databases have"),
        };
        (column.as_str().to_owned(), Described { kind, optional: definition.is_null() })
    });
    let key = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned()).collect();
    assert!(!<E::PrimaryKey as PrimaryKeyTrait>::auto_increment(), "ids are made by the centre");
    (E::default().table_name().to_owned(), columns.collect(), key)
}

macro_rules! entities {
    ($($module:ident),+ $(,)?) => {
        vec![$(of_entity::<$module::Entity>()),+]
    };
}

fn entities() -> Vec<(String, Table, Vec<String>)> {
    entities![
        agent,
        agent_group,
        audit_entry,
        brand,
        call_leg,
        callback_request,
        category,
        customer,
        installation,
        interaction,
        journal_position,
        moment,
        operator,
        owned_number,
        queue,
        queue_member,
        queue_slot,
        queue_visit,
        recording,
        routing_entry,
        scenario,
        scenario_version,
        setting,
        sign_in_entry,
        skill_level,
        sound,
        status_span,
        tenant,
        text_message,
        trunk,
        web_session,
        wrap_up,
    ]
}

async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<Vec<String>> {
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    let text = |row: &sea_orm::QueryResult, at: usize| row.try_get_by::<Option<String>, _>(at);
    rows.unwrap()
        .iter()
        .map(|row| (0..).map_while(|at| text(row, at).ok()).map(Option::unwrap_or_default).collect())
        .collect()
}

/// Tables with their columns, and the columns of their primary keys.
async fn schema(connection: &DatabaseConnection) -> BTreeMap<String, (Table, BTreeSet<String>)> {
    let is_sqlite = connection.get_database_backend() == DbBackend::Sqlite;
    let sql = if is_sqlite {
        "SELECT m.name, c.name, c.type, CASE c.\"notnull\" WHEN 0 THEN 'YES' ELSE 'NO' END, \
                CASE c.pk WHEN 0 THEN '' ELSE 'key' END \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable::text, \
                CASE WHEN k.column_name IS NULL THEN '' ELSE 'key' END \
         FROM information_schema.columns c \
         LEFT JOIN information_schema.key_column_usage k \
           ON k.table_name = c.table_name AND k.column_name = c.column_name \
          AND k.constraint_name = c.table_name || '_pkey' \
         WHERE c.table_schema = 'public'"
    };
    let mut tables = BTreeMap::<_, (Table, BTreeSet<String>)>::new();
    for row in texts(connection, sql).await {
        let [table, column, kind, optional, key] = row.as_slice() else { panic!("five columns: {row:?}") };
        if table == "seaql_migrations" {
            continue;
        }
        let kind = match kind.to_lowercase().as_str() {
            "uuid" | "uuid_text" => "uuid",
            "text" | "varchar" => "text",
            "bigint" => "big integer",
            "integer" => "integer",
            "boolean" => "boolean",
            "blob" | "bytea" => "bytes",
            other => panic!("{table}.{column} is a {other}"),
        };
        let described = Described { kind, optional: optional == "YES" };
        let (columns, keys) = tables.entry(table.clone()).or_default();
        columns.insert(column.clone(), described);
        if key == "key" {
            keys.insert(column.clone());
        }
    }
    tables
}

async fn check(address: &str) {
    let database = Database::connect(address).await.unwrap();
    Migrator::up(database.writer(), None).await.unwrap();
    let mut schema = schema(database.writer()).await;
    let of_tenants: BTreeSet<_> = schema
        .iter()
        .filter(|(_, (columns, _))| columns.contains_key("tenant_id"))
        .map(|(table, _)| table.as_str())
        .collect();
    assert_eq!(of_tenants, BTreeSet::from(TENANT_TABLES), "a tenant is erased from all of its tables");
    let is_sqlite = database.backend() == DbBackend::Sqlite;
    for (table, mut columns, key) in entities() {
        // SQLite has one size of integer.
        columns
            .values_mut()
            .filter(|it| is_sqlite && it.kind == "big integer")
            .for_each(|it| it.kind = "integer");
        let (found, found_key) = schema.remove(&table).unwrap_or_else(|| panic!("there is no table {table}"));
        assert_eq!(found, columns, "{table}");
        assert_eq!(found_key, BTreeSet::from_iter(key), "{table}");
    }
    assert!(schema.is_empty(), "tables without rows: {:?}", schema.keys());
    database.close().await.unwrap();
}

#[tokio::test]
async fn every_row_has_the_columns_of_its_table_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check(&format!("sqlite:{}", folder.path().join("naru.db").display())).await;
}

#[tokio::test]
async fn every_row_has_the_columns_of_its_table_on_postgresql() {
    let Ok(server) = std::env::var("NARU_TEST_POSTGRES") else {
        println!("PostgreSQL was not tested: NARU_TEST_POSTGRES names no server");
        return;
    };
    let scratch = ScratchDatabase::create(&server).await.unwrap();
    check(&scratch.address()).await;
    scratch.remove().await.unwrap();
}
