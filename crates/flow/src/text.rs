//! What is said where nobody has written anything: default sentences and those generated from the tree and the
//! hours (ARS-07, ARS-10). [`crate::wording`] chooses between these and what the company wrote.

use domain::digit::Digit;
use jiff::civil::{Time, Weekday};

use crate::{
    document::{Node, Scenario},
    hours::TimeRange,
    medium::Medium,
};

pub const WELCOME: &str = "안녕하세요. 고객센터입니다. 상담 품질을 위해 통화 내용이 녹음됩니다.";
pub const LUNCH_BREAK: &str = "지금은 점심시간입니다. 잠시 후 다시 전화해 주세요.";
pub const HOLIDAY: &str = "오늘은 쉬는 날입니다. 상담 시간에 다시 전화해 주세요.";
pub const CONNECTING: &str = "상담사를 연결해 드리겠습니다. 잠시만 기다려 주세요.";
pub const WAITING: &str =
    "모든 상담사가 통화 중입니다. 끊지 말고 기다려 주시면 순서대로 연결해 드리겠습니다.";
pub const WAIT_LIMIT: &str = "통화량이 많아 연결해 드리지 못했습니다. 잠시 후 다시 전화해 주세요.";
pub const CALLBACK_OFFERED: &str =
    "대기 시간이 길어지고 있습니다. 전화를 다시 받으시려면 1번, 계속 기다리시려면 2번을 눌러 주세요.";
/// Follows the unavailable announcement when nobody is signed in.
pub const CALLBACK_INSTEAD: &str = "저희가 다시 전화드리기를 원하시면 1번, 끊으시려면 2번을 눌러 주세요.";
pub const CALLBACK_OFFERED_IN_TEXT: &str = "기다리는 시간이 길어지고 있습니다. 저희가 전화드릴까요?";
pub const CALLBACK_INSTEAD_IN_TEXT: &str = "저희가 전화드릴까요?";
/// Before and after the digits of the number that will be called.
pub const CALLBACK_NUMBER: &str = "전화받으실 번호는";
pub const CALLBACK_CONFIRM: &str = "입니다. 이 번호가 맞으면 1번, 다른 번호로 받으시려면 2번을 눌러 주세요.";
pub const CALLBACK_TYPE: &str = "전화받으실 번호를 누르고 우물 정자를 눌러 주세요.";
pub const CALLBACK_WRITE: &str = "전화받으실 번호를 적어 주세요.";
pub const CALLBACK_NOT_A_NUMBER: &str = "전화드릴 수 없는 번호입니다.";
pub const CALLBACK_TAKEN: &str = "콜백이 예약되었습니다. 순서가 되면 전화드리겠습니다.";
pub const DIGITS_WRONG: &str = "자릿수가 맞지 않습니다. 다시 눌러 주세요.";
pub const DIGITS_ASKED: &str = "번호를 누르고 우물 정자를 눌러 주세요.";
pub const DIGITS_ASKED_IN_TEXT: &str = "번호를 적어 주세요.";
pub const FORWARDING: &str = "전화를 연결해 드리겠습니다. 잠시만 기다려 주세요.";
pub const FORWARD_FAILED: &str = "지금은 연결되지 않습니다. 잠시 후 다시 전화해 주세요.";
pub const TEXT_NEEDS_MOBILE: &str = "휴대전화로 거신 전화가 아니어서 문자를 보내 드리지 못했습니다.";
pub const VOICEMAIL: &str = "삐 소리가 나면 말씀해 주세요. 마치시면 우물 정자를 눌러 주세요.";
pub const VOICEMAIL_IN_TEXT: &str = "남기실 말씀을 적어 주세요.";
pub const VOICEMAIL_TAKEN: &str = "메시지를 남겼습니다. 확인하고 연락드리겠습니다.";
pub const GOODBYE: &str = "이용해 주셔서 감사합니다.";
pub const UNAVAILABLE: &str = "지금은 통화할 수 있는 상담사가 없습니다. 잠시 후 다시 전화해 주세요.";
pub const WRONG_KEY: &str = "잘못 누르셨습니다.";
/// Said as early media to callers of a number without a scenario.
pub const NOT_IN_SERVICE: &str =
    "지금 거신 번호는 사용하지 않는 번호입니다. 번호를 확인하시고 다시 걸어 주세요.";

/// Tells when the company answers (ARS-10).
pub fn after_hours(scenario: &Scenario) -> String {
    let opening = "지금은 상담 가능 시간이 아닙니다.";
    let mut groups: Vec<(Vec<Weekday>, &[TimeRange])> = vec![];
    for (day, ranges) in scenario.hours.weekly.days() {
        if ranges.is_empty() {
            continue;
        }
        match groups.last_mut() {
            Some((days, same)) if *same == ranges => days.push(day),
            _ => groups.push((vec![day], ranges)),
        }
    }
    if groups.is_empty() {
        return opening.to_owned();
    }
    let spoken: Vec<String> = groups
        .iter()
        .map(|(days, ranges)| {
            let ranges: Vec<String> =
                ranges.iter().map(|it| format!("{}부터 {}까지", clock(it.from), clock(it.to))).collect();
            format!("{} {}", day_names(days), ranges.join(", "))
        })
        .collect();
    let lunch = scenario.hours.lunch.map_or(String::new(), |it| {
        format!(" 점심시간은 {}부터 {}까지입니다.", clock(it.from), clock(it.to))
    });
    format!("{opening} 상담 시간은 {}입니다.{lunch}", spoken.join(", "))
}

