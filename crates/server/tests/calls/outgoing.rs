//! Calls that begin here: callbacks and forwarding, to a telephone on the other end of the trunk.

use std::{net::SocketAddr, time::Duration};

use domain::digit::Digit;
use media::codec::Codec;
use serde_json::{Value, json};
use voice::phone::{
    Phone, PhonePlan, Transport,
    call::{Call, CallPlan, Phase},
};

use crate::{
    agent::{AGENT_HERTZ, Agent},
    centre::{Centre, NUMBER, PATIENCE, Person, free_port},
    sound,
};

const CUSTOMER_HERTZ: f64 = 440.0;
const BRANCH_HERTZ: f64 = 620.0;

/// Changes the demo's scenario and lets calls hear it.
fn publish(owner: &Person, edit: impl FnOnce(&mut Value)) {
    let id = owner.get("/scenarios")["items"][0]["id"].as_str().unwrap().to_owned();
    let scenario = owner.get(&format!("/scenarios/{id}"));
    let mut document = scenario["draft"].clone();
    edit(&mut document);
    let draft = json!({ "document": document, "based_on": scenario["draft_updated_at"] });
    owner.put(&format!("/scenarios/{id}/draft"), draft);
    owner.post(&format!("/scenarios/{id}/publish"), json!({ "note": "시험" }));
}

/// The trunk leads to this port.
fn lead_trunk_to(owner: &Person, port: u16) {
    let trunk = owner.get("/trunks")["items"][0].clone();
    let body = json!({
        "name": trunk["name"], "transport": "udp", "host": "127.0.0.1", "port": port, "channels": 23,
        "probed": false, "enabled": true,
        "access": { "kind": "address", "allowed": ["127.0.0.0/8"] },
    });
    owner.put(&format!("/trunks/{}", trunk["id"].as_str().unwrap()), body);
}

async fn phone(centre: &Centre, port: u16, number: &str) -> Phone {
    let local = |port| SocketAddr::from(([127, 0, 0, 1], port));
    let plan = PhonePlan {
        transport: Transport::Udp,
        address: local(port),
        server: local(centre.sip),
        number: number.to_owned(),
        codecs: vec![Codec::Pcmu],
    };
    Phone::plug_in(plan).await.unwrap()
}

/// Calls the main number, speaking a tone, and goes on when the menu can be heard.
async fn call(phone: &Phone) -> Call {
    let mut call = phone.call(CallPlan::to(NUMBER)).await.unwrap();
    call.keep_saying(sound::tone(CUSTOMER_HERTZ));
    assert_eq!(call.reach(Phase::Up).await, Phase::Up);
    call
}

fn press(call: &Call, digit: char) {
    assert!(call.press(&[Digit::try_from(digit).unwrap()]));
}

async fn heard(call: &Call, hertz: f64, who: &str) {
    let heard = call.listen(|it| sound::seconds_of(it, hertz) >= 1.0);
    let in_time = tokio::time::timeout(PATIENCE, heard).await.is_ok();
    assert!(in_time, "{who} hears no {hertz} Hz");
}

