//! What a caller leaves behind without an agent: a wish to be called, digits, a message, an address for a text.

use call::command::CallOrder;
use domain::{
    callback_request::{CallbackProgress, CallbackRequest, VoiceMessage},
    end_reason::EndReason,
    id::{CallbackRequestId, InteractionId, QueueId, TextMessageId},
    interaction::DigitsTaken,
    moment::MomentKind,
    phone_number::PhoneNumber,
    text_message::{TextMessage, TextMessageState},
    time,
};
use jiff::Timestamp;

use super::{
    Floor,
    call::{LiveCall, Message},
};
use crate::{fact::Fact, sound};

/// A voicemail shorter than this is a breath, not a message.
const SHORTEST_MESSAGE_MS: i64 = 1_000;

impl Floor {
    pub(super) fn keep_callback_request(
        &mut self,
        now: Timestamp,
        call: InteractionId,
        queue: QueueId,
        number: PhoneNumber,
        message: Option<VoiceMessage>,
    ) {
        let known = message.is_none() && self.is_to_be_called(queue, &number);
        // One entry for one number and queue: whoever asks again keeps the place he had.
        if !known {
            let waiting_since = self.calls.get(&call).and_then(LiveCall::waiting_since).unwrap_or(now);
            let request = CallbackRequest {
                id: self.ids.next(CallbackRequestId::new),
                interaction: call,
                queue,
                number,
                requested_at: now,
                waiting_since,
                message,
                progress: CallbackProgress::Waiting,
            };
            self.fact(Fact::CallbackRequested(request.clone()));
            self.figures.callbacks_waiting += 1;
            if message.is_none() {
                self.await_callback(now, call, request);
            }
        }
        let kind = match message {
            Some(_) => MomentKind::MessageLeft,
            None => MomentKind::CallbackRequested,
        };
        // Whoever hangs up now has got what he called for.
        if let Some(live) = self.calls.get_mut(&call) {
            live.last_wait = Some(match message {
                Some(_) => EndReason::VoicemailLeft,
                None => EndReason::CallbackRequested,
            });
        }
        self.moment(now, call, kind, None, None);
        self.changes.dashboard = true;
    }

    pub(super) fn keep_digits(&mut self, now: Timestamp, call: InteractionId, label: String, digits: String) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.row.digits_taken.retain(|it| it.label != label);
        live.row.digits_taken.push(DigitsTaken { label: label.clone(), digits });
        self.moment(now, call, MomentKind::DigitsTaken, None, Some(label));
        self.row_changed(call);
    }

    pub(super) fn queue_text(&mut self, now: Timestamp, call: InteractionId, text: String) {
        let id = self.ids.next(TextMessageId::new);
        let Some(to) = self.calls.get(&call).and_then(|it| it.row.customer_number.clone()) else { return };
        let state = TextMessageState::Waiting;
        self.fact(Fact::TextMessage(TextMessage { id, interaction: call, to, text, created_at: now, state }));
        self.moment(now, call, MomentKind::TextQueued, None, None);
    }

    pub(super) fn begin_message(&mut self, now: Timestamp, call: InteractionId) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        live.message = Some(Message { began_at: now });
        live.plays += 1;
        live.playing = None;
        let play = call::command::PlayId(live.plays);
        self.order(call, CallOrder::Play { play, clips: sound::beep(), repeat: false });
    }

    /// The message as a stretch of the call's recording.
    pub(super) fn keep_message(
        &mut self,
        now: Timestamp,
        call: InteractionId,
        queue: QueueId,
        number: PhoneNumber,
    ) {
        let Some(live) = self.calls.get_mut(&call) else { return };
        let Some(message) = live.message.take() else { return };
        let Some(recording_began) = live.row.answered_at else { return };
        if time::elapsed_ms(message.began_at, now) < SHORTEST_MESSAGE_MS {
            return;
        }
        let from_ms = time::elapsed_ms(recording_began, message.began_at);
        let to_ms = time::elapsed_ms(recording_began, now);
        self.keep_callback_request(now, call, queue, number, Some(VoiceMessage { from_ms, to_ms }));
    }
}
