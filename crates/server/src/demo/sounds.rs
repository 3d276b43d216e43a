//! Recordings of the demo's last calls: short talks, spoken by the speech program, the customer on the left.

use anyhow::anyhow;
use connectors::speech::Espeak;
use domain::{
    id::{RecordingId, TenantId},
    speech::{SpeechGender, Voice},
};
use media::{clip, g711, recording::writer::Writer};
use rand::RngExt;
use store::{files::FileKey, store::Store};

use crate::config::Config;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Customer,
    Agent,
}

/// A pause between two sentences, in samples.
const PAUSE: usize = 4_000;

const TALKS: [&[(Side, &str)]; 3] = [
    &[
        (Side::Agent, "마루리빙 상담사입니다. 무엇을 도와드릴까요?"),
        (
            Side::Customer,
            "지난주에 산 이불커버를 교환하고 싶어요. 퀸으로 시켰는데 침대가 슈퍼싱글이라 너무 커요.",
        ),
        (Side::Agent, "네, 수령하신 지 칠 일이 지나지 않아 교환이 가능합니다. 슈퍼싱글로 교환해 드릴까요?"),
        (Side::Customer, "네, 그렇게 해 주세요. 배송비는 어떻게 되나요?"),
        (Side::Agent, "왕복 배송비는 육천 원입니다. 기사님이 내일 방문해 회수하겠습니다."),
        (Side::Customer, "감사합니다."),
        (Side::Agent, "이용해 주셔서 감사합니다. 좋은 하루 보내세요."),
    ],
    &[
        (Side::Agent, "마루리빙 상담사입니다. 무엇을 도와드릴까요?"),
        (Side::Customer, "주문한 수건 세트가 아직 안 왔어요. 언제 도착하나요?"),
        (
            Side::Agent,
            "확인해 보니 어제 출고되어 내일 오전에 도착할 예정입니다. 문자로 운송장 번호를 보내드리겠습니다.",
        ),
        (Side::Customer, "네, 알겠습니다. 감사합니다."),
        (Side::Agent, "기다려 주셔서 감사합니다."),
    ],
    &[
        (Side::Agent, "마루리빙 상담사입니다. 무엇을 도와드릴까요?"),
        (Side::Customer, "카드 결제를 취소하고 싶은데요. 아직 배송 전이에요."),
        (
            Side::Agent,
            "네, 배송 전이라 바로 취소해 드리겠습니다. 카드사에 따라 삼 일에서 오 일 안에 환불됩니다.",
        ),
        (Side::Customer, "네, 부탁드립니다."),
    ],
];

/// A talk as sound: µ-law, left and right in turns.
pub struct Talk {
    pairs: Vec<u8>,
}

impl Talk {
    pub fn duration_ms(&self) -> i64 {
        // Two bytes are an eighth of a millisecond.
        i64::try_from(self.pairs.len() / 16).unwrap_or(0)
    }
}

pub async fn talks(config: &Config) -> anyhow::Result<Vec<Talk>> {
    let speech = Espeak::new(config.speech.clone());
    // The two should not sound like one person.
    let voices = [Voice::KOREAN, Voice { gender: SpeechGender::Male, ..Voice::KOREAN }];
    let mut talks = vec![];
    for lines in TALKS {
        let mut pairs = vec![];
        for (side, text) in lines {
            let voice = if *side == Side::Customer { voices[0] } else { voices[1] };
            let spoken = clip::from_wav(&speech.synthesize(text, voice).await?)?;
            let silence = g711::mu_encode(0);
            for byte in spoken.into_iter().chain(std::iter::repeat_n(silence, PAUSE)) {
                pairs.extend(if *side == Side::Customer { [byte, silence] } else { [silence, byte] });
            }
        }
        talks.push(Talk { pairs });
    }
    Ok(talks)
}

/// Seals the talk as a recording's file. Returns its key wrapped for the row, its name and its size.
pub async fn keep(
    store: &Store,
    tenant: TenantId,
    recording: RecordingId,
    talk: &Talk,
) -> anyhow::Result<(Vec<u8>, String, i64)> {
    let (key, wrapped) = store.tenant(tenant).vault().await?.new_sound_key(recording)?;
    let nonce_base: [u8; 8] = rand::rng().random();
    let mut file = vec![];
    let mut writer = Writer::begin(&key, recording.uuid().into_bytes(), nonce_base, &mut file)
        .map_err(|error| anyhow!("{error}"))?;
    writer.push(&talk.pairs, &mut file).map_err(|error| anyhow!("{error}"))?;
    writer.finish(&mut file).map_err(|error| anyhow!("{error}"))?;
    let bytes = i64::try_from(file.len())?;
    let name = FileKey::recording(tenant, recording);
    store.files().put_bytes(&name, file).await?;
    Ok((wrapped, name.as_str().to_owned(), bytes))
}
