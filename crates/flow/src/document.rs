//! A scenario document, schema 2 (ARS-01…17). Drafts and published versions share the shape.
//!
//! Whatever schema 2 added has a default that means what schema 1 did, so that a document of schema 1 is read as
//! one of schema 2 ([`Scenario::brought_up_to_date`]).

use domain::{
    digit::Digit,
    id::{QueueId, SoundId},
    speech::Voice,
};
use serde::{Deserialize, Serialize};

use crate::{hours::BusinessHours, scenario_test::ScenarioTest};

pub const SCHEMA: u32 = 2;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub schema: u32,
    pub root: Node,
    pub hours: BusinessHours,
    #[serde(default)]
    pub announcements: Announcements,
    pub wait_limit: WaitLimit,
    #[serde(default)]
    pub queue_notice: QueueNotice,
    /// Speaks what the company has written; Naru's own sentences are Korean, by the same speaker.
    #[serde(default)]
    pub voice: Voice,
    /// How long a caller may think after a menu was read out. 3–30 s.
    #[serde(default = "default_digit_wait")]
    pub digit_wait_seconds: u32,
    /// How often a menu is read again to somebody who presses nothing or a wrong key. 0–5.
    #[serde(default = "default_repeats")]
    pub repeats: u32,
    /// 시나리오 점검: must hold before the document may be published.
    #[serde(default)]
    pub tests: Vec<ScenarioTest>,
}

fn default_digit_wait() -> u32 {
    7
}

fn default_repeats() -> u32 {
    2
}

/// One menu of the tree (ARS-05).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// The key that leads here from the parent; of no meaning at the root, where it is 0.
    pub digit: Digit,
    /// For people who edit and read figures; never spoken, except in a generated guide.
    pub name: String,
    #[serde(default)]
    pub announcement: Announcement,
    /// Asked for with the node's announcement, before its action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<TakeDigits>,
    pub action: Action,
}

/// Digits the caller types, such as an order number (번호 입력), for the agent's screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeDigits {
    /// What they are called on the agent's screen.
    pub label: String,
    /// 1–20; fewer are asked for again.
    pub min: usize,
    /// 1–20; typing ends there, or earlier with `#`.
    pub max: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Has branches below it.
    Menu { children: Vec<Node> },
    /// 메뉴종료: says its announcement and ends.
    End,
    /// 상담연결: waits for an agent. The queue is missing only in drafts.
    Connect {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_id: Option<QueueId>,
        /// Whether a callback may be offered to those who came this way (ARS-12, CBK-02).
        #[serde(default = "yes")]
        callback: bool,
    },
    /// 착신전환: another number takes the call (OUT-04).
    Forward { number: String },
    /// 문자 발송: says its announcement, sends this text to the calling mobile and ends.
    SendText { text: String },
    /// 음성사서함: the caller speaks, and the queue's agents find it among the callbacks.
    Voicemail {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_id: Option<QueueId>,
        /// 10–300 s.
        max_seconds: u32,
    },
}

fn yes() -> bool {
    true
}

/// What is said. Empty means the default sentence of its place, see [`crate::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// Also what a chat shows, whatever is heard.
    #[serde(default)]
    pub text: String,
    /// A sound of the library, heard instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound_id: Option<SoundId>,
}

/// The shared announcements (ARS-04, ARS-13).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Announcements {
    /// 초기 안내.
    pub welcome: Announcement,
    /// 근무시간 외.
    pub after_hours: Announcement,
    /// 점심시간.
    pub lunch_break: Announcement,
    /// 휴일.
    pub holiday: Announcement,
    /// 상담연결.
    pub connecting: Announcement,
    /// 대기: all agents are busy.
    pub waiting: Announcement,
    /// 연결종료: the wait limit is reached and the call ends.
    pub wait_limit: Announcement,
    /// 콜백예약: offers a callback with keys 1 and 2.
    pub callback_offered: Announcement,
    /// 통화종료.
    pub goodbye: Announcement,
    /// 통화불가: nobody is signed in.
    pub unavailable: Announcement,
}

