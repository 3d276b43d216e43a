//! The schema, as the steps that made it. `docs/rules/database.md` says how to add one.
//!
//! Both databases run the same steps. Each runs in a transaction, so that a step that fails leaves nothing behind.

mod m0001_installation;
mod m0002_people;
mod m0003_telephony;
mod m0004_interaction;
mod m0005_care;
mod m0006_record;
mod m0007_served;
mod m0008_routing;
mod m0009_scenario;
mod table;

use sea_orm_migration::{MigrationTrait, MigratorTrait, async_trait};

pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_installation::Step),
            Box::new(m0002_people::Step),
            Box::new(m0003_telephony::Step),
            Box::new(m0004_interaction::Step),
            Box::new(m0005_care::Step),
            Box::new(m0006_record::Step),
            Box::new(m0007_served::Step),
            Box::new(m0008_routing::Step),
            Box::new(m0009_scenario::Step),
        ]
    }
}

/// Declares a migration's `Step`, named after its file, from the function that makes its tables.
macro_rules! step {
    ($name:literal, $up:path) => {
        pub(super) struct Step;

        impl sea_orm_migration::MigrationName for Step {
            fn name(&self) -> &str {
                $name
            }
        }

        #[sea_orm_migration::async_trait::async_trait]
        impl sea_orm_migration::MigrationTrait for Step {
            async fn up(
                &self,
                manager: &sea_orm_migration::SchemaManager,
            ) -> Result<(), sea_orm_migration::DbErr> {
                $up(manager).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}
use step;
