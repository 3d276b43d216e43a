//! Customers: known by number, saved during or after a call, seen by every agent (CUS-01).

use domain::{
    agent,
    customer::{Customer, MAX_NOTE_CHARS},
    id::{CustomerId, InteractionId},
    number_query::NumberQuery,
    page::Page,
    permission::Permission,
    phone_number::PhoneNumber,
    view::{
        customer::{CustomerQuery, Found},
        history::HistoryRow,
    },
};

use crate::{
    context::{Audit, Context, Reason},
    error::{Error, Form},
    event::Event,
    floor::input::{Input, KnownCustomer},
    ids, interaction,
};

/// Calls shown beside a customer (PHN-03).
const LAST_CALLS: u32 = 5;

/// What is typed. `None` leaves a field as it is; an empty text clears it.
pub struct CustomerForm {
    pub name: String,
    pub number: Option<String>,
    /// Take the number of this interaction, which the person who types may not even see.
    pub number_from: Option<InteractionId>,
    pub email: Option<String>,
    pub note: String,
    pub vip: bool,
}

pub async fn search(cx: &Context, text: &str, page: Page) -> Result<Found, Error> {
    cx.require(Permission::ReadCustomers)?;
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let query = if text.is_empty() {
        CustomerQuery::Everybody
    } else if text.contains('@') {
        CustomerQuery::Email(text.to_owned())
    } else if digits >= 4 {
        CustomerQuery::Number(NumberQuery::parse(text).map_err(|it| Error::field("q", it))?)
    } else {
        CustomerQuery::Name(text.to_owned())
    };
    Ok(cx.store.customers().search(&query, page).await?)
}

pub async fn find(cx: &Context, id: CustomerId) -> Result<Customer, Error> {
    cx.require(Permission::ReadCustomers)?;
    cx.store.customers().find(id).await?.ok_or_else(|| Error::not_found("customer.not_found"))
}

pub async fn create(cx: &Context, form: CustomerForm) -> Result<Customer, Error> {
    cx.require(Permission::EditCustomers)?;
    let now = cx.now();
    let from = form.number_from;
    let fresh = Customer {
        id: CustomerId::new(ids::fresh()),
        name: String::new(),
        number: None,
        email: None,
        note: String::new(),
        vip: false,
        created_at: now,
        updated_at: now,
    };
    let customer = fill(cx, fresh, form).await?;
    let transaction = cx.store.begin().await?;
    transaction.customers().insert(&customer).await?;
    cx.audit(&transaction, Audit::of(Permission::EditCustomers, "customer", customer.id.uuid())).await?;
    transaction.commit().await?;
    if let Some(interaction) = from {
        let known = KnownCustomer { id: customer.id, name: customer.name.clone(), vip: customer.vip };
        let floor = cx.floor().await?;
        floor.input(Input::KnownCustomer { interaction, customer: known });
        floor.emit(Event::InteractionChanged(interaction));
    }
    Ok(customer)
}

pub async fn update(cx: &Context, id: CustomerId, form: CustomerForm) -> Result<Customer, Error> {
    cx.require(Permission::EditCustomers)?;
    let before = find(cx, id).await?;
    let customer = fill(cx, Customer { updated_at: cx.now(), ..before }, form).await?;
    let transaction = cx.store.begin().await?;
    transaction.customers().update(&customer).await?;
    cx.audit(&transaction, Audit::of(Permission::EditCustomers, "customer", id.uuid())).await?;
    transaction.commit().await?;
    Ok(customer)
}

/// Everything in full, for a reason that is kept.
pub async fn unmask(cx: &Context, id: CustomerId, reason: &str) -> Result<Customer, Error> {
    cx.require(Permission::Unmask)?;
    let reason = Reason::parse(reason)?;
    let customer = find(cx, id).await?;
    let transaction = cx.store.begin().await?;
    cx.audit(&transaction, Audit::of(Permission::Unmask, "customer", id.uuid()).reason(&reason)).await?;
    transaction.commit().await?;
    Ok(customer)
}

/// The customer's last calls, whoever took them: what was said is shared by all agents (CHT-09).
pub async fn last_calls(cx: &Context, id: CustomerId) -> Result<Vec<HistoryRow>, Error> {
    cx.require(Permission::ReadCustomers)?;
    Ok(cx.store.interactions().of_customer(id, LAST_CALLS).await?)
}

async fn fill(cx: &Context, mut customer: Customer, typed: CustomerForm) -> Result<Customer, Error> {
    let mut form = Form::default();
    if let Some(name) = form.take("name", agent::parse_name(&typed.name)) {
        customer.name = name;
    }
    match typed.number.as_deref().map(str::trim) {
        None => {}
        Some("") => customer.number = None,
        Some(number) => {
            if let Some(number) = form.take("number", PhoneNumber::parse(number)) {
                customer.number = Some(number);
            }
        }
    }
    match typed.email.as_deref().map(str::trim) {
        None => {}
        Some("") => customer.email = None,
        Some(email) if is_email(email) => customer.email = Some(email.to_owned()),
        Some(_) => form.refuse("email", "email.form"),
    }
    if typed.note.chars().count() > MAX_NOTE_CHARS {
        form.refuse("note", "note.too_long");
    } else {
        customer.note = typed.note;
    }
    customer.vip = typed.vip;
    form.done()?;
    if let Some(from) = typed.number_from {
        customer.number = interaction::find(cx, from).await?.interaction.customer_number;
    }
    Ok(customer)
}

/// Enough to catch slips; whether the address exists only a mail can tell.
fn is_email(text: &str) -> bool {
    match text.split_once('@') {
        Some((local, host)) => {
            !local.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && text.len() <= 100
                && !text.chars().any(char::is_whitespace)
        }
        None => false,
    }
}
