//! Requests that the gate let through: new calls, and what happens within calls.

use std::{
    net::IpAddr,
    sync::{Arc, atomic::Ordering::Relaxed},
};

use domain::id::InteractionId;
use media::{
    codec::Codec,
    sdp::{Session, negotiation::Negotiation},
};
use rsipstack::{
    dialog::{
        DialogId,
        dialog::{DialogState, DialogStateReceiver, DialogStateSender},
        dialog_layer::DialogLayer,
        invite_dialog::InviteDialog,
    },
    sip::{Header, HeadersExt, Method, Request, StatusCode, Uri},
    transaction::{TransactionReceiver, transaction::Transaction},
};
use tokio::{
    sync::{OwnedMutexGuard, Semaphore, mpsc},
    time::timeout,
};

use super::{
    address::Address,
    digits,
    doorkeeper::Doorkeeper,
    end_cause,
    known_calls::{ACK_PATIENCE, Known, KnownCalls, Turn},
    line::Line,
    local_address::{LocalAddresses, host},
    party,
    reply::Reply,
    report::{Ack, Arrival, LineReport},
    trunk_table::Trunk,
};
use crate::figures::Counters;

/// The codecs of a telephone trunk.
pub const TRUNK_CODECS: [Codec; 2] = [Codec::Pcmu, Codec::Pcma];

pub struct Intake {
    pub layer: Arc<DialogLayer>,
    pub doorkeeper: Arc<Doorkeeper>,
    pub local: Arc<LocalAddresses>,
    /// Ports told in Contact headers, by transport.
    pub udp_port: Option<u16>,
    pub tcp_port: Option<u16>,
    pub room: Arc<Semaphore>,
    pub ids: Arc<dyn Fn() -> InteractionId + Send + Sync>,
    pub reports: mpsc::UnboundedSender<LineReport>,
    pub counters: Arc<Counters>,
    pub states: DialogStateSender,
    pub calls: Arc<KnownCalls>,
}

impl Intake {
    /// Takes requests until the stack stops.
    pub async fn take_requests(self: Arc<Self>, mut requests: TransactionReceiver) {
        while let Some(transaction) = requests.recv().await {
            let has_to_tag =
                transaction.original.to_header().is_ok_and(|it| it.tag().is_ok_and(|it| it.is_some()));
            match (transaction.original.method, has_to_tag) {
                (Method::Invite, false) => self.take_call(transaction),
                (Method::Ack, _) => {}
                _ => {
                    let intake = self.clone();
                    tokio::spawn(async move { intake.take_within_call(transaction).await });
                }
            }
        }
    }

    /// Follows the calls' dialogs until the stack stops.
    pub async fn follow_dialogs(self: Arc<Self>, mut states: DialogStateReceiver) {
        while let Some(state) = states.recv().await {
            self.follow(state).await;
        }
    }

    fn take_call(self: &Arc<Self>, transaction: Transaction) {
        let refused = match self.admit(&transaction) {
            Ok(admitted) => match self.open(&transaction, admitted) {
                Ok((dialog, turn)) => {
                    tokio::spawn(async move {
                        drive(dialog, transaction).await;
                        drop(turn);
                    });
                    return;
                }
                Err(Unopened) => Refused::new(StatusCode::BadRequest),
            },
            Err(refused) => refused,
        };
        if refused.code == StatusCode::ServiceUnavailable {
            self.counters.calls_refused.fetch_add(1, Relaxed);
        }
        tokio::spawn(refuse(transaction, refused));
    }

    fn admit(&self, transaction: &Transaction) -> Result<Admitted, Refused> {
        let request = &transaction.original;
        let from = source(transaction).ok_or(Refused::new(StatusCode::BadRequest))?;
        let called = Address::read(&request.uri.to_string()).and_then(|it| it.uri.user());
        let trunk = self
            .doorkeeper
            .trunks
            .find(from, called.as_deref())
            .ok_or(Refused::new(StatusCode::Forbidden))?;
        if self.doorkeeper.is_draining.load(Relaxed) {
            return Err(Refused::full());
        }
        let offer = read_offer(request)?;
        let seat = trunk.take_seat().ok_or(Refused::full())?;
        let room = self.room.clone().try_acquire_owned().map_err(|_| Refused::full())?;
        let dialed = party::dialed(request, called, &trunk);
        Ok(Admitted { from, trunk, caller: party::caller(request), dialed, offer, seat, room })
    }

