//! Customers. Numbers and mails are found by their keyed hashes.
//!
//! Names are searched by part without an index: an index of name parts, keyed or not, would show how frequent
//! each family name is and so give many of them away. Instead the newest [`NAME_SEARCH_ROWS`] names are opened and
//! compared here, and a whole name is also found by its hash, however old the row. [`Found::complete`] tells when
//! a part of a name was not looked for everywhere.

use std::collections::{HashMap, HashSet};

use domain::{
    customer::Customer,
    id::CustomerId,
    page::{Listing, Page},
    phone_number::PhoneNumber,
    view::customer::{CustomerQuery, Found, KnownCustomer},
};
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::{
    error::Error,
    number_query,
    row::customer::{Column, Entity, Model, open_name},
    scope::{Scope, found},
    tenant_store::repository,
    vault::{
        Vault,
        blind::{Blind, searchable_name},
        seal::Sealed,
    },
};

repository!(Customers);

/// How many names a search by part opens, the most recently changed first: about a tenth of a second.
pub const NAME_SEARCH_ROWS: u64 = 20_000;

impl Customers<'_> {
    pub async fn find(&self, id: CustomerId) -> Result<Option<Customer>, Error> {
        let row =
            self.scope.one_to_change(self.scope.rows::<Entity>().filter(Column::Id.eq(id.uuid()))).await?;
        match row {
            Some(row) => Ok(Some(row.open(&self.scope.vault().await?)?)),
            None => Ok(None),
        }
    }

    /// Whose number this is. Of several customers with one number, the first one made.
    pub async fn find_by_number(&self, number: &PhoneNumber) -> Result<Option<Customer>, Error> {
        let vault = self.scope.vault().await?;
        let with_number = self
            .scope
            .rows::<Entity>()
            .filter(Column::NumberHash.eq(vault.blind_number(number)))
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id);
        self.scope.one(with_number).await?.map(|row| row.open(&vault)).transpose()
    }

    /// The most recently changed first.
    pub async fn search(&self, query: &CustomerQuery, page: Page) -> Result<Found, Error> {
        let vault = self.scope.vault().await?;
        let rows = self.scope.rows::<Entity>();
        let rows = match query {
            CustomerQuery::Everybody => rows,
            CustomerQuery::Number(number) => {
                rows.filter(number_query::condition(number, &vault, Column::NumberHash, Column::LastFourHash))
            }
            CustomerQuery::Email(email) => rows.filter(Column::EmailHash.eq(vault.blind_email(email))),
            CustomerQuery::Name(part) => return self.search_names(&vault, part, page).await,
        };
        let rows = self.scope.page_as::<Model, _>(rows.clone(), newest_first(rows), page).await?;
        Ok(Found { customers: rows.try_map(|row| row.open(&vault))?, complete: true })
    }

    pub async fn insert(&self, customer: &Customer) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.insert::<Entity>(Model::seal(&vault, self.scope.tenant(), customer)?).await
    }

    pub async fn update(&self, customer: &Customer) -> Result<(), Error> {
        let vault = self.scope.vault().await?;
        self.scope.update::<Entity>(Model::seal(&vault, self.scope.tenant(), customer)?, &[]).await
    }

    pub async fn delete(&self, id: CustomerId) -> Result<(), Error> {
        found::<Entity>(self.scope.delete::<Entity>(|delete| delete.filter(Column::Id.eq(id.uuid()))).await?)
    }

    async fn search_names(&self, vault: &Vault, part: &str, page: Page) -> Result<Found, Error> {
        let names = || self.scope.rows::<Entity>().select_only().column(Column::Id).column(Column::Name);
        let searched =
            self.scope.all_as::<Name, _>(newest_first(names()).limit(NAME_SEARCH_ROWS + 1)).await?;
        let complete = searched.len() as u64 <= NAME_SEARCH_ROWS;
        let whole = names().filter(Column::NameHash.eq(vault.blind_name(part)));
        let whole = self.scope.all_as::<Name, _>(newest_first(whole)).await?;

        let part = searchable_name(part);
        let opening = vault.clone();
        // Opening thousands of names takes long enough to be felt by whatever else runs on this thread.
        let matching = tokio::task::spawn_blocking(move || matching(&opening, &searched, &part));
        let mut ids = matching.await.map_err(|error| Error::Refused(error.to_string()))??;
        // What has the whole name and was not among the newest is older than all of those.
        let newest: HashSet<Uuid> = ids.iter().copied().collect();
        ids.extend(whole.into_iter().map(|name| name.id).filter(|id| !newest.contains(id)));

        let total = ids.len() as u64;
        let shown: Vec<Uuid> =
            ids.into_iter().skip(page.offset() as usize).take(page.size as usize).collect();
        let rows = self
            .scope
            .all(self.scope.rows::<Entity>().filter(Column::Id.is_in(shown.iter().copied())))
            .await?;
        let mut rows: HashMap<Uuid, Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        let items = shown
            .iter()
            .filter_map(|id| rows.remove(id))
            .map(|row| row.open(vault))
            .collect::<Result<_, _>>()?;
        Ok(Found { customers: Listing { items, total }, complete })
    }
}

#[derive(FromQueryResult)]
struct Name {
    id: Uuid,
    name: Sealed,
}

fn newest_first(rows: Select<Entity>) -> Select<Entity> {
    rows.order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id)
}

fn matching(vault: &Vault, names: &[Name], part: &str) -> Result<Vec<Uuid>, Error> {
    let mut ids = vec![];
    for name in names {
        if searchable_name(&open_name(vault, name.id, &name.name)?).contains(part) {
            ids.push(name.id);
        }
    }
    Ok(ids)
}

/// Who is behind each number, as [`Customers::find_by_number`] would answer.
pub(crate) async fn known_by_number(
    scope: &Scope,
    numbers: impl IntoIterator<Item = Blind>,
) -> Result<HashMap<Blind, KnownCustomer>, Error> {
    let numbers: Vec<Blind> = numbers.into_iter().collect();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let vault = scope.vault().await?;
    let first_made_last = scope
        .rows::<Entity>()
        .filter(Column::NumberHash.is_in(numbers))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id);
    let mut known = HashMap::new();
    for row in scope.all(first_made_last).await? {
        if let Some(number) = row.number_hash.clone() {
            known.insert(number, known_customer(&vault, row.id, &row.name, row.vip)?);
        }
    }
    Ok(known)
}

pub(crate) fn known_customer(
    vault: &Vault,
    id: Uuid,
    name: &Sealed,
    vip: bool,
) -> Result<KnownCustomer, Error> {
    Ok(KnownCustomer { id: CustomerId::new(id), name: open_name(vault, id, name)?, vip })
}
