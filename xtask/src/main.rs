//! The chores of the house: `cargo xtask <verb>`. CI runs these and nothing else.
//!
//! One file per verb; the nouns they share (a step, a package, a database cluster …) have files of their own.
//! Nothing here asks a question, and whatever a verb starts it also stops, however it ends.

mod account;
mod bench;
mod cargo;
mod check;
mod checkout;
mod codegen;
mod demo;
mod dev;
mod git;
mod group;
mod interrupt;
mod leash;
mod log;
mod naru;
mod package;
mod plan;
mod port;
mod postgres;
mod program;
mod scratch;
mod setup;
mod stamp;
mod step;
mod summary;
mod terminal;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{checkout::Checkout, terminal::Terminal};

/// What a shell reports for a program that ended by Ctrl-C.
const INTERRUPTED: u8 = 130;

/// The chores of the house. Nothing asks a question; Ctrl-C stops everything that was started.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    /// Show what every tool says as it says it, not only what a failed one said.
    #[arg(long, short, global = true)]
    verbose: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Build everything and start a centre with a demo company.
    Demo(demo::Options),
    /// Work on the product: a debug server and the web apps with hot reload.
    Dev,
    /// Everything that proves the product: what CI runs.
    Test(test::Options),
    /// The fast part of `test`: format, lints, tidy, unit tests.
    Check(check::Options),
    /// Write the generated files: openapi.json, schema.ts, routeTree.gen.ts.
    Codegen(codegen::Options),
    /// The house rules that no compiler knows.
    Tidy,
    /// Measure, and compare with the targets.
    Bench(bench::Options),
    /// Install what the other verbs need.
    Setup,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.verbose);
    match run(cli.verb, &terminal) {
        Ok(_) if interrupt::is_requested() => ExitCode::from(INTERRUPTED),
        Ok(code) => code,
        Err(error) => {
            terminal.print(&format!("error: {error:#}"));
            ExitCode::from(if interrupt::is_requested() { INTERRUPTED } else { 1 })
        }
    }
}

fn run(verb: Verb, terminal: &Terminal) -> anyhow::Result<ExitCode> {
    interrupt::listen()?;
    let checkout = Checkout::find()?;
    match verb {
        Verb::Demo(options) => demo::run(&checkout, terminal, options),
        Verb::Dev => dev::run(&checkout, terminal),
        Verb::Test(options) => test::run(&checkout, terminal, &options),
        Verb::Check(options) => check::run(&checkout, terminal, &options),
        Verb::Codegen(options) => codegen::run(&checkout, terminal, &options),
        Verb::Tidy => tidy::run(&checkout, terminal),
        Verb::Bench(options) => bench::run(&checkout, terminal, &options),
        Verb::Setup => setup::run(&checkout, terminal),
    }
}
