//! Agents on the floor: presence, status spans, softphones.

use call::{
    command::{CommandBody, LegOrder},
    event::LegEvent,
};
use domain::agent_status::Chosen;
use domain::{
    agent_status::{AgentStatus, StatusKind, StatusSpan},
    id::{AgentId, AgentLegId, InteractionId, StatusSpanId},
};
use jiff::Timestamp;

use super::{ABSENCE_LIMIT_MS, Deadline, Floor, effect::Effect};
use crate::fact::Fact;

/// An agent whose desk is open or was a moment ago.
#[derive(Debug, Default)]
pub struct LiveAgent {
    /// The running status span; `None` while signed out.
    pub span: Option<StatusSpan>,
    /// When the current status ends by itself.
    pub until: Option<Timestamp>,
    pub leg: Option<AgentLegId>,
    pub leg_up: bool,
    /// Open desks.
    pub screens: u32,
    /// Since when none is open.
    pub absent_since: Option<Timestamp>,
}

impl LiveAgent {
    pub fn status(&self) -> AgentStatus {
        self.span.as_ref().map_or(AgentStatus::SignedOut, |span| span.status)
    }
}

impl Floor {
    pub(super) fn present(&mut self, now: Timestamp, agent: AgentId, comes_on_duty: bool) {
        if !self.settings.agents.contains_key(&agent) {
            return;
        }
        let live = self.agents.entry(agent).or_default();
        live.screens += 1;
        live.absent_since = None;
        if comes_on_duty && live.span.is_none() {
            self.sign_in(now, agent, None);
        }
        self.changes.desks.insert(agent);
    }

    pub(super) fn absent(&mut self, now: Timestamp, agent: AgentId) {
        let Some(live) = self.agents.get_mut(&agent) else { return };
        live.screens = live.screens.saturating_sub(1);
        if live.screens > 0 {
            return;
        }
        live.absent_since = Some(now);
        self.set_deadline(domain::time::after_ms(now, ABSENCE_LIMIT_MS), Deadline::Absence(agent));
    }

    /// `None`: in the status the company has chosen for this moment.
    pub(super) fn sign_in(&mut self, now: Timestamp, agent: AgentId, status: Option<Chosen>) {
        let queues = self.settings.queues_of(agent);
        self.route(now, routing::input::Input::SignIn { agent, queues, status });
        self.queue_callbacks(now);
        if self.agents.get(&agent).is_some_and(|live| live.leg_up) {
            self.route(now, routing::input::Input::Reachable { agent, reachable: true });
        }
    }

    pub(super) fn sign_out(&mut self, now: Timestamp, agent: AgentId) {
        let Some(live) = self.agents.get(&agent) else { return };
        if live.span.is_some() {
            self.route(now, routing::input::Input::SignOut { agent });
        }
        self.close_softphone(agent);
        // Whoever still looks at a screen may come back on duty there.
        self.agents.retain(|id, live| *id != agent || live.screens > 0);
        self.changes.desks.insert(agent);
        self.changes.dashboard = true;
        self.effects.push_back(Effect::SignedOut { agent });
    }

    /// A supervisor's wish; a running call is left alone and the wish kept for after it.
    pub(super) fn set_status_for(&mut self, now: Timestamp, agent: AgentId, status: Chosen) {
        match self.router.agent(agent) {
            None => {}
            Some(view) if view.status.kind() == StatusKind::Busy => {
                let after = domain::agent_status::AfterCall::Then(status);
                self.route(now, routing::input::Input::Book { agent, after });
            }
            Some(_) => self.route(now, routing::input::Input::Choose { agent, status }),
        }
        self.changes.desks.insert(agent);
    }

    pub(super) fn status_changed(
        &mut self,
        now: Timestamp,
        agent: AgentId,
        status: AgentStatus,
        interaction: Option<InteractionId>,
        until: Option<Timestamp>,
    ) {
        let id = self.ids.next(StatusSpanId::new);
        let Some(live) = self.agents.get_mut(&agent) else { return };
        let ended = live.span.take().map(|span| StatusSpan { ended_at: Some(now), ..span });
        live.until = until;
        if status != AgentStatus::SignedOut {
            live.span = Some(StatusSpan { id, agent, status, interaction, started_at: now, ended_at: None });
        }
        let started = live.span.clone();
        for span in ended.into_iter().chain(started) {
            self.fact(Fact::StatusSpan(span));
        }
        self.changes.desks.insert(agent);
        self.changes.waiting = true;
        self.changes.dashboard = true;
    }

    pub(super) fn open_softphone(&mut self, now: Timestamp, agent: AgentId, leg: AgentLegId, offer: String) {
        let Some(live) = self.agents.get_mut(&agent) else { return };
        let old = live.leg.replace(leg);
        let was_up = std::mem::take(&mut live.leg_up);
        self.legs.insert(leg, agent);
        if let Some(old) = old {
            self.legs.remove(&old);
            self.effects.push_back(Effect::Voice(CommandBody::Leg { leg: old, order: LegOrder::Close }));
        }
        if was_up {
            self.route(now, routing::input::Input::Reachable { agent, reachable: false });
        }
        self.effects.push_back(Effect::Voice(CommandBody::Leg { leg, order: LegOrder::Open { offer } }));
        self.changes.desks.insert(agent);
    }

    pub(super) fn close_softphone(&mut self, agent: AgentId) {
        let Some(live) = self.agents.get_mut(&agent) else { return };
        live.leg_up = false;
        if let Some(leg) = live.leg.take() {
            self.legs.remove(&leg);
            self.effects.push_back(Effect::Voice(CommandBody::Leg { leg, order: LegOrder::Close }));
        }
        self.changes.desks.insert(agent);
    }

    pub(super) fn leg_event(&mut self, now: Timestamp, leg: AgentLegId, event: LegEvent) {
        // A leg that was replaced has nothing more to say.
        let Some(agent) = self.legs.get(&leg).copied() else { return };
        match event {
            LegEvent::Answer { sdp } => {
                self.effects.push_back(Effect::SoftphoneAnswer { leg, answer: Ok(sdp) })
            }
            LegEvent::Refused { why } => {
                self.forget_leg(agent, leg);
                self.effects.push_back(Effect::SoftphoneAnswer { leg, answer: Err(why) });
            }
            LegEvent::Up => self.set_leg_up(now, agent, true),
            LegEvent::Lost => self.set_leg_up(now, agent, false),
            LegEvent::Closed => {
                self.set_leg_up(now, agent, false);
                self.forget_leg(agent, leg);
            }
        }
    }

    fn set_leg_up(&mut self, now: Timestamp, agent: AgentId, up: bool) {
        let Some(live) = self.agents.get_mut(&agent) else { return };
        if live.leg_up == up {
            return;
        }
        live.leg_up = up;
        let signed_in = live.span.is_some();
        if signed_in {
            self.route(now, routing::input::Input::Reachable { agent, reachable: up });
        }
        self.changes.desks.insert(agent);
        self.changes.dashboard = true;
    }

    fn forget_leg(&mut self, agent: AgentId, leg: AgentLegId) {
        self.legs.remove(&leg);
        if let Some(live) = self.agents.get_mut(&agent)
            && live.leg == Some(leg)
        {
            live.leg = None;
            live.leg_up = false;
        }
    }
}
