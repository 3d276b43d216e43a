//! Looking for a phone number by its keyed hashes.

use domain::number_query::NumberQuery;
use sea_orm::{ColumnTrait, sea_query::SimpleExpr};

use crate::vault::{Vault, blind::What};

pub(crate) fn condition<C: ColumnTrait>(
    query: &NumberQuery,
    vault: &Vault,
    number_hash: C,
    last_four_hash: C,
) -> SimpleExpr {
    match query {
        NumberQuery::Whole(number) => number_hash.eq(vault.blind_number(number)),
        NumberQuery::LastFour(digits) => last_four_hash.eq(vault.blind(What::LastFour, digits)),
    }
}
