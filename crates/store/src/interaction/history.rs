//! What the history list shows of an interaction, and by what it is filtered (HIS-01, HIS-02).

use std::collections::HashMap;

use domain::{
    category::{Category, CategoryScheme},
    id::{AgentId, CategoryId, CustomerId, InteractionId},
    page::{Listing, Page},
    recording::RecordingState,
    view::history::{HistoryFilter, HistoryRow, WrapUpState},
};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SimpleExpr, UnionType},
};
use uuid::Uuid;

use crate::{
    category::Categories,
    customer,
    error::Error,
    number_query,
    row::{
        agent, brand,
        column::{At, Word},
        customer as customer_row,
        interaction::{Column, Entity, Model},
        queue, queue_visit, recording, wrap_up,
    },
    scope::{Scope, left_join},
    vault::{Vault, seal::Sealed},
};

pub(super) async fn list(
    scope: &Scope,
    filter: &HistoryFilter,
    page: Page,
) -> Result<Listing<HistoryRow>, Error> {
    let vault = scope.vault().await?;
    let rows = scope.rows::<Entity>().filter(condition(scope, filter, &vault));
    let found = scope.page_as::<Joined, _>(rows.clone(), newest_first(joined(rows)), page).await?;
    Ok(Listing { items: complete(scope, &vault, found.items).await?, total: found.total })
}

pub(super) async fn one(scope: &Scope, id: InteractionId) -> Result<Option<HistoryRow>, Error> {
    let vault = scope.vault().await?;
    let rows =
        scope.all_as::<Joined, _>(joined(scope.rows::<Entity>().filter(Column::Id.eq(id.uuid())))).await?;
    Ok(complete(scope, &vault, rows).await?.pop())
}

pub(super) async fn of_customer(
    scope: &Scope,
    id: CustomerId,
    at_most: u32,
) -> Result<Vec<HistoryRow>, Error> {
    let customer = scope.rows::<customer_row::Entity>().filter(customer_row::Column::Id.eq(id.uuid()));
    let Some(customer) = scope.one(customer).await? else {
        return Ok(vec![]);
    };
    let theirs = Condition::any()
        .add(Column::CustomerId.eq(id.uuid()))
        .add_option(customer.number_hash.map(|number| Column::NumberHash.eq(number)));
    let vault = scope.vault().await?;
    let rows = newest_first(joined(scope.rows::<Entity>().filter(theirs))).limit(u64::from(at_most));
    let rows = scope.all_as::<Joined, _>(rows).await?;
    complete(scope, &vault, rows).await
}

fn condition(scope: &Scope, filter: &HistoryFilter, vault: &Vault) -> Condition {
    Condition::all()
        .add_option(filter.from.map(|from| Column::StartedAt.gte(At(from))))
        .add_option(filter.to.map(|to| Column::StartedAt.lt(At(to))))
        .add_option(filter.queue.map(|queue| Column::QueueId.eq(queue.uuid())))
        .add_option(filter.agent.map(|agent| served_by(scope, agent)))
        .add_option(filter.outcome.map(|outcome| Column::Outcome.eq(Word(outcome))))
        .add_option(filter.channel.map(|channel| Column::Channel.eq(Word(channel))))
        .add_option(
            filter
                .number
                .as_ref()
                .map(|it| number_query::condition(it, vault, Column::NumberHash, Column::LastFourHash)),
        )
}

/// Those the agent talked in last, and those that somebody else took over from the agent. As one list of ids: with an
/// "or" SQLite reads the whole history.
fn served_by(scope: &Scope, agent: AgentId) -> SimpleExpr {
    let talked_last =
        scope.rows::<Entity>().filter(Column::AgentId.eq(agent.uuid())).select_only().column(Column::Id);
    let answered = scope
        .rows::<queue_visit::Entity>()
        .filter(queue_visit::Column::AgentId.eq(agent.uuid()))
        .select_only()
        .column(queue_visit::Column::InteractionId);
    let served = answered.into_query().union(UnionType::Distinct, talked_last.into_query()).take();
    Column::Id.in_subquery(served)
}

/// An interaction's row with what stands in other tables once per interaction.
#[derive(FromQueryResult)]
struct Joined {
    #[sea_orm(nested)]
    interaction: Model,
    brand_name: Option<String>,
    queue_name: Option<String>,
    agent_name: Option<String>,
    customer_name: Option<Sealed>,
    customer_vip: Option<bool>,
    wrap_up_updated_at: Option<At>,
    wrap_up_saved_at: Option<At>,
    category_id: Option<Uuid>,
}

