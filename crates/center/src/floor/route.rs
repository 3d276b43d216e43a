//! What routing wants, turned into orders for voice, words for the scenario and rows.

use call::command::CallOrder;
use domain::{
    end_reason::EndReason,
    id::{AgentId, InteractionId, QueueId},
    interaction::Priority,
    moment::MomentKind,
    queue_visit::VisitOutcome,
};
use jiff::Timestamp;
use routing::{
    input::{Input, Newcomer},
    output::{OfferEnd, Output},
};

use super::{
    Floor,
    call::{LiveCall, Stage},
    effect::WebState,
};
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
                self.overhears_no_more(interaction);
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
            Output::Overflowed { interaction, to, .. } => {
                self.end_visit(now, interaction, VisitOutcome::Overflowed, None);
                self.begin_visit(now, interaction, to, MomentKind::Overflowed);
            }
            Output::Homeless { interaction } | Output::Unstaffed { interaction }
                if self.keeps_without_queue(interaction) => {}
            Output::Homeless { interaction } | Output::Unstaffed { interaction } => {
                self.end_visit(now, interaction, VisitOutcome::Failed, None);
                self.set_stage(interaction, Stage::Guided);
                match self.calls.get(&interaction).is_some_and(|it| it.session.is_some()) {
                    true => self.guide(now, interaction, flow::session::Input::Unstaffed),
                    // We had called: there is no scenario to go back to.
                    false => self.hang_up(interaction, EndReason::Unavailable),
                }
            }
            Output::Status { agent, status, interaction, until } => {
                self.status_changed(now, agent, status, interaction, until);
            }
        }
    }

    /// Lets the call wait for an agent, at the place that befits the customer.
    pub(super) fn enqueue(&mut self, now: Timestamp, call: InteractionId, queue: QueueId) {
        let Some(live) = self.calls.get(&call) else { return };
        let newcomer = Newcomer {
            kind: live.row.channel.kind(),
            priority: priority(live),
            last_agent: live.last_agent,
            ..Newcomer::call(call, queue)
        };
        self.route(now, Input::Enqueue(newcomer));
    }

    /// Something became known of a customer who may wait already.
    pub(super) fn prioritise(&mut self, now: Timestamp, call: InteractionId) {
        let Some(live) = self.calls.get(&call) else { return };
        let (priority, last_agent) = (priority(live), live.last_agent);
        if live.waiting_since().is_some() && (priority != Priority::Normal || last_agent.is_some()) {
            self.route(now, Input::Prioritise { interaction: call, priority, last_agent });
        }
    }

    pub(super) fn served_before(&mut self, now: Timestamp, call: InteractionId, by: AgentId) {
        if let Some(live) = self.calls.get_mut(&call) {
            live.last_agent = Some(by);
            self.prioritise(now, call);
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
            // Connecting tells the story, also of a colleague's call; the abandon is told by the call's end.
            OfferEnd::Answered | OfferEnd::Abandoned | OfferEnd::PickedUp => return,
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
        self.changes.desks.insert(agent);
        if self.dial_callback(now, call, agent) {
            return;
        }
        self.end_visit(now, call, VisitOutcome::Answered, Some(agent));
        self.set_stage(call, Stage::Connecting { agent });
        self.guide(now, call, flow::session::Input::Connected);
        self.connect_leg(call, agent);
    }

    fn stage(&self, call: InteractionId) -> Option<Stage> {
        self.calls.get(&call).map(|it| it.stage)
    }

    pub(super) fn connect_leg(&mut self, call: InteractionId, agent: AgentId) {
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

fn priority(call: &LiveCall) -> Priority {
    match &call.customer {
        Some(customer) if customer.vip => Priority::Vip,
        Some(_) | None => Priority::Normal,
    }
}
