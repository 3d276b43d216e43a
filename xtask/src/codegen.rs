//! `cargo xtask codegen`: the files that are committed and never edited.
//!
//! openapi.json is what the server says about its routes; the web's types come from it, the route tree from the files
//! under `routes/`, the variables from the theme.

use std::{fs, process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;

use crate::{
    checkout::Checkout,
    log::Log,
    naru::{self, Profile},
    package::Need,
    plan::{Phase, Plan},
    program::Program,
    setup::{self, Wants},
    step::{Done, Step},
    terminal::Terminal,
    web,
};

const OPENAPI: &str = "openapi.json";
/// What `npm run generate` writes.
const WEB: [&str; 3] = [
    "web/packages/api/src/schema.ts",
    "web/apps/desk/src/routeTree.gen.ts",
    "web/packages/ui/src/variables.gen.css",
];
/// The verb of the program that prints the document.
const OPENAPI_VERB: &str = "openapi";
/// Enough of a difference to see what it is about.
const SHOWN: usize = 40;

#[derive(Debug, Args)]
pub struct Options {
    /// Change nothing, and fail when a file is not what it would be.
    #[arg(long)]
    check: bool,
}

pub fn run(checkout: &Checkout, terminal: &Terminal, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let wants = Wants { packages: &[Need::Build], web: true, locked: false };
    let work = if options.check { check } else { write };
    let summary = Plan::new(checkout)?
        .phase(setup::phase(checkout, wants))
        .phase(Phase::new("generated files", &[setup::PHASE]).lane(vec![
            Step::new("program", |log| naru::build(checkout, Profile::Debug, log)),
            Step::new("generated files", move |log| work(checkout, Profile::Debug, true, log)),
        ]))
        .run(terminal);
    summary.show(terminal, started.elapsed());
    Ok(summary.exit_code())
}

/// Writes them and compares; what was there before is put back. Needs the program built for `profile`.
pub fn check(checkout: &Checkout, profile: Profile, with_web: bool, log: &Log) -> Result<Done> {
    let before: Vec<(&str, String)> = files(with_web).map(|it| (it, content(checkout, it))).collect();
    let written = write(checkout, profile, with_web, log);
    let mut stale = vec![];
    for (file, committed) in before {
        let fresh = content(checkout, file);
        if fresh != committed {
            stale.push(file);
            difference(checkout, file, &committed, log)?;
            restore(checkout, file, &committed)?;
        }
    }
    written?;
    if !stale.is_empty() {
        bail!("not up to date: {} — run `cargo xtask codegen` and commit what it writes", stale.join(", "));
    }
    Ok(Done::Worked)
}

/// Writes them. Needs the program built for `profile`.
fn write(checkout: &Checkout, profile: Profile, with_web: bool, log: &Log) -> Result<Done> {
    let document =
        Program::new(naru::binary(checkout, profile)).arg(OPENAPI_VERB).folder(&checkout.root).read()?;
    serde_json::from_str::<Value>(&document).with_context(|| {
        format!("`naru {OPENAPI_VERB}` printed no JSON document: the server does not know it yet")
    })?;
    if document != content(checkout, OPENAPI) {
        fs::write(checkout.path(OPENAPI), document).context("openapi.json cannot be written")?;
    }
    if with_web {
        web::script(checkout, "generate")?.run(log)?;
        if let Some(absent) = WEB.iter().find(|it| !checkout.path(it).is_file()) {
            bail!("`npm run generate` ended well but {absent} is not there");
        }
    }
    Ok(Done::Worked)
}

fn files(with_web: bool) -> impl Iterator<Item = &'static str> {
    [OPENAPI].into_iter().chain(WEB.into_iter().filter(move |_| with_web))
}

/// Nothing, for a file that is not there.
fn content(checkout: &Checkout, file: &str) -> String {
    fs::read_to_string(checkout.path(file)).unwrap_or_default()
}

fn restore(checkout: &Checkout, file: &str, committed: &str) -> Result<()> {
    let path = checkout.path(file);
    if committed.is_empty() { fs::remove_file(path) } else { fs::write(path, committed) }
        .with_context(|| format!("{file} cannot be put back"))
}

/// Logs the head of the difference between what was committed and what is there now.
fn difference(checkout: &Checkout, file: &str, committed: &str, log: &Log) -> Result<()> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let old = checkout.chores("codegen")?.join(format!("committed-{name}"));
    fs::write(&old, committed).with_context(|| format!("{} cannot be written", old.display()))?;
    let mut lines = vec![];
    // `git diff` ends with 1 when there is a difference, and there is one.
    let _ = Program::new("git")
        .args(["diff", "--no-index", "--no-color", "--"])
        .args([&old, &checkout.path(file)])
        .run_with(|line| lines.push(line.to_owned()));
    // Past the command and git's two headers, which name paths of this machine.
    lines.iter().skip_while(|it| !it.starts_with("@@")).take(SHOWN).for_each(|line| log.line(line));
    Ok(())
}
