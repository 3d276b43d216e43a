//! A scenario document, schema 1 (ARS-01…13). Drafts and published versions share the shape.

use domain::{digit::Digit, id::QueueId};
use serde::{Deserialize, Serialize};

use crate::hours::BusinessHours;

pub const SCHEMA: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub schema: u32,
    pub root: Node,
    pub hours: BusinessHours,
    #[serde(default)]
    pub announcements: Announcements,
    pub wait_limit: WaitLimit,
    /// How long a caller may think after a menu was read out. 3–30 s.
    #[serde(default = "default_digit_wait")]
    pub digit_wait_seconds: u32,
    /// How often a menu is read again to somebody who presses nothing or a wrong key. 0–5.
    #[serde(default = "default_repeats")]
    pub repeats: u32,
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
    pub action: Action,
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
    },
}

/// What is said. Empty means the default sentence of its place, see [`crate::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    pub text: String,
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
    /// 콜백예약. Whoever cannot be called back (number withheld, a call from the web) is told that the limit is
    /// reached, and the call ends as with [`AfterWait::HangUp`].
    OfferCallback,
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
                action: Action::Menu { children: vec![] },
            },
            hours: BusinessHours::weekdays_nine_to_six(),
            announcements: Announcements::default(),
            wait_limit: WaitLimit { seconds: 180, then: AfterWait::OfferCallback },
            digit_wait_seconds: default_digit_wait(),
            repeats: default_repeats(),
        }
    }

    /// Every queue some menu connects to.
    pub fn queues(&self) -> Vec<QueueId> {
        let mut found = vec![];
        self.root.walk(&mut |node| {
            if let Action::Connect { queue_id: Some(queue) } = node.action {
                found.push(queue);
            }
        });
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Node {
    pub fn children(&self) -> &[Node] {
        match &self.action {
            Action::Menu { children } => children,
            Action::End | Action::Connect { .. } => &[],
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
