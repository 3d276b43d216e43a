//! Korean public holidays, for the calendar of a scenario.

use flow::public_holiday::{self, YEARS};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{problem::Problem, request::Query, requester::Me};
use center::error::{Kind, Refusal};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HolidayQuery {
    /// 2026–2050.
    year: i16,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublicHolidayList {
    items: Vec<PublicHoliday>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublicHoliday {
    date: Date,
    name: String,
}

/// The public holidays of a year with lunar days and substitutes. Elections and days the government adds are not
/// known beforehand.
#[utoipa::path(get, path = "/public-holidays", tag = "scenarios", params(HolidayQuery), responses((status = 200, body = PublicHolidayList)))]
pub async fn list(
    me: Me,
    Query(query): Query<HolidayQuery>,
) -> Result<axum::Json<PublicHolidayList>, Problem> {
    if !YEARS.contains(&query.year) {
        let refusal = Refusal::new(Kind::Invalid, "public_holiday.year")
            .with("from", YEARS.start())
            .with("to", YEARS.end());
        return Err(Problem::new(refusal, me.language));
    }
    let items = public_holiday::of_year(query.year).into_iter();
    let items = items.map(|it| PublicHoliday { date: it.date, name: it.name }).collect();
    Ok(axum::Json(PublicHolidayList { items }))
}
