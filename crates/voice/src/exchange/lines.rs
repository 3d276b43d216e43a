//! The customers' lines: trunk calls and browsers' calls, answered, changed and ended.

use std::{collections::VecDeque, net::IpAddr, time::Instant};

use call::{
    event::EndCause,
    life::{Hears as LifeHears, Input, LineAction, MediaAction},
};
use domain::{digit::Digit, id::InteractionId};
use media::{
    codec::Codec,
    sdp::{
        Direction, Session as Description,
        negotiation::{Negotiation, Refusal, Stream},
    },
};
use rand::RngExt;

use super::{Exchange, Inward, dialled::DialledCall};
use crate::{
    engine::{order::Hears, rtp_port::RtpPort},
    port_pool::PortError,
    sip::{line::Line, outgoing::Outgoing, reply::Reply, report::Ack},
    web::session::{OpenError, Session},
};

/// A customer's browser may be on any network: Opus repairs losses.
const CUSTOMER_CODECS: [Codec; 2] = [Codec::Opus, Codec::Pcmu];
pub const TRUNK_CODECS: [Codec; 2] = [Codec::Pcmu, Codec::Pcma];

/// The customer's side of a call.
pub enum Customer {
    Trunk(Box<TrunkCall>),
    Dialled(Box<DialledCall>),
    Web,
}

pub struct TrunkCall {
    /// `None` once the call has ended.
    line: Option<Line>,
    from: IpAddr,
    offer: Option<Description>,
    /// Of the INVITE.
    sequence: u32,
    sound: Option<Sound>,
}

/// What a trunk call's sides have said about sound.
pub struct Sound {
    pub negotiation: Negotiation,
    /// Our latest description, which 183 and 200 repeat.
    pub sdp: String,
    /// The number of the INVITE in whose answer we offered: its ACK brings the far side's answer, and no other.
    pub awaits_ack: Option<u32>,
}

