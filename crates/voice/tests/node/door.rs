//! What is not a call of a trunk: turned away with the right answer, or with none.

use call::{
    command::{CallOrder, CommandBody, Refusal},
    event::CallEvent,
};
use voice::phone::{
    Phone, Transport,
    call::{CallPlan, End, Phase},
};

use crate::scene::{Scene, plug_in, within};

/// What a raw request is answered with.
async fn whole_answer(phone: &Phone, request: &str) -> String {
    let call_id = request.split("Call-ID: ").nth(1).and_then(|it| it.lines().next()).unwrap();
    let request = request.replace("VIA", &format!("{};branch=z9hG4bK{call_id};rport", phone.address()));
    let bytes = within(phone.send_raw(request.as_bytes(), call_id)).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Code and phrase of it.
async fn answer(phone: &Phone, request: &str) -> String {
    whole_answer(phone, request).await.lines().next().unwrap().trim_start_matches("SIP/2.0 ").to_owned()
}

fn request(method: &str, call_id: &str, headers: &str, body: &str) -> String {
    format!(
        "{method} sip:15880000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP VIA\r\nMax-Forwards: 70\r\n\
         From: <sip:01012345678@127.0.0.1>;tag=a\r\nTo: <sip:15880000@127.0.0.1>{}\r\nCall-ID: {call_id}\r\n\
         CSeq: 1 {method}\r\nContact: <sip:01012345678@127.0.0.1>\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        if headers.contains("X-Tag") { ";tag=gone" } else { "" },
        body.len(),
    )
}

const G729: &str =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 18\r\n";
const SDP: &str = "Content-Type: application/sdp\r\n";

#[tokio::test]
async fn what_is_no_call_gets_the_answer_it_deserves() {
    let mut scene = Scene::open().await;
    for transport in [Transport::Udp, Transport::Tcp] {
        let phone = scene.phone_by(transport).await;
        let udp = transport == Transport::Udp;
        let text = |it: String| if udp { it } else { it.replace("SIP/2.0/UDP", "SIP/2.0/TCP") };
        let mut n = 0;
        for (method, headers, body, expected) in [
            ("OPTIONS", "", "", "200 OK"),
            ("OPTIONS", "Require: sec-agree\r\n", "", "420 Bad Extension"),
            ("REGISTER", "", "", "405 Method Not Allowed"),
            ("BREW", "", "", "501 Not Implemented"),
            ("BYE", "X-Tag: y\r\n", "", "481 Call/Transaction Does Not Exist"),
            ("INFO", "X-Tag: y\r\n", "", "481 Call/Transaction Does Not Exist"),
            ("INVITE", SDP, G729, "488 Not Acceptable Here"),
            ("INVITE", SDP, "v=broken\r\n", "400 Bad Request"),
            ("INVITE", "Content-Type: text/plain\r\n", "hello", "415 Unsupported Media Type"),
            ("INVITE", "Max-Forwards: x\r\n", "", "400 Header must not be repeated"),
        ] {
            n += 1;
            let asked = text(request(method, &format!("door-{udp}-{n}"), headers, body));
            assert_eq!(answer(&phone, &asked).await, expected, "{asked}");
        }
    }
    // After all of that the door still opens.
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    scene.answered().await;
    assert_eq!(within(call.reach(Phase::Up)).await, Phase::Up);
}

#[tokio::test]
async fn an_address_of_no_trunk_is_forbidden() {
    let scene = Scene::open_with(|_| {}).await;
    let phone = scene.phone().await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    assert_eq!(within(call.end()).await, End::Refused(403));
    assert_eq!(answer(&phone, &request("OPTIONS", "stranger", "", "")).await, "403 Forbidden");
}

#[tokio::test]
async fn garbage_on_either_transport_breaks_nothing() {
    let mut scene = Scene::open().await;
    let addresses = scene.node.addresses();
    let udp = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut state = 1u32;
    for n in 0..500 {
        let mut bytes = request("INVITE", &format!("garbage-{n}"), SDP, G729).into_bytes();
        for _ in 0..20 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 8) as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        udp.send_to(&bytes, addresses.sip_udp.unwrap()).await.unwrap();
        if n % 50 == 0 {
            use tokio::io::AsyncWriteExt;
            let mut tcp = tokio::net::TcpStream::connect(addresses.sip_tcp.unwrap()).await.unwrap();
            tcp.write_all(&bytes).await.unwrap();
        }
    }
    let phone = plug_in(Transport::Tcp, addresses.sip_tcp.unwrap()).await;
    let mut call = phone.call(CallPlan::to("15880000")).await.unwrap();
    // Some of the garbage may still be a call, of a kind.
    let id = loop {
        if let (id, CallEvent::Arrived { dialed, caller, .. }) = scene.call_event().await
            && (dialed.as_str(), caller.as_str()) == ("15880000", "01012345678")
        {
            scene.order(id, CallOrder::Answer);
            if within(call.reach(Phase::Up)).await == Phase::Up {
                break id;
            }
        }
    };
    scene.order(id, CallOrder::HangUp);
    assert_eq!(within(call.end()).await, End::TheyHungUp);
}

