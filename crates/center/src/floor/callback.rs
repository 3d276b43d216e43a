//! Customers who are to be called: entries of the queue they asked in, at the place they had (CBK-01).
//!
//! Such a customer is a call that has not begun. An agent's desk rings for it as for any other; taking it dials the
//! customer, and from then on it is an outgoing call with rows of its own.

use call::{command::CallOrder, event::EndCause};
use domain::{
    call_leg::{CallLeg, LegParty},
    callback_request::{CallbackOutcome, CallbackRequest},
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{AgentId, BrandId, CallLegId, CallbackRequestId, InteractionId, QueueId, TrunkId},
    interaction::{Interaction, Priority},
    moment::MomentKind,
    phone_number::PhoneNumber,
    trunk::TrunkState,
};
use jiff::Timestamp;
use routing::input::{Input, Newcomer};

use super::{
    Floor,
    call::{LiveCall, Stage},
    effect::Effect,
    input::KnownCustomer,
};
use crate::fact::Fact;

/// What makes a call one that we owe.
#[derive(Debug)]
pub struct Callback {
    pub request: CallbackRequestId,
    /// Nothing of it is a fact before.
    pub is_dialled: bool,
    /// The agent hears what the far side lets be heard before the answer.
    is_overheard: bool,
    /// Routing has it. It does not while nobody is signed in for the queue.
    is_queued: bool,
}

/// A request with what its call will need.
#[derive(Debug)]
pub struct DueCallback {
    pub request: CallbackRequest,
    pub brand: BrandId,
    /// The number the customer had dialled, which he will see.
    pub dialed: PhoneNumber,
    pub customer: Option<KnownCustomer>,
}

impl Floor {
    /// Whether somebody with this number waits to be called by this queue.
    pub(super) fn is_to_be_called(&self, queue: QueueId, number: &PhoneNumber) -> bool {
        self.calls.values().any(|it| {
            let waits = it.callback.as_ref().is_some_and(|it| !it.is_dialled);
            waits && it.row.queue == Some(queue) && it.row.customer_number.as_ref() == Some(number)
        })
    }

    /// The caller hangs up, and the request takes his place in the queue.
    pub(super) fn await_callback(&mut self, now: Timestamp, caller: InteractionId, request: CallbackRequest) {
        let Some(live) = self.calls.get(&caller) else { return };
        let waits = matches!(live.stage, Stage::Waiting { .. } | Stage::Ringing { .. });
        // Another number may be somebody else's.
        let customer =
            live.customer.clone().filter(|_| live.row.customer_number.as_ref() == Some(&request.number));
        let due =
            DueCallback { brand: live.row.brand, dialed: live.row.dialed_number.clone(), customer, request };
        let id = self.keep_due(now, due);
        if waits {
            if let Some(callback) = self.calls.get_mut(&id).and_then(|it| it.callback.as_mut()) {
                callback.is_queued = true;
            }
            self.route(now, Input::Replace { interaction: caller, by: id });
        } else {
            self.queue_callbacks(now);
        }
    }

    /// Requests of an earlier life of the process, or one that somebody has opened again.
    pub(super) fn callbacks_due(&mut self, now: Timestamp, due: Vec<DueCallback>) {
        for due in due {
            if !self.is_to_be_called(due.request.queue, &due.request.number) {
                self.keep_due(now, due);
            }
        }
        self.queue_callbacks(now);
    }

    fn keep_due(&mut self, now: Timestamp, due: DueCallback) -> InteractionId {
        let DueCallback { request, brand, dialed, customer } = due;
        // The first call of a request has its id, so that after a crash it can be told that there was one.
        let first = InteractionId::new(request.id.uuid());
        let id = if self.called_back.insert(first) { first } else { self.ids.next(InteractionId::new) };
        let row = Interaction {
            customer: customer.as_ref().map(|it| it.id),
            direction: Direction::Outbound,
            queue: Some(request.queue),
            ..super::voice::new_row(
                id,
                brand,
                Channel::Phone,
                Some(request.number.clone()),
                dialed,
                None,
                now,
            )
        };
        let leg = CallLeg {
            id: self.ids.next(CallLegId::new),
            interaction: id,
            party: LegParty::Customer,
            agent: None,
            trunk: None,
            started_at: now,
            answered_at: None,
            ended_at: None,
            network_reason: None,
        };
        let callback =
            Callback { request: request.id, is_dialled: false, is_overheard: false, is_queued: false };
        let live = LiveCall {
            customer,
            stage: Stage::Waiting { since: request.waiting_since },
            callback: Some(callback),
            ..LiveCall::new(row, leg, None)
        };
        self.calls.insert(id, live);
        self.changes.waiting = true;
        id
    }

    /// Gives routing whoever waits for a queue that is staffed.
    pub(super) fn queue_callbacks(&mut self, now: Timestamp) {
        let waiting: Vec<_> = self
            .calls
            .iter()
            .filter(|(_, it)| it.callback.as_ref().is_some_and(|it| !it.is_queued && !it.is_dialled))
            .filter_map(|(id, it)| Some((*id, it.row.queue?, it.waiting_since()?)))
            .collect();
        for (id, queue, since) in waiting {
            if self.router.signed_in(queue) == 0 {
                continue;
            }
            if let Some(callback) = self.calls.get_mut(&id).and_then(|it| it.callback.as_mut()) {
                callback.is_queued = true;
            }
            let priority = Priority::Callback;
            let newcomer = Newcomer { priority, since: Some(since), ..Newcomer::call(id, queue) };
            self.route(now, Input::Enqueue(newcomer));
        }
    }

