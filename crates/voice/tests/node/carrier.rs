//! The carrier's side of a trunk's upkeep: registration and probes.

use std::{net::SocketAddr, sync::Arc};

use call::{
    command::{Registration, TrunkPlan},
    event::EventBody,
};
use domain::trunk::TrunkFinding;
use parking_lot::Mutex;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, UdpSocket},
};

use crate::scene::{Scene, trunk, trunk_plan, within};

/// A carrier that answers as it is told, and remembers what it was asked.
struct Carrier {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    is_silent: Arc<Mutex<bool>>,
}

impl Carrier {
    /// `answer` gives status line and further headers for a request.
    async fn open(answer: impl Fn(&str) -> (String, String) + Send + 'static) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let (asked, is_silent): (Arc<Mutex<Vec<String>>>, Arc<Mutex<bool>>) = Default::default();
        let (log, silent) = (asked.clone(), is_silent.clone());
        tokio::spawn(async move {
            let mut buffer = [0; 4_096];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let request = String::from_utf8(buffer[..length].to_vec()).unwrap();
                log.lock().push(request.clone());
                if *silent.lock() {
                    continue;
                }
                let text = compose(&request, &answer(&request));
                socket.send_to(text.as_bytes(), from).await.unwrap();
            }
        });
        Self { address, asked, is_silent }
    }
}

/// An answer with status line and further headers.
fn compose(request: &str, (status, headers): &(String, String)) -> String {
    let line = |name: &str| request.lines().find(|it| it.starts_with(name)).unwrap().to_owned();
    let [via, from, to, call_id, cseq] = ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].map(line);
    format!(
        "SIP/2.0 {status}\r\n{via}\r\n{from}\r\n{to};tag=c\r\n{call_id}\r\n{cseq}\r\n{headers}Content-Length: 0\r\n\r\n"
    )
}

async fn finding(scene: &mut Scene) -> TrunkFinding {
    match scene.any_event().await {
        EventBody::Trunk { trunk: id, finding } if id == trunk() => finding,
        other => panic!("not of the trunk: {other:?}"),
    }
}

fn registering(port: u16) -> TrunkPlan {
    let registration = Registration { username: "0215880000".into(), password: "secret".into(), realm: None };
    TrunkPlan { allowed: vec![], registration: Some(registration), ..trunk_plan(port) }
}

#[tokio::test]
async fn a_trunk_is_up_when_it_answers_whatever_it_answers() {
    let carrier = Carrier::open(|_| ("404 Not Found".into(), String::new())).await;
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(trunk_plan(carrier.address.port()));
    assert_eq!(finding(&mut scene).await, TrunkFinding::Answered { status: 404 });
}

#[tokio::test]
async fn a_carrier_that_need_not_answer_is_never_asked() {
    let carrier = Carrier::open(|_| ("200 OK".into(), "Expires: 120\r\n".into())).await;
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(TrunkPlan { probed: false, ..trunk_plan(carrier.address.port()) });
    assert_eq!(finding(&mut scene).await, TrunkFinding::NeverAsked);
    scene.set_trunk(TrunkPlan { probed: false, ..registering(carrier.address.port()) });
    assert_eq!(finding(&mut scene).await, TrunkFinding::Registered);
    assert!(carrier.asked.lock().iter().all(|it| it.starts_with("REGISTER")));
}

#[tokio::test]
async fn a_trunk_that_does_not_answer_is_down_and_says_why() {
    let carrier = Carrier::open(|_| ("200 OK".into(), String::new())).await;
    *carrier.is_silent.lock() = true;
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(trunk_plan(carrier.address.port()));
    assert_eq!(finding(&mut scene).await, TrunkFinding::Silent);
    *carrier.is_silent.lock() = false;
    assert_eq!(finding(&mut scene).await, TrunkFinding::Answered { status: 200 });
}

#[tokio::test]
async fn a_registration_meets_the_challenge_and_lets_the_carriers_calls_in() {
    let carrier = Carrier::open(|request| {
        let challenge =
            "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256\r\n";
        if request.starts_with("REGISTER") && !request.contains("\r\nAuthorization: ") {
            return ("401 Unauthorized".into(), challenge.into());
        }
        ("200 OK".into(), "Contact: <sip:0215880000@127.0.0.1>;expires=120\r\n".into())
    })
    .await;
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(registering(carrier.address.port()));
    assert_eq!(finding(&mut scene).await, TrunkFinding::Answered { status: 200 });
    let proof = carrier.asked.lock().iter().find(|it| it.contains("\r\nAuthorization: ")).cloned().unwrap();
    assert!(proof.contains("username=\"0215880000\"") && proof.contains("qop=auth,"), "{proof}");
    assert!(!proof.contains("secret"));

    // The carrier's address is the trunk's now.
    let phone = scene.phone().await;
    let _call = phone.call(voice::phone::call::CallPlan::to("0215880000")).await.unwrap();
    scene.arrival().await;

    within(scene.node.stop()).await;
    let farewell = carrier.asked.lock().last().cloned().unwrap();
    assert!(farewell.starts_with("REGISTER") && farewell.contains("\r\nExpires: 0\r\n"), "{farewell}");
}

#[tokio::test]
async fn a_wrong_password_is_said_once_and_not_tried_over_and_over() {
    let carrier = Carrier::open(|_| {
        ("401 Unauthorized".into(), "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"n1\"\r\n".into())
    })
    .await;
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(registering(carrier.address.port()));
    assert_eq!(finding(&mut scene).await, TrunkFinding::RegistrationRefused { status: 401 });
    assert_eq!(carrier.asked.lock().len(), 2);
}

#[tokio::test]
async fn a_telephone_registers_like_a_trunk_does() {
    let carrier = Carrier::open(|request| {
        if request.contains("\r\nAuthorization: ") {
            return ("200 OK".into(), "Expires: 60\r\n".into());
        }
        ("401 Unauthorized".into(), "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"n1\"\r\n".into())
    })
    .await;
    let phone = crate::scene::plug_in(voice::phone::Transport::Udp, carrier.address).await;
    assert_eq!(within(phone.register("secret")).await.unwrap().as_secs(), 60);
}

#[tokio::test]
async fn a_carrier_is_reached_over_tcp_and_calls_over_the_same_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(TrunkPlan {
        transport: "tcp".into(),
        ..trunk_plan(listener.local_addr().unwrap().port())
    });
    let (mut stream, _) = within(listener.accept()).await.unwrap();
    let mut buffer = vec![0; 4_096];
    let length = within(stream.read(&mut buffer)).await.unwrap();
    let probe = String::from_utf8(buffer[..length].to_vec()).unwrap();
    assert!(probe.starts_with("OPTIONS ") && probe.contains("\r\nVia: SIP/2.0/TCP "), "{probe}");
    let answer = compose(&probe, &("200 OK".into(), String::new()));
    stream.write_all(answer.as_bytes()).await.unwrap();
    assert_eq!(finding(&mut scene).await, TrunkFinding::Answered { status: 200 });

    let own = stream.local_addr().unwrap();
    let invite = format!(
        "INVITE sip:15880000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP {own};branch=z9hG4bKx\r\n\
         From: <sip:01012345678@127.0.0.1>;tag=a\r\nTo: <sip:15880000@127.0.0.1>\r\nCall-ID: over-tcp\r\n\
         CSeq: 1 INVITE\r\nContact: <sip:{own};transport=tcp>\r\nContent-Length: 0\r\n\r\n"
    );
    stream.write_all(invite.as_bytes()).await.unwrap();
    scene.arrival().await;
}
