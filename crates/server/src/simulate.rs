//! `naru simulate`: a past day of a company, played again with other staff or rules.

mod changes;
mod past_day;

use anyhow::{bail, ensure};
use center::settings;
use domain::time;
use jiff::Span;
use routing::simulation::{Simulation, report::Report};

use self::{changes::Changes, past_day::PastDay};
use crate::{
    cli::{self, SimulateOptions},
    clock, installation, replay,
};

/// The day as rows do not know it.
const UNKNOWN: &str = "\
What this cannot know:
  - how long those who were answered would have waited; it is drawn from those who gave up that day
  - how long those would have talked who were not answered; it is drawn from the other calls
  - who would not have called, or would have called twice, had the waits been others
  - how quickly agents answer: 2 to 8 s are assumed, and nobody lets a call pass
  - who was a VIP, or came back to the same agent: everybody is a customer like any other
  - breaks: agents are at work from the first to the last moment they were signed in";

pub async fn simulate(options: SimulateOptions) -> anyhow::Result<()> {
    let changes = Changes::parse(&options.with)?;
    let today = time::local(clock::start().now()).date();
    let day = match options.day {
        Some(day) => day,
        None => today.checked_sub(Span::new().days(1))?,
    };
    let config = options.options.load(vec![])?;
    let store = installation::open_beside(&config).await?;
    let rows = replay::company(&store, &options.tenant).await?;
    let (from, to) = time::day_bounds(day);
    let past = PastDay::new(
        from,
        settings::load(&rows).await?,
        &rows.queue_visits().entered_between(from, to).await?,
        &rows.status_spans().began_between(from, to).await?,
    );
    store.close().await;
    ensure!(!past.calls.is_empty(), "nobody waited in a queue on {day}");
    if past.shifts.is_empty() && changes.agents.is_none() {
        bail!("nobody was signed in on {day}: say with how many agents to play it, as in --with agents=12");
    }
    let reports: Vec<Report> = (1..=options.seeds)
        .map(|seed| Simulation::new(past.plan(&changes, seed), seed).run(seed))
        .collect::<Result<_, _>>()
        .map_err(|broken| anyhow::anyhow!("{}", broken.what))?;
    cli::print(&format!(
        "{day}: {} customers, played {} times{}\n\n{}\n\n{UNKNOWN}",
        past.calls.len(),
        options.seeds,
        if options.with.is_empty() { String::new() } else { format!(" with {}", options.with) },
        table(&past, &reports)
    ));
    Ok(())
}

/// What was, and what would have been: from the best to the worst of all times.
fn table(past: &PastDay, reports: &[Report]) -> String {
    let seconds = past.service_level_seconds;
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let total = past.calls.len();
    let lines: [(&str, f64, Vec<f64>); 5] = [
        ("answered, %", share(past.answered(), total), each(reports, |it| share(it.served(), total))),
        ("gave up, %", share(past.gave_up(), total), each(reports, |it| share(it.gave_up(), total))),
        (
            "service level, %",
            share(past.answered_within(seconds), total),
            each(reports, |it| 100.0 * it.service_level(seconds).unwrap_or(0.0)),
        ),
        ("mean wait of the answered, s", mean(&past.waits_ms()), each(reports, |it| mean(&it.waits_ms()))),
        ("9 of 10 waited at most, s", ninth(&past.waits_ms()), each(reports, |it| ninth(&it.waits_ms()))),
    ];
    let mut text = format!("{:<32}{:>10}   simulated\n", "", "that day");
    for (name, was, would) in lines {
        let least = would.iter().copied().fold(f64::INFINITY, f64::min);
        let most = would.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        text += &format!("{name:<32}{was:>10.1}   {least:.1} to {most:.1}\n");
    }
    format!("{text}Service level: of all who waited, answered within {seconds} s.")
}

fn each(reports: &[Report], figure: impl Fn(&Report) -> f64) -> Vec<f64> {
    reports.iter().map(figure).collect()
}

fn mean(waits_ms: &[i64]) -> f64 {
    waits_ms.iter().sum::<i64>() as f64 / 1_000.0 / waits_ms.len().max(1) as f64
}

/// What nine of ten did not exceed. `waits_ms` is sorted.
fn ninth(waits_ms: &[i64]) -> f64 {
    let at = (waits_ms.len() * 9).div_ceil(10).saturating_sub(1);
    waits_ms.get(at).map_or(0.0, |wait| *wait as f64 / 1_000.0)
}
