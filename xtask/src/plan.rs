//! A verb as data: phases one after the other, lanes side by side in a phase, steps one after the other in a lane.
//!
//! The first failure stops its phase (lanes finish the step they are in); a phase that needs a failed one does not
//! run; every other phase does, so that one run tells as much as it can. The summary lists every step.

use std::{
    panic,
    path::PathBuf,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    checkout::Checkout,
    interrupt,
    step::{Record, Step},
    summary::Summary,
    terminal::Terminal,
};

const TICK: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub struct Plan<'a> {
    phases: Vec<Phase<'a>>,
    logs: PathBuf,
}

#[derive(Debug)]
pub struct Phase<'a> {
    name: &'static str,
    needs: &'static [&'static str],
    lanes: Vec<Vec<Step<'a>>>,
}

impl<'a> Phase<'a> {
    pub fn new(name: &'static str, needs: &'static [&'static str]) -> Self {
        Self { name, needs, lanes: vec![] }
    }

    pub fn lane(mut self, steps: Vec<Step<'a>>) -> Self {
        self.lanes.push(steps);
        self
    }

    fn run(self, running: &Running) -> Vec<Record> {
        let broken = AtomicBool::new(false);
        thread::scope(|scope| {
            let lanes: Vec<_> =
                self.lanes.into_iter().map(|lane| scope.spawn(|| running.run_lane(lane, &broken))).collect();
            lanes
                .into_iter()
                .flat_map(|lane| lane.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)))
                .collect()
        })
    }

    fn not_run(self, because: &str) -> Vec<Record> {
        self.lanes.into_iter().flatten().map(|step| step.not_run(because)).collect()
    }
}

impl<'a> Plan<'a> {
    pub fn new(checkout: &Checkout) -> Result<Self> {
        Ok(Self { phases: vec![], logs: checkout.chores("log")? })
    }

    pub fn phase(mut self, phase: Phase<'a>) -> Self {
        self.phases.push(phase);
        self
    }

    /// Keeps the phases named in `parts` and those they need; all of them when none is named.
    pub fn only(mut self, parts: &[String]) -> Result<Self> {
        if parts.is_empty() {
            return Ok(self);
        }
        let names: Vec<&str> = self.phases.iter().map(|it| it.name).collect();
        if let Some(unknown) = parts.iter().find(|it| !names.contains(&it.as_str())) {
            bail!("there is no part `{unknown}`; there are {}", names.join(", "));
        }
        let mut kept: Vec<&str> = parts.iter().map(String::as_str).collect();
        // A phase comes after those it needs, so one walk from the end meets every need.
        for phase in self.phases.iter().rev() {
            if kept.contains(&phase.name) {
                kept.extend(phase.needs);
            }
        }
        self.phases.retain(|it| kept.contains(&it.name));
        Ok(self)
    }

    pub fn run(self, terminal: &Terminal) -> Summary {
        let (over, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || {
                while ended.recv_timeout(TICK) == Err(mpsc::RecvTimeoutError::Timeout) {
                    terminal.tick(Instant::now());
                }
            });
            let summary = Running { terminal, logs: self.logs }.run(self.phases);
            drop(over);
            summary
        })
    }
}

struct Running<'t> {
    terminal: &'t Terminal,
    logs: PathBuf,
}

impl Running<'_> {
    fn run(&self, phases: Vec<Phase>) -> Summary {
        let mut summary = Summary::default();
        let mut unmet: Vec<&str> = vec![];
        for phase in phases {
            let name = phase.name;
            let missing = phase.needs.iter().find(|it| unmet.contains(it));
            let records = match missing {
                _ if interrupt::is_requested() => phase.not_run("interrupted"),
                Some(missing) => phase.not_run(&format!("needs {missing}")),
                None => phase.run(self),
            };
            if missing.is_some() || records.iter().any(Record::failed) {
                unmet.push(name);
            }
            summary.add(name, records);
        }
        summary
    }

    fn run_lane(&self, lane: Vec<Step>, broken: &AtomicBool) -> Vec<Record> {
        let run = |step: Step| {
            if interrupt::is_requested() {
                return step.not_run("interrupted");
            }
            if broken.load(Ordering::SeqCst) {
                return step.not_run("a step before it failed");
            }
            let record = step.run(self.terminal, &self.logs);
            broken.fetch_or(record.failed(), Ordering::SeqCst);
            record
        };
        lane.into_iter().map(run).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::Done;

    fn good(name: &str) -> Step<'static> {
        Step::new(name, |_| Ok(Done::Worked))
    }

    fn bad(name: &str) -> Step<'static> {
        Step::new(name, |log| {
            log.line("the tool's own words");
            bail!("it broke")
        })
    }

    /// One line per step: its name and how it ended.
    fn check(phases: Vec<Phase>) -> (bool, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let terminal = Terminal::silent();
        let plan = Plan { phases, logs: folder.path().to_owned() };
        let summary = plan.run(&terminal);
        (summary.failed(), summary.outcomes())
    }

    #[test]
    fn the_first_failure_stops_its_phase_and_the_summary_lists_what_did_not_run() {
        let (failed, outcomes) =
            check(vec![Phase::new("source", &[]).lane(vec![good("format"), bad("lints"), good("tidy")])]);
        assert!(failed);
        assert_eq!(outcomes, ["format: done", "lints: it broke", "tidy: not run, a step before it failed"]);
    }

    #[test]
    fn a_phase_that_needs_a_failed_one_does_not_run_and_every_other_does() {
        let (failed, outcomes) = check(vec![
            Phase::new("build", &[]).lane(vec![bad("compile")]),
            Phase::new("calls", &["build"]).lane(vec![good("sipp")]),
            Phase::new("after", &["calls"]).lane(vec![good("report")]),
            Phase::new("source", &[]).lane(vec![good("format")]),
        ]);
        assert!(failed);
        assert_eq!(
            outcomes,
            [
                "compile: it broke",
                "sipp: not run, needs build",
                "report: not run, needs calls",
                "format: done"
            ]
        );
    }

    #[test]
    fn lanes_run_side_by_side() {
        let (there, here) = mpsc::channel();
        let waits = Step::new("waits", move |_| {
            here.recv()?;
            Ok(Done::Worked)
        });
        let tells = Step::new("tells", move |_| {
            there.send(())?;
            Ok(Done::Noted("told".to_owned()))
        });
        let (failed, outcomes) = check(vec![Phase::new("setup", &[]).lane(vec![waits]).lane(vec![tells])]);
        assert!(!failed);
        assert_eq!(outcomes, ["waits: done", "tells: told"]);
    }

    #[test]
    fn a_part_brings_along_what_it_needs() {
        let plan = Plan {
            phases: vec![
                Phase::new("setup", &[]),
                Phase::new("web", &["setup"]),
                Phase::new("source", &["setup"]),
                Phase::new("calls", &["web"]),
            ],
            logs: PathBuf::new(),
        };
        let plan = plan.only(&["calls".to_owned()]).unwrap();
        assert_eq!(plan.phases.iter().map(|it| it.name).collect::<Vec<_>>(), ["setup", "web", "calls"]);
        let error = plan.only(&["call".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "there is no part `call`; there are setup, web, calls");
    }
}
