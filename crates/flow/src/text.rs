//! What is said where nobody has written anything: default sentences and those generated from the tree and the
//! hours (ARS-07, ARS-10). Every sentence the interpreter can say is listed by [`spoken`], so that publishing can
//! turn all of them into sound beforehand.

use jiff::civil::{Time, Weekday};

use crate::{
    document::{Action, Announcement, Node, Scenario},
    hours::{Openness, TimeRange},
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
pub const CALLBACK_TAKEN: &str = "콜백이 예약되었습니다. 순서가 되면 지금 거신 번호로 전화드리겠습니다.";
pub const GOODBYE: &str = "이용해 주셔서 감사합니다.";
pub const UNAVAILABLE: &str = "지금은 통화할 수 있는 상담사가 없습니다. 잠시 후 다시 전화해 주세요.";
pub const WRONG_KEY: &str = "잘못 누르셨습니다.";
/// Said as early media to callers of a number without a scenario.
pub const NOT_IN_SERVICE: &str =
    "지금 거신 번호는 사용하지 않는 번호입니다. 번호를 확인하시고 다시 걸어 주세요.";

/// The written text, or the default of its place.
pub fn or_default(written: &Announcement, default: &str) -> String {
    let text = written.text.trim();
    if text.is_empty() { default.to_owned() } else { text.to_owned() }
}

/// What callers hear outside the hours. `None` while open.
pub fn closed(scenario: &Scenario, openness: &Openness) -> Option<String> {
    let shared = &scenario.announcements;
    match openness {
        Openness::Open => None,
        Openness::AfterHours => Some(after_hours(scenario)),
        Openness::LunchBreak { .. } => Some(or_default(&shared.lunch_break, LUNCH_BREAK)),
        Openness::Holiday { .. } => Some(or_default(&shared.holiday, HOLIDAY)),
    }
}

/// The written off-hours text, or one generated from the hours (ARS-10).
pub fn after_hours(scenario: &Scenario) -> String {
    or_default(&scenario.announcements.after_hours, &generated_after_hours(scenario))
}

fn generated_after_hours(scenario: &Scenario) -> String {
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

/// What a menu says: its own text, or a guide made from its branches. A menu with one branch says nothing of its
/// own accord (ARS-07).
pub fn menu(node: &Node) -> Option<String> {
    let written = node.announcement.text.trim();
    if !written.is_empty() {
        return Some(written.to_owned());
    }
    match node.children() {
        [] | [_] => None,
        children => {
            let choices: Vec<String> = children
                .iter()
                .map(|it| format!("{}{} {}번", it.name, topic_particle(&it.name), it.digit))
                .collect();
            Some(format!("{}을 눌러 주세요.", choices.join(", ")))
        }
    }
}

/// Every sentence that may be heard in this scenario.
pub fn spoken(scenario: &Scenario) -> Vec<String> {
    let shared = &scenario.announcements;
    let mut texts = vec![
        or_default(&shared.welcome, WELCOME),
        after_hours(scenario),
        or_default(&shared.lunch_break, LUNCH_BREAK),
        or_default(&shared.holiday, HOLIDAY),
        or_default(&shared.connecting, CONNECTING),
        or_default(&shared.waiting, WAITING),
        or_default(&shared.wait_limit, WAIT_LIMIT),
        or_default(&shared.callback_offered, CALLBACK_OFFERED),
        CALLBACK_INSTEAD.to_owned(),
        CALLBACK_TAKEN.to_owned(),
        or_default(&shared.goodbye, GOODBYE),
        or_default(&shared.unavailable, UNAVAILABLE),
        WRONG_KEY.to_owned(),
    ];
    scenario.root.walk(&mut |node| match node.action {
        Action::Menu { .. } => texts.extend(menu(node)),
        Action::End | Action::Connect { .. } => {
            let text = node.announcement.text.trim();
            if !text.is_empty() {
                texts.push(text.to_owned());
            }
        }
    });
    texts.sort_unstable();
    texts.dedup();
    texts
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
    use domain::digit::Digit;

    use super::*;

    fn leaf(digit: char, name: &str) -> Node {
        Node {
            digit: Digit::try_from(digit).unwrap(),
            name: name.into(),
            announcement: Announcement::default(),
            action: Action::End,
        }
    }

    #[test]
    fn a_guide_is_made_from_the_menu_unless_there_is_only_one_branch() {
        let mut root = Scenario::starter().root;
        let mut guide = |children| {
            root.action = Action::Menu { children };
            menu(&root)
        };
        assert_eq!(guide(vec![leaf('1', "배송")]), None);
        assert_eq!(
            guide(vec![leaf('1', "배송·교환"), leaf('2', "결제와 환불"), leaf('0', "VIP")]).unwrap(),
            "배송·교환은 1번, 결제와 환불은 2번, VIP는 0번을 눌러 주세요."
        );
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
        scenario.announcements.after_hours.text = "내일 뵙겠습니다.".into();
        assert_eq!(after_hours(&scenario), "내일 뵙겠습니다.");
    }
}
