//! Korea's special numbers (특수번호): emergencies and public services, as data.
//!
//! Never routed through a menu or a queue, never forwarded to, never called back, never shown as a caller. Source:
//! `reference/integrations/korean-telephony.md` §2; the authorities change the list now and then.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecialNumber {
    pub digits: &'static str,
    pub name: &'static str,
    /// Somebody may be in danger.
    pub is_emergency: bool,
}

pub const SPECIAL_NUMBERS: [SpecialNumber; 21] = [
    emergency("109", "자살예방 상담전화"),
    emergency("111", "국가정보원"),
    emergency("112", "경찰"),
    emergency("113", "간첩신고"),
    emergency("117", "학교폭력 신고"),
    emergency("118", "사이버테러 신고"),
    emergency("119", "소방·구급"),
    emergency("122", "해양 사고 신고"),
    emergency("125", "밀수 신고"),
    emergency("182", "실종 신고"),
    emergency("1301", "검찰"),
    emergency("1366", "여성긴급전화"),
    emergency("1393", "자살예방 상담전화"),
    service("100", "통신사 고객센터"),
    service("101", "통신사 고객센터"),
    service("106", "통신사 고객센터"),
    service("107", "통신중계서비스"),
    service("110", "정부민원안내"),
    service("114", "전화번호 안내"),
    service("120", "지역 민원안내"),
    service("131", "기상예보"),
];

const fn emergency(digits: &'static str, name: &'static str) -> SpecialNumber {
    SpecialNumber { digits, name, is_emergency: true }
}

const fn service(digits: &'static str, name: &'static str) -> SpecialNumber {
    SpecialNumber { digits, name, is_emergency: false }
}

/// The special number written with these digits.
pub fn find(digits: &str) -> Option<SpecialNumber> {
    SPECIAL_NUMBERS.into_iter().find(|it| it.digits == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_each_number_once_and_no_extension() {
        for it in SPECIAL_NUMBERS {
            assert_eq!(find(it.digits), Some(it), "{} stands twice", it.digits);
        }
        assert_eq!(find("1001"), None, "the first extension is no special number");
    }
}
