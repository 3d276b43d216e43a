//! Agents' legs: opened by their browsers, put on calls, lost and found.

use std::{
    collections::{HashMap, HashSet},
    sync::atomic::Ordering::Relaxed,
    time::Instant,
};

use call::{command::LegOrder, event::LegEvent, life::Input};
use domain::id::{AgentLegId, InteractionId};
use media::codec::Codec;

use super::{Exchange, Inward};
use crate::{
    engine::{self, order::LegReport},
    web::session::{OpenError, Session},
};

#[derive(Default)]
pub struct Legs {
    up: HashSet<AgentLegId>,
    calls: HashMap<AgentLegId, InteractionId>,
    /// The latest offer of each leg: the answer to an older one is nobody's any more.
    attempts: HashMap<AgentLegId, u64>,
    attempt: u64,
}

impl Legs {
    pub fn put_on(&mut self, leg: AgentLegId, call: InteractionId) {
        self.calls.insert(leg, call);
    }

    pub fn take_off(&mut self, leg: AgentLegId) {
        self.calls.remove(&leg);
    }

    pub fn call_of(&self, leg: AgentLegId) -> Option<InteractionId> {
        self.calls.get(&leg).copied()
    }

    pub fn is_up(&mut self, leg: AgentLegId) {
        self.up.insert(leg);
    }

    pub fn can_talk(&self, leg: AgentLegId) -> bool {
        self.up.contains(&leg)
    }
}

impl Exchange {
    pub(super) fn obey_leg(&mut self, leg: AgentLegId, order: LegOrder) {
        match order {
            LegOrder::Open { offer } => {
                self.legs.attempt += 1;
                let attempt = self.legs.attempt;
                self.legs.attempts.insert(leg, attempt);
                let (opening, inward) =
                    (self.open_session(offer, self.softphone_codecs), self.inward.clone());
                tokio::spawn(async move {
                    let opened = opening.await;
                    // The exchange may have stopped meanwhile.
                    let _ = inward.send(Inward::Leg { leg, attempt, opened });
                });
            }
            LegOrder::Close => {
                let existed = self.engine.has_leg(leg) || self.legs.attempts.contains_key(&leg);
                self.leg_is_down(leg);
                self.forget_leg(leg);
                if existed {
                    self.tell_leg(leg, LegEvent::Closed);
                }
            }
        }
    }

    pub(super) fn hear_leg(&mut self, leg: AgentLegId, report: LegReport) {
        match report {
            LegReport::Up => {
                self.legs.is_up(leg);
                self.tell_leg(leg, LegEvent::Up);
            }
            LegReport::Lost => {
                self.leg_is_down(leg);
                self.tell_leg(leg, LegEvent::Lost);
            }
            LegReport::Closed => {
                self.leg_is_down(leg);
                self.forget_leg(leg);
                self.tell_leg(leg, LegEvent::Closed);
            }
        }
    }

    pub(super) fn leg_is_open(
        &mut self,
        leg: AgentLegId,
        attempt: u64,
        opened: Result<(Box<Session>, String), OpenError>,
    ) {
        if self.legs.attempts.get(&leg) != Some(&attempt) {
            return;
        }
        match opened {
            Ok((session, sdp)) => {
                if !self.engine.has_leg(leg) {
                    self.counters.legs.fetch_add(1, Relaxed);
                }
                // The old connection is gone, whatever it still says: its call waits for the new one to come up.
                self.leg_is_down(leg);
                self.engine.open_leg(leg, *session);
                self.tell_leg(leg, LegEvent::Answer { sdp });
            }
            Err(error) => {
                self.legs.attempts.remove(&leg);
                tracing::warn!(agent_leg.id = %leg, %error, "An agent's browser could not be connected: {error}");
                self.tell_leg(leg, LegEvent::Refused { why: error.to_string() });
            }
        }
    }

    /// The customer on this leg's call is left alone; the centre hears why.
    pub(super) fn leg_is_down(&mut self, leg: AgentLegId) {
        self.legs.up.remove(&leg);
        if let Some(call) = self.legs.call_of(leg) {
            self.act(call, Input::LegLost { leg });
        }
    }

    pub(super) fn forget_leg(&mut self, leg: AgentLegId) {
        self.legs.attempts.remove(&leg);
        if self.engine.has_leg(leg) {
            self.counters.legs.fetch_sub(1, Relaxed);
            self.engine.close_leg(leg);
        }
    }

    /// Answers a browser's offer; takes a fraction of a millisecond, so it is done by a task of its own.
    pub(super) fn open_session(
        &self,
        offer: String,
        preference: [Codec; 2],
    ) -> impl Future<Output = Result<(Box<Session>, String), OpenError>> + Send + use<> {
        let (identity, plan, ports) = (self.identity.clone(), self.paths.clone(), self.ports.clone());
        async move {
            let paths = plan.open(&ports).map_err(|it| OpenError::Address(it.to_string()))?;
            let start = engine::draw_start();
            let (session, answer) =
                Session::open(&identity, &offer, &preference, paths, start, Instant::now())?;
            Ok((Box::new(session), answer))
        }
    }
}
