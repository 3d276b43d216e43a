//! What a verb did: one line per step, and whether all of it went well.

use std::{process::ExitCode, time::Duration};

use crate::{
    step::{Done, Outcome, Record},
    terminal::{self, Terminal},
};

#[derive(Debug, Default)]
pub struct Summary {
    phases: Vec<(&'static str, Vec<Record>)>,
}

impl Summary {
    /// Phases of one name that follow each other share a heading.
    pub fn add(&mut self, phase: &'static str, records: Vec<Record>) {
        match self.phases.last_mut() {
            Some((last, before)) if *last == phase => before.extend(records),
            _ => self.phases.push((phase, records)),
        }
    }

    /// Something failed, or was not tried.
    pub fn failed(&self) -> bool {
        self.records().any(|it| !matches!(it.outcome, Outcome::Done(_)))
    }

    pub fn exit_code(&self) -> ExitCode {
        if self.failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    /// Prints the table; `took` is the time on the wall, which lanes make shorter than the sum of the steps.
    pub fn show(&self, terminal: &Terminal, took: Duration) {
        let width = self.records().map(|it| it.step.chars().count()).max().unwrap_or(0);
        terminal.print("");
        for (phase, records) in &self.phases {
            terminal.print(phase);
            records.iter().for_each(|it| terminal.print(&row(it, width)));
        }
        terminal.print("");
        let failed = self.records().filter(|it| it.failed()).count();
        let not_run = self.records().filter(|it| matches!(it.outcome, Outcome::NotRun(_))).count();
        let took = terminal::duration(took);
        terminal.print(&match (failed, not_run) {
            (0, 0) => format!("all good in {took}"),
            (failed, 0) => format!("{failed} failed after {took}"),
            (failed, not_run) => format!("{failed} failed and {not_run} did not run after {took}"),
        });
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.phases.iter().flat_map(|(_, records)| records)
    }
}

fn row(record: &Record, width: usize) -> String {
    let (mark, note) = match &record.outcome {
        Outcome::Done(Done::Worked) => ('✓', ""),
        Outcome::Done(Done::Noted(note) | Done::NotNeeded(note)) => ('✓', note.as_str()),
        Outcome::Failed(error) => ('✗', error.lines().next().unwrap_or_default()),
        Outcome::NotRun(because) => ('–', because.as_str()),
    };
    let took = match record.outcome {
        Outcome::NotRun(_) => String::new(),
        Outcome::Done(_) | Outcome::Failed(_) => terminal::duration(record.took),
    };
    let padding = " ".repeat(width - record.step.chars().count());
    format!("  {mark} {}{padding}  {took:>12}  {note}", record.step).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Summary {
        pub fn outcomes(&self) -> Vec<String> {
            let say = |it: &Record| match &it.outcome {
                Outcome::Done(Done::Worked) => format!("{}: done", it.step),
                Outcome::Done(Done::Noted(note) | Done::NotNeeded(note)) => format!("{}: {note}", it.step),
                Outcome::Failed(error) => format!("{}: {error}", it.step),
                Outcome::NotRun(because) => format!("{}: not run, {because}", it.step),
            };
            self.records().map(say).collect()
        }
    }

    #[test]
    fn the_rows_line_up_and_show_the_first_line_of_an_error() {
        let failed = Outcome::Failed("exit code 101\nmore".to_owned());
        let record = Record { step: "lints".to_owned(), outcome: failed, took: Duration::from_secs(75) };
        assert_eq!(row(&record, 8), "  ✗ lints       1 min 15 s  exit code 101");
        let skipped = Record {
            step: "tidy".to_owned(),
            outcome: Outcome::NotRun("needs build".to_owned()),
            took: Duration::ZERO,
        };
        assert_eq!(row(&skipped, 8), "  – tidy                    needs build");
    }
}
