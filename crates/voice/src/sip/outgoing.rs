//! Calls we make: room for them, the way to the carrier, and what may be said to them afterwards.

use std::sync::{Arc, atomic::Ordering::Relaxed};

use domain::{
    id::{InteractionId, TrunkId},
    phone_number::PhoneNumber,
};
use parking_lot::Mutex;
use rsipstack::{
    dialog::{dialog::DialogStateSender, invite_dialog::InviteDialog},
    transaction::endpoint::EndpointInnerRef,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

use super::{
    doorkeeper::Doorkeeper,
    farewell,
    invitation::{Cancel, Invitation},
    known_calls::KnownCalls,
    report::LineReport,
    trunk_table::{Seat, Trunk},
    way::{NoWay, Way, Ways},
};

/// Makes calls.
#[derive(Clone)]
pub struct Dialler {
    pub endpoint: EndpointInnerRef,
    pub ways: Ways,
    pub doorkeeper: Arc<Doorkeeper>,
    pub room: Arc<Semaphore>,
    pub calls: Arc<KnownCalls>,
    /// Of dialogs, which the intake follows.
    pub states: DialogStateSender,
    pub reports: mpsc::UnboundedSender<LineReport>,
    pub user_agent: String,
}

/// A carrier that is within reach, with a channel for one call.
pub struct Reached {
    pub trunk: Arc<Trunk>,
    pub way: Way,
    seat: Seat,
    room: OwnedSemaphorePermit,
}

/// Who calls whom, and with what sound.
pub struct Wish {
    pub call: InteractionId,
    pub caller: PhoneNumber,
    pub callee: PhoneNumber,
    /// Our SDP.
    pub offer: String,
}

/// One call we make, as the exchange handles it.
pub struct Outgoing {
    control: Arc<Control>,
    /// Held while the call lasts: a channel of the trunk, and room on the node.
    _seat: Seat,
    _room: OwnedSemaphorePermit,
}

/// Where a call we make stands, for whoever wants to end it.
pub struct Control {
    stage: Mutex<Stage>,
    /// The call is not wanted any more, and was not answered before.
    given_up: CancellationToken,
}

enum Stage {
    /// Nothing has come back yet, so CANCEL has to wait (RFC 3261 §9.1).
    Asked,
    /// Our INVITE is being worked on, and may be cancelled.
    Heard(Box<Cancel>),
    Answered(InviteDialog),
}

impl Dialler {
    /// Takes a channel of the trunk and looks for the way to its carrier. `None` if there is no such trunk, or no room.
    pub fn reach(
        &self,
        trunk: TrunkId,
    ) -> Option<impl Future<Output = Result<Reached, NoWay>> + Send + use<>> {
        if self.doorkeeper.is_draining.load(Relaxed) {
            return None;
        }
        let trunk = self.doorkeeper.trunks.get(trunk)?;
        let seat = trunk.take_seat()?;
        let room = self.room.clone().try_acquire_owned().ok()?;
        let ways = self.ways.clone();
        Some(async move {
            let way = ways.find(&trunk).await?;
            Ok(Reached { trunk, way, seat, room })
        })
    }

    /// Sends an INVITE; what comes of it is reported.
    pub fn invite(&self, reached: Reached, wish: Wish) -> Outgoing {
        let Reached { trunk, way, seat, room } = reached;
        let control =
            Arc::new(Control { stage: Mutex::new(Stage::Asked), given_up: CancellationToken::new() });
        tokio::spawn(Invitation::new(self.clone(), trunk, way, wish, control.clone()).run());
        Outgoing { control, _seat: seat, _room: room }
    }
}

impl Outgoing {
    /// CANCEL before the answer, BYE after it.
    pub fn hang_up(&self) {
        let stage = self.control.stage.lock();
        match &*stage {
            Stage::Answered(dialog) => farewell::say_bye(dialog.clone()),
            Stage::Heard(cancel) if !self.control.given_up.is_cancelled() => cancel.send(),
            Stage::Heard(_) | Stage::Asked => {}
        }
        self.control.given_up.cancel();
    }
}

impl Control {
    /// A new INVITE has gone out: nothing has come back to this one.
    pub fn asked(&self) {
        *self.stage.lock() = Stage::Asked;
    }

    /// Something has come back: what waited to be cancelled is cancelled now.
    pub fn heard(&self, cancel: Cancel) {
        let mut stage = self.stage.lock();
        if let Stage::Asked = *stage {
            if self.given_up.is_cancelled() {
                cancel.send();
            }
            *stage = Stage::Heard(Box::new(cancel));
        }
    }

    /// The far side picked up. False if the call is not wanted any more.
    pub fn answered(&self, dialog: InviteDialog) -> bool {
        let mut stage = self.stage.lock();
        let is_wanted = !self.given_up.is_cancelled();
        *stage = Stage::Answered(dialog);
        is_wanted
    }

    pub fn is_given_up(&self) -> bool {
        self.given_up.is_cancelled()
    }

    pub fn given_up(&self) -> impl Future<Output = ()> + Send + '_ {
        self.given_up.cancelled()
    }
}
