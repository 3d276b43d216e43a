//! How many calls a second go through the IVR from greeting to farewell.

use std::time::{Duration, Instant};

use domain::digit::Digit;
use voice::phone::crowd::{Crowd, caller::Caller};

use crate::{
    Failure,
    centre::{Centre, customer},
    figure::{Figure, share},
};

/// Calls a second that are tried, for a short time each; the last that goes well is kept up.
const RATES: [usize; 5] = [100, 200, 300, 400, 500];
const TRIAL: Duration = Duration::from_secs(4);
const SUSTAINED: Duration = Duration::from_secs(20);
/// Between two trials, so that one does not pay for the other.
const REST: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a caller listens after his key.
const LISTENS: Duration = Duration::from_millis(500);
/// Set for calls under attack; a line that is merely busy is no slower.
const ANSWER_TARGET_MS: f64 = 500.0;

const PER_SECOND: Figure = Figure { id: "calls.completed_per_second", unit: "calls/s", most: None };
const UNCOMPLETED: Figure = Figure { id: "calls.uncompleted", unit: "calls", most: Some(0.0) };
const ANSWER: Figure = Figure { id: "calls.answer_ms_p99", unit: "ms", most: Some(ANSWER_TARGET_MS) };
const CPU: Figure = Figure { id: "calls.completed_cpu_ms", unit: "ms of a core", most: None };

struct Trial {
    made: usize,
    answered: usize,
    completed: usize,
    seconds: f64,
    answer_ms_p99: f64,
    cpu_ms: f64,
}

impl Trial {
    fn is_good(&self) -> bool {
        self.completed == self.made && self.answer_ms_p99 <= ANSWER_TARGET_MS
    }
}

/// Gives how many calls were answered.
pub async fn measure(centre: &Centre) -> Result<usize, Failure> {
    let crowd = centre.customers()?;
    let (mut best, mut answered) = (RATES[0], 0);
    for rate in RATES {
        let trial = run(centre, &crowd, rate, TRIAL).await?;
        answered += trial.answered;
        tokio::time::sleep(REST).await;
        if !trial.is_good() {
            break;
        }
        best = rate;
    }
    let sustained = run(centre, &crowd, best, SUSTAINED).await?;
    PER_SECOND.print(sustained.completed as f64 / sustained.seconds);
    UNCOMPLETED.print((sustained.made - sustained.completed) as f64);
    ANSWER.print(sustained.answer_ms_p99);
    CPU.print(sustained.cpu_ms);
    Ok(answered + sustained.answered)
}

async fn run(centre: &Centre, crowd: &Crowd, rate: usize, time: Duration) -> Result<Trial, Failure> {
    let usage = centre.usage()?;
    let began = Instant::now();
    let mut pace = tokio::time::interval(Duration::from_secs_f64(1.0 / rate as f64));
    let mut calls = vec![];
    while began.elapsed() < time {
        pace.tick().await;
        let caller = crowd.call(&customer(calls.len()))?;
        calls.push(tokio::spawn(complete(caller)));
    }
    let seconds = began.elapsed().as_secs_f64();
    let made = calls.len();
    let (mut waits, mut completed) = (vec![], 0);
    for call in calls {
        let (answer_ms, is_complete) = call.await?;
        waits.extend(answer_ms);
        completed += usize::from(is_complete);
    }
    let spent = usage.until_now()?;
    let cpu_ms = spent.cpu_percent * 10.0 * began.elapsed().as_secs_f64() / made as f64;
    let trial = Trial {
        made,
        answered: waits.len(),
        completed,
        seconds,
        answer_ms_p99: share(&mut waits, 0.99),
        cpu_ms,
    };
    println!(
        "{rate} calls a second: {made} made, {} answered, {completed} completed; answered within {:.0} ms (p50) and \
         {:.0} ms (p99); {:.1} % of a core, {cpu_ms:.1} ms a call",
        trial.answered,
        share(&mut waits, 0.5),
        trial.answer_ms_p99,
        spent.cpu_percent,
    );
    Ok(trial)
}

/// One call: hears the greeting, presses 1, listens, and hangs up. Gives how long its answer took, and whether it came
/// this far.
async fn complete(mut caller: Caller) -> (Option<f64>, bool) {
    let answered = caller.reach(PATIENCE, |it| it.answered.is_some()).await;
    let answer_ms = answered.and_then(|it| it.answered.map(|at| (at - it.dialed).as_secs_f64() * 1_000.0));
    let is_complete = async {
        caller.reach(PATIENCE, |it| it.heard.is_some()).await?;
        caller.press(Digit::ONE);
        caller.reach(PATIENCE, |it| it.pressed.is_some()).await?;
        tokio::time::sleep(LISTENS).await;
        caller.hang_up();
        caller.reach(PATIENCE, |it| it.ended.is_some()).await
    };
    let is_complete = is_complete.await.is_some();
    (answer_ms, is_complete)
}
