//! What the centre tells a voice node to do.

use std::net::IpAddr;

use domain::{
    digit::Digit,
    id::{AgentLegId, InteractionId, RecordingId, TrunkId},
    phone_number::PhoneNumber,
};
use serde::{Deserialize, Serialize};

/// A command with its place in the centre's stream; a gap or a repeat is visible to the receiver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Command {
    pub seq: u64,
    pub body: CommandBody,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CommandBody {
    Call {
        call: InteractionId,
        order: CallOrder,
    },
    Leg {
        leg: AgentLegId,
        order: LegOrder,
    },
    /// The whole set of trunks; what is missing is closed.
    Trunks(Vec<TrunkPlan>),
    /// Refuse new calls with 503 and let the running ones end (graceful stop).
    Drain,
}

/// Orders for one call. What does not fit the call's state is ignored: the state it raced with has already been
/// reported by an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CallOrder {
    /// Begin a call from a browser: its SDP offer.
    OpenWeb {
        offer: String,
    },
    /// Begin a call to the telephone network, under an id that no call has had. It rings for
    /// [`RING_LIMIT_MS`](crate::life::line::RING_LIMIT_MS) at most.
    Dial {
        trunk: TrunkId,
        /// What the callee is to see: one of the trunk's own numbers (발신번호).
        #[serde(with = "number")]
        caller: PhoneNumber,
        #[serde(with = "number")]
        callee: PhoneNumber,
    },
    /// Pick up.
    Answer,
    /// Do not pick up: optionally say something as early media first, then refuse.
    Refuse {
        refusal: Refusal,
        say: Vec<ClipKey>,
    },
    /// Let the customer hear these clips, replacing whatever plays. `play` comes back in `PlayEnded`.
    Play {
        play: PlayId,
        clips: Vec<ClipKey>,
        repeat: bool,
    },
    StopPlay,
    /// Write the customer's sound (left) and what the customer hears (right) from now until the call ends.
    Record {
        recording: RecordingId,
        key: SoundKey,
    },
    /// Let the customer and an agent talk. On a dialled call possible once it rings: the agent hears what the far
    /// side lets be heard before the answer.
    Connect {
        leg: AgentLegId,
    },
    /// The customer hears music, the agent nothing.
    Hold {
        music: Vec<ClipKey>,
    },
    Resume,
    /// Take the agent off the call; the customer stays and hears nothing until the next order.
    Disconnect,
    /// Let the customer of this call and that of another hear each other, like a customer and an agent; whoever
    /// talked to either goes off, and what either listened to ends. Possible once both are answered or, where dialled,
    /// ring: a caller is bridged before the answer only if there is `early_media` to be heard.
    Bridge {
        other: InteractionId,
    },
    /// End the bridge; both customers stay and hear nothing until their next order.
    Unbridge,
    /// Press keys towards the customer's side.
    SendDigits {
        digits: Vec<Digit>,
    },
    HangUp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LegOrder {
    /// Open or re-open an agent's warm leg with the browser's SDP offer.
    Open {
        offer: String,
    },
    Close,
}

/// Why a call is not picked up, and with which answer of RFC 3261 §21.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// 404: nobody has this number.
    NotInService,
    /// 486: everybody is busy and the scenario does not queue.
    Busy,
    /// 503 with Retry-After: no room, or draining.
    NoCapacity,
    /// 480.
    Unavailable,
}

impl Refusal {
    pub fn sip_code(self) -> u16 {
        match self {
            Self::NotInService => 404,
            Self::Busy => 486,
            Self::NoCapacity => 503,
            Self::Unavailable => 480,
        }
    }
}

/// Names a sound by the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClipKey(pub String);

impl ClipKey {
    /// The ringback tone of Korean telephones. Every voice node has it; to be played repeatedly, as one who waits for
    /// a dialled call to be answered hears nothing else (`early_media` is the far side's own).
    pub fn ringback() -> Self {
        Self("ringback".to_owned())
    }
}

/// Numbers the plays of one call, so that a late `PlayEnded` cannot end the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlayId(pub u64);

/// The secret a recording is sealed with, made for it alone. Never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SoundKey(pub [u8; 32]);

impl std::fmt::Debug for SoundKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SoundKey(…)")
    }
}

/// All a voice node must know about a trunk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrunkPlan {
    pub id: TrunkId,
    /// `udp` or `tcp`.
    pub transport: String,
    pub host: String,
    pub port: u16,
    /// Networks whose calls belong to this trunk, as address and prefix length.
    pub allowed: Vec<(IpAddr, u8)>,
    /// Numbers that may be called on this trunk: they tell trunks apart that one carrier serves from one address.
    #[serde(with = "numbers")]
    pub numbers: Vec<PhoneNumber>,
    pub registration: Option<Registration>,
    pub channels: u32,
    /// Ask with OPTIONS whether the carrier is there.
    pub probed: bool,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    pub username: String,
    pub password: String,
    pub realm: Option<String>,
}

impl std::fmt::Debug for TrunkPlan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TrunkPlan({} {}:{}/{})", self.id, self.host, self.port, self.transport)
    }
}

/// A number as its digits. It prints masked everywhere else, so how it is written down is said here.
mod number {
    use domain::phone_number::PhoneNumber;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(number: &PhoneNumber, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(number.as_digits())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PhoneNumber, D::Error> {
        PhoneNumber::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Several numbers as their digits.
mod numbers {
    use domain::phone_number::PhoneNumber;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(numbers: &[PhoneNumber], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(numbers.iter().map(PhoneNumber::as_digits))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PhoneNumber>, D::Error> {
        let written = Vec::<String>::deserialize(deserializer)?;
        written.iter().map(|it| PhoneNumber::parse(it).map_err(D::Error::custom)).collect()
    }
}
