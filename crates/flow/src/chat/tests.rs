use domain::id::QueueId;

use super::*;
use crate::document::{Action, Announcement, Node, TakeDigits};

fn node(digit: char, name: &str, text: &str, action: Action) -> Node {
    Node {
        digit: Digit::try_from(digit).unwrap(),
        name: name.into(),
        announcement: Announcement { text: text.into(), sound_id: None },
        takes: None,
        action,
    }
}

fn shop() -> Scenario {
    let mut scenario = Scenario::starter();
    let to = |n| Action::Connect { queue_id: Some(QueueId::sample(n)), callback: true };
    let mut order = node('1', "교환", "주문번호를 알려 주세요.", to(1));
    order.takes = Some(TakeDigits { label: "주문번호".into(), min: 4, max: 8 });
    scenario.announcements.welcome.text = "마루리빙입니다.".into();
    scenario.root.action = Action::Menu {
        children: vec![
            node('1', "배송 조회", "", Action::SendText { text: "https://example.com/배송".into() }),
            node(
                '2',
                "배송·교환",
                "",
                Action::Menu { children: vec![order, node('2', "주소 변경", "", to(1))] },
            ),
            node('3', "지점", "", Action::Forward { number: "023123456".into() }),
            node('0', "상담사", "", to(2)),
        ],
    };
    scenario
}

/// Friday afternoon in Korea.
fn tell(messages: &[&str]) -> String {
    let now: Timestamp = "2026-11-20T05:30:00Z".parse().unwrap();
    let mut chat = ChatSession::new(Arc::new(shop()), None, None);
    let mut lines = vec![];
    let mut show = |turn: Turn| {
        for bubble in turn.bubbles {
            let buttons: String = bubble.buttons.iter().map(|it| format!(" [{}]", it.name)).collect();
            lines.push(format!("나루> {}{buttons}", bubble.text.replace('\n', " / ")));
        }
        lines.extend(turn.outputs.iter().map(|it| format!("      {it:?}")));
    };
    show(chat.handle(now, Input::Begin));
    for message in messages {
        show(match *message {
            "(unstaffed)" => chat.handle(now, Input::Unstaffed),
            message => chat.write(now, message),
        });
    }
    lines.join("\n")
}

#[test]
fn buttons_lead_where_keys_do_and_digits_are_written() {
    insta::assert_snapshot!(tell(&["배송·교환", "교환", "주문번호는 1234-5678 이에요"]));
}

#[test]
fn a_key_works_too_and_what_is_no_choice_is_asked_again() {
    insta::assert_snapshot!(tell(&["안녕하세요", "2번", "이전", "지점"]));
}

#[test]
fn links_are_shown_instead_of_sent() {
    insta::assert_snapshot!(tell(&["배송 조회"]));
}

#[test]
fn a_visitor_whom_nobody_can_serve_leaves_a_number() {
    insta::assert_snapshot!(tell(&["0", "(unstaffed)", "콜백 예약", "010 9876 5432", "맞아요"]));
}

#[test]
fn a_reader_has_all_the_time_he_wants() {
    let now: Timestamp = "2026-11-20T05:30:00Z".parse().unwrap();
    let mut chat = ChatSession::new(Arc::new(shop()), None, None);
    chat.handle(now, Input::Begin);
    assert_eq!((chat.awaiting(), chat.poll_timeout()), (Awaiting::Key, None));
}
