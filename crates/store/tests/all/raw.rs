//! A way past the store, to do to its database what the world might do.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use testkit::database::TestDatabase;

/// One connection that sees every tenant's rows.
pub async fn connect(database: &TestDatabase) -> DatabaseConnection {
    let mut options = ConnectOptions::new(database.config().database);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await.unwrap();
    if connection.get_database_backend() == DbBackend::Postgres {
        see(&connection, "all").await;
    }
    connection
}

/// Turns a PostgreSQL connection to one tenant, or `all`.
pub async fn see(connection: &DatabaseConnection, tenant: &str) {
    run(connection, &format!("SELECT set_config('naru.tenant', '{tenant}', false)")).await;
}

pub async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap();
}

pub async fn count(connection: &DatabaseConnection, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM \"{table}\"");
    let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    row.unwrap().unwrap().try_get_by(0).unwrap()
}

/// Every row of a table as text, in order.
pub async fn dump(connection: &DatabaseConnection, table: &str) -> String {
    let sql = match connection.get_database_backend() {
        DbBackend::Postgres => {
            format!("SELECT COALESCE(string_agg(t::text, ' ' ORDER BY t::text), '') FROM \"{table}\" t")
        }
        _ => {
            let columns = texts(connection, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let columns =
                columns.iter().map(|it| format!("quote(\"{it}\")")).collect::<Vec<_>>().join("||','||");
            format!(
                "SELECT COALESCE(group_concat(r, ' '), '') FROM (SELECT {columns} AS r FROM \"{table}\" ORDER BY 1)"
            )
        }
    };
    texts(connection, &sql).await.concat()
}

/// The tables whose rows belong to a tenant, as the database knows them.
pub async fn tenant_tables(connection: &DatabaseConnection) -> Vec<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text FROM information_schema.columns \
             WHERE column_name = 'tenant_id' AND table_schema = 'public' ORDER BY 1"
        }
        _ => {
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name = 'tenant_id' ORDER BY 1"
        }
    };
    texts(connection, sql).await
}

pub async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    rows.unwrap().iter().map(|row| row.try_get_by(0).unwrap()).collect()
}