/// A guide made from the menu's branches. A menu with one branch needs none (ARS-07).
pub fn guide(node: &Node, medium: Medium) -> Option<String> {
    match (node.children(), medium) {
        ([] | [_], _) => None,
        (_, Medium::Text) => Some("원하시는 메뉴를 골라 주세요.".to_owned()),
        (children, Medium::Voice) => {
            let choices: Vec<String> = children
                .iter()
                .map(|it| format!("{}{} {}번", it.name, topic_particle(&it.name), it.digit))
                .collect();
            Some(format!("{}을 눌러 주세요.", choices.join(", ")))
        }
    }
}

/// Beyond these, places and waits are told as "more than", so that each can be a clip made beforehand.
pub const LAST_PLACE: u32 = 20;
pub const LAST_MINUTE: u32 = 15;

/// `place`: 1 for the next to be served.
pub fn position(place: u32) -> String {
    match place {
        0..=LAST_PLACE => format!("고객님의 대기 순서는 {}번째입니다.", place.max(1)),
        _ => format!("고객님 앞에 {LAST_PLACE}명 넘게 기다리고 있습니다."),
    }
}

pub fn estimate(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0..=1 => "예상 대기 시간은 1분 이내입니다.".to_owned(),
        minutes @ 2..=LAST_MINUTE => format!("예상 대기 시간은 약 {minutes}분입니다."),
        _ => format!("예상 대기 시간은 {LAST_MINUTE}분 이상입니다."),
    }
}

/// A digit as a Korean reads it out of a telephone number.
pub fn digit(digit: Digit) -> &'static str {
    match digit.as_char() {
        '0' => "공",
        '1' => "일",
        '2' => "이",
        '3' => "삼",
        '4' => "사",
        '5' => "오",
        '6' => "육",
        '7' => "칠",
        '8' => "팔",
        '9' => "구",
        '*' => "별표",
        _ => "우물 정",
    }
}

/// 은 after a final consonant, 는 otherwise. What is not Hangul is read letter by letter and takes 는 as a rule.
fn topic_particle(word: &str) -> &'static str {
    let last = word.chars().rev().find(|c| c.is_alphanumeric());
    match last {
        // Hangul syllables are laid out in blocks of 28, the first of which has no final consonant.
        Some(c @ '가'..='힣') if (u32::from(c) - u32::from('가')) % 28 != 0 => "은",
        Some('0' | '1' | '3' | '6' | '7' | '8') => "은",
        _ => "는",
    }
}

fn clock(time: Time) -> String {
    // A range to 23:59 runs to the end of the day.
    if time == Time::constant(23, 59, 0, 0) {
        return "24시".to_owned();
    }
    match time.minute() {
        0 => format!("{}시", time.hour()),
        minute => format!("{}시 {minute}분", time.hour()),
    }
}

fn day_names(days: &[Weekday]) -> String {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match days {
        [Monday, Tuesday, Wednesday, Thursday, Friday] => "평일".to_owned(),
        [Saturday, Sunday] => "주말".to_owned(),
        [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday] => "매일".to_owned(),
        [first, .., last] if days.len() > 2 => format!("{}부터 {}까지", day_name(*first), day_name(*last)),
        days => days.iter().map(|it| day_name(*it)).collect::<Vec<_>>().join("과 "),
    }
}

fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "월요일",
        Weekday::Tuesday => "화요일",
        Weekday::Wednesday => "수요일",
        Weekday::Thursday => "목요일",
        Weekday::Friday => "금요일",
        Weekday::Saturday => "토요일",
        Weekday::Sunday => "일요일",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Action, Announcement};

    fn leaf(digit: char, name: &str) -> Node {
        Node {
            digit: Digit::try_from(digit).unwrap(),
            name: name.into(),
            announcement: Announcement::default(),
            takes: None,
            action: Action::End,
        }
    }

    #[test]
    fn a_guide_is_made_from_the_menu_unless_there_is_only_one_branch() {
        let mut root = Scenario::starter().root;
        let mut told = |children| {
            root.action = Action::Menu { children };
            guide(&root, Medium::Voice)
        };
        assert_eq!(told(vec![leaf('1', "배송")]), None);
        assert_eq!(
            told(vec![leaf('1', "배송·교환"), leaf('2', "결제와 환불"), leaf('0', "VIP")]).unwrap(),
            "배송·교환은 1번, 결제와 환불은 2번, VIP는 0번을 눌러 주세요."
        );
        assert_eq!(guide(&root, Medium::Text).unwrap(), "원하시는 메뉴를 골라 주세요.");
    }

    #[test]
    fn the_off_hours_text_tells_the_hours() {
        let mut scenario = Scenario::starter();
        assert_eq!(
            after_hours(&scenario),
            "지금은 상담 가능 시간이 아닙니다. 상담 시간은 평일 9시부터 18시까지입니다. 점심시간은 12시부터 13시까지입니다."
        );
        scenario.hours.lunch = None;
        scenario.hours.weekly.saturday =
            vec![TimeRange { from: Time::constant(9, 30, 0, 0), to: Time::constant(13, 0, 0, 0) }];
        assert_eq!(
            after_hours(&scenario),
            "지금은 상담 가능 시간이 아닙니다. 상담 시간은 평일 9시부터 18시까지, 토요일 9시 30분부터 13시까지입니다."
        );
    }

    #[test]
    fn places_and_waits_are_told_from_a_short_list() {
        assert_eq!(position(1), "고객님의 대기 순서는 1번째입니다.");
        assert_eq!(position(500), position(21));
        assert_eq!(estimate(59), "예상 대기 시간은 1분 이내입니다.");
        assert_eq!(estimate(61), "예상 대기 시간은 약 2분입니다.");
        assert_eq!(estimate(u32::MAX), estimate(16 * 60));
    }
}
