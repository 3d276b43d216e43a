//! Interactions. Their rows come out of the journal; here they are only read.

mod history;

use domain::{
    id::{AgentId, CustomerId, InteractionId},
    interaction::Interaction,
    page::{Listing, Page},
    phone_number::PhoneNumber,
    view::history::{HistoryFilter, HistoryRow},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::{
    error::Error,
    row::{
        agent,
        interaction::{Column, Entity},
    },
    tenant_store::repository,
};

repository!(Interactions);

impl Interactions<'_> {
    pub async fn find(&self, id: InteractionId) -> Result<Option<Interaction>, Error> {
        match self.scope.one(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await? {
            Some(row) => Ok(Some(row.open(&self.scope.vault().await?)?)),
            None => Ok(None),
        }
    }

    /// Those that have not ended, the oldest first. After a restart these are the calls that were cut off.
    pub async fn open(&self) -> Result<Vec<Interaction>, Error> {
        let vault = self.scope.vault().await?;
        let open = self
            .scope
            .rows::<Entity>()
            .filter(Column::EndedAt.is_null())
            .order_by_asc(Column::StartedAt)
            .order_by_asc(Column::Id);
        self.scope.all(open).await?.into_iter().map(|row| row.open(&vault)).collect()
    }

    /// The history list, the newest first.
    pub async fn history(&self, filter: &HistoryFilter, page: Page) -> Result<Listing<HistoryRow>, Error> {
        history::list(self.scope, filter, page).await
    }

    /// One line of the history list.
    pub async fn history_row(&self, id: InteractionId) -> Result<Option<HistoryRow>, Error> {
        history::one(self.scope, id).await
    }

    /// Who talked to this number last, and still works here.
    pub async fn last_agent_of(&self, number: &PhoneNumber) -> Result<Option<AgentId>, Error> {
        let vault = self.scope.vault().await?;
        let at_work = agent::Column::DeactivatedAt.is_null();
        let theirs = self
            .scope
            .rows::<Entity>()
            .filter(Column::NumberHash.eq(vault.blind_number(number)))
            .filter(
                Column::AgentId.in_subquery(
                    self.scope
                        .rows::<agent::Entity>()
                        .filter(at_work)
                        .select_only()
                        .column(agent::Column::Id)
                        .into_query(),
                ),
            )
            .order_by_desc(Column::StartedAt)
            .order_by_desc(Column::Id);
        Ok(self.scope.one(theirs).await?.and_then(|row| row.agent_id).map(AgentId::new))
    }

    /// A customer's last interactions, the newest first: those that began with the customer known, and those from
    /// the customer's number before anybody knew whose it was.
    pub async fn of_customer(&self, customer: CustomerId, at_most: u32) -> Result<Vec<HistoryRow>, Error> {
        history::of_customer(self.scope, customer, at_most).await
    }
}