fn joined(rows: Select<Entity>) -> Select<Entity> {
    let rows = left_join::<_, brand::Entity>(rows, Column::BrandId, brand::Column::Id);
    let rows = left_join::<_, queue::Entity>(rows, Column::QueueId, queue::Column::Id);
    let rows = left_join::<_, agent::Entity>(rows, Column::AgentId, agent::Column::Id);
    let rows = left_join::<_, customer_row::Entity>(rows, Column::CustomerId, customer_row::Column::Id);
    let rows = left_join::<_, wrap_up::Entity>(rows, Column::Id, wrap_up::Column::InteractionId);
    rows.column_as(brand::Column::Name, "brand_name")
        .column_as(queue::Column::Name, "queue_name")
        .column_as(agent::Column::Name, "agent_name")
        .column_as(customer_row::Column::Name, "customer_name")
        .column_as(customer_row::Column::Vip, "customer_vip")
        .column_as(wrap_up::Column::UpdatedAt, "wrap_up_updated_at")
        .column_as(wrap_up::Column::SavedAt, "wrap_up_saved_at")
        .column_as(wrap_up::Column::CategoryId, "category_id")
}

/// Ids break ties, so that pages neither repeat a row nor lose one.
fn newest_first(rows: Select<Entity>) -> Select<Entity> {
    rows.order_by_desc(Expr::col((Entity, Column::StartedAt))).order_by_desc(Expr::col((Entity, Column::Id)))
}

/// Adds what takes further queries, one for the whole page each.
async fn complete(scope: &Scope, vault: &Vault, rows: Vec<Joined>) -> Result<Vec<HistoryRow>, Error> {
    let unknown = rows.iter().filter(|row| row.customer_name.is_none());
    let by_number =
        customer::known_by_number(scope, unknown.filter_map(|row| row.interaction.number_hash.clone()))
            .await?;
    let recordings = last_recordings(scope, rows.iter().map(|row| row.interaction.id)).await?;
    let categories = if rows.iter().any(|row| row.category_id.is_some()) {
        Categories::new(scope).list(CategoryScheme::Resolution).await?
    } else {
        vec![]
    };
    let mut complete = Vec::with_capacity(rows.len());
    for row in rows {
        let customer = match (row.interaction.customer_id, &row.customer_name, row.customer_vip) {
            (Some(id), Some(name), Some(vip)) => Some(customer::known_customer(vault, id, name, vip)?),
            _ => row.interaction.number_hash.as_ref().and_then(|number| by_number.get(number)).cloned(),
        };
        complete.push(HistoryRow {
            recording: recordings.get(&row.interaction.id).copied(),
            interaction: row.interaction.open(vault)?,
            customer,
            brand_name: row.brand_name,
            queue_name: row.queue_name,
            agent_name: row.agent_name,
            wrap_up: match (row.wrap_up_updated_at, row.wrap_up_saved_at) {
                (None, _) => WrapUpState::None,
                (Some(_), None) => WrapUpState::Draft,
                (Some(_), Some(_)) => WrapUpState::Saved,
            },
            category_path: row
                .category_id
                .map(|id| path_of(&categories, CategoryId::new(id)))
                .unwrap_or_default(),
        });
    }
    Ok(complete)
}

async fn last_recordings(
    scope: &Scope,
    interactions: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, RecordingState>, Error> {
    let of_these = scope
        .rows::<recording::Entity>()
        .filter(recording::Column::InteractionId.is_in(interactions))
        .order_by_asc(recording::Column::StartedAt)
        .order_by_asc(recording::Column::Id);
    let rows = scope.all(of_these).await?;
    Ok(rows.into_iter().map(|row| (row.interaction_id, row.state.0)).collect())
}

fn path_of(all: &[Category], chosen: CategoryId) -> Vec<String> {
    let mut path = vec![];
    let mut next = Some(chosen);
    // A tree has fewer levels than nodes, so a broken one cannot keep this going.
    while let Some(category) =
        next.and_then(|id| all.iter().find(|it| it.id == id)).filter(|_| path.len() < all.len())
    {
        path.push(category.name.clone());
        next = category.parent;
    }
    path.reverse();
    path
}
