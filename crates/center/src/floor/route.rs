//! What routing wants, turned into orders for voice, words for the scenario and rows.

use call::command::CallOrder;
use domain::{
    id::{AgentId, InteractionId, QueueId},
    moment::MomentKind,
    queue_visit::VisitOutcome,
};
use jiff::Timestamp;
use routing::output::{OfferEnd, Output};

use super::{Floor, call::Stage, effect::WebState};
use crate::sound;

impl Floor {
    pub(super) fn obey_routing(&mut self, now: Timestamp, output: Output) {
        match output {
            Output::Offer { interaction, agent, until, .. } => self.ring(now, interaction, agent, until),
            Output::OfferEnded { interaction, agent, why } => self.stop_ringing(now, interaction, agent, why),
            Output::Connect { interaction, agent } => self.join(now, interaction, agent),
            Output::AgentLost { interaction, agent, .. } => {
                let held = matches!(self.stage(interaction), Some(Stage::Held { .. }));
                self.end_talk(now, interaction);
                self.set_stage(interaction, Stage::AgentLost { agent, held });
                self.play_music(interaction);
                self.moment(now, interaction, MomentKind::AgentLost, Some(agent), None);
                self.changes.desks.insert(agent);
            }
            Output::Reconnect { interaction, agent } => {
                let held = matches!(self.stage(interaction), Some(Stage::AgentLost { held: true, .. }));
                self.moment(now, interaction, MomentKind::AgentBack, Some(agent), None);
                self.set_stage(interaction, Stage::Connecting { agent });
                self.connect_leg(interaction, agent);
                if held {
                    self.order(interaction, CallOrder::Hold { music: sound::music() });
                }
            }
            Output::Returned { interaction, queue } => self.wait_again(now, interaction, queue),
            Output::Homeless { interaction } | Output::Unstaffed { interaction } => {
                self.end_visit(now, interaction, VisitOutcome::Failed, None);
                self.set_stage(interaction, Stage::Guided);
                self.guide(now, interaction, flow::session::Input::Unstaffed);
            }
            Output::Status { agent, status, interaction, until } => {
                self.status_changed(now, agent, status, interaction, until);
            }
        }
    }

    fn ring(&mut self, now: Timestamp, call: InteractionId, agent: AgentId, until: Timestamp) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        let since = live.waiting_since().unwrap_or(now);
        live.stage = Stage::Ringing { since, agent, offered_at: now, until };
        if let Some(visit) = &mut live.visit {
            visit.offers += 1;
        }
        self.moment(now, call, MomentKind::Offered, Some(agent), None);
        self.guide(now, call, flow::session::Input::Ringing(true));
        self.changes.desks.insert(agent);
        self.changes.waiting = true;
    }

    fn stop_ringing(&mut self, now: Timestamp, call: InteractionId, agent: AgentId, why: OfferEnd) {
        self.changes.desks.insert(agent);
        self.changes.waiting = true;
        let Some(live) = self.calls.get_mut(&call) else { return };
        let Stage::Ringing { since, .. } = live.stage else { return };
        let kind = match why {
            // Connecting tells the story; the abandon is told by the call's end.
            OfferEnd::Answered | OfferEnd::Abandoned => return,
            OfferEnd::Declined => MomentKind::Declined,
            OfferEnd::NoAnswer => MomentKind::NoAnswer,
            OfferEnd::Unreachable => MomentKind::AgentLost,
        };
        live.stage = Stage::Waiting { since };
        if let Some(visit) = &mut live.visit {
            visit.declines += u32::from(why == OfferEnd::Declined);
            visit.no_answers += u32::from(why == OfferEnd::NoAnswer);
        }
        self.moment(now, call, kind, Some(agent), None);
        self.guide(now, call, flow::session::Input::Ringing(false));
    }

    fn join(&mut self, now: Timestamp, call: InteractionId, agent: AgentId) {
        self.end_visit(now, call, VisitOutcome::Answered, Some(agent));
        self.set_stage(call, Stage::Connecting { agent });
        self.guide(now, call, flow::session::Input::Connected);
        self.connect_leg(call, agent);
        self.changes.desks.insert(agent);
    }

    fn stage(&self, call: InteractionId) -> Option<Stage> {
        self.calls.get(&call).map(|it| it.stage)
    }

    fn connect_leg(&mut self, call: InteractionId, agent: AgentId) {
        if let Some(leg) = self.agents.get(&agent).and_then(|it| it.leg) {
            self.order(call, CallOrder::Connect { leg });
        }
    }

    fn wait_again(&mut self, now: Timestamp, call: InteractionId, queue: QueueId) {
        // Voice may still hold the agent on the call, when he signed out rather than got lost.
        self.order(call, CallOrder::Disconnect);
        self.end_talk(now, call);
        self.begin_visit(now, call, queue, MomentKind::Returned);
        self.web_state(call, WebState::Waiting { since: now });
        self.guide(now, call, flow::session::Input::Returned);
    }
}
