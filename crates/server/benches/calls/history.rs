//! What the history says of the calls that were made.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{Failure, figure::Figure, person::Person};

const PAGE: usize = 200;
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(250);
/// The branch of the demo's menu that `1` leads to.
const BRANCH: &str = "배송 조회";

const ROWS_LOST: Figure = Figure { id: "calls.rows_lost", unit: "calls", most: Some(0.0) };
const RECORDINGS_LOST: Figure = Figure { id: "calls.recordings_lost", unit: "recordings", most: Some(0.0) };
/// Every recording is attached within 5 s of its call's end.
const ATTACHED: Figure = Figure { id: "calls.recordings_attached_s", unit: "s", most: Some(5.0) };

pub struct History<'a> {
    owner: &'a Person,
    /// Rows the demo came with.
    before: usize,
}

impl<'a> History<'a> {
    pub fn open(owner: &'a Person) -> Result<Self, Failure> {
        Ok(Self { owner, before: total(&page(owner, 1)?)? })
    }

    /// Every call that was answered is one row that has ended and tells of its key, and has its recording. `completed`
    /// are those that pressed 1; the last of them has just ended.
    pub async fn check(&self, others: usize, completed: usize) -> Result<(), Failure> {
        let ended = Instant::now();
        let answered = others + completed;
        let mut rows;
        loop {
            rows = self.rows(answered)?;
            let is_whole = rows.len() == answered && rows.iter().all(|it| has_ended(it) && is_recorded(it));
            if is_whole || ended.elapsed() > PATIENCE {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
        ATTACHED.print(ended.elapsed().as_secs_f64());
        let whole = rows.iter().filter(|it| has_ended(it)).count();
        let told = rows.iter().filter(|it| has_ended(it) && it["menu_path"][0] == BRANCH).count();
        println!(
            "{answered} calls were answered; {whole} rows have ended, {told} of {completed} tell of the key 1"
        );
        let untold = rows.iter().take(completed).find(|it| it["menu_path"][0] != BRANCH);
        if let Some(id) = untold.and_then(|it| it["id"].as_str()) {
            let row = self.owner.get(&format!("/interactions/{id}"))?;
            println!("a row that does not: {} {}", row["legs"], row["timeline"]);
        }
        // A call too many is as wrong as one too few.
        ROWS_LOST.print((answered.abs_diff(whole) + completed.abs_diff(told)) as f64);
        RECORDINGS_LOST.print(rows.iter().filter(|it| !is_recorded(it)).count() as f64);
        Ok(())
    }

    /// The rows that have been added, newest first.
    fn rows(&self, expected: usize) -> Result<Vec<Value>, Failure> {
        let mut rows = vec![];
        for number in 1.. {
            let mut page = page(self.owner, number)?;
            let added = total(&page)?.saturating_sub(self.before);
            let items = page["items"].as_array_mut().ok_or("a page without rows")?;
            rows.append(items);
            if rows.len() >= added {
                rows.truncate(added);
                break;
            }
            // What is not whole yet is looked at again anyway.
            if number == 1 && (added < expected || !rows.iter().all(|it| has_ended(it) && is_recorded(it))) {
                break;
            }
        }
        Ok(rows)
    }
}

fn page(owner: &Person, number: usize) -> Result<Value, Failure> {
    owner.get(&format!("/interactions?per_page={PAGE}&page={number}"))
}

fn total(page: &Value) -> Result<usize, Failure> {
    Ok(page["total"].as_u64().ok_or("a page without a total")? as usize)
}

fn has_ended(row: &Value) -> bool {
    row["ended_at"].is_string()
}

fn is_recorded(row: &Value) -> bool {
    row["recording"] == "ready"
}
