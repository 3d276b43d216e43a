use std::net::{IpAddr, SocketAddr};

use proptest::prelude::*;

use super::{
    negotiation::{Negotiation, Refusal},
    *,
};
use crate::{codec::Codec, format::Format};

const OFFER: &str = "v=0\r\n\
    o=carrier 2890844526 2890844526 IN IP4 sbc.example\r\n\
    s=call\r\n\
    c=IN IP4 203.0.113.7\r\n\
    t=0 0\r\n\
    m=audio 30000 RTP/AVP 18 8 0 101\r\n\
    a=rtpmap:18 G729/8000\r\n\
    a=rtpmap:8 PCMA/8000\r\n\
    a=rtpmap:0 PCMU/8000/1\r\n\
    a=rtpmap:101 telephone-event/8000\r\n\
    a=fmtp:101 0-16\r\n\
    a=ptime:20\r\n";

fn ours() -> Negotiation {
    Negotiation::new("192.0.2.1".parse().unwrap(), 40_000, 77, vec![Codec::Pcmu, Codec::Pcma])
}

fn read(text: &str) -> Session {
    Session::read(text.as_bytes()).unwrap()
}

#[test]
fn an_offer_is_answered_with_its_first_codec_that_is_ours() {
    let (answer, stream) = ours().answer(&read(OFFER)).unwrap();
    assert_eq!(stream.format, Format { codec: Codec::Pcma, payload_type: 8, events: Some(101) });
    assert_eq!(stream.remote, Some("203.0.113.7:30000".parse().unwrap()));
    assert_eq!(
        answer.to_string(),
        "v=0\r\no=- 77 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n\
         m=audio 40000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n\
         a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    );
}

#[test]
fn codecs_of_fixed_number_need_no_map_and_moved_ones_are_found_by_name() {
    let bare = "v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 203.0.113.7\nm=audio 4000 RTP/AVP 0\n";
    let (_, stream) = ours().answer(&read(bare)).unwrap();
    assert_eq!(stream.format, Format { codec: Codec::Pcmu, payload_type: 0, events: None });
    let moved = bare.replace("RTP/AVP 0", "RTP/AVP 0 97") + "a=rtpmap:0 L16/8000\na=rtpmap:97 pcma/8000\n";
    let (_, stream) = ours().answer(&read(&moved)).unwrap();
    assert_eq!(stream.format, Format { codec: Codec::Pcma, payload_type: 97, events: None });
}

#[test]
fn hold_and_resume_turn_the_direction_round_and_count_the_version_up() {
    let mut ours = ours();
    ours.answer(&read(OFFER)).unwrap();
    for (version, offered, expected) in [
        (2, "a=sendonly", Direction::ReceiveOnly),
        (3, "a=inactive", Direction::Inactive),
        (4, "a=recvonly", Direction::SendOnly),
        (5, "a=sendrecv", Direction::SendReceive),
    ] {
        let (answer, stream) = ours.answer(&read(&format!("{OFFER}{offered}\r\n"))).unwrap();
        assert_eq!((answer.origin.version, stream.direction), (version, expected), "{offered}");
    }
}

#[test]
fn the_address_zero_is_a_hold() {
    let held = OFFER.replace("203.0.113.7", "0.0.0.0");
    let (answer, stream) = ours().answer(&read(&held)).unwrap();
    assert_eq!((stream.remote, stream.direction), (None, Direction::ReceiveOnly));
    assert_eq!(answer.media[0].direction, Some(Direction::ReceiveOnly));
}

#[test]
fn other_media_are_refused_in_their_places() {
    let offer = OFFER.replace("m=audio", "m=video 5000 RTP/AVP 31\r\na=rtpmap:31 H261/90000\r\nm=audio")
        + "m=application 6000 UDP/BFCP *\r\nm=audio 30002 RTP/AVP 0\r\n";
    let (answer, _) = ours().answer(&read(&offer)).unwrap();
    let lines: Vec<_> = answer.media.iter().map(|it| format!("{} {}", it.kind, it.port)).collect();
    assert_eq!(lines, ["video 0", "audio 40000", "application 0", "audio 0"]);
}

#[test]
fn a_medium_may_have_an_address_of_its_own_also_in_ipv6() {
    let offer = OFFER.to_owned() + "c=IN IP6 2001:db8::7\r\n";
    let mut ours = Negotiation::new("2001:db8::1".parse().unwrap(), 40_000, 1, vec![Codec::Pcmu]);
    let (answer, stream) = ours.answer(&read(&offer)).unwrap();
    assert_eq!(stream.remote, Some(SocketAddr::new("2001:db8::7".parse::<IpAddr>().unwrap(), 30_000)));
    assert!(answer.to_string().contains("o=- 1 1 IN IP6 2001:db8::1\r\n"));
    assert!(answer.to_string().contains("c=IN IP6 2001:db8::1\r\n"));
}

#[test]
fn what_cannot_be_agreed_on_is_refused_with_the_reason_and_changes_nothing() {
    let mut ours = ours();
    let mut refusal = |offer: String| ours.answer(&read(&offer)).unwrap_err();
    assert_eq!(refusal(OFFER.replace("18 8 0 101", "18 101")), Refusal::NoCommonCodec);
    assert_eq!(refusal(OFFER.replace("RTP/AVP", "RTP/SAVP")), Refusal::Transport);
    assert_eq!(refusal(OFFER.replace("c=IN IP4 203.0.113.7\r\n", "")), Refusal::NoAddress);
    assert_eq!(refusal(OFFER.replace("audio 30000", "audio 0")), Refusal::NoSound);
    assert_eq!(refusal(OFFER.replace("m=audio", "m=text")), Refusal::NoSound);
    assert_eq!(ours.answer(&read(OFFER)).unwrap().0.origin.version, 1);
}

#[test]
fn our_offer_and_their_answer_agree() {
    let mut ours = ours();
    let offer = ours.offer(Direction::SendReceive);
    let mut theirs = Negotiation::new("203.0.113.7".parse().unwrap(), 30_000, 5, vec![Codec::Pcma]);
    let (answer, there) = theirs.answer(&read(&offer.to_string())).unwrap();
    let here = ours.accept(&read(&answer.to_string())).unwrap();
    assert_eq!(here.format, Format { codec: Codec::Pcma, payload_type: 8, events: Some(101) });
    assert_eq!(here.format, there.format);
    assert_eq!(
        (here.remote, there.remote),
        (Some("203.0.113.7:30000".parse().unwrap()), Some("192.0.2.1:40000".parse().unwrap()))
    );

    let hold = ours.offer(Direction::SendOnly);
    assert_eq!(hold.origin.version, 2);
    let (answer, there) = theirs.answer(&hold).unwrap();
    assert_eq!(
        (ours.accept(&answer).unwrap().direction, there.direction),
        (Direction::SendOnly, Direction::ReceiveOnly)
    );

    let (refusing, _) = theirs.answer(&ours.offer(Direction::SendReceive)).unwrap();
    let refusing = Session { media: refusing.media.iter().map(Medium::refused).collect(), ..refusing };
    assert_eq!(ours.accept(&refusing), Err(Refusal::NoSound));
    assert_eq!(ours.accept(&Session { media: vec![], ..refusing }), Err(Refusal::Mismatch));
}

#[test]
fn a_broken_description_is_refused_with_the_line_at_fault() {
    let error = |text: &str| Session::read(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(error("hello"), "the line \"hello\" is no session description's");
    assert_eq!(error("v=1\r\n"), "the line \"v=1\" is no session description's");
    assert_eq!(error("v=0\r\n"), "the description has no o= line");
    assert_eq!(error(""), "the description has no v= line");
    assert_eq!(
        error(&OFFER.replace("30000", "300000")),
        "the line \"m=audio 300000 RTP/AVP 18 8 0 101\" is no session description's"
    );
    assert_eq!(
        error(&OFFER.replace("IP4 203.0.113.7", "IP6 203.0.113.7")),
        "the line \"c=IN IP6 203.0.113.7\" is no session description's"
    );
    assert_eq!(Session::read(&[0xFF, 0xFE]), Err(ReadError::NotText));
    assert_eq!(Session::read("v=0\n".repeat(501).as_bytes()), Err(ReadError::TooLong));
}

fn any_address() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<u32>().prop_map(|it| IpAddr::V4(it.into())),
        any::<u128>().prop_map(|it| IpAddr::V6(it.into()))
    ]
}

