//! Calls to the telephone network: asked for, ringing, answered.

use std::{collections::VecDeque, sync::atomic::Ordering::Relaxed, time::Instant};

use call::{event::EndCause, life::Input};
use domain::{
    id::{InteractionId, TrunkId},
    phone_number::PhoneNumber,
};
use media::sdp::{
    Direction, Session as Description,
    negotiation::{Negotiation, Refusal},
};
use rand::RngExt;

use super::{
    Exchange, Inward,
    lines::{Customer, Sound, SoundError, TRUNK_CODECS},
};
use crate::{
    engine::rtp_port::RtpPort,
    sip::{
        outgoing::{Outgoing, Reached, Wish},
        way::NoWay,
    },
};

/// A customer we call.
#[derive(Default)]
pub struct DialledCall {
    /// `None` before the carrier is within reach, and once the call has ended.
    pub line: Option<Outgoing>,
    pub sound: Option<Sound>,
    /// What the far side said about sound before its answer holds, unless the answer says something else.
    has_early_sound: bool,
}

/// A carrier that was looked for, and for which call.
pub struct Found {
    pub call: InteractionId,
    pub caller: PhoneNumber,
    pub callee: PhoneNumber,
    pub reached: Result<Reached, NoWay>,
}

impl Exchange {
    pub(super) fn dial(
        &mut self,
        id: InteractionId,
        trunk: TrunkId,
        caller: PhoneNumber,
        callee: PhoneNumber,
        inputs: &mut VecDeque<Input>,
    ) {
        let Some(reaching) = self.sip.dialler().reach(trunk) else {
            self.counters.calls_refused.fetch_add(1, Relaxed);
            return inputs.push_back(Input::LineEnded(EndCause::NoCapacity));
        };
        let inward = self.inward.clone();
        tokio::spawn(async move {
            let found = Found { call: id, caller, callee, reached: reaching.await };
            // The exchange may have stopped meanwhile.
            let _ = inward.send(Inward::Carrier(Box::new(found)));
        });
    }

    /// The way to the carrier is known: now there is an address to be reached at, and the call can be made.
    pub(super) fn carrier_is_found(&mut self, found: Found) {
        let Found { call: id, caller, callee, reached } = found;
        if self.dialled(id).is_none() {
            // Given up meanwhile; the channel goes back.
            return;
        }
        let reached = match reached {
            Ok(reached) => reached,
            Err(error) => {
                tracing::warn!(interaction.id = %id, %error, "A call could not be made: {error}");
                return self.act(id, Input::LineEnded(EndCause::SignallingFailed));
            }
        };
        let (sound, port) = match self.offer_sound(&reached) {
            Ok(opened) => opened,
            Err(error) => {
                tracing::error!(interaction.id = %id, %error, "A call could not be made: {error}");
                let cause = match error {
                    SoundError::Port(_) => EndCause::NoCapacity,
                    SoundError::NoLine
                    | SoundError::Address(_)
                    | SoundError::Refusal(_)
                    | SoundError::Codec(_) => EndCause::SignallingFailed,
                };
                return self.act(id, Input::LineEnded(cause));
            }
        };
        let wish = Wish { call: id, caller, callee, offer: sound.sdp.clone() };
        let line = self.sip.dialler().invite(reached, wish);
        if let Some(dialled) = self.dialled(id) {
            dialled.line = Some(line);
            dialled.sound = Some(sound);
        }
        self.engine.open_rtp(id, port);
        self.begin_waiting_recording(id);
    }

    pub(super) fn far_side_rings(&mut self, id: InteractionId, sdp: Option<Vec<u8>>) {
        // Sound we cannot use before the answer may still become usable with it.
        let early_media = sdp.is_some_and(|it| self.agree_to_answer(id, &it).is_ok());
        if let Some(dialled) = self.dialled(id) {
            dialled.has_early_sound |= early_media;
        }
        self.act(id, Input::Ringing { early_media });
    }

    pub(super) fn far_side_picked_up(&mut self, id: InteractionId, sdp: &[u8]) {
        let Some(dialled) = self.dialled(id) else { return };
        let agreed =
            if sdp.is_empty() && dialled.has_early_sound { Ok(()) } else { self.agree_to_answer(id, sdp) };
        match agreed {
            Ok(()) => self.act(id, Input::LineUp),
            Err(error) => {
                tracing::warn!(interaction.id = %id, %error, "The answer to our offer cannot be used: {error}");
                self.give_up(id, EndCause::SignallingFailed);
            }
        }
    }

    fn agree_to_answer(&mut self, id: InteractionId, sdp: &[u8]) -> Result<(), Refusal> {
        let sound = self.dialled(id).and_then(|it| it.sound.as_mut()).ok_or(Refusal::Mismatch)?;
        let answer = Description::read(sdp).map_err(|_| Refusal::Mismatch)?;
        let stream = sound.negotiation.accept(&answer)?;
        self.engine.change(id, stream);
        Ok(())
    }

    /// Opens a port and describes it.
    fn offer_sound(&self, reached: &Reached) -> Result<(Sound, RtpPort), SoundError> {
        let ports = self.ports.open()?;
        let carrier = reached.way.ip();
        let address = self.sip.local().toward(carrier)?;
        let session = u64::from(rand::rng().random::<u32>());
        let port = ports.sound.local_addr()?.port();
        let mut negotiation = Negotiation::new(address, port, session, TRUNK_CODECS.to_vec());
        let sdp = negotiation.offer(Direction::SendReceive).to_string();
        let rtp = RtpPort::new(ports, carrier, Instant::now());
        Ok((Sound { negotiation, sdp, awaits_ack: None }, rtp))
    }

    fn dialled(&mut self, id: InteractionId) -> Option<&mut DialledCall> {
        match &mut self.calls.get_mut(&id)?.customer {
            Customer::Dialled(call) => Some(call),
            Customer::Trunk(_) | Customer::Web => None,
        }
    }
}
