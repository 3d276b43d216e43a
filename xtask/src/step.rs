//! One step of a verb: a name and the work behind it.

use std::{
    fmt,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{log::Log, terminal, terminal::Terminal};

type Work<'a> = Box<dyn FnOnce(&Log) -> Result<Done> + Send + 'a>;

pub struct Step<'a> {
    name: String,
    work: Work<'a>,
}

/// How a step that did not fail ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    Worked,
    /// Worked, with something worth a line in the summary.
    Noted(String),
    /// There was nothing to do, and why.
    NotNeeded(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done(Done),
    Failed(String),
    NotRun(String),
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub step: String,
    pub outcome: Outcome,
    pub took: Duration,
}

impl<'a> Step<'a> {
    pub fn new(name: impl Into<String>, work: impl FnOnce(&Log) -> Result<Done> + Send + 'a) -> Self {
        Self { name: name.into(), work: Box::new(work) }
    }

    pub fn run(self, terminal: &Terminal, logs: &Path) -> Record {
        let started = Instant::now();
        terminal.step_started(&self.name);
        let mut told = vec![];
        let outcome = match Log::open(logs, terminal, &self.name) {
            Ok(log) => match (self.work)(&log) {
                Ok(done) => Outcome::Done(done),
                Err(error) => {
                    told = log.tail();
                    Outcome::Failed(format!("{error:#}"))
                }
            },
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        let record = Record { step: self.name, outcome, took: started.elapsed() };
        terminal.step_ended(&record.step, &record.ending(&told));
        record
    }

    pub fn not_run(self, because: &str) -> Record {
        Record { step: self.name, outcome: Outcome::NotRun(because.to_owned()), took: Duration::ZERO }
    }
}

impl Record {
    pub fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_))
    }

    fn ending(&self, told: &[String]) -> String {
        let took = terminal::duration(self.took);
        match &self.outcome {
            Outcome::Done(Done::Worked) => format!("✓ {}  {took}", self.step),
            Outcome::Done(Done::Noted(note)) => format!("✓ {}  {took}  {note}", self.step),
            Outcome::Done(Done::NotNeeded(why)) => format!("✓ {}  {why}", self.step),
            Outcome::Failed(error) => {
                let told: String = told.iter().map(|line| format!("  │ {line}\n")).collect();
                format!("{told}✗ {}  {took}\n  {}", self.step, error.replace('\n', "\n  "))
            }
            Outcome::NotRun(because) => format!("– {}  not run: {because}", self.step),
        }
    }
}

impl fmt::Debug for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("name", &self.name).finish_non_exhaustive()
    }
}
