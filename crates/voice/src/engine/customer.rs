//! The customer's side of one call: its port, what it hears, and the tap on it.

use std::time::{Duration, Instant};

use call::command::PlayId;
use domain::id::{AgentLegId, InteractionId};
use media::{
    frame::{Frame, SAMPLES, SILENCE},
    g711::Law,
    player::{Played, Player},
};

use super::{
    bridge::BridgeEnd,
    found::Found,
    order::{Hears, Report},
    port::Port,
    recorder::Recorder,
};
use crate::web::session::Happening;

pub struct Customer {
    pub call: InteractionId,
    pub port: Port,
    pub recorder: Option<Recorder>,
    hearing: Hearing,
    is_loss_told: bool,
}

enum Hearing {
    Silence,
    Clips { play: PlayId, player: Player },
    Agent(AgentLegId),
    Other(BridgeEnd),
}

impl Customer {
    pub fn new(call: InteractionId, port: Port) -> Self {
        Self { call, port, recorder: None, hearing: Hearing::Silence, is_loss_told: false }
    }

    pub fn hear(&mut self, hears: Hears) {
        self.hearing = match hears {
            Hears::Silence => Hearing::Silence,
            Hears::Clips { play, clips, repeat } => {
                Hearing::Clips { play, player: Player::new(clips, repeat) }
            }
            Hears::Agent(leg) => Hearing::Agent(leg),
            Hears::Other(end) => Hearing::Other(end),
        };
    }

    pub fn agent(&self) -> Option<AgentLegId> {
        match self.hearing {
            Hearing::Agent(leg) => Some(leg),
            Hearing::Silence | Hearing::Clips { .. } | Hearing::Other(_) => None,
        }
    }

    /// Takes what has arrived, and the next 20 ms of it.
    pub fn listen(&mut self, now: Instant, found: &mut Found, report: &mut impl FnMut(Report)) -> Frame {
        let call = self.call;
        self.port.turn(now, found);
        let mut spoken = SILENCE;
        found.keys.extend(self.port.pull(now, &mut spoken));
        for code in found.keys.drain(..) {
            report(Report::Key { call, code });
        }
        self.tell(found, report);
        if !self.is_loss_told && self.port.is_lost(now) {
            self.is_loss_told = true;
            report(Report::Silent { call });
        }
        spoken
    }

    /// What the player or another customer says now; `None` when the customer hears an agent.
    pub fn hear_now(&mut self, spoken: &Frame, report: &mut impl FnMut(Report)) -> Option<Frame> {
        match &mut self.hearing {
            Hearing::Silence => Some(SILENCE),
            Hearing::Agent(_) => None,
            Hearing::Other(end) => Some(end.turn(spoken)),
            Hearing::Clips { play, player } => {
                let (mut bytes, mut frame) = ([0; SAMPLES], SILENCE);
                let (play, played) = (*play, player.next_frame(&mut bytes));
                Law::Mu.decode_all(&bytes, &mut frame);
                if played == Played::Ended {
                    self.hearing = Hearing::Silence;
                    report(Report::PlayEnded { call: self.call, play });
                }
                Some(frame)
            }
        }
    }

    /// Sends 20 ms to the customer and keeps both sides. True if a packet went out.
    pub fn speak(
        &mut self,
        now: Instant,
        wall: Duration,
        spoken: &Frame,
        heard: &Frame,
        found: &mut Found,
        report: &mut impl FnMut(Report),
    ) -> bool {
        let sent = self.port.send(now, wall, heard, found);
        self.tell(found, report);
        if let Some(recorder) = self.recorder.as_mut() {
            recorder.take(spoken, heard);
        }
        sent
    }

    /// Lets everything go.
    pub fn close(mut self, now: Instant, wall: Duration) {
        self.port.close(now, wall);
        if let Some(recorder) = self.recorder {
            recorder.finish();
        }
    }

    fn tell(&self, found: &mut Found, report: &mut impl FnMut(Report)) {
        let call = self.call;
        for happening in found.happenings.drain(..) {
            report(match happening {
                Happening::Up => Report::Up { call },
                Happening::Key(code) => Report::Key { call, code },
                Happening::Closed => Report::Closed { call },
            });
        }
    }
}