    /// Routing gave the entry back. True: it waits here until somebody signs in.
    pub(super) fn keeps_without_queue(&mut self, call: InteractionId) -> bool {
        let Some(live) = self.calls.get_mut(&call) else { return false };
        let Some(callback) = live.callback.as_mut().filter(|it| !it.is_dialled) else { return false };
        callback.is_queued = false;
        if let Some(since) = live.waiting_since() {
            live.stage = Stage::Waiting { since };
        }
        true
    }

    /// The agent takes it: the customer is called. False: it is a call that is up.
    pub(super) fn dial_callback(&mut self, now: Timestamp, call: InteractionId, agent: AgentId) -> bool {
        let trunk = self.trunk_that_works();
        let Some(live) = self.calls.get_mut(&call) else { return false };
        let Some(callback) = live.callback.as_mut().filter(|it| !it.is_dialled) else { return false };
        callback.is_dialled = true;
        let waited_since = live.waiting_since();
        live.stage = Stage::Connecting { agent };
        live.row.started_at = now;
        live.row.agent = Some(agent);
        live.row.wait_ms = waited_since.map_or(0, |since| domain::time::elapsed_ms(since, now));
        live.customer_leg.started_at = now;
        live.customer_leg.trunk = trunk;
        let (leg, caller, callee) =
            (live.customer_leg.clone(), live.row.dialed_number.clone(), live.row.customer_number.clone());
        self.row_changed(call);
        self.fact(Fact::CallLeg(leg));
        self.moment(now, call, MomentKind::CalledBack, Some(agent), None);
        match (trunk, callee) {
            (Some(trunk), Some(callee)) => self.order(call, CallOrder::Dial { trunk, caller, callee }),
            // No line at all: as if the network had said so.
            (None, _) | (_, None) => self.ended(now, call, EndCause::NoCapacity),
        }
        true
    }

    /// One that is known to be up, else any that is switched on.
    fn trunk_that_works(&self) -> Option<TrunkId> {
        let enabled = || self.settings.trunks.iter().filter(|(_, it)| it.enabled).map(|(id, _)| *id);
        let is_up = |id: &TrunkId| self.trunks.get(id).is_some_and(|it| it.finding.state() == TrunkState::Up);
        enabled().find(is_up).or_else(|| enabled().next())
    }

    /// The dialled customer has answered: he and the agent talk.
    pub(super) fn customer_answered(&mut self, now: Timestamp, call: InteractionId) -> bool {
        let Some(live) = self.calls.get_mut(&call).filter(|it| it.callback.is_some()) else { return false };
        live.row.answered_at = Some(now);
        live.customer_leg.answered_at = Some(now);
        let (leg, stage) = (live.customer_leg.clone(), live.stage);
        let overheard = live.callback.as_ref().is_some_and(|it| it.is_overheard);
        self.fact(Fact::CallLeg(leg));
        self.moment(now, call, MomentKind::Answered, None, None);
        self.row_changed(call);
        self.record(now, call);
        match stage {
            Stage::Connecting { agent } if overheard => self.begin_talk(now, call, agent),
            Stage::Connecting { agent } => self.connect_leg(call, agent),
            // The agent who had dialled is gone; the customer waits for him or a colleague.
            _ => self.play_music(call),
        }
        true
    }

    /// The agent's leg is joined to a customer who has not answered yet: that is no talk.
    pub(super) fn overhears(&mut self, call: InteractionId) -> bool {
        let unanswered = self.calls.get_mut(&call).filter(|it| it.row.answered_at.is_none());
        let Some(callback) = unanswered.and_then(|it| it.callback.as_mut()) else { return false };
        callback.is_overheard = true;
        true
    }

    /// The agent's phone is gone before there was an answer.
    pub(super) fn overhears_no_more(&mut self, call: InteractionId) {
        if let Some(callback) = self.calls.get_mut(&call).and_then(|it| it.callback.as_mut()) {
            callback.is_overheard = false;
        }
    }

    /// What the far side lets be heard before the answer is for the agent.
    pub(super) fn customer_rings(&mut self, call: InteractionId) {
        if let Some(LiveCall { callback: Some(_), stage: Stage::Connecting { agent }, .. }) =
            self.calls.get(&call)
        {
            self.connect_leg(call, *agent);
        }
    }

    /// The request is closed with what the call came to.
    pub(super) fn close_callback(&mut self, call: InteractionId) {
        let Some(live) = self.calls.get(&call) else { return };
        let (Some(callback), Some(by)) = (&live.callback, live.row.agent) else { return };
        let outcome = match live.row.connected_at {
            Some(_) => CallbackOutcome::Reached,
            None => CallbackOutcome::NotReached,
        };
        self.effects.push_back(Effect::CloseCallback { request: callback.request, by, outcome });
    }

    /// Somebody has closed the request by hand: nobody is called for it any more.
    pub(super) fn callback_closed(&mut self, now: Timestamp, request: CallbackRequestId) {
        let entry = self
            .calls
            .iter()
            .find(|(_, it)| it.callback.as_ref().is_some_and(|it| it.request == request && !it.is_dialled));
        let Some(id) = entry.map(|(id, _)| *id) else { return };
        self.route(now, Input::Leave { interaction: id });
        self.calls.remove(&id);
        self.changes.waiting = true;
    }

    /// Why a call of ours ended that nobody has answered.
    pub(super) fn unreached(&self, call: InteractionId) -> Option<EndReason> {
        let live = self.calls.get(&call)?;
        (live.callback.is_some() && live.row.answered_at.is_none()).then_some(EndReason::NotReached)
    }
}
