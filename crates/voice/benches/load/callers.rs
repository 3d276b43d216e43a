//! The callers' process: they hold calls, or make one after another.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    thread,
    time::{Duration, Instant},
};

use voice::phone::crowd::{Crowd, CrowdPlan, caller::Caller};

use crate::Failure;

/// Calls are begun at this rate, so that holding is measured and not beginning.
const RAMP_PER_SECOND: f64 = 100.0;
const SETTLE: Duration = Duration::from_secs(3);
const HOLD: Duration = Duration::from_secs(15);
const SIGNALLING: Duration = Duration::from_secs(10);
const FROM: &str = "01012345678";

pub fn run(kind: &str, server: SocketAddr, count: usize) -> Result<(), Failure> {
    let crowd = Crowd::gather(CrowdPlan { server, dialed: "15880000".to_owned() })?;
    match kind {
        "ivr" => hold(&crowd, count),
        _ => signal(&crowd, count),
    }
}

/// Holds `count` calls and measures how evenly their sound comes.
fn hold(crowd: &Crowd, count: usize) -> Result<(), Failure> {
    let mut callers = vec![];
    for _ in 0..count {
        callers.push(crowd.call(FROM)?);
        thread::sleep(Duration::from_secs_f64(1.0 / RAMP_PER_SECOND));
    }
    thread::sleep(SETTLE);
    println!("begin");
    crowd.begin_measuring();
    thread::sleep(HOLD);
    let gaps = crowd.gaps();
    println!("end");
    let answered = callers.iter().filter(|it| it.progress().is_up()).count();
    let waits = sorted(callers.iter().filter_map(|it| {
        let progress = it.progress();
        Some(progress.heard?.saturating_duration_since(progress.answered?))
    }));
    println!(
        r#"{{"answered":{answered},"packets":{},"expected":{},"gap_ms":{{"p50":{:.1},"p99":{:.1},"p99.9":{:.1},"max":{:.1}}},"gaps_over_40_ms":{},"sound_after_answer_ms":{{"p95":{:.1},"max":{:.1}}}}}"#,
        gaps.packets(),
        answered as u128 * HOLD.as_millis() / 20,
        gaps.at(0.5),
        gaps.at(0.99),
        gaps.at(0.999),
        gaps.at(1.0),
        gaps.over(40.0),
        at(&waits, 0.95),
        at(&waits, 1.0),
    );
    println!(r#"{{"id":"voice.held_gap_p99_ms","value":{:.1},"unit":"ms"}}"#, gaps.at(0.99));
    println!(r#"{{"id":"voice.held_refused","value":{},"unit":"calls"}}"#, count - answered);
    callers.iter().for_each(Caller::hang_up);
    thread::sleep(Duration::from_secs(1));
    Ok(())
}

/// Makes `rate` calls a second, each ended as soon as it is answered.
fn signal(crowd: &Crowd, rate: usize) -> Result<(), Failure> {
    println!("begin");
    let began = Instant::now();
    let mut callers = vec![];
    let mut ringing: VecDeque<Caller> = VecDeque::new();
    let leave = |ringing: &mut VecDeque<Caller>| {
        ringing.retain(|it| {
            let is_up = it.progress().is_up();
            if is_up {
                it.hang_up();
            }
            !is_up
        });
    };
    while began.elapsed() < SIGNALLING {
        let due = (began.elapsed().as_secs_f64() * rate as f64) as usize;
        while callers.len() < due {
            let caller = crowd.call(FROM)?;
            ringing.push_back(caller.clone());
            callers.push(caller);
        }
        leave(&mut ringing);
        thread::sleep(Duration::from_millis(1));
    }
    println!("end");
    let patience = Instant::now() + Duration::from_secs(3);
    while Instant::now() < patience {
        leave(&mut ringing);
        thread::sleep(Duration::from_millis(10));
    }
    let waits = sorted(callers.iter().filter_map(|it| {
        let progress = it.progress();
        Some(progress.answered? - progress.dialed)
    }));
    let ended = callers.iter().filter(|it| it.progress().ended.is_some()).count();
    println!(
        r#"{{"made":{},"answered":{},"ended":{ended},"answer_ms":{{"p50":{:.1},"p99":{:.1},"max":{:.1}}}}}"#,
        callers.len(),
        waits.len(),
        at(&waits, 0.5),
        at(&waits, 0.99),
        at(&waits, 1.0),
    );
    println!(r#"{{"id":"voice.answer_p99_ms","value":{:.1},"unit":"ms"}}"#, at(&waits, 0.99));
    Ok(())
}

fn sorted(waits: impl Iterator<Item = Duration>) -> Vec<Duration> {
    let mut waits: Vec<Duration> = waits.collect();
    waits.sort_unstable();
    waits
}

/// In milliseconds.
fn at(waits: &[Duration], share: f64) -> f64 {
    let wait = waits.get(((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1)));
    wait.map_or(0.0, |it| it.as_secs_f64() * 1_000.0)
}
