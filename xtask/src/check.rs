//! `cargo xtask check`: the fast part of `cargo xtask test`, for before a push.

use std::{process::ExitCode, time::Instant};

use anyhow::Result;
use clap::Args;

use crate::{
    cargo,
    checkout::Checkout,
    codegen,
    log::Log,
    naru::{self, Profile},
    package::Need,
    plan::{Phase, Plan},
    postgres::Postgres,
    program::Program,
    setup::{self, Wants},
    step::{Done, Step},
    terminal::Terminal,
    tidy, web,
};

/// Store tests run on the PostgreSQL named here, besides SQLite. Each makes a database of its own.
const POSTGRES: &str = "NARU_TEST_POSTGRES";

#[derive(Debug, Args)]
pub struct Options {
    /// Check the web apps too; this is the default once their packages are installed.
    #[arg(long)]
    web: bool,
    /// Leave the web apps alone.
    #[arg(long, conflicts_with = "web")]
    no_web: bool,
}

/// The databases that store tests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Databases {
    Sqlite,
    SqliteAndPostgres,
}

pub fn run(checkout: &Checkout, terminal: &Terminal, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let with_web = options.web || (!options.no_web && web::is_installed(checkout));
    let wants = Wants { packages: &[Need::Build, Need::Speech], web: with_web, locked: false };
    let generated = Phase::new("generated", &[setup::PHASE]).lane(vec![
        Step::new("debug build", |log| naru::build(checkout, Profile::Debug, log)),
        Step::new("generated files", move |log| codegen::check(checkout, Profile::Debug, with_web, log)),
    ]);
    let mut plan = Plan::new(checkout)?
        .phase(setup::phase(checkout, wants))
        .phase(source(checkout))
        .phase(units(checkout, Databases::Sqlite))
        .phase(generated);
    if with_web {
        plan = plan.phase(web(checkout));
    }
    let summary = plan.run(terminal);
    summary.show(terminal, started.elapsed());
    if !with_web {
        terminal.print("the web apps were not checked (`cargo xtask check --web`)");
    }
    Ok(summary.exit_code())
}

/// What can be said about the Rust code without running it.
pub fn source(checkout: &Checkout) -> Phase<'_> {
    Phase::new("source", &[setup::PHASE]).lane(vec![
        Step::new("format", move |log| {
            let words = ["fmt", "--all", "--check", "--", "--color", "never"];
            run_to_end(cargo::program(checkout).args(words), log)
        }),
        Step::new("tidy", move |log| tidy::check(checkout, log)),
        Step::new("lints", move |log| {
            let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
            run_to_end(cargo::program(checkout).args(words), log)
        }),
    ])
}

pub fn units(checkout: &Checkout, databases: Databases) -> Phase<'_> {
    let step = match databases {
        Databases::Sqlite => {
            Step::new("unit tests, SQLite", move |log| run_to_end(cargo::unit_tests(checkout), log))
        }
        Databases::SqliteAndPostgres => Step::new("unit tests, SQLite and PostgreSQL", move |log| {
            let postgres = Postgres::start(checkout, log)?;
            run_to_end(cargo::unit_tests(checkout).env(POSTGRES, &postgres.url), log)
        }),
    };
    Phase::new("units", &[setup::PHASE]).lane(vec![step])
}

pub fn web(checkout: &Checkout) -> Phase<'_> {
    Phase::new("web", &[setup::PHASE]).lane(vec![
        Step::new("web types and lints", move |log| run_to_end(web::script(checkout, "check")?, log)),
        Step::new("web unit tests", move |log| run_to_end(web::script(checkout, "test")?, log)),
    ])
}

fn run_to_end(program: Program, log: &Log) -> Result<Done> {
    program.run(log)?;
    Ok(Done::Worked)
}
