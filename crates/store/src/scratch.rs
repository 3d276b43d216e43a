//! Databases that live as long as a test. Only with the cargo feature `scratch`.

use std::str::FromStr;

use rand::{TryRng, rngs::SysRng};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, SqlxPostgresConnector,
    sqlx::{
        ConnectOptions, Connection,
        postgres::{PgConnectOptions, PgPoolOptions},
    },
};

use crate::error::Error;

/// An empty PostgreSQL database of its own, used by a role that row-level security holds for.
pub struct ScratchDatabase {
    server: PgConnectOptions,
    name: String,
}

/// The role that owns scratch databases: as ordinary as the one Naru runs with.
const ROLE: &str = "naru_scratch";

impl ScratchDatabase {
    /// Makes a database on the server at `address`, which must name a role that may make roles and databases.
    pub async fn create(address: &str) -> Result<Self, Error> {
        let server =
            PgConnectOptions::from_str(address).map_err(|error| Error::Refused(error.to_string()))?;
        let mut random = [0; 8];
        SysRng.try_fill_bytes(&mut random).map_err(|_| Error::NoRandomness)?;
        let name = format!("naru_scratch_{:016x}", u64::from_be_bytes(random));
        let scratch = Self { server, name };
        // Another test may be making the role at this moment.
        scratch
            .on_the_server(&[
                format!(
                    "DO $$ BEGIN CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'; \
                     EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
                ),
                format!("CREATE DATABASE {} OWNER {ROLE}", scratch.name),
            ])
            .await?;
        Ok(scratch)
    }

    pub fn address(&self) -> String {
        self.server.clone().username(ROLE).password(ROLE).database(&self.name).to_url_lossy().to_string()
    }

    /// Removes the database, whoever is still connected to it.
    pub async fn remove(self) -> Result<(), Error> {
        self.on_the_server(&[format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)]).await
    }

    async fn on_the_server(&self, statements: &[String]) -> Result<(), Error> {
        let unavailable = |error: sea_orm::sqlx::Error| Error::Unavailable(error.to_string());
        // A pool would keep trying a server that is not there.
        self.server.connect().await.map_err(unavailable)?.close().await.map_err(unavailable)?;
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(self.server.clone())
            .await
            .map_err(unavailable)?;
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        let done = run(&connection, statements).await;
        connection.close().await?;
        Ok(done?)
    }
}

async fn run(connection: &DatabaseConnection, statements: &[String]) -> Result<(), DbErr> {
    for statement in statements {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}
