//! What the scenario says and wants, turned into orders for voice and routing.

use call::command::{CallOrder, CommandBody, PlayId};
use domain::{
    end_reason::EndReason,
    id::{InteractionId, QueueId},
    moment::MomentKind,
    queue_visit::VisitOutcome,
};
use flow::{
    session::{Input, Output, PlaceInQueue, SayId},
    utterance::Utterance,
};
use jiff::Timestamp;

use super::{
    Deadline, Floor,
    call::Stage,
    effect::{Effect, WebState},
};
use crate::sound;

impl Floor {
    /// Hands one input to the call's scenario and does what it wants.
    pub(super) fn guide(&mut self, now: Timestamp, call: InteractionId, input: Input) {
        let Some(session) = self.calls.get_mut(&call).and_then(|it| it.session.as_mut()) else { return };
        if session.wants_place()
            && let Some(place) = self.place_in_queue(call)
            && let Some(session) = self.calls.get_mut(&call).and_then(|it| it.session.as_mut())
        {
            session.handle(now, Input::Place(place));
        }
        let Some(session) = self.calls.get_mut(&call).and_then(|it| it.session.as_mut()) else { return };
        session.handle(now, input);
        loop {
            let Some(session) = self.calls.get_mut(&call).and_then(|it| it.session.as_mut()) else { return };
            match session.poll_output() {
                Some(output) => self.obey_scenario(now, call, output),
                None => break,
            }
        }
        let due = self.calls.get(&call).and_then(|it| it.session.as_ref()?.poll_timeout());
        if let Some(due) = due {
            self.set_deadline(due, Deadline::Call(call));
        }
    }

    fn place_in_queue(&self, call: InteractionId) -> Option<PlaceInQueue> {
        let place = u32::try_from(self.router.position(call)?).ok()?;
        Some(PlaceInQueue { place, estimate_seconds: self.router.estimate(call) })
    }

    fn obey_scenario(&mut self, now: Timestamp, call: InteractionId, output: Output) {
        match output {
            Output::Say { say, utterances, choices: _ } => self.say(call, say, &utterances),
            Output::Music => self.play_music(call),
            Output::Entered { path } => {
                let note = path.join(" › ");
                if let Some(live) = self.calls.get_mut(&call) {
                    live.row.menu_path = path;
                }
                self.moment(now, call, MomentKind::Menu, None, (!note.is_empty()).then_some(note));
            }
            Output::Connect { queue } => self.connect_to(now, call, queue),
            Output::LeaveQueue { outcome } => {
                self.route(now, routing::input::Input::Leave { interaction: call });
                self.end_visit(now, call, outcome, None);
                self.set_stage(call, Stage::Guided);
            }
            Output::Silence => self.silence(call),
            Output::RequestCallback { queue, number, .. } => {
                self.keep_callback_request(now, call, queue, number, None);
            }
            Output::DigitsTaken { label, digits } => self.keep_digits(now, call, label, digits),
            Output::Forward { number } => self.forward(now, call, &number),
            Output::SendText { text } => self.queue_text(now, call, text),
            Output::TakeMessage => self.begin_message(now, call),
            Output::MessageTaken { queue, number } => self.keep_message(now, call, queue, number),
            Output::End { reason } => self.hang_up(call, reason),
        }
    }

    fn say(&mut self, call: InteractionId, say: SayId, utterances: &[Utterance]) {
        let clips = utterances.iter().map(sound::clip_key).collect();
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.plays += 1;
        let play = PlayId(live.plays);
        live.playing = Some((play, say));
        self.order(call, CallOrder::Play { play, clips, repeat: false });
    }

    fn silence(&mut self, call: InteractionId) {
        if let Some(live) = self.calls.get_mut(&call) {
            live.playing = None;
            self.order(call, CallOrder::StopPlay);
        }
    }

    pub(super) fn play_music(&mut self, call: InteractionId) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.plays += 1;
        live.playing = None;
        let play = PlayId(live.plays);
        self.order(call, CallOrder::Play { play, clips: sound::music(), repeat: true });
    }

    fn connect_to(&mut self, now: Timestamp, call: InteractionId, queue: QueueId) {
        self.begin_visit(now, call, queue, MomentKind::Queued);
        self.web_state(call, WebState::Waiting { since: now });
        if self.router.signed_in(queue) == 0 {
            self.end_visit(now, call, VisitOutcome::Failed, None);
            self.set_stage(call, Stage::Guided);
            self.guide(now, call, Input::Unstaffed);
        } else {
            self.enqueue(now, call, queue);
        }
    }

    /// Ends the call from our side for this reason.
    pub(super) fn hang_up(&mut self, call: InteractionId, reason: EndReason) {
        if let Some(live) = self.calls.get_mut(&call) {
            live.ending.get_or_insert(reason);
            self.order(call, CallOrder::HangUp);
        }
    }

    pub(super) fn order(&mut self, call: InteractionId, order: CallOrder) {
        self.effects.push_back(Effect::Voice(CommandBody::Call { call, order }));
    }

    pub(super) fn set_stage(&mut self, call: InteractionId, stage: Stage) {
        if let Some(live) = self.calls.get_mut(&call) {
            live.stage = stage;
            self.changes.dashboard = true;
        }
    }

    pub(super) fn web_state(&mut self, call: InteractionId, state: WebState) {
        if self.calls.get(&call).is_some_and(|it| it.is_web()) {
            self.effects.push_back(Effect::WebState { call, state });
        }
    }
}
