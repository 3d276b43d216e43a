//! How much a node carries: `cargo bench -p voice --bench load -- ivr 1000` or `-- signalling 1500`.
//!
//! The node runs in this process, the callers in a second one, so that the processor time is the node's alone.
//! `ivr` holds that many recorded calls that listen to a clip and speak; `signalling` makes that many calls a second
//! that are answered and ended at once. Without words both are run, small. Figures are those of the node alone, without
//! the centre. `serve 127.0.0.1:5070` waits for somebody else's
//! callers, until Ctrl-C.
#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

mod callers;
mod centre;
mod usage;

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Command, Stdio},
};

use usage::Usage;

/// What the prototype of the voice stack needed for 100 calls; the product may not need more.
const HELD_TARGET: f64 = 4.0;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["callers", kind, server, count] => callers::run(kind, server.parse()?, count.parse()?),
        [kind @ ("ivr" | "signalling"), count] => measure(kind, count.parse()?),
        ["serve", address] => serve(address.parse()?),
        _ => {
            // What `cargo bench` without words runs: small enough for any machine.
            measure("ivr", 200)?;
            measure("signalling", 500)
        }
    }
}

fn measure(kind: &str, count: usize) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let spool = tempfile::tempdir()?;
    let anywhere = "127.0.0.1:0".parse()?;
    let centre = runtime.block_on(centre::open(anywhere, spool.path().into(), kind == "ivr"))?;
    let mut callers = Command::new(std::env::current_exe()?)
        .args(["callers", kind, &centre.address.to_string(), &count.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(callers.stdout.take().ok_or("no output of the callers")?).lines();
    let mut before = None;
    for line in lines {
        let line = line?;
        match line.as_str() {
            "begin" => before = Some(Usage::of(std::process::id())?),
            "end" => {
                let usage = before.take().ok_or("no beginning")?.until_now()?;
                let figures = centre.node.figures();
                println!(
                    r#"{{"kind":"{kind}","count":{count},"cpu_percent":{:.1},"memory_mb":{},"latest_tick_ms":{:.1},"late_ticks":{},"missed_seconds":{}}}"#,
                    usage.cpu_percent,
                    usage.memory_mb,
                    figures.latest_tick_us as f64 / 1_000.0,
                    figures.ticks_late,
                    figures.recording_seconds_missed,
                );
                let per_100 = usage.cpu_percent * 100.0 / count as f64;
                if kind == "ivr" {
                    figure("voice.held_cpu_per_100", per_100, "% of a core", Some(HELD_TARGET));
                    let missed = figures.recording_seconds_missed as f64;
                    figure("voice.recording_seconds_missed", missed, "s", Some(0.0));
                } else {
                    figure("voice.signalling_cpu_per_100_a_second", per_100, "% of a core", None);
                }
            }
            report => println!("{report}"),
        }
    }
    callers.wait()?;
    runtime.block_on(centre.node.stop());
    Ok(())
}

fn serve(address: SocketAddr) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let spool = tempfile::tempdir()?;
    runtime.block_on(async {
        let centre = centre::open(address, spool.path().into(), true).await?;
        tokio::signal::ctrl_c().await?;
        println!("{:?}", centre.node.figures());
        centre.node.stop().await;
        Ok(())
    })
}

/// `most`: the target, if there is one.
fn figure(id: &str, value: f64, unit: &str, most: Option<f64>) {
    let judged =
        most.map_or(String::new(), |most| format!(r#","target":"≤ {most}","pass":{}"#, value <= most));
    println!(r#"{{"id":"{id}","value":{value:.2},"unit":"{unit}"{judged}}}"#);
}