/// The next call that reaches the telephone.
async fn rings(phone: &mut Phone) -> Call {
    tokio::time::timeout(PATIENCE, phone.ring()).await.expect("nobody calls").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_forwards_its_caller_to_another_number() {
    let centre = Centre::start();
    let owner = centre.sign_in("daeun");
    let mut branch = phone(&centre, 0, "023123456").await;
    lead_trunk_to(&owner, branch.address().port());
    publish(&owner, |it| {
        it["root"]["action"] = json!({ "kind": "forward", "number": "02-312-3456" });
        it["root"]["announcement"] = json!({ "text": "이천 매장을 연결합니다." });
    });
    let customer = phone(&centre, 0, "01000030412").await;
    let mut calling = call(&customer).await;
    let mut called = rings(&mut branch).await;
    called.keep_saying(sound::tone(BRANCH_HERTZ));
    called.answer().await;
    heard(&called, CUSTOMER_HERTZ, "the branch").await;
    heard(&calling, BRANCH_HERTZ, "the customer").await;
    called.hang_up().await;
    called.end().await;
    calling.end().await;
    let detail = owner.newest_call();
    assert_eq!(detail["end_reason"], "forwarded");
    let (left, right) = owner.recording(&detail);
    assert!(sound::seconds_of(&left, CUSTOMER_HERTZ) >= 1.0, "the customer is missing on the left");
    assert!(sound::seconds_of(&right, BRANCH_HERTZ) >= 1.0, "the branch is missing on the right");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voicemail_is_a_stretch_of_the_recording_and_waits_among_the_callbacks() {
    let centre = Centre::start();
    let owner = centre.sign_in("daeun");
    let queue = owner.get("/queues")["items"][0]["id"].clone();
    publish(&owner, |it| {
        it["root"]["action"] = json!({ "kind": "voicemail", "queue_id": queue, "max_seconds": 30 });
        it["root"]["announcement"] = json!({ "text": "말씀해 주세요." });
    });
    let customer = phone(&centre, 0, "01000030412").await;
    let mut calling = call(&customer).await;
    // The tone that asks for the message.
    heard_briefly(&calling, 1_000.0).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    calling.hang_up().await;
    calling.end().await;
    let detail = owner.newest_call();
    assert_eq!(detail["end_reason"], "voicemail_left");
    let message = owner.wait_for("/callback-requests", |it| {
        let found = it["items"].as_array()?.iter().find(|it| it["interaction_id"] == detail["id"])?;
        found["message"]["recording_id"].is_string().then(|| found["message"].clone())
    });
    let (left, _) = owner.recording(&detail);
    let at = |key: &str| usize::try_from(message[key].as_i64().unwrap()).unwrap() * 8;
    let spoken = &left[at("from_ms")..at("to_ms").min(left.len())];
    assert!(sound::seconds_of(spoken, CUSTOMER_HERTZ) >= 2.0, "{message}");
}

async fn heard_briefly(call: &Call, hertz: f64) {
    let heard = call.listen(|it| sound::seconds_of(it, hertz) >= 0.4);
    assert!(tokio::time::timeout(PATIENCE, heard).await.is_ok(), "there was no tone of {hertz} Hz");
}

#[tokio::test(flavor = "multi_thread")]
async fn callbacks_survive_a_crash_in_their_order_and_are_dialled_when_their_turn_comes() {
    let mut centre = Centre::start();
    let port = free_port();
    let owner = centre.sign_in("daeun");
    lead_trunk_to(&owner, port);
    publish(&owner, |it| {
        it["wait_limit"] = json!({ "seconds": 10, "then": "offer_callback" });
        it["digit_wait_seconds"] = json!(30);
    });
    // Somebody is signed in, but nobody is ready.
    let absent = centre.sign_in("haneul");
    absent.put("/desk/status", json!({ "kind": "away", "away_reason": "meal" }));

    let waiting = owner.get("/callback-requests")["waiting_total"].as_u64().unwrap();
    let numbers = ["01000010001", "01000020002", "01000030003"];
    // Seventeen more wait with them.
    let others: Vec<String> = (0..17).map(|n| format!("0101111{n:04}")).collect();
    let mut callers = vec![];
    for number in numbers.into_iter().chain(others.iter().map(String::as_str)) {
        let line = phone(&centre, 0, number).await;
        let calling = call(&line).await;
        press(&calling, '2');
        tokio::time::sleep(Duration::from_millis(600)).await;
        press(&calling, '2');
        callers.push((line, calling));
        absent.wait_for("/desk", |it| (it["waiting_total"] == callers.len()).then_some(()));
    }
    tokio::time::sleep(Duration::from_secs(11)).await;
    for (_, calling) in &callers[..3] {
        press(calling, '1');
        tokio::time::sleep(Duration::from_millis(600)).await;
        press(calling, '1');
    }
    for (_, calling) in &mut callers[..3] {
        calling.end().await;
    }
    owner.wait_for("/callback-requests", |it| (it["waiting_total"] == waiting + 3).then_some(()));

    centre.kill();
    centre.start_again();
    let mut line = phone(&centre, port, "any").await;
    let cut_off = centre.sign_in("daeun").get("/interactions?per_page=50");
    let cut_off =
        cut_off["items"].as_array().unwrap().iter().filter(|it| it["end_reason"] == "system_stopped");
    assert_eq!(cut_off.count(), 17, "whoever was on the line is in the history");
    let mut agent = Agent::on_duty(&centre, "haneul", Codec::Pcmu).await;
    assert_eq!(
        agent.person.get("/callback-requests")["waiting_total"],
        waiting + 3,
        "nothing is booked twice"
    );

    let mut called = vec![];
    while called.len() < 3 {
        let owed = agent.in_state("ringing");
        assert_eq!(owed["is_callback"], true);
        let id = owed["interaction_id"].as_str().unwrap().to_owned();
        agent.order(&id, "answer");
        let mut customer = rings(&mut line).await;
        let unmasked = agent.person.post(&format!("/interactions/{id}/unmask"), json!({ "reason": "확인" }));
        let number = unmasked["number"].as_str().unwrap().replace('-', "");
        if number == numbers[1] {
            customer.refuse(486).await;
        } else {
            customer.keep_saying(sound::tone(CUSTOMER_HERTZ));
            customer.answer().await;
            if number == numbers[0] {
                agent.hears(CUSTOMER_HERTZ, 1.0).await;
                heard(&customer, AGENT_HERTZ, "the customer").await;
            }
            agent.order(&id, "hang-up");
        }
        customer.end().await;
        agent.without_call();
        let ended = agent
            .person
            .wait_for(&format!("/interactions/{id}"), |it| it["ended_at"].is_string().then(|| it.clone()));
        let wanted = if number == numbers[1] { "not_reached" } else { "agent_hung_up" };
        assert_eq!((&ended["end_reason"], &ended["direction"]), (&wanted.into(), &"outbound".into()));
        agent.write_up(&id);
        if numbers.contains(&number.as_str()) {
            called.push(number);
        }
    }
    assert_eq!(called, numbers, "in the order they had called");
}
