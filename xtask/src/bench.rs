//! `cargo xtask bench`: release builds, measured, and compared with their targets.
//!
//! A bench is a cargo bench target without a harness, a program named `naru-bench…`, or a file here for what needs the
//! whole product. Each prints one line of JSON per figure (see [`Figure`]) among whatever else it says.

mod figure;
mod machine;
mod second_start;

use std::{
    fs,
    path::PathBuf,
    process::ExitCode,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use cargo_metadata::TargetKind;
use clap::Args;
use serde::Serialize;

use self::{figure::Figure, machine::Machine};
use crate::{
    cargo,
    checkout::Checkout,
    log::Log,
    package::Need,
    plan::{Phase, Plan},
    program::Program,
    setup::{self, Wants},
    step::{Done, Step},
    terminal::Terminal,
};

#[derive(Debug, Args)]
pub struct Options {
    /// Only this bench; all of them when none is named. An unknown name lists those there are.
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Bench {
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// `cargo bench --bench <name>`.
    Target,
    /// `cargo run --release --bin <program>` of a package.
    Program { package: String, program: String },
    /// [`second_start`].
    SecondStart,
}

/// What is kept of a run.
#[derive(Debug, Serialize)]
struct Report<'a> {
    at: &'a str,
    commit: String,
    machine: Machine,
    figures: &'a [Figure],
}

const PROGRAM_PREFIX: &str = "naru-bench";

pub fn run(checkout: &Checkout, terminal: &Terminal, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let benches = chosen(all(checkout), options.name.as_deref())?;
    let figures = Mutex::new(vec![]);
    // The whole product has the web apps inside.
    let web = benches.iter().any(|it| it.kind == Kind::SecondStart);
    let wants = Wants { packages: &[Need::Build, Need::Speech], web, locked: false };
    let mut plan = Plan::new(checkout)?.phase(setup::phase(checkout, wants));
    // A phase for each: one that breaks does not take the figures of the others with it.
    for bench in benches {
        let figures = &figures;
        let step = Step::new(bench.name.clone(), move |log| {
            let measured = measure(checkout, &bench, log)?;
            let note = format!("figures: {}", measured.len());
            figures.lock().unwrap_or_else(PoisonError::into_inner).extend(measured);
            Ok(Done::Noted(note))
        });
        plan = plan.phase(Phase::new("bench", &[setup::PHASE]).lane(vec![step]));
    }
    let summary = plan.run(terminal);
    summary.show(terminal, started.elapsed());
    let figures = figures.into_inner().unwrap_or_else(PoisonError::into_inner);
    if figures.is_empty() {
        return Ok(summary.exit_code());
    }
    terminal.print("");
    figure::table(&figures).iter().for_each(|line| terminal.print(line));
    terminal.print(&format!("kept in {}", keep(checkout, &figures)?.display()));
    let missed = figures.iter().any(|it| it.pass == Some(false));
    Ok(if missed { ExitCode::FAILURE } else { summary.exit_code() })
}

fn all(checkout: &Checkout) -> Vec<Bench> {
    let mut benches = vec![Bench { name: "second-start".to_owned(), kind: Kind::SecondStart }];
    for package in checkout.workspace.workspace_packages() {
        for target in &package.targets {
            if target.kind.contains(&TargetKind::Bench) {
                benches.push(Bench { name: target.name.clone(), kind: Kind::Target });
            }
            if let Some(rest) = target.name.strip_prefix(PROGRAM_PREFIX).filter(|_| target.is_bin()) {
                let short = if rest.is_empty() { &target.name } else { rest.trim_start_matches('-') };
                let kind = Kind::Program { package: package.name.to_string(), program: target.name.clone() };
                benches.push(Bench { name: short.to_owned(), kind });
            }
        }
    }
    // The product comes first: it is built with its web apps, and the benches that start it find it built.
    benches.sort_by_key(|it| (it.kind != Kind::SecondStart, it.name.clone()));
    // `--workspace --bench` runs those of the same name together.
    benches.dedup();
    benches
}

fn chosen(benches: Vec<Bench>, name: Option<&str>) -> Result<Vec<Bench>> {
    let Some(name) = name else { return Ok(benches) };
    let names: Vec<String> = benches.iter().map(|it| it.name.clone()).collect();
    let chosen: Vec<Bench> = benches.into_iter().filter(|it| it.name == name).collect();
    if chosen.is_empty() {
        bail!("there is no bench `{name}`; there are {}", names.join(", "));
    }
    Ok(chosen)
}

fn measure(checkout: &Checkout, bench: &Bench, log: &Log) -> Result<Vec<Figure>> {
    let program = match &bench.kind {
        Kind::SecondStart => return second_start::measure(checkout, log),
        Kind::Target => cargo::program(checkout).args(["bench", "--workspace", "--bench", &bench.name]),
        Kind::Program { package, program } => {
            cargo::program(checkout).args(["run", "--release", "--package", package, "--bin", program])
        }
    };
    let mut figures = vec![];
    program.run_with(|line| {
        log.line(line);
        figures.extend(Figure::read(line));
    })?;
    if figures.is_empty() {
        bail!("it ended well but printed no figure, such as {}", figure::SAMPLE);
    }
    Ok(figures)
}

fn keep(checkout: &Checkout, figures: &[Figure]) -> Result<PathBuf> {
    let at = Program::new("date").args(["-u", "+%Y-%m-%dT%H-%M-%SZ"]).read()?.trim().to_owned();
    let commit =
        Program::new("git").args(["describe", "--always", "--dirty"]).folder(&checkout.root).read()?;
    let report = Report { at: &at, commit: commit.trim().to_owned(), machine: Machine::this(), figures };
    let folder = checkout.target().join("bench");
    let path = folder.join(format!("{at}.json"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, serde_json::to_string_pretty(&report)? + "\n"))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_lists_the_benches_there_are() {
        let bench = |name: &str| Bench { name: name.to_owned(), kind: Kind::SecondStart };
        let benches = vec![bench("facts"), bench("second-start")];
        assert_eq!(chosen(benches.clone(), Some("facts")).unwrap(), [bench("facts")]);
        assert_eq!(chosen(benches.clone(), None).unwrap().len(), 2);
        assert_eq!(
            chosen(benches, Some("fact")).unwrap_err().to_string(),
            "there is no bench `fact`; there are facts, second-start"
        );
    }
}
