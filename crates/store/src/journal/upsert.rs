//! Many rows in one statement.
//!
//! The statements are made once per table and number of rows and then only filled with values: building one anew
//! costs more than the database takes to run it. A few fixed sizes keep the database's own cache of prepared
//! statements small.

use std::{any::TypeId, collections::HashMap, fmt::Write};

use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DbBackend, DbErr, IdenStatic, IntoActiveModel, Iterable,
    PrimaryKeyToColumn, Statement, Value,
};

use super::fact_row::FactTable;

/// Rows per statement, most first. 64 rows of the widest table are 1,400 parameters; SQLite takes 32,766,
/// PostgreSQL 65,535.
const SIZES: [usize; 4] = [64, 16, 4, 1];

#[derive(Default)]
pub(super) struct Upserts {
    statements: HashMap<(TypeId, usize), String>,
}

impl Upserts {
    pub async fn write<E: FactTable + 'static>(
        &mut self,
        connection: &impl ConnectionTrait,
        rows: Vec<E::Model>,
    ) -> Result<(), DbErr> {
        let backend = connection.get_database_backend();
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let size = SIZES.into_iter().find(|size| *size <= rows.len()).unwrap_or(1);
            let columns = E::Column::iter().count();
            let mut values = Vec::with_capacity(size * columns);
            for row in rows.by_ref().take(size) {
                put_values::<E>(row, &mut values)?;
            }
            let sql = self.statement::<E>(backend, size);
            connection.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        }
        Ok(())
    }

    fn statement<E: FactTable + 'static>(&mut self, backend: DbBackend, size: usize) -> &str {
        self.statements.entry((TypeId::of::<E>(), size)).or_insert_with(|| statement::<E>(backend, size))
    }
}

fn put_values<E: FactTable>(row: E::Model, into: &mut Vec<Value>) -> Result<(), DbErr> {
    let mut row = row.into_active_model();
    for column in E::Column::iter() {
        match row.take(column) {
            ActiveValue::Set(value) | ActiveValue::Unchanged(value) => into.push(value),
            ActiveValue::NotSet => return Err(DbErr::AttrNotSet(column.as_str().to_owned())),
        }
    }
    Ok(())
}

fn statement<E: FactTable>(backend: DbBackend, size: usize) -> String {
    let columns: Vec<String> = E::Column::iter().map(|column| column.as_str().to_owned()).collect();
    let keys: Vec<String> = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned()).collect();
    let fixed: Vec<String> = E::FIXED.iter().map(|column| column.as_str().to_owned()).collect();
    let quoted =
        |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");

    let mut sql = format!("INSERT INTO \"{}\" ({}) VALUES ", E::default().table_name(), quoted(&columns));
    let mut parameter = 0;
    for row in 0..size {
        sql.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns.len() {
            parameter += 1;
            if column > 0 {
                sql.push(',');
            }
            // Writing to a String cannot fail.
            let _ = match backend {
                DbBackend::Postgres => write!(sql, "${parameter}"),
                _ => write!(sql, "?"),
            };
        }
        sql.push(')');
    }
    let _ = write!(sql, " ON CONFLICT ({}) DO ", quoted(&keys));
    let changing: Vec<String> = columns
        .iter()
        .filter(|column| !keys.contains(column) && !fixed.contains(column))
        .map(|column| format!("\"{column}\"=excluded.\"{column}\""))
        .collect();
    if E::WRITTEN_ONCE {
        sql.push_str("NOTHING");
    } else {
        let _ = write!(sql, "UPDATE SET {}", changing.join(","));
    }
    sql
}
