//! How long after a customer's key an agent's screen rings.

use std::{
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};

use domain::digit::Digit;
use media::codec::Codec;
use serde_json::json;
use voice::{
    phone::crowd::{Crowd, caller::Caller},
    web::browser::{Browser, Connection},
};

use crate::{
    Failure,
    centre::{Centre, customer},
    figure::{Figure, share},
    held,
    person::Person,
    screen::Screen,
};

const SAMPLES: usize = 60;
/// Calls that go on meanwhile, and listen.
const STANDING: usize = 50;
const PATIENCE: Duration = Duration::from_secs(10);

const P50: Figure = Figure { id: "calls.enqueue_to_ring_ms_p50", unit: "ms", most: None };
const P99: Figure = Figure { id: "calls.enqueue_to_ring_ms_p99", unit: "ms", most: None };

/// Gives how many calls were answered.
pub async fn measure(centre: &Centre) -> Result<usize, Failure> {
    let person = Person::sign_in(centre.http, "haneul")?;
    let mut screen = Screen::open(&person).await?;
    let _browser = come_on_duty(&person).await?;
    screen.show(|desk| desk["softphone"] == "up" && desk["status"]["kind"] == "ready").await?;

    let crowd = centre.customers()?;
    let standing = held::gather(&crowd, STANDING).await?;
    let mut waits = vec![];
    for n in 0..SAMPLES {
        waits.push(sample(&crowd, &mut screen, n).await?);
    }
    standing.iter().for_each(Caller::hang_up);
    for mut caller in standing {
        caller.reach(PATIENCE, |it| it.ended.is_some()).await.ok_or("a call does not end")?;
    }
    P50.print(share(&mut waits, 0.5));
    P99.print(share(&mut waits, 0.99));
    Ok(SAMPLES + STANDING)
}

/// Signs on with a phone whose connection stands.
async fn come_on_duty(person: &Person) -> Result<Browser, Failure> {
    let (mut browser, offer) = Browser::open(IpAddr::V4(Ipv4Addr::LOCALHOST), Codec::Pcmu).await?;
    person.put("/desk/status", json!({ "kind": "ready" }))?;
    let answer = person.post("/softphone", json!({ "offer": offer }))?;
    browser.accept(answer["answer"].as_str().ok_or("the softphone got no answer")?);
    match browser.reach(Connection::Up).await {
        Connection::Up => Ok(browser),
        other => Err(format!("the softphone is {other:?}").into()),
    }
}

/// One customer chooses the agent's queue, hears it ring and gives up. In milliseconds.
async fn sample(crowd: &Crowd, screen: &mut Screen, n: usize) -> Result<f64, Failure> {
    let mut caller = crowd.call(&customer(n))?;
    caller.reach(PATIENCE, |it| it.heard.is_some()).await.ok_or("a customer hears nothing")?;
    caller.press(Digit::TWO);
    caller.reach(PATIENCE, |it| it.pressed.is_some()).await.ok_or("a key was not sent")?;
    // The first key is over before the second begins, and samples do not fall on the same phase of any clock.
    tokio::time::sleep(Duration::from_millis(300 + (n as u64 * 7) % 20)).await;
    let first = caller.progress().pressed;
    caller.press(Digit::TWO);
    let rang = screen.show(|desk| desk["call"]["state"] == "ringing").await?;
    let pressed = caller.progress().pressed.filter(|it| Some(*it) != first).ok_or("a key was not sent")?;
    caller.hang_up();
    caller.reach(PATIENCE, |it| it.ended.is_some()).await.ok_or("a call does not end")?;
    screen.show(|desk| desk["call"].is_null() && desk["status"]["kind"] == "ready").await?;
    Ok((rang - pressed).as_secs_f64() * 1_000.0)
}
