//! `cargo xtask test`: everything that proves the product. CI runs this and nothing else.
//!
//! Calls are ordinary integration tests, in the target `calls` of crates/server: they start the program on free ports
//! and call it with SIPp and baresip. `cargo xtask check` leaves that one target out, nothing else is special about
//! it: `cargo test -p server --test calls` runs it on any machine that has both phones.

use std::{process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{
    cargo,
    check::{self, Databases},
    checkout::Checkout,
    codegen,
    log::Log,
    naru::{self, Centre, Profile},
    package::{self, EVERYTHING},
    plan::{Phase, Plan},
    scratch::Scratch,
    setup::{self, Wants},
    step::{Done, Step},
    terminal::Terminal,
    web,
};

const PROFILE: Profile = Profile::Release;

#[derive(Debug, Args)]
pub struct Options {
    /// Only these parts, and what they need: apps, source, units, web, product, generated, calls, browser.
    parts: Vec<String>,
}

pub fn run(checkout: &Checkout, terminal: &Terminal, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let wants = Wants { packages: &EVERYTHING, web: true, locked: true };
    let summary = Plan::new(checkout)?
        .phase(setup::phase(checkout, wants))
        .phase(part("apps", &[setup::PHASE], Step::new("web apps", |log| web::build(checkout, log))))
        .phase(check::source(checkout))
        .phase(check::units(checkout, Databases::SqliteAndPostgres))
        .phase(check::web(checkout))
        // The release build is the one that people get, with the web apps inside.
        .phase(part(
            "product",
            &["apps"],
            Step::new("release build", |log| naru::build(checkout, PROFILE, log)),
        ))
        .phase(part(
            "generated",
            &["product"],
            Step::new("generated files", |log| codegen::check(checkout, PROFILE, true, log)),
        ))
        .phase(part("calls", &["apps"], Step::new("SIPp and baresip", |log| calls(checkout, log))))
        .phase(part("browser", &["product"], Step::new("browser stories", |log| browser(checkout, log))))
        .only(&options.parts)?
        .run(terminal);
    summary.show(terminal, started.elapsed());
    Ok(summary.exit_code())
}

fn part<'a>(name: &'static str, needs: &'static [&'static str], step: Step<'a>) -> Phase<'a> {
    Phase::new(name, needs).lane(vec![step])
}

fn calls(checkout: &Checkout, log: &Log) -> Result<Done> {
    if !cargo::has_test(checkout, cargo::CALL_TESTS) {
        bail!("no package has an integration test named `{}` (crates/server/tests)", cargo::CALL_TESTS);
    }
    cargo::program(checkout).args(["test", "--workspace", "--test", cargo::CALL_TESTS]).run(log)?;
    Ok(Done::Worked)
}

/// The stories find the centre by `NARU_URL` and `NARU_SIP`, the program by `NARU_BINARY` and the browser by
/// `NARU_BROWSER`.
fn browser(checkout: &Checkout, log: &Log) -> Result<Done> {
    let stories = web::script(checkout, "e2e")?;
    let browser =
        package::browser().context("no Chromium is on the PATH (`cargo xtask setup` installs it)")?;
    let folder = Scratch::new(&checkout.chores("centre")?, "centre")?;
    let centre = Centre::start(checkout, PROFILE, &folder.folder, log)?;
    stories
        .env("NARU_URL", centre.place.url())
        .env("NARU_SIP", centre.place.sip())
        .env("NARU_BINARY", naru::binary(checkout, PROFILE))
        .env("NARU_BROWSER", browser)
        .run(log)?;
    Ok(Done::Worked)
}