    fn open(
        self: &Arc<Self>,
        transaction: &Transaction,
        admitted: Admitted,
    ) -> Result<(InviteDialog, OwnedMutexGuard<()>), Unopened> {
        let reached_at =
            self.reached_at(transaction, admitted.from, admitted.trunk.account()).ok_or(Unopened)?;
        let sequence = sequence(&transaction.original).ok_or(Unopened)?;
        let states = self.states.clone();
        let opened = self.layer.get_or_create_server_invite(transaction, states, None, Some(reached_at));
        let dialog = opened.map_err(|_| Unopened)?;
        let call = (self.ids)();
        let turn = Turn::default();
        let held = turn.clone().try_lock_owned().map_err(|_| Unopened)?;
        self.calls.insert(Known { call, dialog: dialog.clone(), turn });
        let Admitted { from, trunk, caller, dialed, offer, seat, room } = admitted;
        let line = Line::new(dialog.clone(), self.layer.clone(), transaction.tu_sender.clone(), seat, room);
        let arrival = Arrival { call, line, trunk: trunk.id(), caller, dialed, from, offer, sequence };
        self.report(LineReport::Arrived(Box::new(arrival)));
        Ok((dialog, held))
    }

    /// Where the far side reaches us within this call.
    fn reached_at(&self, transaction: &Transaction, peer: IpAddr, account: Option<&str>) -> Option<Uri> {
        let is_stream = transaction.connection.as_ref().is_some_and(|it| it.is_reliable());
        let (port, transport) =
            if is_stream { (self.tcp_port, ";transport=tcp") } else { (self.udp_port, "") };
        let host = host(self.local.toward(peer).ok()?);
        let user = account.unwrap_or("naru");
        let port = port.map(|it| format!(":{it}")).unwrap_or_default();
        Uri::try_from(format!("sip:{user}@{host}{port}{transport}").as_str()).ok()
    }

    async fn take_within_call(&self, mut transaction: Transaction) {
        let known = match DialogId::try_from(&transaction) {
            Ok(id) => self.calls.find(&id).await,
            Err(_) => None,
        };
        let answered = match known {
            Some(known) => self.take_for(known, &mut transaction).await,
            None => transaction.reply(StatusCode::CallTransactionDoesNotExist).await,
        };
        if let Err(error) = answered {
            tracing::debug!(%error, "A request within a call was not answered");
        }
    }

    async fn take_for(&self, known: Known, transaction: &mut Transaction) -> rsipstack::Result<()> {
        let Known { call, mut dialog, turn } = known;
        match transaction.original.method {
            // The dialog would drop a second INFO that overtakes the answer to the first.
            Method::Info => {
                let key = read_key(&transaction.original);
                if let Some(digit) = key {
                    self.report(LineReport::Key { call, digit });
                }
                transaction.reply(StatusCode::OK).await
            }
            Method::Invite | Method::Update => {
                // Before our answer there is nothing to change (RFC 3261 §14.2, RFC 3311 §5.2).
                if !is_answered(&dialog.state()) {
                    let later = Header::RetryAfter("1".into());
                    return transaction.reply_with(StatusCode::ServerInternalError, vec![later], None).await;
                }
                // The ACK of the INVITE before may have come together with this request, or been overtaken by it.
                let held = timeout(ACK_PATIENCE, turn.lock_owned()).await.ok();
                let done = match held {
                    Some(_) if dialog.state().is_confirmed() => dialog.handle(transaction).await,
                    Some(_) => transaction.reply(StatusCode::CallTransactionDoesNotExist).await,
                    None => transaction.reply(StatusCode::RequestPending).await,
                };
                drop(held);
                done
            }
            Method::Bye | Method::PRack => dialog.handle(transaction).await,
            _ => transaction.reply(StatusCode::MethodNotAllowed).await,
        }
    }

    async fn follow(&self, state: DialogState) {
        match state {
            DialogState::Confirmed(id, response) => {
                let Some(Known { call, dialog, .. }) = self.calls.get(&id) else { return };
                // An UPDATE ends like this, too, and has no ACK: the last one is that of an earlier INVITE.
                let confirmed = sequence(&response);
                let ack = dialog.last_remote_ack().and_then(|it| {
                    let sequence = sequence(&it).filter(|it| Some(*it) == confirmed)?;
                    Some(Ack { sequence, body: it.body })
                });
                self.report(LineReport::Up { call, ack });
            }
            DialogState::Updated(id, request, handle) => {
                let reply = Reply::new(handle);
                let asks_for_offer = request.method == Method::Invite;
                let (Some(Known { call, .. }), Some(sequence)) = (self.calls.get(&id), sequence(&request))
                else {
                    return reply.refuse(481).await;
                };
                if request.body.is_empty() && !asks_for_offer {
                    // A session refresh without a word about sound.
                    return reply.accept(None).await;
                }
                let offer = (!request.body.is_empty()).then_some(request.body);
                self.report(LineReport::Offered { call, sequence, offer, reply });
            }
            DialogState::Terminated(id, reason) => {
                self.layer.remove_dialog(&id);
                if let Some(Known { call, dialog, .. }) = self.calls.remove(&id) {
                    self.report(LineReport::Ended {
                        call,
                        cause: end_cause::of_termination(&reason, dialog.role()),
                    });
                }
            }
            DialogState::Options(_, _, handle) => Reply::new(handle).accept(None).await,
            DialogState::Info(_, _, handle)
            | DialogState::Refer(_, _, handle)
            | DialogState::Message(_, _, handle)
            | DialogState::Notify(_, _, handle)
            | DialogState::Publish(_, _, handle) => Reply::new(handle).refuse(405).await,
            DialogState::Calling(_)
            | DialogState::Trying(_)
            | DialogState::Early(..)
            | DialogState::WaitAck(..) => {}
        }
    }

