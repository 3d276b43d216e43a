//! The product: building it, and a centre with a demo company that runs while browser stories visit it.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    cargo,
    checkout::Checkout,
    interrupt,
    leash::Leash,
    log::Log,
    port,
    program::{self, Program},
    step::Done,
};

/// The first start makes a company with weeks of history and speaks its announcements.
const PATIENCE: Duration = Duration::from_secs(180);
/// `naru demo` prints one line that begins so when it takes calls.
const READY: &str = "ready";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// Where a centre keeps its rows and files, and where it is reached.
#[derive(Debug, Clone)]
pub struct Place {
    pub data: PathBuf,
    pub http: u16,
    pub sip: u16,
}

impl Place {
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.http)
    }

    pub fn sip(&self) -> String {
        format!("127.0.0.1:{}", self.sip)
    }
}

/// A running centre on free ports, which ends when this is dropped.
#[derive(Debug)]
pub struct Centre {
    _server: Leash,
    pub place: Place,
}

pub fn build(checkout: &Checkout, profile: Profile, log: &Log) -> Result<Done> {
    cargo::program(checkout)
        .args(["build", "--workspace", "--bin", "naru"])
        .args((profile == Profile::Release).then_some("--release"))
        .run(log)?;
    Ok(Done::Worked)
}

pub fn binary(checkout: &Checkout, profile: Profile) -> PathBuf {
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    };
    checkout.target().join(folder).join("naru")
}

pub fn demo(checkout: &Checkout, profile: Profile, place: &Place) -> Program {
    Program::new(binary(checkout, profile))
        .folder(&checkout.root)
        .arg("demo")
        .arg("--data")
        .arg(&place.data)
        .args(["--http", &format!("127.0.0.1:{}", place.http), "--sip", &place.sip()])
}

impl Centre {
    pub fn start(checkout: &Checkout, profile: Profile, data: &Path, log: &Log) -> Result<Self> {
        let place = Place { data: data.to_owned(), http: port::free_tcp()?, sip: port::free_sip()? };
        let words = checkout.chores("log")?.join("centre.log");
        log.line(&format!("the centre's own words go to {}", words.display()));
        let file = File::create(&words).with_context(|| format!("{} cannot be written", words.display()))?;
        let (server, lines) = leashed(demo(checkout, profile, &place), file)?;
        wait_until_ready(&lines, log)?;
        Ok(Self { _server: server, place })
    }
}

fn wait_until_ready(lines: &Receiver<String>, log: &Log) -> Result<()> {
    let asked = Instant::now();
    while asked.elapsed() < PATIENCE {
        interrupt::check()?;
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => {
                log.line(&line);
                if line.starts_with(READY) {
                    return Ok(());
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => bail!("`naru demo` ended before it printed `{READY}`"),
        }
    }
    bail!("`naru demo` has not printed `{READY}` for {} seconds", PATIENCE.as_secs())
}

/// Starts `program`; what it says goes to `file`, and to the channel for as long as somebody listens.
fn leashed(program: Program, mut file: impl Write + Send + 'static) -> Result<(Leash, Receiver<String>)> {
    let (said, lines) = mpsc::channel();
    let (leash, words) = Leash::start(program, "INT")?;
    thread::spawn(move || {
        program::each_line(words, &mut |line| {
            // The file is for people; a centre must not stop because a disk is full.
            let _ = writeln!(file, "{line}");
            let _ = said.send(line.to_owned());
        });
    });
    Ok((leash, lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_ends_closes_the_channel_after_its_last_line() {
        let program = Program::new("sh").args(["-c", "echo listening; echo ready http://127.0.0.1:1"]);
        let (_leash, lines) = leashed(program, vec![]).unwrap();
        assert_eq!(lines.into_iter().collect::<Vec<_>>(), ["listening", "ready http://127.0.0.1:1"]);
    }
}
