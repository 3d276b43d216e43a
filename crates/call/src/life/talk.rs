//! Whom a customer talks to.

use domain::id::{AgentLegId, InteractionId};

use super::{Hears, Life, MediaAction, OWN_PLAY};
use crate::{command::ClipKey, event::CallEvent};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Talk {
    Alone,
    With { leg: AgentLegId },
    Held { leg: AgentLegId },
    Bridged { other: InteractionId },
}

impl Life {
    pub(super) fn connect(&mut self, leg: AgentLegId) {
        match self.talk {
            Talk::With { leg: on } if on == leg => return,
            // Connecting whoever is on hold means going on with him.
            Talk::Held { leg: on } if on == leg => return self.resume(leg),
            Talk::With { .. } | Talk::Held { .. } | Talk::Bridged { .. } | Talk::Alone => self.take_off_all(),
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

    pub(super) fn bridge(&mut self, other: InteractionId) {
        if self.other() == Some(other) {
            return;
        }
        self.take_off_all();
        self.talk = Talk::Bridged { other };
        self.media(MediaAction::Bridge { other });
        self.event(CallEvent::Bridged { other });
    }

    pub(super) fn unbridge(&mut self) {
        if self.other().is_some() {
            self.take_off_all();
            self.hears(Hears::Silence);
        }
    }

    pub(super) fn bridged_by(&mut self, other: InteractionId) {
        if !self.line.has_sound() || self.other() == Some(other) {
            return;
        }
        self.take_off_all();
        self.talk = Talk::Bridged { other };
        self.event(CallEvent::Bridged { other });
    }

    pub(super) fn other_left(&mut self, other: InteractionId) {
        if self.other() == Some(other) {
            self.talk = Talk::Alone;
            self.hears(Hears::Silence);
            self.event(CallEvent::Unbridged { other });
        }
    }

    /// Whoever the customer talks to, it does no more.
    pub(super) fn take_off_all(&mut self) {
        match self.talk {
            Talk::Alone => {}
            Talk::With { leg } | Talk::Held { leg } => self.take_off(leg, false),
            Talk::Bridged { other } => {
                self.talk = Talk::Alone;
                self.media(MediaAction::Unbridge { other });
                self.event(CallEvent::Unbridged { other });
            }
        }
    }

    pub(super) fn take_off(&mut self, leg: AgentLegId, lost: bool) {
        self.talk = Talk::Alone;
        self.media(MediaAction::AgentHears { leg, customer: false });
        self.event(CallEvent::Disconnected { leg, lost });
    }
}
