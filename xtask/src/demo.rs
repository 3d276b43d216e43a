//! `cargo xtask demo`: from a fresh clone to a centre that takes calls.

use std::{fs, process::ExitCode, time::Instant};

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    checkout::Checkout,
    naru::{self, Place, Profile},
    package::Need,
    plan::{Phase, Plan},
    port,
    setup::{self, Wants},
    step::Step,
    terminal::Terminal,
    web,
};

/// In the checkout, ignored by git: easy to find, and gone with it.
const DATA: &str = "data/demo";
const HTTP: u16 = 8080;
const SIP: u16 = 5060;

#[derive(Debug, Args)]
pub struct Options {
    /// Delete the demo company first, with everything that was done in it.
    #[arg(long)]
    fresh: bool,
    /// Build faster, run slower.
    #[arg(long)]
    debug: bool,
    /// Words for `naru demo` itself, after `--`.
    #[arg(last = true)]
    more: Vec<String>,
}

pub fn run(checkout: &Checkout, terminal: &Terminal, options: Options) -> Result<ExitCode> {
    let started = Instant::now();
    let profile = if options.debug { Profile::Debug } else { Profile::Release };
    let wants = Wants { packages: &[Need::Build, Need::Speech], web: true, locked: false };
    let summary = Plan::new(checkout)?
        .phase(setup::phase(checkout, wants))
        .phase(Phase::new("build", &[setup::PHASE]).lane(vec![
            Step::new("web apps", |log| web::build(checkout, log)),
            Step::new("program", |log| naru::build(checkout, profile, log)),
        ]))
        .run(terminal);
    if summary.failed() {
        summary.show(terminal, started.elapsed());
        return Ok(summary.exit_code());
    }
    let place = Place { data: checkout.path(DATA), http: port::tcp_from(HTTP)?, sip: port::sip_from(SIP)? };
    if options.fresh && place.data.exists() {
        fs::remove_dir_all(&place.data).with_context(|| format!("{DATA} cannot be deleted"))?;
    }
    terminal.print("");
    introduction(&place).iter().for_each(|line| terminal.print(line));
    // From here on this process is the centre: Ctrl-C is its own.
    Err(naru::demo(checkout, profile, &place).args(options.more).become_it())
}

fn introduction(place: &Place) -> Vec<String> {
    let taken = [("web", HTTP, place.http), ("SIP", SIP, place.sip)];
    let moved = taken
        .into_iter()
        .filter(|(_, wanted, got)| wanted != got)
        .map(|(what, wanted, got)| format!("port {wanted} is taken, so {what} is on port {got}"));
    moved
        .chain([
            format!("web   {}", place.url()),
            format!("SIP   {} (UDP and TCP)", place.sip()),
            format!("data  {DATA}, kept until `cargo xtask demo --fresh`"),
            "stop  Ctrl-C".to_owned(),
        ])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_said() {
        let place = Place { data: "data/demo".into(), http: 8081, sip: 5060 };
        let lines = introduction(&place);
        assert_eq!(lines[0], "port 8080 is taken, so web is on port 8081");
        assert_eq!(lines[1], "web   http://127.0.0.1:8081");
        assert_eq!(lines.len(), 5);
    }
}
