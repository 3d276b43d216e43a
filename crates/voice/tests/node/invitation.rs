//! What goes over the wire when we call: the carrier's side, word by word.

use std::net::SocketAddr;

use call::{
    command::{CallOrder, Registration, TrunkPlan},
    event::{CallEvent, EndCause},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UdpSocket},
};

use crate::scene::{Scene, trunk_plan, within};

const ANSWER: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
                      m=audio 9 RTP/AVP 0\r\na=sendrecv\r\n";
const CHALLENGE: &str =
    "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256\r\n";

/// A carrier that says what the test tells it to.
struct Network {
    socket: UdpSocket,
    node: Option<SocketAddr>,
}

impl Network {
    async fn open() -> Self {
        Self { socket: UdpSocket::bind("127.0.0.1:0").await.unwrap(), node: None }
    }

    fn port(&self) -> u16 {
        self.socket.local_addr().unwrap().port()
    }

    /// A plan that never asks: there is nothing to be heard but calls.
    fn plan(&self) -> TrunkPlan {
        TrunkPlan { probed: false, ..trunk_plan(self.port()) }
    }

    /// The next request of this kind. Registrations are granted by the way, and repetitions of others passed over.
    async fn hears(&mut self, method: &str) -> String {
        let mut buffer = [0; 4_096];
        loop {
            let (length, from) = within(self.socket.recv_from(&mut buffer)).await.unwrap();
            self.node = Some(from);
            let request = String::from_utf8(buffer[..length].to_vec()).unwrap();
            if request.starts_with(&format!("{method} ")) {
                return request;
            }
            if request.starts_with("REGISTER ") {
                self.says(&request, "200 OK", "c", "Expires: 120\r\n", "").await;
            }
        }
    }

    async fn says(&self, request: &str, status: &str, tag: &str, headers: &str, body: &str) {
        let text = response(request, status, tag, headers, body, self.port(), "");
        self.socket.send_to(text.as_bytes(), self.node.unwrap()).await.unwrap();
    }

    async fn picks_up(&self, invite: &str, tag: &str) {
        self.says(invite, "200 OK", tag, "", ANSWER).await;
    }
}

fn response(
    request: &str,
    status: &str,
    tag: &str,
    headers: &str,
    body: &str,
    port: u16,
    parameter: &str,
) -> String {
    let [via, from, to, call_id, cseq] =
        ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].map(|it| line(request, it));
    let tag = if to.contains("tag=") { String::new() } else { format!(";tag={tag}") };
    format!(
        "SIP/2.0 {status}\r\n{via}\r\n{from}\r\n{to}{tag}\r\n{call_id}\r\n{cseq}\r\n\
         Contact: <sip:callee@127.0.0.1:{port}{parameter}>\r\nContent-Type: application/sdp\r\n\
         {headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn line<'a>(request: &'a str, name: &str) -> &'a str {
    request.lines().find(|it| it.starts_with(name)).unwrap_or_else(|| panic!("{name} in {request}"))
}

fn registered(network: &Network) -> TrunkPlan {
    let registration = Registration { username: "0215880000".into(), password: "secret".into(), realm: None };
    TrunkPlan { allowed: vec![], registration: Some(registration), ..network.plan() }
}

/// A node that calls over this network, and the INVITE it sends.
async fn called(network: &mut Network, plan: TrunkPlan) -> (Scene, domain::id::InteractionId, String) {
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(plan);
    let id = scene.dial("010-1234-5678");
    let invite = network.hears("INVITE").await;
    (scene, id, invite)
}

#[tokio::test]
async fn a_carrier_that_knows_us_by_our_address_is_told_the_number_and_where_we_are() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    let target = format!("sip:01012345678@127.0.0.1:{}", network.port());
    assert!(invite.starts_with(&format!("INVITE {target} SIP/2.0\r\n")), "{invite}");
    assert!(line(&invite, "From:").starts_with("From: <sip:15880000@127.0.0.1>;tag="), "{invite}");
    assert_eq!(line(&invite, "To:"), "To: <sip:01012345678@127.0.0.1>");
    assert_eq!(line(&invite, "P-Asserted-Identity:"), "P-Asserted-Identity: <sip:15880000@127.0.0.1>");
    let own = scene.node.addresses().sip_udp.unwrap();
    assert_eq!(line(&invite, "Contact:"), format!("Contact: <sip:naru@{own}>"));
    assert!(invite.contains("\r\nm=audio "), "{invite}");

    network.picks_up(&invite, "a").await;
    let ack = network.hears("ACK").await;
    assert!(line(&ack, "To:").ends_with(";tag=a"), "{ack}");
    scene.expect(id, CallEvent::Answered).await;
    // Our ACK was lost: the answer is repeated, and so is the ACK.
    network.picks_up(&invite, "a").await;
    assert_eq!(line(&network.hears("ACK").await, "To:"), line(&ack, "To:"));
}

