//! How long a person waits for a demo that has been started before.

use std::time::Instant;

use anyhow::Result;

use super::figure::Figure;
use crate::{
    checkout::Checkout,
    log::Log,
    naru::{self, Centre, Profile},
    scratch::Scratch,
    web,
};

const TARGET_SECONDS: f64 = 3.0;

pub fn measure(checkout: &Checkout, log: &Log) -> Result<Vec<Figure>> {
    web::build(checkout, log)?;
    naru::build(checkout, Profile::Release, log)?;
    let folder = Scratch::new(&checkout.chores("centre")?, "centre")?;
    let start = || -> Result<f64> {
        let asked = Instant::now();
        Centre::start(checkout, Profile::Release, &folder.folder, log)?;
        Ok(asked.elapsed().as_secs_f64())
    };
    let figure = |id: &str, value, target: Option<f64>| Figure {
        id: id.to_owned(),
        value,
        unit: "s".to_owned(),
        target: target.map(|it| format!("≤ {it}").into()),
        pass: target.map(|it| value <= it),
    };
    // The first start makes the demo company.
    let first = start()?;
    let second = start()?;
    Ok(vec![
        figure("demo.first_start", first, None),
        figure("demo.second_start", second, Some(TARGET_SECONDS)),
    ])
}
