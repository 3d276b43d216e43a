//! An agent's warm leg: a browser's connection that outlives calls.

use std::time::{Duration, Instant};

use domain::id::{AgentLegId, InteractionId};
use media::frame::{Frame, SILENCE};

use super::order::{LegReport, Report};
use crate::web::session::{Happening, Session};

/// A browser that is silent for this long hears nothing either: its call goes back to where others can take it.
const LOST_AFTER: Duration = Duration::from_secs(5);
/// Then it will not come back by itself.
const GONE_AFTER: Duration = Duration::from_secs(60);

pub struct Leg {
    pub id: AgentLegId,
    session: Box<Session>,
    /// The customer the agent hears.
    hears: Option<InteractionId>,
    presence: Presence,
    last_turn: Instant,
    happenings: Vec<Happening>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Connecting,
    Up,
    Lost,
    Gone,
}

impl Leg {
    pub fn new(id: AgentLegId, session: Box<Session>, now: Instant) -> Self {
        Self { id, session, hears: None, presence: Presence::Connecting, last_turn: now, happenings: vec![] }
    }

    /// Continues over a new connection, with what the agent hears.
    pub fn renew(&mut self, session: Box<Session>, now: Instant) {
        self.session.close(now);
        self.session = session;
        self.presence = Presence::Connecting;
    }

    pub fn hear(&mut self, customer: Option<InteractionId>) {
        self.hears = customer;
    }

    pub fn hears(&self, call: InteractionId) -> bool {
        self.hears == Some(call)
    }

    /// Takes what has arrived, and the next 20 ms of it.
    pub fn listen(&mut self, now: Instant, report: &mut impl FnMut(Report)) -> Frame {
        self.last_turn = now;
        self.session.turn(now, &mut self.happenings);
        let mut spoken = SILENCE;
        // Keys an agent presses are the browser's business, not the call's.
        self.session.pull(now, &mut spoken);
        self.watch(now, report);
        spoken
    }

    /// Sends 20 ms to the agent; nothing while the agent is on no call.
    pub fn speak(&mut self, now: Instant, frame: Option<&Frame>) {
        match frame {
            Some(frame) => self.session.send(now, frame, &mut self.happenings),
            None => self.session.rest(),
        }
    }

    /// True if no call has had its turn with this leg in the last 20 ms.
    pub fn is_off_calls(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.last_turn) > Duration::from_millis(15)
    }

    pub fn is_gone(&self) -> bool {
        self.presence == Presence::Gone
    }

    pub fn close(mut self, now: Instant) {
        self.session.close(now);
    }

    fn watch(&mut self, now: Instant, report: &mut impl FnMut(Report)) {
        let leg = self.id;
        let mut change = |presence: &mut Presence, to, tells| {
            *presence = to;
            report(Report::Leg { leg, report: tells });
        };
        for happening in self.happenings.drain(..) {
            match happening {
                Happening::Up => change(&mut self.presence, Presence::Up, LegReport::Up),
                Happening::Closed if self.presence != Presence::Gone => {
                    change(&mut self.presence, Presence::Gone, LegReport::Closed);
                }
                Happening::Key(_) | Happening::Closed => {}
            }
        }
        let silence = self.session.silence(now);
        match self.presence {
            Presence::Up if silence > LOST_AFTER => {
                change(&mut self.presence, Presence::Lost, LegReport::Lost)
            }
            Presence::Lost if silence < LOST_AFTER => change(&mut self.presence, Presence::Up, LegReport::Up),
            Presence::Lost | Presence::Connecting if silence > GONE_AFTER => {
                change(&mut self.presence, Presence::Gone, LegReport::Closed);
            }
            Presence::Connecting | Presence::Up | Presence::Lost | Presence::Gone => {}
        }
    }
}
