//! The state machine of one call, run by `voice`: orders and happenings in, actions and events out.
//!
//! Sans I/O in the house's one shape: [`Life::handle`], then drain [`Life::poll_output`], then come back no later
//! than [`Life::poll_timeout`].

pub mod line;
mod talk;

use std::collections::VecDeque;

use domain::{
    digit::Digit,
    id::{AgentLegId, InteractionId, RecordingId, TrunkId},
    phone_number::PhoneNumber,
};
use jiff::Timestamp;
use line::Line;
use talk::Talk;

use crate::{
    command::{CallOrder, ClipKey, PlayId, Refusal, SoundKey},
    event::{CallEvent, EndCause},
};

#[derive(Debug)]
pub struct Life {
    line: Line,
    talk: Talk,
    recording: Option<RecordingId>,
    /// Pressed while the answer was being confirmed: sound is quicker than signalling.
    early_digits: Vec<Digit>,
    outputs: VecDeque<Output>,
}

/// What happened to the call.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    Order(CallOrder),
    /// The far side of a dialled call rings; with sound of its own or without.
    Ringing {
        early_media: bool,
    },
    /// The line's answer is confirmed and sound flows.
    LineUp,
    /// The answer to a browser's offer is ready.
    WebAnswer {
        sdp: String,
    },
    LineEnded(EndCause),
    PlayEnded {
        play: PlayId,
    },
    Digit(Digit),
    /// The agent leg on this call lost its browser.
    LegLost {
        leg: AgentLegId,
    },
    /// The other call was ordered to be bridged with this one.
    BridgedBy {
        other: InteractionId,
    },
    /// The other call has left the bridge, or cannot be bridged.
    OtherLeft {
        other: InteractionId,
    },
    RecordingEnded {
        recording: RecordingId,
        duration_ms: i64,
        bytes: i64,
    },
    Tick,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    Event(CallEvent),
    Line(LineAction),
    Media(MediaAction),
}

/// For the module that speaks SIP or WebRTC with the customer's side.
#[derive(Debug, Clone, PartialEq)]
pub enum LineAction {
    OpenWeb {
        offer: String,
    },
    /// Ask the telephone network for the callee.
    Dial {
        trunk: TrunkId,
        caller: PhoneNumber,
        callee: PhoneNumber,
    },
    /// 183 with SDP: the caller hears us without being charged (RFC 3960).
    EarlyMedia,
    Answer,
    Refuse(Refusal),
    /// BYE, or CANCEL on a dialled call that nobody has picked up.
    HangUp,
}

/// For the media engine.
#[derive(Debug, Clone, PartialEq)]
pub enum MediaAction {
    /// What the customer hears from now on.
    CustomerHears(Hears),
    /// What the agent hears from now on.
    AgentHears {
        leg: AgentLegId,
        customer: bool,
    },
    /// Both customers hear each other from now on. The other call has to hear of it ([`Input::BridgedBy`]); where it
    /// cannot be bridged, this one has to ([`Input::OtherLeft`]).
    Bridge {
        other: InteractionId,
    },
    /// The other call has to hear that this one has left ([`Input::OtherLeft`]).
    Unbridge {
        other: InteractionId,
    },
    Record {
        recording: RecordingId,
        key: SoundKey,
    },
    SendDigits(Vec<Digit>),
    /// Stop everything of this call: player, recorder, ports.
    Close,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Hears {
    Silence,
    Clips { play: PlayId, clips: Vec<ClipKey>, repeat: bool },
    Agent(AgentLegId),
}

/// Marks the refusal announcement and hold music; every other `PlayId` comes from the centre.
const OWN_PLAY: PlayId = PlayId(u64::MAX);

impl Life {
    /// A call that has just come in from a trunk, or is about to begin by its first order.
    pub fn new(now: Timestamp) -> Self {
        Self {
            line: Line::arrived(now),
            talk: Talk::Alone,
            recording: None,
            early_digits: vec![],
            outputs: VecDeque::new(),
        }
    }

    pub fn handle(&mut self, now: Timestamp, input: Input) {
        match input {
            Input::Order(order) => self.obey(now, order),
            Input::Ringing { early_media } => self.rings(early_media),
            Input::LineUp => self.line_up(),
            Input::WebAnswer { sdp } => {
                if self.line == Line::Opening {
                    self.event(CallEvent::WebAnswer { sdp });
                }
            }
            Input::LineEnded(cause) => self.end(cause),
            Input::PlayEnded { play } => self.play_ended(play),
            Input::Digit(digit) => self.pressed(digit),
            Input::LegLost { leg } => self.leg_lost(leg),
            Input::BridgedBy { other } => self.bridged_by(other),
            Input::OtherLeft { other } => self.other_left(other),
            Input::RecordingEnded { recording, duration_ms, bytes } => {
                if self.recording == Some(recording) {
                    self.recording = None;
                    self.event(CallEvent::RecordingEnded { recording, duration_ms, bytes });
                }
            }
            Input::Tick => self.give_up_when_due(now),
        }
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.line.due()
    }

    /// The agent leg on the call, talking or held.
    pub fn leg(&self) -> Option<AgentLegId> {
        match self.talk {
            Talk::Alone | Talk::Bridged { .. } => None,
            Talk::With { leg } | Talk::Held { leg } => Some(leg),
        }
    }

