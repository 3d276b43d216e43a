//! The demo's IVR: two levels, open around the clock so that a newcomer is served at any hour.

use anyhow::{Context, anyhow};
use center::{company::Made, ids, sound};
use connectors::speech::Espeak;
use domain::{
    digit::Digit,
    id::{QueueId, ScenarioVersionId},
    time,
};
use flow::{
    document::{Action, AfterWait, Announcement, Node, Scenario, WaitLimit},
    hours::{Holiday, HolidayKind, TimeRange},
    public_holiday, wording,
};
use jiff::{
    Timestamp,
    civil::{Date, Time, date},
};
use store::{files::FileKey, scenario::Publication, store::Store};

use super::people::Floor;
use crate::config::Config;

/// Publishes the demo's scenario with its sounds. Without a speech program there are none, and the demo says so.
pub async fn publish(
    store: &Store,
    config: &Config,
    made: &Made,
    floor: &Floor,
    now: Timestamp,
) -> anyhow::Result<ScenarioVersionId> {
    let document = document(floor, now)?;
    let json = serde_json::to_string(&document)?;
    let speech = Espeak::new(config.speech.clone());
    let mut clips = vec![];
    for utterance in wording::spoken(&document) {
        let key = sound::clip_key(&utterance);
        let wav = speech
            .synthesize(&utterance.text, utterance.voice)
            .await
            .context("the announcements need speech: install it with `apt install espeak-ng`")?;
        let clip = media::clip::from_wav(&wav)?;
        store.files().put_bytes(&FileKey::clip(&key.0)?, clip).await?;
        clips.push(key.0);
    }
    let rows = store.tenant(made.tenant.id);
    let scenario = rows.scenarios().find(made.scenario).await?.context("the company has no scenario")?;
    rows.scenarios()
        .save_draft(made.scenario, &json, scenario.draft_updated_at, Some(floor.owner), now)
        .await?;
    let id = ScenarioVersionId::new(ids::fresh());
    let publication = Publication {
        id,
        document: json,
        note: "처음 게시".to_owned(),
        by: Some(floor.owner),
        at: now,
        clips,
    };
    let transaction = rows.begin().await?;
    transaction.scenarios().publish(made.scenario, publication).await?;
    transaction.commit().await?;
    Ok(id)
}

fn document(floor: &Floor, now: Timestamp) -> anyhow::Result<Scenario> {
    let queue = |n: usize| floor.queues.get(n).copied().ok_or_else(|| anyhow!("the demo has no queue {n}"));
    let mut scenario = Scenario::starter();
    scenario.announcements.welcome.text =
        "안녕하세요, 마루리빙입니다. 상담 품질을 위해 통화 내용이 녹음됩니다.".to_owned();
    scenario.wait_limit = WaitLimit { seconds: 180, then: AfterWait::OfferCallback };
    scenario.root.announcement.text =
        "배송 조회는 1번, 배송과 교환은 2번, 결제와 환불은 3번, 상담사 바로 연결은 0번을 눌러 주세요."
            .to_owned();
    scenario.root.action = Action::Menu {
        children: vec![
            node(
                '1',
                "배송 조회",
                "주문 조회 링크는 홈페이지의 내 주문에서 확인하실 수 있습니다.",
                Action::End,
            )?,
            node(
                '2',
                "배송·교환",
                "교환과 반품은 1번, 배송지 변경은 2번, 반품 주소 안내는 9번을 눌러 주세요.",
                Action::Menu {
                    children: vec![
                        node(
                            '1',
                            "교환·반품",
                            "교환, 반품 상담을 연결해 드리겠습니다. 주문번호를 미리 준비해 주시면 더 빠르게 도와드릴 수 있습니다.",
                            connect(queue(0)?),
                        )?,
                        node('2', "배송지 변경", "", connect(queue(0)?))?,
                        node(
                            '9',
                            "반품 주소 안내",
                            "반품 주소는 경기도 이천시 마루로 12입니다.",
                            Action::End,
                        )?,
                    ],
                },
            )?,
            node('3', "결제·환불", "", connect(queue(1)?))?,
            node('0', "상담사 바로 연결", "", connect(queue(2)?))?,
        ],
    };
    let all_day = || vec![TimeRange { from: Time::midnight(), to: Time::constant(23, 59, 0, 0) }];
    let weekly = &mut scenario.hours.weekly;
    for day in [
        &mut weekly.monday,
        &mut weekly.tuesday,
        &mut weekly.wednesday,
        &mut weekly.thursday,
        &mut weekly.friday,
        &mut weekly.saturday,
        &mut weekly.sunday,
    ] {
        *day = all_day();
    }
    scenario.hours.lunch = None;
    let today = time::local(now).date();
    scenario.hours.holidays = holidays(today);
    // A demo that is first tried on a holiday should still take calls.
    scenario.hours.holidays.retain(|it| (it.date.month(), it.date.day()) != (today.month(), today.day()));
    Ok(scenario)
}

/// The public holidays of this year and the next, and the company's own day.
fn holidays(today: Date) -> Vec<Holiday> {
    let public = (today.year()..=today.year() + 1).flat_map(public_holiday::of_year);
    let public =
        public.map(|it| Holiday { date: it.date, name: it.name, yearly: false, kind: HolidayKind::National });
    let own = Holiday {
        date: date(today.year(), 4, 12),
        name: "창립기념일".to_owned(),
        yearly: true,
        kind: HolidayKind::Company,
    };
    public.chain([own]).collect()
}

fn node(digit: char, name: &str, text: &str, action: Action) -> anyhow::Result<Node> {
    Ok(Node {
        digit: Digit::try_from(digit)?,
        name: name.to_owned(),
        announcement: Announcement { text: text.to_owned(), sound_id: None },
        takes: None,
        action,
    })
}

fn connect(queue: QueueId) -> Action {
    Action::Connect { queue_id: Some(queue), callback: true }
}
