//! A tool we start: its words go to the step's log, it never reads the keyboard, and Ctrl-C reaches it through us.

use std::{
    ffi::OsStr,
    io::{self, BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, ExitStatus, Stdio},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Error, Result, anyhow, bail};
use rustix::process::Signal;

use crate::{account::Account, group::Group, interrupt, log::Log, package, terminal};

/// Longer than any step takes on two slow cores; a tool that hangs must not hold a CI machine for ever.
const LIMIT: Duration = Duration::from_secs(45 * 60);

#[derive(Debug)]
pub struct Program {
    command: Command,
    account: Option<Account>,
}

impl Program {
    pub fn new(name: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(name);
        // `cargo run` tells us about our own package; a build script that watches these names (ring's does) would
        // be rebuilt each time the same cargo command comes from a shell instead of from here.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"]
                .iter()
                .any(|it| text.starts_with(it))
            {
                command.env_remove(&name);
            }
        }
        Self { command, account: None }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives up root's rights for those of another account.
    pub fn account(mut self, account: Option<Account>) -> Self {
        self.account = account;
        self
    }

    /// Runs to the end; everything it says goes to `log`.
    pub fn run(self, log: &Log) -> Result<()> {
        self.run_with(|line| log.line(line))
    }

    /// Runs to the end and hands over every line as it is said, standard error included.
    pub fn run_with(self, said: impl FnMut(&str) + Send) -> Result<()> {
        self.run_within(LIMIT, said)
    }

    fn run_within(mut self, limit: Duration, mut said: impl FnMut(&str) + Send) -> Result<()> {
        interrupt::check()?;
        let shown = self.shown();
        said(&format!("$ {}", self.typed()));
        let (words, voice) = io::pipe().context("a pipe cannot be made")?;
        self.command
            .stdin(Stdio::null())
            .stdout(voice.try_clone().context("a pipe cannot be copied")?)
            .stderr(voice)
            .process_group(0);
        self.take_account();
        let mut child = self.command.spawn().map_err(|error| self.not_started(&error))?;
        // Our copies of the pipe's writing end live in the command; the reader must see the end.
        drop(self.command);
        let group = Group::led_by(child.id())?;
        let watched = interrupt::watch(group);
        let late = AtomicBool::new(false);
        let status = thread::scope(|scope| {
            let relay = scope.spawn(move || each_line(words, &mut said));
            let (ended, end) = mpsc::channel::<()>();
            let late = &late;
            scope.spawn(move || {
                if end.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    late.store(true, Ordering::SeqCst);
                    group.send(Signal::KILL);
                }
            });
            let status = child.wait();
            drop(ended);
            drop(watched);
            // What the tool left behind would outlive us.
            group.send(Signal::TERM);
            // A reader that panicked has nothing more to say; the status decides.
            let _ = relay.join();
            status
        })
        .with_context(|| format!("`{shown}` cannot be waited for"))?;
        interrupt::check()?;
        if late.into_inner() {
            bail!("`{shown}` had not ended after {} and was killed", terminal::duration(limit));
        }
        succeeded(&shown, status)
    }

    /// What a short command prints.
    pub fn read(mut self) -> Result<String> {
        let shown = self.shown();
        self.take_account();
        let output = self.command.stdin(Stdio::null()).output().map_err(|error| self.not_started(&error))?;
        if !output.status.success() {
            bail!("{}: {}", failure(&shown, output.status), String::from_utf8_lossy(&output.stderr).trim());
        }
        String::from_utf8(output.stdout)
            .with_context(|| format!("`{shown}` printed something that is not UTF-8"))
    }

    /// Whether a short command ends well; it says nothing.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Becomes this program: signals and the keyboard are its own. Returns only when it cannot be started.
    pub fn become_it(mut self) -> Error {
        let error = self.command.exec();
        self.not_started(&error)
    }

    /// As a person would type it.
    pub fn shown(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args()).map(|word| {
            let word = word.to_string_lossy();
            if word.contains([' ', '"', '$', '*']) { format!("'{word}'") } else { word.into_owned() }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// [`shown`](Self::shown), with the variables it needs to do the same again.
    fn typed(&self) -> String {
        let set = |(name, value): (&OsStr, Option<&OsStr>)| {
            Some(format!("{}={} ", name.display(), value?.display()))
        };
        self.command.get_envs().filter_map(set).collect::<String>() + &self.shown()
    }

    /// The same program with other words before its own, the way `env` and `sh -c` take one.
    pub fn under(self, holder: &str, words: &[&str]) -> Command {
        let mut command = Command::new(holder);
        command.args(words).arg(self.command.get_program()).args(self.command.get_args());
        for (name, value) in self.command.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = self.command.get_current_dir() {
            command.current_dir(folder);
        }
        if let Some(account) = self.account {
            command.uid(account.uid).gid(account.gid);
        }
        command
    }

    fn take_account(&mut self) {
        if let Some(account) = self.account {
            self.command.uid(account.uid).gid(account.gid);
        }
    }

    fn not_started(&self, error: &io::Error) -> Error {
        let name = self.command.get_program().to_string_lossy();
        if error.kind() == io::ErrorKind::NotFound {
            anyhow!("`{name}` is not on the PATH{}", package::hint(&name))
        } else {
            anyhow!("`{name}` cannot be started: {error}")
        }
    }
}

fn succeeded(shown: &str, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!(failure(shown, status));
    }
    Ok(())
}