/// Why a call cannot have sound.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    #[error("the call is no trunk call, or has ended")]
    NoLine,
    #[error(transparent)]
    Port(#[from] PortError),
    #[error("no address is known under which the far side reaches us: {0}")]
    Address(#[from] std::io::Error),
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error(transparent)]
    Codec(#[from] media::codec::CodecError),
}

impl Customer {
    pub fn trunk(line: Line, from: IpAddr, offer: Option<Description>, sequence: u32) -> Self {
        Self::Trunk(Box::new(TrunkCall { line: Some(line), from, offer, sequence, sound: None }))
    }

    pub fn dialled() -> Self {
        Self::Dialled(Box::default())
    }

    pub fn web() -> Self {
        Self::Web
    }

    /// Gives the trunk's channel back: the call has ended, though its recording may not have.
    pub fn release(&mut self) {
        match self {
            Self::Trunk(call) => call.line = None,
            Self::Dialled(call) => call.line = None,
            Self::Web => {}
        }
    }

    /// The line of a call that came in.
    fn line(&self) -> Option<&Line> {
        match self {
            Self::Trunk(call) => call.line.as_ref(),
            Self::Dialled(_) | Self::Web => None,
        }
    }

    /// BYE, or CANCEL where nobody has picked up yet. A browser's call ends with its sound.
    fn hang_up(&self) {
        match self {
            Self::Trunk(call) => call.line.iter().for_each(Line::hang_up),
            Self::Dialled(call) => call.line.iter().for_each(Outgoing::hang_up),
            Self::Web => {}
        }
    }

    fn sound(&mut self) -> Option<&mut Sound> {
        match self {
            Self::Trunk(call) => call.sound.as_mut(),
            Self::Dialled(call) => call.sound.as_mut(),
            Self::Web => None,
        }
    }
}

impl Exchange {
    pub(super) fn act_on_line(
        &mut self,
        id: InteractionId,
        action: LineAction,
        inputs: &mut VecDeque<Input>,
    ) {
        match action {
            LineAction::OpenWeb { offer } => {
                let (opening, inward) = (self.open_session(offer, CUSTOMER_CODECS), self.inward.clone());
                tokio::spawn(async move {
                    let opened = opening.await;
                    // The exchange may have stopped meanwhile.
                    let _ = inward.send(Inward::WebCall { call: id, opened });
                });
            }
            LineAction::Dial { trunk, caller, callee } => self.dial(id, trunk, caller, callee, inputs),
            // Without the caller's offer there is nowhere to speak to before the answer: the play that follows finds
            // no sound and ends at once.
            LineAction::EarlyMedia => {
                let has_offer =
                    matches!(self.customer(id), Some(Customer::Trunk(call)) if call.offer.is_some());
                if has_offer && let Err(error) = self.open_sound(id) {
                    tracing::warn!(interaction.id = %id, %error, "A refusal cannot be spoken: {error}");
                } else if has_offer
                    && let Some((line, sdp)) = self.line_and_sdp(id)
                    && line.open_early(sdp).is_err()
                {
                    inputs.push_back(Input::LineEnded(EndCause::Cancelled));
                }
            }
            LineAction::Answer => match self.open_sound(id) {
                Ok(()) => {
                    if let Some((line, sdp)) = self.line_and_sdp(id)
                        && line.answer(sdp).is_err()
                    {
                        inputs.push_back(Input::LineEnded(EndCause::Cancelled));
                    }
                }
                Err(error) => {
                    tracing::error!(interaction.id = %id, %error, "A call cannot be answered: {error}");
                    if let Some(line) = self.customer(id).and_then(|it| it.line()) {
                        line.refuse_with(if matches!(error, SoundError::Port(_)) { 503 } else { 488 });
                    }
                    inputs.push_back(Input::LineEnded(EndCause::SignallingFailed));
                }
            },
            LineAction::Refuse(refusal) => {
                if let Some(line) = self.customer(id).and_then(|it| it.line()) {
                    line.refuse(refusal);
                }
            }
            LineAction::HangUp => {
                if let Some(customer) = self.customer(id) {
                    customer.hang_up();
                }
            }
        }
    }

    pub(super) fn act_on_media(
        &mut self,
        id: InteractionId,
        action: MediaAction,
        inputs: &mut VecDeque<Input>,
    ) {
        match action {
            MediaAction::CustomerHears(hears) => {
                if let Some(call) = self.calls.get_mut(&id) {
                    call.hearing += 1;
                }
                match hears {
                    LifeHears::Silence => self.engine.customer_hears(id, Hears::Silence),
                    LifeHears::Clips { play, clips, repeat } if self.engine.has_call(id) => {
                        self.play(id, play, clips, repeat);
                    }
                    LifeHears::Clips { play, .. } => inputs.push_back(Input::PlayEnded { play }),
                    LifeHears::Agent(leg) => {
                        // A leg serves one call; the other one is told that it is gone.
                        if let Some(other) = self.legs.call_of(leg).filter(|it| *it != id) {
                            self.act(other, Input::LegLost { leg });
                        }
                        if self.legs.can_talk(leg) {
                            self.engine.customer_hears(id, Hears::Agent(leg));
                        } else {
                            inputs.push_back(Input::LegLost { leg });
                        }
                    }
                }
            }
            MediaAction::Bridge { other } => self.bridge(id, other, inputs),
            MediaAction::Unbridge { other } => self.act(other, Input::OtherLeft { other: id }),
            MediaAction::AgentHears { leg, customer } => self.engine.agent_hears(leg, customer.then_some(id)),
            MediaAction::Record { recording, key } => {
                if self.engine.has_call(id) {
                    self.engine.record(id, recording, key);
                } else if let Some(call) = self.calls.get_mut(&id) {
                    call.waiting_recording = Some((recording, key));
                }
            }
            MediaAction::SendDigits(digits) => {
                self.engine.press(id, digits.into_iter().map(Digit::event_code).collect());
            }
            MediaAction::Close => {
                self.engine.close(id);
                // A recording that never had any sound to keep has ended, too.
                if let Some((recording, _)) =
                    self.calls.get_mut(&id).and_then(|it| it.waiting_recording.take())
                {
                    inputs.push_back(Input::RecordingEnded { recording, duration_ms: 0, bytes: 0 });
                }
            }
        }
    }

    pub(super) fn ring(&mut self, id: InteractionId) {
        let Some(call) = self.calls.get(&id) else { return };
        // Once there is sound, an answer or an announcement is on its way.
        if let (Some(line), Some(_)) = (call.customer.line(), call.life.poll_timeout())
            && !self.engine.has_call(id)
            && line.ring().is_err()
        {
            tracing::debug!(interaction.id = %id, "The caller had gone before it rang");
        }
    }

    pub(super) fn web_call_is_open(
        &mut self,
        id: InteractionId,
        opened: Result<(Box<Session>, String), OpenError>,
    ) {
        if !self.calls.contains_key(&id) {
            return;
        }
        match opened {
            Ok((session, sdp)) => {
                self.engine.open_web(id, *session);
                self.begin_waiting_recording(id);
                self.act(id, Input::WebAnswer { sdp });
            }
            Err(error) => {
                tracing::warn!(interaction.id = %id, %error, "A customer's browser could not be connected: {error}");
                self.act(id, Input::LineEnded(EndCause::SignallingFailed));
            }
        }
    }

    /// The far side confirmed our answer; if the offer was ours, theirs comes with it.
    pub(super) fn line_is_up(&mut self, id: InteractionId, ack: Option<Ack>) {
        let Some(sound) = self.calls.get_mut(&id).and_then(|it| it.customer.sound()) else { return };
        // An ACK of an earlier change may still be on its way.
        if let Some(ack) = ack.filter(|it| sound.awaits_ack == Some(it.sequence)) {
            sound.awaits_ack = None;
            let agreed = Description::read(&ack.body)
                .map_err(|_| Refusal::Mismatch)
                .and_then(|it| sound.negotiation.accept(&it));
            match agreed {
                Ok(stream) => self.engine.change(id, stream),
                Err(error) => {
                    tracing::warn!(interaction.id = %id, %error, "The answer to our offer cannot be used: {error}");
                    return self.give_up(id, EndCause::SignallingFailed);
                }
            }
        }
        self.act(id, Input::LineUp);
    }

    /// A re-INVITE or UPDATE: hold, resume, another address, or the wish for our offer.
    pub(super) async fn renegotiate(
        &mut self,
        id: InteractionId,
        sequence: u32,
        offer: Option<Vec<u8>>,
        reply: Reply,
    ) {
        let Some(sound) = self.calls.get_mut(&id).and_then(|it| it.customer.sound()) else {
            return reply.refuse(481).await;
        };
        // Our own offer comes first (RFC 3264 §4).
        if sound.awaits_ack.is_some() {
            return reply.refuse(491).await;
        }
        let Some(offer) = offer else {
            sound.awaits_ack = Some(sequence);
            let ours = sound.negotiation.offer(Direction::SendReceive).to_string();
            return reply.accept(Some(ours)).await;
        };
        let Ok(offer) = Description::read(&offer) else { return reply.refuse(400).await };
        match sound.negotiation.answer(&offer) {
            Ok((answer, stream)) => {
                sound.sdp = answer.to_string();
                let sdp = sound.sdp.clone();
                self.engine.change(id, stream);
                reply.accept(Some(sdp)).await;
            }
            Err(_) => reply.refuse(488).await,
        }
    }

    /// Ends a call that cannot go on, with BYE where there is a line to say it on.
    pub(super) fn give_up(&mut self, id: InteractionId, cause: EndCause) {
        if let Some(customer) = self.customer(id) {
            customer.hang_up();
        }
        self.act(id, Input::LineEnded(cause));
    }

    /// Opens a port for a trunk call and describes it, once.
    fn open_sound(&mut self, id: InteractionId) -> Result<(), SoundError> {
        let call = self.calls.get_mut(&id).ok_or(SoundError::NoLine)?;
        let Customer::Trunk(trunk) = &mut call.customer else { return Err(SoundError::NoLine) };
        let TrunkCall { from, offer, sequence, sound, .. } = trunk.as_mut();
        if sound.is_some() {
            return Ok(());
        }
        let ports = self.ports.open()?;
        let address = self.sip.local().toward(*from)?;
        let session = u64::from(rand::rng().random::<u32>());
        let port = ports.sound.local_addr()?.port();
        let mut negotiation = Negotiation::new(address, port, session, TRUNK_CODECS.to_vec());
        let mut rtp = RtpPort::new(ports, *from, Instant::now());
        let (sdp, agreed): (String, Option<Stream>) = match offer {
            Some(offer) => {
                let (answer, stream) = negotiation.answer(offer)?;
                (answer.to_string(), Some(stream))
            }
            None => (negotiation.offer(Direction::SendReceive).to_string(), None),
        };
        if let Some(stream) = agreed {
            rtp.agree(stream)?;
        }
        *sound = Some(Sound { negotiation, sdp, awaits_ack: agreed.is_none().then_some(*sequence) });
        self.engine.open_rtp(id, rtp);
        self.begin_waiting_recording(id);
        Ok(())
    }

    pub(super) fn begin_waiting_recording(&mut self, id: InteractionId) {
        if let Some((recording, key)) = self.calls.get_mut(&id).and_then(|it| it.waiting_recording.take()) {
            self.engine.record(id, recording, key);
        }
    }

    fn line_and_sdp(&self, id: InteractionId) -> Option<(&Line, String)> {
        let Customer::Trunk(call) = &self.calls.get(&id)?.customer else { return None };
        Some((call.line.as_ref()?, call.sound.as_ref()?.sdp.clone()))
    }

    fn customer(&self, id: InteractionId) -> Option<&Customer> {
        self.calls.get(&id).map(|it| &it.customer)
    }
}
