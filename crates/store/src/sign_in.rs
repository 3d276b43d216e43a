//! Sign-in entries, and what they say about guessing.

use domain::{
    page::{Listing, Page},
    sign_in::{Misses, SignInEntry, SignInKind, SignInResult},
    view::audit::{SignInFilter, SignInRow},
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    error::Error,
    row::{
        agent,
        column::{At, Word},
        sign_in_entry::{Column, Entity, Model},
    },
    scope::left_join,
    tenant_store::repository,
};

repository!(SignInEntries);

/// Beyond this many misses in a row the wait no longer grows, see [`Misses::locked_until`].
const MISSES_THAT_MATTER: u64 = 32;

impl SignInEntries<'_> {
    pub async fn insert(&self, entry: &SignInEntry) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.insert::<Entity>(Model::seal(&vault, self.scope.tenant(), entry)?).await
    }

    /// The newest first.
    pub async fn list(&self, filter: &SignInFilter, page: Page) -> Result<Listing<SignInRow>, Error> {
        let condition = Condition::all()
            .add_option(filter.from.map(|from| Column::At.gte(At(from))))
            .add_option(filter.to.map(|to| Column::At.lt(At(to))));
        let rows = self.scope.rows::<Entity>().filter(condition);
        let joined = left_join::<_, agent::Entity>(rows.clone(), Column::AgentId, agent::Column::Id)
            .column_as(agent::Column::Name, "agent_name")
            .order_by_desc(Expr::col((Entity, Column::At)))
            .order_by_desc(Expr::col((Entity, Column::Id)));
        let vault = self.scope.vault().await?;
        let found = self.scope.page_as::<Joined, _>(rows, joined, page).await?;
        found.try_map(|row| Ok(SignInRow { entry: row.entry.open(&vault)?, agent_name: row.agent_name }))
    }

    /// Forgets entries older than `before`; tells how many there were.
    pub async fn forget_before(&self, before: Timestamp) -> Result<u64, Error> {
        self.scope.delete::<Entity>(|delete| delete.filter(Column::At.lt(At(before)))).await
    }

    /// How often a sign-in with this ID has missed since it last succeeded, whether the ID exists or not. Attempts
    /// that were refused unread do not count.
    pub async fn misses(&self, login_id: &str) -> Result<Misses, Error> {
        let attempts = self
            .scope
            .rows::<Entity>()
            .filter(Column::LoginId.eq(login_id))
            .filter(Column::Kind.eq(Word(SignInKind::SignIn)))
            .filter(Column::Result.ne(Word(SignInResult::Locked)))
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .limit(MISSES_THAT_MATTER);
        let newest_first = self.scope.all(attempts).await?;
        let mut misses = newest_first.iter().take_while(|row| row.result.0 != SignInResult::Succeeded);
        let last = misses.next();
        Ok(Misses { count: last.map_or(0, |_| 1) + misses.count() as u32, last: last.map(|row| row.at.0) })
    }
}

#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    entry: Model,
    agent_name: Option<String>,
}