#[tokio::test]
async fn a_carrier_that_asks_who_we_are_is_told_within_the_same_call() {
    let mut network = Network::open().await;
    let plan = registered(&network);
    let (mut scene, id, first) = called(&mut network, plan).await;
    assert!(!first.contains("Authorization:"), "{first}");
    network.says(&first, "407 Proxy Authentication Required", "c", CHALLENGE, "").await;
    network.hears("ACK").await;
    let second = network.hears("INVITE").await;
    let proof = line(&second, "Proxy-Authorization:");
    for part in ["username=\"0215880000\"", "realm=\"carrier\"", "algorithm=SHA-256", "qop=auth,"] {
        assert!(proof.contains(part), "{proof}");
    }
    assert!(!second.contains("secret"));
    for same in ["From:", "To:", "Call-ID:"] {
        assert_eq!(line(&first, same), line(&second, same));
    }
    assert_eq!((line(&first, "CSeq:"), line(&second, "CSeq:")), ("CSeq: 1 INVITE", "CSeq: 2 INVITE"));
    // The account proves itself; the number to be shown may be another of the company's.
    assert!(line(&second, "From:").starts_with("From: <sip:0215880000@127.0.0.1>"), "{second}");
    assert_eq!(line(&second, "P-Asserted-Identity:"), "P-Asserted-Identity: <sip:15880000@127.0.0.1>");
    assert!(line(&second, "Contact:").starts_with("Contact: <sip:0215880000@"), "{second}");

    network.says(&second, "180 Ringing", "c", "", "").await;
    scene.expect(id, CallEvent::Ringing { early_media: false }).await;
    network.picks_up(&second, "c").await;
    scene.expect(id, CallEvent::Answered).await;
    scene.order(id, CallOrder::HangUp);
    let bye = network.hears("BYE").await;
    assert_eq!(line(&bye, "CSeq:"), "CSeq: 3 BYE");
    scene.expect(id, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
}

#[tokio::test]
async fn a_carrier_that_does_not_believe_us_is_not_asked_for_ever() {
    let mut network = Network::open().await;
    let plan = registered(&network);
    let (mut scene, id, first) = called(&mut network, plan).await;
    network.says(&first, "401 Unauthorized", "c", &CHALLENGE.replace("Proxy-", "WWW-"), "").await;
    let second = network.hears("INVITE").await;
    assert!(second.contains("\r\nAuthorization: Digest "), "{second}");
    network.says(&second, "401 Unauthorized", "c", &CHALLENGE.replace("Proxy-", "WWW-"), "").await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::Rejected }).await;

    // Who has no account has nothing to prove.
    scene.set_trunk(TrunkPlan { channels: 5, ..network.plan() });
    let id = scene.dial("010-1234-5678");
    let invite = network.hears("INVITE").await;
    network.says(&invite, "401 Unauthorized", "c", &CHALLENGE.replace("Proxy-", "WWW-"), "").await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::Rejected }).await;
}

#[tokio::test]
async fn a_call_that_was_given_up_is_cancelled_once_something_has_come_back() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    // Before that there is nothing to cancel (RFC 3261 §9.1).
    scene.order(id, CallOrder::HangUp);
    scene.expect(id, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
    network.says(&invite, "100 Trying", "c", "", "").await;
    let cancel = network.hears("CANCEL").await;
    for same in ["Via:", "From:", "To:", "Call-ID:"] {
        assert_eq!(line(&invite, same), line(&cancel, same));
    }
    assert_eq!(line(&cancel, "CSeq:"), "CSeq: 1 CANCEL");
    network.says(&cancel, "200 OK", "c", "", "").await;
    network.says(&invite, "487 Request Terminated", "c", "", "").await;
    network.hears("ACK").await;
}