fn any_direction() -> impl Strategy<Value = Option<Direction>> {
    prop::option::of(prop::sample::select(vec![
        Direction::SendReceive,
        Direction::SendOnly,
        Direction::ReceiveOnly,
        Direction::Inactive,
    ]))
}

fn any_medium() -> impl Strategy<Value = Medium> {
    let map = (0u8..128, "[A-Za-z][A-Za-z0-9-]{0,12}", 1u32..200_000)
        .prop_map(|(payload_type, name, clock_rate)| RtpMap { payload_type, name, clock_rate });
    (
        ("[a-z]{1,11}", any::<u16>(), "[A-Z/]{1,12}", prop::collection::vec("[0-9]{1,3}", 1..6)),
        (prop::option::of(any_address()), any_direction(), prop::collection::vec(map, 0..4)),
        (
            prop::collection::vec((any::<u8>(), "[a-z0-9=;,-]{1,20}"), 0..3),
            prop::option::of(any::<u16>()),
            any::<bool>(),
        ),
    )
        .prop_map(
            |(
                (kind, port, protocol, formats),
                (connection, direction, maps),
                (parameters, packet_ms, shares_port),
            )| Medium {
                kind,
                port,
                protocol,
                formats,
                connection,
                direction,
                maps,
                parameters,
                packet_ms,
                shares_port,
            },
        )
}

fn any_session() -> impl Strategy<Value = Session> {
    (
        any::<u64>(),
        any::<u64>(),
        any_address(),
        prop::option::of(any_address()),
        any_direction(),
        prop::collection::vec(any_medium(), 0..4),
    )
        .prop_map(|(session, version, address, connection, direction, media)| Session {
            origin: Origin { session, version, address: address.to_string() },
            connection,
            direction,
            media,
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read(session in any_session()) {
        prop_assert_eq!(Session::read(session.to_string().as_bytes()), Ok(session));
    }

    #[test]
    fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Session::read(&bytes);
    }

    /// A damaged description is either refused or answered, and both sides of an answer agree on the media.
    #[test]
    fn damage_is_refused_or_answered(at in 0usize..OFFER.len(), with in "[ -~\r\n]{0,6}", cut in 0usize..8) {
        let mut text = OFFER.to_owned();
        text.replace_range(at..(at + cut).min(OFFER.len()), &with);
        if let Ok(offer) = Session::read(text.as_bytes())
            && let Ok((answer, _)) = ours().answer(&offer)
        {
            prop_assert_eq!(answer.media.len(), offer.media.len());
        }
    }

    #[test]
    fn any_offer_is_answered_medium_by_medium(offer in any_session()) {
        if let Ok((answer, _)) = ours().answer(&offer) {
            prop_assert_eq!(answer.media.len(), offer.media.len());
            prop_assert_eq!(answer.media.iter().filter(|it| it.port != 0).count(), 1);
        }
    }
}
