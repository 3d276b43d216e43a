//! Calls as voice reports them: arriving, answered, keys, the end.

use call::{
    command::{CallOrder, ClipKey, Refusal},
    event::{CallEvent, EndCause},
};
use domain::{
    call_leg::{CallLeg, LegParty},
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{CallLegId, InteractionId, RecordingId, TrunkId},
    interaction::Interaction,
    moment::MomentKind,
    queue_visit::VisitOutcome,
    recording::{Recording, RecordingState},
    trunk::TrunkFinding,
};
use flow::{
    medium::Medium,
    session::{self, Caller, Session},
};
use jiff::Timestamp;

use super::{
    Floor,
    call::{LiveCall, Stage},
    effect::{Effect, WebState},
    input::{Arrival, KnownCustomer, Published, WebArrival},
    view::TrunkLine,
};
use crate::{fact::Fact, sound};

impl Floor {
    pub(super) fn arrive(&mut self, now: Timestamp, arrival: Arrival) {
        let Arrival { call, trunk, brand, caller, dialed, scenario } = arrival;
        let row = new_row(call, brand, Channel::Phone, caller.clone(), dialed, scenario.as_ref(), now);
        self.open(now, row, Some(trunk), scenario.as_ref());
        if let Some(number) = caller {
            let last_agent = self.settings.queues.values().any(|it| it.rule.last_agent_first);
            self.effects.push_back(Effect::Recognise { interaction: call, number, last_agent });
        }
        if scenario.is_some() {
            self.order(call, CallOrder::Answer);
            self.record(now, call);
        } else {
            if let Some(live) = self.calls.get_mut(&call) {
                live.ending = Some(EndReason::NotInService);
            }
            let say = vec![not_in_service()];
            self.order(call, CallOrder::Refuse { refusal: Refusal::NotInService, say });
        }
    }

    pub(super) fn arrive_by_web(&mut self, now: Timestamp, arrival: WebArrival) {
        let WebArrival { call, brand, dialed, scenario, offer } = arrival;
        let row = new_row(call, brand, Channel::WebCall, None, dialed, Some(&scenario), now);
        self.open(now, row, None, Some(&scenario));
        self.order(call, CallOrder::OpenWeb { offer });
        self.record(now, call);
    }

    fn open(
        &mut self,
        now: Timestamp,
        row: Interaction,
        trunk: Option<TrunkId>,
        scenario: Option<&Published>,
    ) {
        let call = row.id;
        if self.calls.contains_key(&call) {
            return;
        }
        let customer_leg = CallLeg {
            id: self.ids.next(CallLegId::new),
            interaction: call,
            party: LegParty::Customer,
            agent: None,
            trunk,
            started_at: now,
            answered_at: None,
            ended_at: None,
            network_reason: None,
        };
        let caller = Caller { number: row.customer_number.clone(), medium: Medium::Voice };
        self.fact(Fact::Interaction(row.clone()));
        self.fact(Fact::CallLeg(customer_leg.clone()));
        let session = scenario.map(|it| Session::new(it.document.clone(), caller, it.forced_at(now)));
        self.calls.insert(call, LiveCall::new(row, customer_leg, session));
        self.moment(now, call, MomentKind::Arrived, None, None);
        self.changes.dashboard = true;
    }

    pub(super) fn record(&mut self, now: Timestamp, call: InteractionId) {
        let recording = self.ids.next(RecordingId::new);
        if let Some(live) = self.calls.get_mut(&call) {
            live.recording = Some(Recording {
                id: recording,
                interaction: call,
                state: RecordingState::Running,
                started_at: now,
                duration_ms: 0,
                bytes: 0,
                file: None,
                // Set by the dispatcher when it makes the key.
                wrapped_key: vec![],
            });
            self.effects.push_back(Effect::Record { call, recording });
        }
    }

    /// The dispatcher made the recording's key: from now on the recording is a row.
    pub fn recording_begun(
        &mut self,
        recording: RecordingId,
        call: InteractionId,
        wrapped_key: Vec<u8>,
    ) -> Option<Fact> {
        let live = self.calls.get_mut(&call)?;
        let row = live.recording.as_mut().filter(|it| it.id == recording)?;
        row.wrapped_key = wrapped_key;
        Some(Fact::Recording(row.clone()))
    }

