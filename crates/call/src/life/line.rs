//! Where a call's line stands, from the first order to its end.

use domain::{digit::Digit, id::TrunkId, phone_number::PhoneNumber, time};
use jiff::Timestamp;

use super::{Hears, Life, LineAction, OWN_PLAY};
use crate::{
    command::{ClipKey, Refusal},
    event::{CallEvent, EndCause},
};

/// A call the centre says nothing about is refused after this long, so that no caller hangs in the void.
pub const ORDER_PATIENCE_MS: i64 = 8_000;
/// Early-media announcements end after this long even if the player never reports back.
const REFUSAL_LIMIT_MS: i64 = 30_000;
/// A dialled call that nobody has picked up by then is given up.
pub const RING_LIMIT_MS: i64 = 45_000;
/// Keys kept for the scenario while the answer is on its way; nobody presses more in that moment.
const EARLY_DIGITS: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Line {
    /// Waiting for the centre's first order.
    Arrived {
        patience: Timestamp,
    },
    /// A browser's offer is being answered.
    Opening,
    /// The network is being asked for the callee.
    Dialing {
        until: Timestamp,
    },
    /// It rings over there.
    Ringing {
        until: Timestamp,
        early_media: bool,
    },
    /// The refusal is being spoken.
    Refusing {
        refusal: Refusal,
        until: Timestamp,
    },
    Answering,
    Up,
    Ended,
}

impl Line {
    pub fn arrived(now: Timestamp) -> Self {
        Self::Arrived { patience: time::after_ms(now, ORDER_PATIENCE_MS) }
    }

    /// Somebody may be put on the call.
    pub fn has_sound(self) -> bool {
        match self {
            Self::Up | Self::Ringing { .. } => true,
            Self::Arrived { .. }
            | Self::Opening
            | Self::Dialing { .. }
            | Self::Refusing { .. }
            | Self::Answering
            | Self::Ended => false,
        }
    }

    /// When the line must be looked at again, whatever happens until then.
    pub fn due(self) -> Option<Timestamp> {
        match self {
            Self::Arrived { patience } => Some(patience),
            Self::Refusing { until, .. } | Self::Dialing { until } | Self::Ringing { until, .. } => {
                Some(until)
            }
            Self::Opening | Self::Answering | Self::Up | Self::Ended => None,
        }
    }
}

impl Life {
    pub(super) fn dial(&mut self, now: Timestamp, trunk: TrunkId, caller: PhoneNumber, callee: PhoneNumber) {
        self.line = Line::Dialing { until: time::after_ms(now, RING_LIMIT_MS) };
        self.line_action(LineAction::Dial { trunk, caller, callee });
    }

    pub(super) fn rings(&mut self, early_media: bool) {
        let until = match self.line {
            Line::Dialing { until } => until,
            // 180 and 183 are repeated, and follow each other in either order.
            Line::Ringing { until, early_media: false } if early_media => until,
            Line::Arrived { .. }
            | Line::Opening
            | Line::Ringing { .. }
            | Line::Refusing { .. }
            | Line::Answering
            | Line::Up
            | Line::Ended => return,
        };
        self.line = Line::Ringing { until, early_media };
        self.event(CallEvent::Ringing { early_media });
    }

    pub(super) fn line_up(&mut self) {
        match self.line {
            Line::Answering | Line::Opening | Line::Dialing { .. } | Line::Ringing { .. } => {
                self.line = Line::Up;
                self.event(CallEvent::Answered);
                for digit in std::mem::take(&mut self.early_digits) {
                    self.event(CallEvent::Digit { digit });
                }
            }
            Line::Arrived { .. } | Line::Refusing { .. } | Line::Up | Line::Ended => {}
        }
    }

    pub(super) fn pressed(&mut self, digit: Digit) {
        match self.line {
            Line::Up => self.event(CallEvent::Digit { digit }),
            Line::Answering | Line::Opening | Line::Dialing { .. } | Line::Ringing { .. } => {
                if self.early_digits.len() < EARLY_DIGITS {
                    self.early_digits.push(digit);
                }
            }
            Line::Arrived { .. } | Line::Refusing { .. } | Line::Ended => {}
        }
    }

    pub(super) fn refuse(&mut self, now: Timestamp, refusal: Refusal, say: Vec<ClipKey>) {
        if say.is_empty() {
            self.line_action(LineAction::Refuse(refusal));
            self.end(EndCause::Refused);
        } else {
            self.line = Line::Refusing { refusal, until: time::after_ms(now, REFUSAL_LIMIT_MS) };
            self.line_action(LineAction::EarlyMedia);
            self.hears(Hears::Clips { play: OWN_PLAY, clips: say, repeat: false });
        }
    }

    pub(super) fn give_up_when_due(&mut self, now: Timestamp) {
        match self.line {
            Line::Arrived { patience } if now >= patience => {
                self.line_action(LineAction::Refuse(Refusal::NoCapacity));
                self.end(EndCause::Refused);
            }
            Line::Refusing { refusal, until } if now >= until => {
                self.line_action(LineAction::Refuse(refusal));
                self.end(EndCause::Refused);
            }
            Line::Dialing { until } | Line::Ringing { until, .. } if now >= until => {
                self.line_action(LineAction::HangUp);
                self.end(EndCause::NoAnswer);
            }
            Line::Arrived { .. }
            | Line::Opening
            | Line::Dialing { .. }
            | Line::Ringing { .. }
            | Line::Refusing { .. }
            | Line::Answering
            | Line::Up
            | Line::Ended => {}
        }
    }
}
