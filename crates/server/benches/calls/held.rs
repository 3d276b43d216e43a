//! How many calls listen to the IVR at once, how evenly, and what they cost.

use std::time::Duration;

use domain::digit::Digit;
use voice::phone::crowd::{Crowd, caller::Caller};

use crate::{
    Failure,
    centre::{Centre, customer},
    figure::Figure,
};

const STEPS: [usize; 5] = [100, 400, 800, 1_200, 1_600];
/// Calls are begun at this rate, so that holding is measured and not beginning.
const RAMP: f64 = 100.0;
const SETTLE: Duration = Duration::from_secs(3);
const MEASURE: Duration = Duration::from_secs(6);
const PATIENCE: Duration = Duration::from_secs(10);
/// Half of the callers listen to the menu again before it ends, the others wait in a queue.
const MENU: Duration = Duration::from_secs(10);

/// More than a frame and a half between two packets is heard.
const LARGEST_GAP_MS: f64 = 30.0;
/// Packets that may be missing: one in a thousand.
const LEAST_HEARD: f64 = 0.999;
/// What the prototype of the voice stack needed for 100 calls.
const CPU_TARGET: f64 = 4.0;

const HELD: Figure = Figure { id: "calls.held", unit: "calls", most: None };
const CPU: Figure = Figure { id: "calls.held_cpu_per_100", unit: "% of a core", most: Some(CPU_TARGET) };
const GAP: Figure = Figure { id: "calls.held_gap_p99_ms", unit: "ms", most: Some(LARGEST_GAP_MS) };
const MEMORY: Figure = Figure { id: "calls.held_memory_mb", unit: "MB", most: None };

struct Step {
    calls: usize,
    cpu_per_100: f64,
    gap_p99: f64,
    memory_mb: u64,
    is_good: bool,
}

pub async fn measure(centre: &Centre) -> Result<(), Failure> {
    let crowd = centre.customers()?;
    let mut callers = vec![];
    let mut best: Option<Step> = None;
    for calls in STEPS {
        callers.extend(gather(&crowd, calls - callers.len()).await?);
        let step = hold(centre, &crowd, &callers).await?;
        let is_good = step.is_good;
        if is_good || best.is_none() {
            best = Some(step);
        }
        if !is_good {
            break;
        }
    }
    let best = best.ok_or("nothing was measured")?;
    HELD.print(if best.is_good { best.calls as f64 } else { 0.0 });
    GAP.print(best.gap_p99);
    CPU.print(best.cpu_per_100);
    MEMORY.print(best.memory_mb as f64);
    callers.iter().for_each(Caller::hang_up);
    Ok(())
}

/// So many people call and stay.
pub async fn gather(crowd: &Crowd, count: usize) -> Result<Vec<Caller>, Failure> {
    let mut callers = vec![];
    let mut pace = tokio::time::interval(Duration::from_secs_f64(1.0 / RAMP));
    for n in 0..count {
        pace.tick().await;
        let caller = crowd.call(&customer(n))?;
        callers.push(caller.clone());
        tokio::spawn(stay(caller, n % 2 == 0));
    }
    tokio::time::sleep(SETTLE).await;
    Ok(callers)
}

async fn stay(mut caller: Caller, listens_to_menu: bool) -> Option<()> {
    caller.reach(PATIENCE, |it| it.heard.is_some()).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    if !listens_to_menu {
        caller.press(Digit::try_from('3').ok()?);
        return Some(());
    }
    let again = Digit::try_from('#').ok()?;
    while caller.progress().is_up() {
        caller.press(again);
        tokio::time::sleep(MENU).await;
    }
    Some(())
}

async fn hold(centre: &Centre, crowd: &Crowd, callers: &[Caller]) -> Result<Step, Failure> {
    let usage = centre.usage()?;
    crowd.begin_measuring();
    tokio::time::sleep(MEASURE).await;
    let (gaps, spent) = (crowd.gaps(), usage.until_now()?);
    let up = callers.iter().filter(|it| it.progress().is_up()).count();
    let expected = (callers.len() * MEASURE.as_millis() as usize / 20) as f64;
    let heard = gaps.packets() as f64 / expected;
    let gap_p99 = gaps.at(0.99);
    println!(
        "{up} of {} calls are up: {:.1} % of a core, {} MB, {:.2} % of packets heard, gaps p50 {:.1} p99 {gap_p99:.1} \
         p99.9 {:.1} max {:.1} ms",
        callers.len(),
        spent.cpu_percent,
        spent.memory_mb,
        heard * 100.0,
        gaps.at(0.5),
        gaps.at(0.999),
        gaps.at(1.0),
    );
    Ok(Step {
        calls: up,
        cpu_per_100: spent.cpu_percent * 100.0 / up.max(1) as f64,
        gap_p99,
        memory_mb: spent.memory_mb,
        is_good: up == callers.len() && heard >= LEAST_HEARD && gap_p99 < LARGEST_GAP_MS,
    })
}
