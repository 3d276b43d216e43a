//! What the whole product does with calls: `cargo bench -p server --bench calls`.
//!
//! The program runs with its demo company as a process of its own, with its database, journal and recordings on disk.
//! Callers in this process speak SIP and RTP to it, and agents HTTP, WebSocket and WebRTC. All share this machine's
//! cores, so the figures are those of a machine that carries its callers too.
#![expect(clippy::print_stdout, reason = "a bench reports to the terminal")]

mod centre;
mod completed;
mod figure;
mod held;
mod history;
mod person;
mod ringing;
mod screen;
#[path = "../../../voice/benches/load/usage.rs"]
mod usage;

use centre::Centre;
use history::History;
use person::Person;
use screen::Screen;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let centre = Centre::start()?;
    let owner = Person::sign_in(centre.http, "daeun")?;
    widen_trunk(&owner)?;
    // Somebody who takes no calls, so that queues are staffed and whoever waits hears music.
    let away = Person::sign_in(centre.http, "yujin")?;
    let _screen = Screen::open(&away).await?;
    away.put("/desk/status", serde_json::json!({ "kind": "away" }))?;

    let history = History::open(&owner)?;
    let rang = ringing::measure(&centre).await?;
    let completed = completed::measure(&centre).await?;
    history.check(rang, completed).await?;
    held::measure(&centre).await
}

/// The demo has as many channels as a small office. A bench wants more.
fn widen_trunk(owner: &Person) -> Result<(), Failure> {
    let mut trunk = owner.get("/trunks")?["items"][0].take();
    trunk["channels"] = 4_000.into();
    let id = trunk["id"].as_str().ok_or("the demo has no trunk")?.to_owned();
    owner.put(&format!("/trunks/{id}"), trunk)
}