    pub(super) fn recognise(&mut self, now: Timestamp, call: InteractionId, customer: KnownCustomer) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.row.customer = Some(customer.id);
        live.customer = Some(customer);
        let agent = live.stage.agent();
        self.row_changed(call);
        self.prioritise(now, call);
        self.changes.desks.extend(agent);
        self.changes.waiting = true;
    }

    pub(super) fn hear(&mut self, now: Timestamp, call: InteractionId, event: CallEvent) {
        if self.hear_forward(now, call, &event) {
            return;
        }
        match event {
            // The switchboard has made an `Arrived` input of it.
            CallEvent::Arrived { .. } => {}
            // The call to the other number tells what matters of a bridge.
            CallEvent::Ringing { early_media: true } => self.customer_rings(call),
            CallEvent::Ringing { .. } | CallEvent::Bridged { .. } | CallEvent::Unbridged { .. } => {}
            CallEvent::WebAnswer { sdp } => self.effects.push_back(Effect::WebAnswer { call, sdp }),
            CallEvent::Answered => self.picked_up(now, call),
            CallEvent::PlayEnded { play } => {
                let said = self.calls.get_mut(&call).and_then(|it| it.playing.take_if(|(id, _)| *id == play));
                if let Some((_, say)) = said {
                    self.guide(now, call, session::Input::Said { say });
                }
            }
            CallEvent::Digit { digit } => self.guide(now, call, session::Input::Digit(digit)),
            CallEvent::Connected { .. } if self.overhears(call) => {}
            CallEvent::Connected { .. } => {
                if let Some(Stage::Connecting { agent }) = self.calls.get(&call).map(|it| it.stage) {
                    self.begin_talk(now, call, agent);
                    self.web_state(call, WebState::Talking);
                }
            }
            CallEvent::Held => {
                self.set_held(now, call, true);
                self.web_state(call, WebState::Held);
            }
            CallEvent::Resumed => {
                self.set_held(now, call, false);
                self.web_state(call, WebState::Talking);
            }
            // A lost leg is reported for the agent too, and routing decides there what becomes of his call.
            CallEvent::Disconnected { .. } => {}
            CallEvent::RecordingEnded { recording, duration_ms, bytes } => {
                self.effects.push_back(Effect::Attach { recording, interaction: call, duration_ms, bytes });
            }
            CallEvent::Ended { cause } => self.ended(now, call, cause),
        }
    }

    fn picked_up(&mut self, now: Timestamp, call: InteractionId) {
        if self.customer_answered(now, call) {
            return;
        }
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.row.answered_at = Some(now);
        live.customer_leg.answered_at = Some(now);
        live.stage = Stage::Guided;
        let leg = live.customer_leg.clone();
        self.fact(Fact::CallLeg(leg));
        self.moment(now, call, MomentKind::Answered, None, None);
        self.web_state(call, WebState::Ivr);
        self.guide(now, call, session::Input::Begin);
    }

    pub(super) fn customer_hangs_up(&mut self, call: InteractionId) {
        let Some(live) = self.calls.get(&call) else { return };
        let reason = live.reason_for_leaving();
        self.hang_up(call, reason);
    }

    pub(super) fn ended(&mut self, now: Timestamp, call: InteractionId, cause: EndCause) {
        // Most people end a message by hanging up.
        self.guide(now, call, session::Input::MessageDone);
        let unreached = self.unreached(call);
        let Some(live) = self.calls.get(&call) else { return };
        let stage = live.stage;
        let reason = live.ending.or(unreached).unwrap_or_else(|| match cause {
            EndCause::FarSideHungUp | EndCause::Cancelled => live.reason_for_leaving(),
            EndCause::WeHungUp => EndReason::AgentHungUp,
            EndCause::Refused | EndCause::NoCapacity => EndReason::NoCapacity,
            EndCause::NumberUnknown => EndReason::NotInService,
            EndCause::Busy
            | EndCause::NoAnswer
            | EndCause::Rejected
            | EndCause::MediaLost
            | EndCause::SignallingFailed => EndReason::ConnectionLost,
        });
        self.end_talk(now, call);
        self.end_forward_of(call);
        self.end_visit(now, call, outcome_of(reason), None);
        self.moment(now, call, MomentKind::Ended, stage.agent(), Some(reason.to_string()));
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.stage = Stage::Ended;
        live.session = None;
        live.row.ended_at = Some(now);
        live.row.end_reason = Some(reason);
        live.customer_leg.ended_at = Some(now);
        live.customer_leg.network_reason = Some(network_words(cause).to_owned());
        let leg = live.customer_leg.clone();
        self.fact(Fact::CallLeg(leg));
        self.row_changed(call);
        self.close_callback(call);
        self.route(now, routing::input::Input::Leave { interaction: call });
        self.web_state(call, WebState::Ended { reason });
        if let Some(live) = self.calls.remove(&call)
            && let Some(recording) = live.recording
        {
            self.attaching.insert(recording.id, recording);
        }
        self.effects.push_back(Effect::InteractionChanged(call));
        self.changes.dashboard = true;
    }

    /// Recordings of the last life of the process that it could not bring to the file store.
    pub(super) fn attach_left_behind(&mut self, rows: Vec<Recording>) {
        for row in rows {
            let (recording, interaction) = (row.id, row.interaction);
            self.attaching.insert(recording, row);
            self.effects.push_back(Effect::Attach { recording, interaction, duration_ms: 0, bytes: 0 });
        }
    }

    pub(super) fn attached(
        &mut self,
        now: Timestamp,
        recording: RecordingId,
        file: Option<String>,
        duration_ms: i64,
        bytes: i64,
    ) {
        // A disk that fails ends a recording before its call.
        let running = self.calls.values_mut().find_map(|it| it.recording.take_if(|it| it.id == recording));
        let Some(mut row) = self.attaching.remove(&recording).or(running) else { return };
        row.state = if file.is_some() { RecordingState::Ready } else { RecordingState::Lost };
        row.file = file;
        row.duration_ms = duration_ms;
        row.bytes = bytes;
        let interaction = row.interaction;
        self.effects.push_back(Effect::Unspool { recording });
        tracing::debug!(interaction.id = %interaction, state = %row.state, at = %now, "A recording is attached");
        self.fact(Fact::Recording(row));
        self.effects.push_back(Effect::InteractionChanged(interaction));
    }

    pub(super) fn trunk_found(&mut self, now: Timestamp, trunk: TrunkId, finding: TrunkFinding) {
        let before = self.trunks.get(&trunk).filter(|it| it.finding.state() == finding.state());
        let since = before.map_or(now, |it| it.since);
        self.trunks.insert(trunk, TrunkLine { finding, since });
        self.changes.dashboard = true;
    }
}

