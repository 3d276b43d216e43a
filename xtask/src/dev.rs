//! `cargo xtask dev`: a debug server, and the web apps with hot reload in front of it.
//!
//! Enter builds the server again and starts it anew; a line says when its sources have changed.

use std::{
    io::{self, BufRead},
    process::ExitCode,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{
    checkout::Checkout,
    git, interrupt,
    leash::Leash,
    naru::{self, Place, Profile},
    package::Need,
    plan::{Phase, Plan},
    port,
    program::{self, Program},
    setup::{self, Wants},
    stamp::Stamp,
    step::Step,
    terminal::Terminal,
    web,
};

/// Beside the demo's, so that an unfinished migration does not spoil it.
const DATA: &str = "data/dev";
const HTTP: u16 = 8080;
const SIP: u16 = 5060;
const APPS: [&str; 2] = ["desk", "widget"];
const LOOK_EVERY: Duration = Duration::from_secs(2);

pub fn run(checkout: &Checkout, terminal: &Terminal) -> Result<ExitCode> {
    let place = Place { data: checkout.path(DATA), http: port::tcp_from(HTTP)?, sip: port::sip_from(SIP)? };
    let wants = Wants { packages: &[Need::Build, Need::Speech], web: true, locked: false };
    let started = Instant::now();
    let first =
        Plan::new(checkout)?.phase(setup::phase(checkout, wants)).phase(build(checkout)).run(terminal);
    if first.failed() {
        first.show(terminal, started.elapsed());
        return Ok(first.exit_code());
    }
    thread::scope(|scope| {
        let start = |name: &'static str, program: Program| -> Result<Leash> {
            let (leash, words) = Leash::start(program, "INT")?;
            scope.spawn(move || {
                program::each_line(words, &mut |line| terminal.print(&format!("{name:<7}│ {line}")));
                terminal.print(&format!("{name:<7}│ ended"));
            });
            Ok(leash)
        };
        let _apps: Vec<Leash> = APPS
            .into_iter()
            .map(|app| start(app, dev_server(checkout, app, &place)))
            .collect::<Result<_>>()?;
        let enter = keyboard();
        while !interrupt::is_requested() {
            let built_from = rust_sources(checkout)?;
            let _server = start("naru", naru::demo(checkout, Profile::Debug, &place))?;
            terminal.print("Enter: build the server again and restart it. Ctrl-C: stop everything.");
            wait_for_enter(checkout, terminal, &enter, &built_from)?;
            while !interrupt::is_requested()
                && Plan::new(checkout)?.phase(build(checkout)).run(terminal).failed()
            {
                terminal.print("The server still runs as it was built before. Enter: try again.");
                wait_for_enter(checkout, terminal, &enter, &rust_sources(checkout)?)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// It passes /api on to the centre at `NARU_URL`.
fn dev_server(checkout: &Checkout, app: &str, place: &Place) -> Program {
    web::npm(checkout)
        .args(["exec", "--no", "--", "vite", &format!("apps/{app}"), "--clearScreen", "false"])
        .env("NARU_URL", place.url())
}

fn build(checkout: &Checkout) -> Phase<'_> {
    Phase::new("build", &[])
        .lane(vec![Step::new("program", |log| naru::build(checkout, Profile::Debug, log))])
}

/// Ends with Enter or Ctrl-C.
fn wait_for_enter(
    checkout: &Checkout,
    terminal: &Terminal,
    enter: &Receiver<()>,
    built_from: &Stamp,
) -> Result<()> {
    let mut said = false;
    while !interrupt::is_requested() {
        match enter.recv_timeout(LOOK_EVERY) {
            Ok(()) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
            // No keyboard (a service, a pipe): Ctrl-C or a signal is the only way on.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(LOOK_EVERY),
        }
        if !said && rust_sources(checkout)? != *built_from {
            terminal.print("Rust sources have changed. Enter: build and restart.");
            said = true;
        }
    }
    Ok(())
}

fn keyboard() -> Receiver<()> {
    let (pressed, enter) = mpsc::channel();
    thread::spawn(move || {
        io::stdin().lock().lines().map_while(Result::ok).try_for_each(|_| pressed.send(()))
    });
    enter
}

fn rust_sources(checkout: &Checkout) -> Result<Stamp> {
    Stamp::of(&git::files(&checkout.root, "crates")?, "")
}
