//! Scenarios: one draft each, and the versions that were published from it.

use domain::{
    id::{AgentId, ScenarioId, ScenarioVersionId},
    scenario::{ForcedHours, Scenario, ScenarioVersion},
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    error::Error,
    row::{
        column::{At, Count},
        scenario::{Column, Entity, Model},
        scenario_version::{self, Model as VersionRow},
    },
    scope::found,
    tenant_store::repository,
};

repository!(Scenarios);

/// What is to be published; the store numbers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub id: ScenarioVersionId,
    pub document: String,
    pub note: String,
    pub by: Option<AgentId>,
    pub at: Timestamp,
    pub clips: Vec<String>,
}

impl Scenarios<'_> {
    pub async fn find(&self, id: ScenarioId) -> Result<Option<Scenario>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        Ok(row.map(Model::scenario))
    }

    pub async fn list(&self) -> Result<Vec<Scenario>, Error> {
        let by_name = self.scope.rows::<Entity>().order_by_asc(Column::Name).order_by_asc(Column::Id);
        Ok(self.scope.all(by_name).await?.into_iter().map(Model::scenario).collect())
    }

    pub async fn insert(&self, scenario: &Scenario) -> Result<(), Error> {
        self.scope.insert::<Entity>(Model::new(self.scope.tenant(), scenario)).await
    }

    pub async fn rename(&self, id: ScenarioId, name: &str) -> Result<(), Error> {
        let renamed = self
            .scope
            .change::<Entity>(|change| {
                change.col_expr(Column::Name, Expr::value(name)).filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        found::<Entity>(renamed)
    }

    /// Opens or closes by hand, or lets the hours hold again.
    pub async fn force_hours(&self, id: ScenarioId, forced: Option<ForcedHours>) -> Result<(), Error> {
        let until = forced.and_then(|it| it.until).map(At);
        let changed = self
            .scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::ForcedOpen, Expr::value(forced.map(|it| it.open)))
                    .col_expr(Column::ForcedUntil, Expr::value(until))
                    .filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        found::<Entity>(changed)
    }

    /// Saves a draft that was made from the one of `based_on`; [`Error::ChangedMeanwhile`] when somebody else has
    /// saved since.
    pub async fn save_draft(
        &self,
        id: ScenarioId,
        document: &str,
        based_on: Timestamp,
        by: Option<AgentId>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let saved = self
            .scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::Draft, Expr::value(document))
                    .col_expr(Column::DraftUpdatedAt, Expr::value(At(now)))
                    .col_expr(Column::DraftUpdatedBy, Expr::value(by.map(AgentId::uuid)))
                    .filter(Column::Id.eq(id.uuid()))
                    .filter(Column::DraftUpdatedAt.eq(At(based_on)))
            })
            .await?;
        if saved == 0 {
            return Err(match self.find(id).await? {
                Some(_) => Error::ChangedMeanwhile,
                None => Error::Missing("scenario"),
            });
        }
        Ok(())
    }

    /// Adds the next version and lets calls hear it from now on. Belongs in a transaction.
    pub async fn publish(&self, id: ScenarioId, publication: Publication) -> Result<ScenarioVersion, Error> {
        // Locks the scenario, so that two publications get two numbers.
        self.find(id).await?.ok_or(Error::Missing("scenario"))?;
        let latest = self.versions(id).await?.first().map_or(0, |version| version.version);
        let version = ScenarioVersion {
            id: publication.id,
            scenario: id,
            version: latest.saturating_add(1),
            document: publication.document,
            note: publication.note,
            published_by: publication.by,
            published_at: publication.at,
            clips: publication.clips,
        };
        self.scope.insert::<scenario_version::Entity>(VersionRow::new(self.scope.tenant(), &version)).await?;
        self.scope
            .change::<Entity>(|change| {
                change
                    .col_expr(Column::PublishedVersion, Expr::value(Count(version.version)))
                    .filter(Column::Id.eq(id.uuid()))
            })
            .await?;
        Ok(version)
    }

    /// The newest first.
    pub async fn versions(&self, id: ScenarioId) -> Result<Vec<ScenarioVersion>, Error> {
        let newest_first = self
            .scope
            .rows::<scenario_version::Entity>()
            .filter(scenario_version::Column::ScenarioId.eq(id.uuid()))
            .order_by_desc(scenario_version::Column::Version);
        Ok(self.scope.all(newest_first).await?.into_iter().map(VersionRow::scenario_version).collect())
    }

    pub async fn version(&self, id: ScenarioId, version: u32) -> Result<Option<ScenarioVersion>, Error> {
        let numbered = self
            .scope
            .rows::<scenario_version::Entity>()
            .filter(scenario_version::Column::ScenarioId.eq(id.uuid()))
            .filter(scenario_version::Column::Version.eq(Count(version)));
        Ok(self.scope.one(numbered).await?.map(VersionRow::scenario_version))
    }

    pub async fn find_version(&self, id: ScenarioVersionId) -> Result<Option<ScenarioVersion>, Error> {
        let with_id =
            self.scope.rows::<scenario_version::Entity>().filter(scenario_version::Column::Id.eq(id.uuid()));
        Ok(self.scope.one(with_id).await?.map(VersionRow::scenario_version))
    }

    /// The versions that calls hear now, one for each scenario that was published.
    pub async fn published(&self) -> Result<Vec<ScenarioVersion>, Error> {
        let mut published = vec![];
        for scenario in self.list().await? {
            if let Some(version) = scenario.published_version {
                published.extend(self.version(scenario.id, version).await?);
            }
        }
        Ok(published)
    }
}