    /// The call this one is bridged with.
    pub fn other(&self) -> Option<InteractionId> {
        match self.talk {
            Talk::Bridged { other } => Some(other),
            Talk::Alone | Talk::With { .. } | Talk::Held { .. } => None,
        }
    }

    /// True once the line is gone and the recording's end has been reported: the call may be forgotten.
    pub fn is_over(&self) -> bool {
        self.line == Line::Ended && self.recording.is_none()
    }

    fn obey(&mut self, now: Timestamp, order: CallOrder) {
        match (order, self.line) {
            (CallOrder::OpenWeb { offer }, Line::Arrived { .. }) => {
                self.line = Line::Opening;
                self.line_action(LineAction::OpenWeb { offer });
            }
            (CallOrder::Dial { trunk, caller, callee }, Line::Arrived { .. }) => {
                self.dial(now, trunk, caller, callee);
            }
            (CallOrder::Answer, Line::Arrived { .. }) => {
                self.line = Line::Answering;
                self.line_action(LineAction::Answer);
            }
            (CallOrder::Refuse { refusal, say }, Line::Arrived { .. }) => self.refuse(now, refusal, say),
            (CallOrder::Play { play, clips, repeat }, Line::Up) => {
                if self.talk == Talk::Alone {
                    self.hears(Hears::Clips { play, clips, repeat });
                }
            }
            (CallOrder::StopPlay, Line::Up) => {
                if self.talk == Talk::Alone {
                    self.hears(Hears::Silence);
                }
            }
            (
                CallOrder::Record { recording, key },
                Line::Answering | Line::Opening | Line::Dialing { .. } | Line::Ringing { .. } | Line::Up,
            ) => {
                if self.recording.is_none() {
                    self.recording = Some(recording);
                    self.media(MediaAction::Record { recording, key });
                }
            }
            (CallOrder::Connect { leg }, Line::Up | Line::Ringing { .. }) => self.connect(leg),
            (CallOrder::Hold { music }, Line::Up) => self.hold(music),
            (CallOrder::Resume, Line::Up) => {
                if let Talk::Held { leg } = self.talk {
                    self.resume(leg);
                }
            }
            (CallOrder::Disconnect, Line::Up | Line::Ringing { .. }) => {
                if let Some(leg) = self.leg() {
                    self.take_off(leg, false);
                    self.hears(Hears::Silence);
                }
            }
            (CallOrder::Bridge { other }, Line::Up | Line::Ringing { .. }) => self.bridge(other),
            (CallOrder::Unbridge, Line::Up | Line::Ringing { .. }) => self.unbridge(),
            (CallOrder::SendDigits { digits }, Line::Up) => self.media(MediaAction::SendDigits(digits)),
            (CallOrder::HangUp, Line::Ended) => {}
            (CallOrder::HangUp, Line::Arrived { .. } | Line::Refusing { .. }) => {
                self.line_action(LineAction::Refuse(Refusal::Unavailable));
                self.end(EndCause::WeHungUp);
            }
            (
                CallOrder::HangUp,
                Line::Opening | Line::Dialing { .. } | Line::Ringing { .. } | Line::Answering | Line::Up,
            ) => {
                self.line_action(LineAction::HangUp);
                self.end(EndCause::WeHungUp);
            }
            // Everything else raced with a change that the centre is about to read of.
            (
                CallOrder::OpenWeb { .. }
                | CallOrder::Dial { .. }
                | CallOrder::Answer
                | CallOrder::Refuse { .. }
                | CallOrder::Play { .. }
                | CallOrder::StopPlay
                | CallOrder::Record { .. }
                | CallOrder::Connect { .. }
                | CallOrder::Hold { .. }
                | CallOrder::Resume
                | CallOrder::Disconnect
                | CallOrder::Bridge { .. }
                | CallOrder::Unbridge
                | CallOrder::SendDigits { .. },
                _,
            ) => {}
        }
    }

    fn play_ended(&mut self, play: PlayId) {
        match self.line {
            Line::Refusing { refusal, .. } if play == OWN_PLAY => {
                self.line_action(LineAction::Refuse(refusal));
                self.end(EndCause::Refused);
            }
            Line::Up if play != OWN_PLAY && self.talk == Talk::Alone => {
                self.event(CallEvent::PlayEnded { play })
            }
            Line::Arrived { .. }
            | Line::Opening
            | Line::Dialing { .. }
            | Line::Ringing { .. }
            | Line::Refusing { .. }
            | Line::Answering
            | Line::Up
            | Line::Ended => {}
        }
    }

    fn end(&mut self, cause: EndCause) {
        if self.line == Line::Ended {
            return;
        }
        self.take_off_all();
        self.line = Line::Ended;
        self.media(MediaAction::Close);
        self.event(CallEvent::Ended { cause });
    }

    fn hears(&mut self, hears: Hears) {
        self.media(MediaAction::CustomerHears(hears));
    }

    fn event(&mut self, event: CallEvent) {
        self.outputs.push_back(Output::Event(event));
    }

    fn line_action(&mut self, action: LineAction) {
        self.outputs.push_back(Output::Line(action));
    }

    fn media(&mut self, action: MediaAction) {
        self.outputs.push_back(Output::Media(action));
    }
}

#[cfg(test)]
mod tests;