/// What somebody who waits is told besides the music.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueNotice {
    /// 15–300 s between two notices.
    pub every_seconds: u32,
    /// The place in the queue.
    pub position: bool,
    /// How long it will probably take, once enough calls were answered to tell.
    pub estimate: bool,
}

impl Default for QueueNotice {
    fn default() -> Self {
        Self { every_seconds: 30, position: false, estimate: false }
    }
}

/// 상담 최대 대기시간 (ARS-03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitLimit {
    /// 10–3,600 s.
    pub seconds: u32,
    pub then: AfterWait,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterWait {
    /// 계속대기.
    KeepWaiting,
    /// 통화종료.
    HangUp,
    /// 콜백예약. Where the menu allows none, the call ends as with [`AfterWait::HangUp`].
    OfferCallback,
}

/// Where in a document something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The menu's name.
    Menu(String),
    /// A shared announcement, by its field.
    Shared(&'static str),
}

impl Announcement {
    /// Neither words nor a sound.
    pub fn is_blank(&self) -> bool {
        self.sound_id.is_none() && self.text.trim().is_empty()
    }
}

impl Announcements {
    /// Each with the name of its field.
    pub fn all(&self) -> [(&'static str, &Announcement); 10] {
        [
            ("welcome", &self.welcome),
            ("after_hours", &self.after_hours),
            ("lunch_break", &self.lunch_break),
            ("holiday", &self.holiday),
            ("connecting", &self.connecting),
            ("waiting", &self.waiting),
            ("wait_limit", &self.wait_limit),
            ("callback_offered", &self.callback_offered),
            ("goodbye", &self.goodbye),
            ("unavailable", &self.unavailable),
        ]
    }
}

impl Scenario {
    /// A new scenario: one menu that connects, open on weekdays from 9 to 18 with lunch at 12 (ARS-02).
    pub fn starter() -> Self {
        Self {
            schema: SCHEMA,
            root: Node {
                digit: Digit::ZERO,
                name: "초기 메뉴".to_owned(),
                announcement: Announcement::default(),
                takes: None,
                action: Action::Menu { children: vec![] },
            },
            hours: BusinessHours::weekdays_nine_to_six(),
            announcements: Announcements::default(),
            wait_limit: WaitLimit { seconds: 180, then: AfterWait::OfferCallback },
            queue_notice: QueueNotice::default(),
            voice: Voice::KOREAN,
            digit_wait_seconds: default_digit_wait(),
            repeats: default_repeats(),
            tests: vec![],
        }
    }

    /// The same document in today's schema. One of a schema we do not know stays as it is, for [`crate::check`].
    pub fn brought_up_to_date(mut self) -> Self {
        if self.schema == 1 {
            self.schema = SCHEMA;
        }
        self
    }

    /// Every queue some menu connects to.
    pub fn queues(&self) -> Vec<QueueId> {
        let mut found = vec![];
        self.root.walk(&mut |node| {
            if let Action::Connect { queue_id: Some(queue), .. }
            | Action::Voicemail { queue_id: Some(queue), .. } = node.action
            {
                found.push(queue);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every sound of the library it plays, with where.
    pub fn sounds(&self) -> Vec<(SoundId, Place)> {
        let shared = self.announcements.all().into_iter();
        let mut found: Vec<_> = shared
            .filter_map(|(key, announcement)| Some((announcement.sound_id?, Place::Shared(key))))
            .collect();
        self.root.walk(&mut |node| {
            found.extend(node.announcement.sound_id.map(|sound| (sound, Place::Menu(node.name.clone()))));
        });
        found
    }
}

impl Node {
    pub fn children(&self) -> &[Node] {
        match &self.action {
            Action::Menu { children } => children,
            Action::End
            | Action::Connect { .. }
            | Action::Forward { .. }
            | Action::SendText { .. }
            | Action::Voicemail { .. } => &[],
        }
    }

    /// The node reached from here by pressing `path`.
    pub fn find(&self, path: &[Digit]) -> Option<&Node> {
        match path {
            [] => Some(self),
            [digit, rest @ ..] => self.children().iter().find(|it| it.digit == *digit)?.find(rest),
        }
    }

    /// Visits this node and all below it, parents first.
    pub fn walk<'n>(&'n self, visit: &mut impl FnMut(&'n Node)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }
}
