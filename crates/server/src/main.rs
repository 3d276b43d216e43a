//! `naru`: configuration, wiring, supervision, command line.

mod alive;
mod check_config;
mod cli;
mod clips;
mod clock;
mod company;
mod config;
mod demo;
mod health;
mod http;
mod installation;
mod log;
mod master_key;
mod migrate;
mod operator;
mod replay;
mod run;
mod simulate;
mod test_call;
mod web_apps;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Serve(options) => with_runtime(run::serve(options)),
        Command::Demo(options) => with_runtime(demo::demo(options)),
        Command::CheckConfig(options) => check_config::check_config(&options),
        Command::Migrate(options) => with_runtime(migrate::migrate(options)),
        Command::Operator(command) => with_runtime(operator::operator(command)),
        Command::Company(command) => with_runtime(company::company(command)),
        Command::TestCall(options) => with_runtime(test_call::test_call(options)),
        Command::Replay(options) => with_runtime(replay::replay(options)),
        Command::Simulate(options) => with_runtime(simulate::simulate(options)),
        Command::Openapi => {
            cli::print(&api::routes::openapi());
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn with_runtime(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
