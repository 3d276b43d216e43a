//! A number of the tenant: the main number customers know, or a further one.

use crate::{
    id::{BrandId, OwnedNumberId, ScenarioId, TrunkId},
    phone_number::PhoneNumber,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedNumber {
    pub id: OwnedNumberId,
    pub brand: BrandId,
    pub number: PhoneNumber,
    pub label: String,
    /// Which scenario answers it; without one the caller hears that the number is not in service.
    pub scenario: Option<ScenarioId>,
    /// The trunk it arrives on. `None`: any trunk of the tenant.
    pub trunk: Option<TrunkId>,
    /// The brand's number printed on its screens and pages.
    pub main: bool,
}