#[tokio::test]
async fn an_answer_that_crosses_our_cancel_is_confirmed_and_ended() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    network.says(&invite, "180 Ringing", "c", "", "").await;
    scene.expect(id, CallEvent::Ringing { early_media: false }).await;
    scene.order(id, CallOrder::HangUp);
    let cancel = network.hears("CANCEL").await;
    network.picks_up(&invite, "c").await;
    network.says(&cancel, "200 OK", "c", "", "").await;
    network.hears("ACK").await;
    let bye = network.hears("BYE").await;
    assert!(line(&bye, "To:").ends_with(";tag=c"), "{bye}");
    scene.expect(id, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
}

#[tokio::test]
async fn of_several_who_pick_up_the_first_is_talked_to() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    let routes =
        format!("Record-Route: <sip:127.0.0.1:{0};lr;n=1>, <sip:127.0.0.1:{0};lr;n=2>\r\n", network.port());
    network.says(&invite, "200 OK", "first", &routes, ANSWER).await;
    network.hears("ACK").await;
    scene.expect(id, CallEvent::Answered).await;
    for _ in 0..2 {
        network.picks_up(&invite, "second").await;
        assert!(line(&network.hears("ACK").await, "To:").ends_with(";tag=second"));
    }
    let bye = network.hears("BYE").await;
    assert!(line(&bye, "To:").ends_with(";tag=second"), "{bye}");
    network.says(&bye, "200 OK", "", "", "").await;

    scene.order(id, CallOrder::HangUp);
    let bye = network.hears("BYE").await;
    assert!(line(&bye, "To:").ends_with(";tag=first"), "{bye}");
    // The way the answer came, back to front (RFC 3261 §12.1.2).
    let routes: Vec<&str> = bye.lines().filter(|it| it.starts_with("Route:")).collect();
    assert!(routes[0].contains("n=2") && routes[1].contains("n=1"), "{bye}");
}

#[tokio::test]
async fn an_answer_without_sound_we_can_use_is_ended() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    network.says(&invite, "200 OK", "c", "", &ANSWER.replace("RTP/AVP 0", "RTP/AVP 18")).await;
    network.hears("BYE").await;
    scene.expect(id, CallEvent::Ended { cause: EndCause::SignallingFailed }).await;
}

#[tokio::test]
async fn what_was_said_about_sound_while_it_rang_holds_for_an_answer_that_says_nothing() {
    let mut network = Network::open().await;
    let plan = network.plan();
    let (mut scene, id, invite) = called(&mut network, plan).await;
    network.says(&invite, "183 Session Progress", "c", "", ANSWER).await;
    scene.expect(id, CallEvent::Ringing { early_media: true }).await;
    network.says(&invite, "200 OK", "c", "", "").await;
    scene.expect(id, CallEvent::Answered).await;
}

async fn read(stream: &mut TcpStream, method: &str) -> String {
    let mut text = String::new();
    let mut buffer = vec![0; 4_096];
    while !(text.contains(&format!("{method} ")) && text.ends_with("\r\n")) {
        let length = within(stream.read(&mut buffer)).await.unwrap();
        assert!(length > 0, "the connection stands");
        text.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
    text[text.find(&format!("{method} ")).unwrap()..].to_owned()
}

#[tokio::test]
async fn over_tcp_a_call_is_made_answered_and_ended_on_one_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut scene = Scene::open_with(|_| {}).await;
    scene.set_trunk(TrunkPlan { transport: "tcp".into(), probed: false, ..trunk_plan(port) });
    let id = scene.dial("010-1234-5678");
    let (mut stream, _) = within(listener.accept()).await.unwrap();
    let invite = read(&mut stream, "INVITE").await;
    assert!(line(&invite, "Via:").starts_with("Via: SIP/2.0/TCP "), "{invite}");
    assert!(line(&invite, "Contact:").ends_with(";transport=tcp>"), "{invite}");
    // A contact that nobody could connect to: all goes over the connection that stands.
    let answer = response(&invite, "200 OK", "c", "", ANSWER, 9, ";transport=tcp");
    stream.write_all(answer.as_bytes()).await.unwrap();
    read(&mut stream, "ACK").await;
    scene.expect(id, CallEvent::Answered).await;
    scene.order(id, CallOrder::HangUp);
    let bye = read(&mut stream, "BYE").await;
    assert!(line(&bye, "To:").ends_with(";tag=c"), "{bye}");
    scene.expect(id, CallEvent::Ended { cause: EndCause::WeHungUp }).await;
}