    fn report(&self, report: LineReport) {
        // The exchange outlives the stack; at the very end nobody needs to know.
        let _ = self.reports.send(report);
    }
}

struct Admitted {
    from: IpAddr,
    trunk: Arc<Trunk>,
    caller: String,
    dialed: String,
    offer: Option<Session>,
    seat: super::trunk_table::Seat,
    room: tokio::sync::OwnedSemaphorePermit,
}

/// The stack could not make a dialog of an INVITE.
struct Unopened;

struct Refused {
    code: StatusCode,
    headers: Vec<Header>,
}

impl Refused {
    fn new(code: StatusCode) -> Self {
        Self { code, headers: vec![] }
    }

    fn full() -> Self {
        Self { code: StatusCode::ServiceUnavailable, headers: vec![Header::RetryAfter("30".into())] }
    }

    /// With the reason in words, for whoever looks at the carrier's trace.
    fn warning(code: StatusCode, why: &str) -> Self {
        Self { code, headers: vec![Header::Warning(format!("399 - \"{}\"", why.replace('"', "'")).into())] }
    }
}

async fn refuse(mut transaction: Transaction, refused: Refused) {
    if let Err(error) = transaction.reply_with(refused.code, refused.headers, None).await {
        tracing::debug!(%error, "A call was refused, but the refusal could not be sent");
    }
}

/// Runs a call's first transaction to its end: 100, the answer and its repetitions, ACK or CANCEL.
async fn drive(mut dialog: InviteDialog, mut transaction: Transaction) {
    let done = dialog.handle(&mut transaction).await;
    let state = dialog.state();
    if done.is_err() && !state.is_confirmed() && !state.is_terminated() {
        // Otherwise the caller would hang at 100 Trying.
        let _ = transaction.reply(StatusCode::ServerInternalError).await;
        let _ = dialog.reject(Some(StatusCode::ServerInternalError), None);
    }
}

fn read_offer(request: &Request) -> Result<Option<Session>, Refused> {
    if request.body.is_empty() {
        return Ok(None);
    }
    let offer = Session::read(&request.body)
        .map_err(|it| Refused::warning(StatusCode::BadRequest, &it.to_string()))?;
    // Tried out before anybody is bothered; the port is chosen when the call is answered.
    let mut trial = Negotiation::new(IpAddr::from([0, 0, 0, 0]), 1, 1, TRUNK_CODECS.to_vec());
    match trial.answer(&offer) {
        Ok(_) => Ok(Some(offer)),
        Err(refusal) => Err(Refused::warning(StatusCode::NotAcceptableHere, &refusal.to_string())),
    }
}

/// Our final answer to the call has gone out.
fn is_answered(state: &DialogState) -> bool {
    match state {
        DialogState::WaitAck(..) | DialogState::Confirmed(..) => true,
        DialogState::Calling(_) | DialogState::Trying(_) | DialogState::Early(..) => false,
        // These are told about, but no dialog stays in them.
        DialogState::Updated(..)
        | DialogState::Publish(..)
        | DialogState::Notify(..)
        | DialogState::Info(..)
        | DialogState::Options(..)
        | DialogState::Refer(..)
        | DialogState::Message(..)
        | DialogState::Terminated(..) => false,
    }
}

fn sequence(message: &impl HeadersExt) -> Option<u32> {
    message.cseq_header().ok()?.seq().ok()
}

fn read_key(request: &Request) -> Option<domain::digit::Digit> {
    let content_type = request.headers.iter().find_map(|it| match it {
        Header::ContentType(it) => Some(it.value()),
        _ => None,
    })?;
    digits::read(content_type, &request.body)
}

fn source(transaction: &Transaction) -> Option<IpAddr> {
    let address = transaction.connection.as_ref()?.get_remote_addr()?.get_socketaddr().ok()?;
    Some(address.ip().to_canonical())
}