fn failure(shown: &str, status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("`{shown}` failed with exit code {code}"),
        None => format!("`{shown}` was ended by a signal"),
    }
}

/// Progress bars end their lines with a carriage return; each of their states is a line here.
pub fn each_line(words: impl Read, said: &mut impl FnMut(&str)) {
    let mut words = BufReader::new(words);
    let mut line = vec![];
    while words.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let text = String::from_utf8_lossy(&line);
        text.split(['\r', '\n']).filter(|it| !it.trim().is_empty()).for_each(&mut *said);
        line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str) -> (Result<()>, Vec<String>) {
        let mut lines = vec![];
        let end = Program::new("sh").args(["-c", script]).run_with(|line| lines.push(line.to_owned()));
        (end, lines)
    }

    #[test]
    fn both_streams_of_a_tool_are_heard_in_their_order() {
        let (end, lines) = run("echo one; echo two >&2; printf 'a\\rb\\n\\n'; printf three");
        end.unwrap();
        assert_eq!(lines[1..], ["one", "two", "a", "b", "three"]);
    }

    #[test]
    fn a_failed_tool_is_named_with_its_exit_code() {
        let (end, _) = run("exit 7");
        assert_eq!(end.unwrap_err().to_string(), "`sh -c 'exit 7'` failed with exit code 7");
    }

    #[test]
    fn a_tool_that_never_ends_is_killed_with_what_it_started() {
        let hangs = Program::new("sh").args(["-c", "cat /dev/zero >/dev/null & cat /dev/zero >/dev/null"]);
        let error = hangs.run_within(Duration::from_millis(10), |_| ()).unwrap_err();
        assert!(error.to_string().ends_with("had not ended after 0.0 s and was killed"), "{error}");
    }

    #[test]
    fn what_a_tool_leaves_running_does_not_hold_us_up() {
        let (end, _) = run("cat /dev/zero >/dev/null & echo started");
        end.unwrap();
    }

    #[test]
    fn a_missing_tool_is_named_with_the_package_that_has_it() {
        let error = Program::new("sipp").env("PATH", "").run_with(|_| ()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`sipp` is not on the PATH (Debian package sip-tester; `cargo xtask setup` installs it)"
        );
    }

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let program = Program::new("npm").args(["run", "two words"]).env("NARU_URL", "http://127.0.0.1:1");
        assert_eq!(program.typed(), "NARU_URL=http://127.0.0.1:1 npm run 'two words'");
    }
}
