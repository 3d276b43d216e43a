//! Whom a customer talks to.

use domain::id::AgentLegId;

use super::{Hears, Life, MediaAction, OWN_PLAY};
use crate::{command::ClipKey, event::CallEvent};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Talk {
    Alone,
    With { leg: AgentLegId },
    Held { leg: AgentLegId },
}

impl Life {
    pub(super) fn connect(&mut self, leg: AgentLegId) {
        match self.talk {
            Talk::With { leg: on } if on == leg => return,
            // Connecting whoever is on hold means going on with him.
            Talk::Held { leg: on } if on == leg => return self.resume(leg),
            Talk::With { leg: other } | Talk::Held { leg: other } => self.take_off(other, false),
            Talk::Alone => {}
        }
        self.talk = Talk::With { leg };
        self.hears(Hears::Agent(leg));
        self.media(MediaAction::AgentHears { leg, customer: true });
        self.event(CallEvent::Connected { leg });
    }

    pub(super) fn hold(&mut self, music: Vec<ClipKey>) {
        if let Talk::With { leg } = self.talk {
            self.talk = Talk::Held { leg };
            self.media(MediaAction::AgentHears { leg, customer: false });
            self.hears(Hears::Clips { play: OWN_PLAY, clips: music, repeat: true });
            self.event(CallEvent::Held);
        }
    }

    pub(super) fn resume(&mut self, leg: AgentLegId) {
        self.talk = Talk::With { leg };
        self.hears(Hears::Agent(leg));
        self.media(MediaAction::AgentHears { leg, customer: true });
        self.event(CallEvent::Resumed);
    }

    pub(super) fn leg_lost(&mut self, lost: AgentLegId) {
        if self.line.has_sound() && self.leg() == Some(lost) {
            self.take_off(lost, true);
            self.hears(Hears::Silence);
        }
    }

    pub(super) fn take_off(&mut self, leg: AgentLegId, lost: bool) {
        self.talk = Talk::Alone;
        self.media(MediaAction::AgentHears { leg, customer: false });
        self.event(CallEvent::Disconnected { leg, lost });
    }
}