#[tokio::test]
async fn whoever_is_refused_for_want_of_room_is_told_when_to_try_again() {
    let mut scene = Scene::open().await;
    let phone = scene.phone().await;
    // Refused by the centre, …
    let asked = request("INVITE", "full-1", "", "");
    let refusing = async {
        let call = scene.arrival().await;
        scene.order(call, CallOrder::Refuse { refusal: Refusal::NoCapacity, say: vec![] });
    };
    let (answer, ()) = tokio::join!(whole_answer(&phone, &asked), refusing);
    assert!(answer.starts_with("SIP/2.0 503") && answer.contains("\r\nRetry-After: 30\r\n"), "{answer}");
    // … and by the node itself.
    scene.command(CommandBody::Drain);
    scene.expect_ended().await;
    let answer = whole_answer(&phone, &request("INVITE", "full-2", "", "")).await;
    assert!(answer.starts_with("SIP/2.0 503") && answer.contains("\r\nRetry-After: 30\r\n"), "{answer}");
}

#[tokio::test]
async fn a_caller_whose_name_is_written_in_another_alphabet_gets_through() {
    let mut scene = Scene::open().await;
    let addresses = scene.node.addresses();
    let names = [&b"\"\xC8\xAB\xB1\xE6\xB5\xBF\""[..], b"\xC8\xAB\xB1\xE6\xB5\xBF", "홍길동".as_bytes()];
    for (n, name) in names.into_iter().enumerate() {
        for transport in ["UDP", "TCP"] {
            let invite = request("INVITE", &format!("name-{n}-{transport}"), "", "").replace(
                "SIP/2.0/UDP VIA",
                &format!("SIP/2.0/{transport} 127.0.0.1:9;branch=z9hG4bKname{n}{transport}"),
            );
            let (before, after) = invite.split_once("From: ").unwrap();
            let bytes = [before.as_bytes(), b"From: ", name, b" ", after.as_bytes()].concat();
            if transport == "UDP" {
                let socket = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
                socket.send_to(&bytes, addresses.sip_udp.unwrap()).await.unwrap();
                let (id, event) = scene.call_event().await;
                arrived(&mut scene, id, &event).await;
            } else {
                use tokio::io::AsyncWriteExt;
                let mut stream = tokio::net::TcpStream::connect(addresses.sip_tcp.unwrap()).await.unwrap();
                stream.write_all(&bytes).await.unwrap();
                let (id, event) = scene.call_event().await;
                arrived(&mut scene, id, &event).await;
            }
        }
    }
}

/// Expects a caller whose number could be read, and gets rid of it.
async fn arrived(scene: &mut Scene, call: domain::id::InteractionId, event: &CallEvent) {
    assert!(matches!(event, CallEvent::Arrived { caller, .. } if caller == "01012345678"), "{event:?}");
    scene.order(call, CallOrder::Refuse { refusal: Refusal::Busy, say: vec![] });
    scene.expect_ended().await;
}

#[tokio::test]
async fn an_address_another_program_has_is_said_with_what_to_do() {
    let scene = Scene::open_with(|_| {}).await;
    let addresses = scene.node.addresses();
    for (udp, tcp, word) in [(addresses.sip_udp, None, "UDP"), (None, addresses.sip_tcp, "TCP")] {
        let told = Scene::refused_with(|config| (config.sip_udp, config.sip_tcp) = (udp, tcp)).await;
        let at = udp.or(tcp).unwrap();
        let expected = format!(
            "SIP over {word} cannot listen at {at}: another program already listens there. Stop it, or choose another address with --sip"
        );
        assert_eq!(told, expected);
    }
}
