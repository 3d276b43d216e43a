//! Customers as lists show and find them.

use crate::{customer::Customer, id::CustomerId, number_query::NumberQuery, page::Listing};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerQuery {
    Everybody,
    Number(NumberQuery),
    /// A whole mail address.
    Email(String),
    /// A part of a name; spaces and case do not matter.
    Name(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub customers: Listing<Customer>,
    /// False when only the newest names were searched.
    pub complete: bool,
}

/// As much of a customer as other lists show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCustomer {
    pub id: CustomerId,
    pub name: String,
    pub vip: bool,
}
