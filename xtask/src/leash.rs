//! A long-running program that cannot outlive us: it ends when this value is dropped, and also when we are killed
//! without a chance to clean up.

use std::{
    io::{self, PipeReader},
    os::unix::process::CommandExt,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rustix::process::Signal;

use crate::{group::Group, interrupt, program::Program};

/// The other end of the leash: becomes the program, and leaves a watcher behind that reads from our pipe. The kernel
/// closes that pipe however we die. `$0` is the signal that asks the program to end; it goes to the whole group, because
/// npm leaves it to the terminal to tell what it started.
const HOLDER: &str = r#"
exec 3<&0
( read -r _ <&3; kill -s "$0" -- "-$$" ) >/dev/null 2>&1 &
exec "$@" 3<&- </dev/null
"#;
/// A program that was asked to end and has not is killed after this long.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub struct Leash {
    child: Child,
    /// Not watched by [`interrupt`]: the leash lets the tools that use the program end first.
    group: Group,
}

impl Leash {
    /// Starts `program`, to be ended by `signal`. What it says must be read from the pipe, or it blocks.
    pub fn start(program: Program, signal: &str) -> Result<(Self, PipeReader)> {
        interrupt::check()?;
        let shown = program.shown();
        let (words, voice) = io::pipe().context("a pipe cannot be made")?;
        let child = program
            .under("sh", &["-c", HOLDER, signal])
            .stdin(Stdio::piped())
            .stdout(voice.try_clone().context("a pipe cannot be copied")?)
            .stderr(voice)
            .process_group(0)
            .spawn()
            .with_context(|| format!("`{shown}` cannot be started"))?;
        let group = Group::led_by(child.id())?;
        Ok((Self { child, group }, words))
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_none())
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        if self.is_running() {
            drop(self.child.stdin.take());
        }
        let asked = Instant::now();
        while self.is_running() {
            if asked.elapsed() > PATIENCE {
                self.group.send(Signal::KILL);
            }
            thread::sleep(Duration::from_millis(20));
        }
        // The watcher, if the program ended by itself, and whatever the program left behind.
        self.group.send(Signal::KILL);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    #[test]
    fn a_program_is_asked_to_end_when_the_leash_is_dropped() {
        let script = "trap 'echo asked; exit 0' INT; echo ready; while :; do sleep 0.01; done";
        let (leash, words) = Leash::start(Program::new("sh").args(["-c", script]), "INT").unwrap();
        let mut lines = BufReader::new(words).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        drop(leash);
        assert_eq!(lines.next().unwrap().unwrap(), "asked");
        assert!(lines.next().is_none(), "the pipe is still held by something");
    }

    #[test]
    fn a_program_that_ends_by_itself_is_noticed() {
        let (mut leash, words) = Leash::start(Program::new("sh").args(["-c", "echo over"]), "INT").unwrap();
        let lines: Vec<String> = BufReader::new(words).lines().map_while(Result::ok).collect();
        assert_eq!(lines, ["over"]);
        leash.child.wait().unwrap();
        assert!(!leash.is_running());
    }

    #[test]
    fn what_the_program_started_is_asked_too() {
        // The outer shell hears the signal and does nothing about it, as npm does.
        let inner = "trap 'echo asked; exit' INT; echo ready; while :; do sleep 0.01; done";
        let script = format!("trap : INT; sh -c \"{inner}\"");
        let (leash, words) = Leash::start(Program::new("sh").args(["-c", &script]), "INT").unwrap();
        let mut lines = BufReader::new(words).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        drop(leash);
        assert_eq!(lines.next().unwrap().unwrap(), "asked");
    }
}
