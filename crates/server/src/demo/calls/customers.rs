//! Who calls the demo company, and what agents write about it.

use domain::{customer::Customer, id::CustomerId, phone_number::PhoneNumber};
use jiff::Timestamp;
use rand::{RngExt, rngs::StdRng};

const PEOPLE: usize = 180;
const FAMILY: [&str; 14] =
    ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신"];
const GIVEN: [&str; 24] = [
    "서연", "민수", "지은", "정훈", "하늘", "수진", "예린", "도윤", "지호", "은비", "현우", "미경", "성호",
    "유나", "재민", "소영", "태준", "혜원", "동현", "나영", "준서", "아름", "병철", "가은",
];

pub struct Person {
    pub customer: Customer,
}

pub fn people(dice: &mut StdRng, now: Timestamp) -> anyhow::Result<Vec<Person>> {
    (0..PEOPLE)
        .map(|n| {
            let family = FAMILY[dice.random_range(0..FAMILY.len())];
            let given = GIVEN[dice.random_range(0..GIVEN.len())];
            // Mobile numbers of the unassigned block 010-0…, so that nobody real is ever called from a demo.
            let number = format!("0100{:03}{:04}", n, dice.random_range(0..10_000));
            let vip = dice.random_bool(0.07);
            let note = match dice.random_range(0..12) {
                0 => "오후 2시 이후 통화 선호",
                1 => "현금영수증 자동 발행 요청",
                2 => "문 앞 배송 선호",
                _ => "",
            };
            Ok(Person {
                customer: Customer {
                    id: CustomerId::new(center::ids::fresh()),
                    name: format!("{family}{given}"),
                    number: Some(PhoneNumber::parse(&number)?),
                    email: dice.random_bool(0.6).then(|| format!("maru{n:03}@naver.example")),
                    note: note.to_owned(),
                    vip,
                    created_at: now,
                    updated_at: now,
                },
            })
        })
        .collect()
}

/// Index of the category among the leaves, and the words, fitting the queue.
pub fn write_up(dice: &mut StdRng, queue: usize) -> (usize, &'static str) {
    let choices: &[(usize, &str)] = match queue {
        0 => &[
            (0, "도착 예정일 문의. 내일 오전 도착 예정으로 안내함."),
            (1, "배송 지연 사과드리고 출고일 안내. 쿠폰 발급함."),
            (2, "배송지를 회사로 변경함. 출고 전이라 바로 반영."),
            (3, "다른 색상이 도착함. 회수 접수하고 재발송 예약."),
            (4, "퀸 주문, 침대는 슈퍼싱글. 개봉만 하고 세탁 전. 슈퍼싱글 교환 접수."),
            (5, "색상 교환 접수. 왕복 배송비 안내함."),
            (6, "봉제 불량 사진 확인. 무상 교환 접수."),
            (7, "단순 변심 반품. 회수 일정 내일 오후."),
        ],
        1 => &[
            (8, "카드 결제 취소 요청. 배송 전이라 바로 취소함."),
            (9, "현금영수증 발급 완료. 번호 수정함."),
            (10, "쿠폰이 결제 단계에서 보이지 않음. 적용 조건 안내."),
        ],
        2 => &[
            (11, "린넨 커튼 재입고 문의. 다음 주 화요일 입고 알림 신청."),
            (12, "워싱 린넨 세탁 방법 안내. 30도 이하 단독 세탁."),
            (13, "매트리스 커버 사이즈 안내."),
        ],
        _ => &[(14, "호텔 객실용 타월 200장 견적 요청. 담당자 메일로 회신 예정.")],
    };
    choices[dice.random_range(0..choices.len())]
}
