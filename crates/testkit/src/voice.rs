//! A voice node without sockets: every call has its real state machine, lines answer at once, browsers' legs are up
//! as soon as they are opened, announcements end when a test says so.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use call::{
    command::{Command, CommandBody, LegOrder, PlayId},
    event::{CallEvent, EndCause, Event, EventBody, LegEvent},
    life::{Hears, Input, Life, LineAction, MediaAction, Output},
};
use domain::{
    digit::Digit,
    id::{AgentLegId, InteractionId, RecordingId, TrunkId},
};
use parking_lot::Mutex;
use tokio::sync::mpsc;

use crate::clock::TestClock;

/// A handle; the node itself is a task.
#[derive(Clone)]
pub struct TestVoice(Arc<Mutex<Node>>);

struct Node {
    clock: TestClock,
    events: mpsc::UnboundedSender<Event>,
    seq: u64,
    lives: BTreeMap<InteractionId, Life>,
    plays: HashMap<InteractionId, PlayId>,
    recordings: HashMap<InteractionId, RecordingId>,
    commands: Vec<CommandBody>,
    /// Browsers that call get no answer.
    mute: bool,
}

impl TestVoice {
    /// The node, where commands for it go, and where its events come from.
    pub fn start(clock: TestClock) -> (Self, mpsc::UnboundedSender<Command>, mpsc::UnboundedReceiver<Event>) {
        let (commands, mut inbox) = mpsc::unbounded_channel::<Command>();
        let (events, outbox) = mpsc::unbounded_channel();
        let node = Node {
            clock,
            events,
            seq: 0,
            lives: BTreeMap::new(),
            plays: HashMap::new(),
            recordings: HashMap::new(),
            commands: vec![],
            mute: false,
        };
        let voice = Self(Arc::new(Mutex::new(node)));
        let task = voice.clone();
        tokio::spawn(async move {
            while let Some(command) = inbox.recv().await {
                task.0.lock().obey(command.body);
            }
        });
        (voice, commands, outbox)
    }

    /// A call comes in on a trunk.
    pub fn ring(&self, call: InteractionId, trunk: TrunkId, caller: &str, dialed: &str) {
        let mut node = self.0.lock();
        let now = node.clock.now();
        node.lives.insert(call, Life::new(now));
        let event = CallEvent::Arrived { trunk, caller: caller.to_owned(), dialed: dialed.to_owned() };
        node.tell(EventBody::Call { call, event });
    }

    pub fn press(&self, call: InteractionId, digit: Digit) {
        self.0.lock().feed(call, Input::Digit(digit));
    }

    /// What is being said is heard to its end.
    pub fn hear_out(&self, call: InteractionId) {
        let mut node = self.0.lock();
        if let Some(play) = node.plays.remove(&call) {
            node.feed(call, Input::PlayEnded { play });
        }
    }

    /// Whoever is dialled has a telephone, and it rings.
    pub fn ring_there(&self, call: InteractionId) {
        self.0.lock().feed(call, Input::Ringing { early_media: false });
    }

    /// Whoever is dialled picks up.
    pub fn pick_up(&self, call: InteractionId) {
        self.0.lock().feed(call, Input::LineUp);
    }

    /// Whoever is dialled is not to be had.
    pub fn turn_down(&self, call: InteractionId, cause: EndCause) {
        self.0.lock().feed(call, Input::LineEnded(cause));
    }

    pub fn hang_up(&self, call: InteractionId) {
        self.0.lock().feed(call, Input::LineEnded(EndCause::FarSideHungUp));
    }

    /// From now on browsers that call get no answer.
    pub fn answer_no_browser(&self) {
        self.0.lock().mute = true;
    }

    /// Everything the centre has ordered so far.
    pub fn commands(&self) -> Vec<CommandBody> {
        self.0.lock().commands.clone()
    }
}

impl Node {
    fn obey(&mut self, command: CommandBody) {
        self.commands.push(command.clone());
        match command {
            CommandBody::Call { call, order } => {
                let now = self.clock.now();
                self.lives.entry(call).or_insert_with(|| Life::new(now));
                self.feed(call, Input::Order(order));
            }
            CommandBody::Leg { leg, order: LegOrder::Open { .. } } => {
                self.leg(leg, LegEvent::Answer { sdp: "answer".to_owned() });
                self.leg(leg, LegEvent::Up);
            }
            CommandBody::Leg { leg, order: LegOrder::Close } => self.leg(leg, LegEvent::Closed),
            CommandBody::Trunks(_) | CommandBody::Drain => {}
        }
    }

    fn leg(&mut self, leg: AgentLegId, event: LegEvent) {
        self.tell(EventBody::Leg { leg, event });
    }

    fn feed(&mut self, call: InteractionId, input: Input) {
        let now = self.clock.now();
        let Some(life) = self.lives.get_mut(&call) else { return };
        life.handle(now, input);
        while let Some(output) = self.lives.get_mut(&call).and_then(Life::poll_output) {
            self.follow(call, output);
        }
    }

    fn follow(&mut self, call: InteractionId, output: Output) {
        match output {
            Output::Event(event) => self.tell(EventBody::Call { call, event }),
            Output::Line(LineAction::Answer) => self.feed(call, Input::LineUp),
            Output::Line(LineAction::OpenWeb { .. }) if self.mute => {}
            Output::Line(LineAction::OpenWeb { .. }) => {
                self.feed(call, Input::WebAnswer { sdp: "answer".to_owned() });
                self.feed(call, Input::LineUp);
            }
            // Dialled calls ring and are answered when a test says so.
            Output::Line(
                LineAction::Dial { .. } | LineAction::EarlyMedia | LineAction::HangUp | LineAction::Refuse(_),
            ) => {}
            Output::Media(MediaAction::CustomerHears(Hears::Clips { play, repeat: false, .. })) => {
                self.plays.insert(call, play);
            }
            Output::Media(MediaAction::CustomerHears(_)) => {
                self.plays.remove(&call);
            }
            Output::Media(MediaAction::Record { recording, .. }) => {
                self.recordings.insert(call, recording);
            }
            Output::Media(MediaAction::Close) => {
                if let Some(recording) = self.recordings.remove(&call) {
                    // Nothing was written, so nothing will be found: the recording is lost, and the row says so.
                    self.feed(call, Input::RecordingEnded { recording, duration_ms: 0, bytes: 0 });
                }
            }
            Output::Media(MediaAction::Bridge { other }) => {
                self.plays.remove(&call);
                self.plays.remove(&other);
                self.feed(other, Input::BridgedBy { other: call });
                if self.lives.get(&other).and_then(Life::other) != Some(call) {
                    self.feed(call, Input::OtherLeft { other });
                }
            }
            Output::Media(MediaAction::Unbridge { other }) => {
                self.feed(other, Input::OtherLeft { other: call });
            }
            Output::Media(MediaAction::AgentHears { .. } | MediaAction::SendDigits(_)) => {}
        }
    }

    fn tell(&mut self, body: EventBody) {
        self.seq += 1;
        let event = Event { seq: self.seq, at: self.clock.now(), body };
        // A test that ends drops the centre first.
        let _ = self.events.send(event);
    }
}