pub(super) fn new_row(
    call: InteractionId,
    brand: domain::id::BrandId,
    channel: Channel,
    caller: Option<domain::phone_number::PhoneNumber>,
    dialed: domain::phone_number::PhoneNumber,
    scenario: Option<&Published>,
    now: Timestamp,
) -> Interaction {
    Interaction {
        id: call,
        brand,
        channel,
        direction: Direction::Inbound,
        customer_number: caller,
        customer: None,
        dialed_number: dialed,
        scenario_version: scenario.map(|it| it.version),
        menu_path: vec![],
        digits_taken: vec![],
        queue: None,
        agent: None,
        started_at: now,
        answered_at: None,
        connected_at: None,
        ended_at: None,
        end_reason: None,
        wait_ms: 0,
        talk_ms: 0,
        hold_ms: 0,
    }
}

fn outcome_of(reason: EndReason) -> VisitOutcome {
    match reason {
        EndReason::WaitLimit => VisitOutcome::WaitLimit,
        EndReason::CallbackRequested => VisitOutcome::CallbackRequested,
        EndReason::SystemStopped | EndReason::Failed | EndReason::NoCapacity | EndReason::Unavailable => {
            VisitOutcome::Failed
        }
        EndReason::CustomerHungUp
        | EndReason::AgentHungUp
        | EndReason::LeftInIvr
        | EndReason::AbandonedInQueue
        | EndReason::AbandonedWhileRinging
        | EndReason::ScenarioEnded
        | EndReason::Closed
        | EndReason::VoicemailLeft
        | EndReason::Forwarded
        | EndReason::NotReached
        | EndReason::NotInService
        | EndReason::ConnectionLost => VisitOutcome::Abandoned,
    }
}

pub(super) fn network_words(cause: EndCause) -> &'static str {
    match cause {
        EndCause::FarSideHungUp => "far side hung up",
        EndCause::Cancelled => "cancelled",
        EndCause::WeHungUp => "hung up here",
        EndCause::Refused => "refused",
        EndCause::Busy => "busy",
        EndCause::NoAnswer => "no answer",
        EndCause::Rejected => "rejected",
        EndCause::NumberUnknown => "number unknown",
        EndCause::NoCapacity => "no capacity",
        EndCause::MediaLost => "media lost",
        EndCause::SignallingFailed => "signalling failed",
    }
}

/// What callers of a number without a scenario hear.
pub fn not_in_service() -> ClipKey {
    sound::clip_key(&sound::not_in_service())
}
