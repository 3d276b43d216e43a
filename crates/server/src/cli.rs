//! The command line.

use std::{io::Write, net::SocketAddr, path::PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::{Args, Parser, Subcommand};
use domain::time;
use jiff::{Timestamp, civil::Date};

use crate::{
    config::{self, Config, Sources},
    test_call::TestCallOptions,
};

#[derive(Debug, Parser)]
#[command(name = "naru", version, about = "A contact centre in one binary.", propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the installation.
    Serve(RunOptions),
    /// Run with a demo company that looks like a real one.
    Demo(RunOptions),
    /// Read the configuration and say what is wrong with it.
    CheckConfig(RunOptions),
    /// Bring the database up to this version.
    Migrate(RunOptions),
    /// People who run the installation. They have no pages to sign in to yet.
    #[command(subcommand)]
    Operator(OperatorCommand),
    /// Companies of the installation.
    #[command(subcommand)]
    Company(CompanyCommand),
    /// Call an address over SIP, speak or play something, press keys, keep what is heard.
    TestCall(TestCallOptions),
    /// Decide a stored stretch of a company's routing again, and fail at the first decision that differs.
    Replay(ReplayOptions),
    /// Play a past day of a company again with other staff or rules.
    Simulate(SimulateOptions),
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Debug, Args)]
pub struct ReplayOptions {
    /// The company's domain
    #[arg(long, value_name = "DOMAIN")]
    pub tenant: String,
    /// A Korean day such as 2026-11-20, which begins at midnight, or an instant such as 2026-11-20T05:30:00Z
    #[arg(long, value_name = "WHEN", value_parser = when)]
    pub from: Timestamp,
    /// Up to and without this day or instant [default: now]
    #[arg(long, value_name = "WHEN", value_parser = when)]
    pub to: Option<Timestamp>,
    #[command(flatten)]
    pub options: RunOptions,
}

#[derive(Debug, Args)]
pub struct SimulateOptions {
    /// The company's domain
    #[arg(long, value_name = "DOMAIN")]
    pub tenant: String,
    /// The day whose customers come again [default: yesterday]
    #[arg(long, value_name = "DAY")]
    pub day: Option<Date>,
    /// What is different, such as agents=12,ring=20. Keys: agents, ring, wrap_up, auto_answer, no_answer_limit
    #[arg(long, value_name = "CHANGES", default_value = "")]
    pub with: String,
    /// How many times the day is played, each with other chances
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=1_000))]
    pub seeds: u64,
    #[command(flatten)]
    pub options: RunOptions,
}

fn when(text: &str) -> Result<Timestamp, String> {
    match text.parse::<Date>() {
        // An instant also begins with a date.
        Ok(day) if text.len() == 10 => Ok(time::day_start(day)),
        Ok(_) | Err(_) => text.parse().map_err(|error| format!("{error}")),
    }
}

#[derive(Debug, Clone, Args)]
pub struct RunOptions {
    /// Configuration file [default: naru.toml, if it is there]
    #[arg(long, value_name = "FILE", env = "NARU_CONFIG")]
    pub config: Option<PathBuf>,
    /// Data folder (data.folder)
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the desk and the API are served (http.address)
    #[arg(long, value_name = "ADDR:PORT")]
    pub http: Option<SocketAddr>,
    /// Where trunks reach us (sip.address)
    #[arg(long, value_name = "ADDR:PORT")]
    pub sip: Option<SocketAddr>,
}

#[derive(Debug, Subcommand)]
pub enum OperatorCommand {
    /// Add somebody who may run the installation; prints the first password.
    Create {
        /// Sign-in ID
        login_id: String,
        /// Name
        #[arg(long)]
        name: String,
        #[command(flatten)]
        options: RunOptions,
    },
}

#[derive(Debug, Subcommand)]
pub enum CompanyCommand {
    /// Add a company with its root group, a first scenario and its owner; prints the owner's first password.
    Create {
        /// Domain people sign in with: lower-case letters, digits, dashes
        domain: String,
        /// Name
        #[arg(long)]
        name: String,
        /// The owner's sign-in ID
        #[arg(long)]
        owner: String,
        /// The owner's name
        #[arg(long)]
        owner_name: String,
        #[command(flatten)]
        options: RunOptions,
    },
}

impl RunOptions {
    /// The configuration these options and the environment lead to. `defaults` are the command's own.
    pub fn load(&self, defaults: Vec<(&'static str, String)>) -> anyhow::Result<Config> {
        let sources =
            Sources { file: self.file()?, environment: environment(), flags: self.flags(), defaults };
        config::load(&sources).map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(|it| format!("  {it}")).collect();
            anyhow!("the configuration cannot be used:\n{}", lines.join("\n"))
        })
    }

    fn file(&self) -> anyhow::Result<Option<(PathBuf, String)>> {
        let usual = PathBuf::from("naru.toml");
        let path = match &self.config {
            Some(path) => path.clone(),
            None if usual.exists() => usual,
            None => return Ok(None),
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                bail!("there is no configuration file {}", path.display())
            }
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    fn flags(&self) -> Vec<(&'static str, &'static str, String)> {
        let data = self.data.as_ref().map(|it| ("--data", "data.folder", it.display().to_string()));
        let http = self.http.map(|it| ("--http", "http.address", it.to_string()));
        let sip = self.sip.map(|it| ("--sip", "sip.address", it.to_string()));
        [data, http, sip].into_iter().flatten().collect()
    }
}

fn environment() -> Vec<(String, String)> {
    std::env::vars().filter(|(name, _)| name.starts_with("NARU_")).collect()
}

/// The answer to a command, for whoever or whatever reads it. A reader that went away ends nothing.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
}

/// What went wrong, for people.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "naru: {text}");
}
