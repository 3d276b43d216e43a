//! A caller who is passed on to another number (착신전환, OUT-04): a second call of ours, bridged with his.

use call::{
    command::{CallOrder, ClipKey, PlayId},
    event::{CallEvent, EndCause},
};
use domain::{
    call_leg::{CallLeg, LegParty},
    end_reason::EndReason,
    id::{CallLegId, InteractionId, TrunkId},
    moment::MomentKind,
    phone_number::PhoneNumber,
};
use flow::session::Input;
use jiff::Timestamp;

use super::{Floor, voice::network_words};
use crate::fact::Fact;

/// The call to the other number.
#[derive(Debug)]
pub struct Forward {
    /// The caller's own call.
    caller: InteractionId,
    leg: CallLeg,
}

impl Floor {
    /// Calls the number. The callee sees the number that was dialled here, never the caller's: nobody may show a
    /// number that is not his (전기통신사업법 §84의2).
    pub(super) fn forward(&mut self, now: Timestamp, call: InteractionId, number: &str) {
        let way = PhoneNumber::parse(number).ok().zip(self.trunk_for(call));
        let (Some((callee, trunk)), Some(live)) = (way, self.calls.get_mut(&call)) else {
            return self.guide(now, call, Input::ForwardFailed);
        };
        let caller = live.row.dialed_number.clone();
        live.plays += 1;
        live.playing = None;
        let play = PlayId(live.plays);
        let outgoing = self.ids.next(InteractionId::new);
        let leg = CallLeg {
            id: self.ids.next(CallLegId::new),
            interaction: call,
            party: LegParty::Forwarded,
            agent: None,
            trunk: Some(trunk),
            started_at: now,
            answered_at: None,
            ended_at: None,
            network_reason: None,
        };
        self.fact(Fact::CallLeg(leg.clone()));
        self.moment(now, call, MomentKind::Forwarded, None, Some(callee.masked()));
        self.forwards.insert(outgoing, Forward { caller: call, leg });
        self.order(outgoing, CallOrder::Dial { trunk, caller, callee });
        self.order(call, CallOrder::Play { play, clips: vec![ClipKey::ringback()], repeat: true });
    }

    /// The trunk the call came in on; for a call from the web any that works.
    fn trunk_for(&self, call: InteractionId) -> Option<TrunkId> {
        let own = self.calls.get(&call)?.customer_leg.trunk;
        own.or_else(|| self.settings.trunks.iter().find(|(_, it)| it.enabled).map(|(id, _)| *id))
    }

    /// Takes what voice reports of the call to the other number. False: it is no such call.
    pub(super) fn hear_forward(
        &mut self,
        now: Timestamp,
        outgoing: InteractionId,
        event: &CallEvent,
    ) -> bool {
        let Some(forward) = self.forwards.get_mut(&outgoing) else { return false };
        let caller = forward.caller;
        match event {
            // What the other side lets be heard replaces our own tone.
            CallEvent::Ringing { early_media: true } => self.bridge(caller, outgoing),
            CallEvent::Answered => {
                forward.leg.answered_at = Some(now);
                let leg = forward.leg.clone();
                self.fact(Fact::CallLeg(leg));
                if let Some(live) = self.calls.get_mut(&caller) {
                    live.last_wait = Some(EndReason::Forwarded);
                }
                self.moment(now, caller, MomentKind::ForwardAnswered, None, None);
                self.bridge(caller, outgoing);
                self.guide(now, caller, Input::Forwarded);
            }
            CallEvent::Ended { cause } => self.forward_ended(now, outgoing, *cause),
            _ => {}
        }
        true
    }

    fn bridge(&mut self, caller: InteractionId, outgoing: InteractionId) {
        self.order(caller, CallOrder::Bridge { other: outgoing });
    }

    fn forward_ended(&mut self, now: Timestamp, outgoing: InteractionId, cause: EndCause) {
        let Some(Forward { caller, leg }) = self.forwards.remove(&outgoing) else { return };
        let was_answered = leg.answered_at.is_some();
        let network_reason = Some(network_words(cause).to_owned());
        self.fact(Fact::CallLeg(CallLeg { ended_at: Some(now), network_reason, ..leg }));
        match was_answered {
            true => self.hang_up(caller, EndReason::Forwarded),
            false => self.guide(now, caller, Input::ForwardFailed),
        }
    }

    /// The caller is gone: so is his call to the other number.
    pub(super) fn end_forward_of(&mut self, caller: InteractionId) {
        let outgoing = self.forwards.iter().find(|(_, it)| it.caller == caller).map(|(id, _)| *id);
        if let Some(outgoing) = outgoing {
            self.order(outgoing, CallOrder::HangUp);
        }
    }
}
