//! The INVITE of a call we make, from the first one sent to the last word about it (RFC 3261 §13.2).
//!
//! Not the stack's own: that answers only the first of several challenges, quotes what RFC 7616 §3.4 forbids to quote,
//! and knows the call by its dialog only after the answer was confirmed, when the far side may already have said more.

use std::{sync::Arc, time::Duration};

use call::event::EndCause;
use domain::id::InteractionId;
use rsipstack::{
    dialog::{DialogId, invite_dialog::InviteDialog},
    sip::{Request, Response, SipMessage, StatusCodeKind},
    transaction::{
        endpoint::EndpointInnerRef,
        key::{TransactionKey, TransactionRole},
        transaction::Transaction,
    },
    transport::SipAddr,
};
use tokio::sync::OwnedMutexGuard;

use super::{
    answer,
    carrier::{challenges, send, token},
    digest::{Challenge, Proof},
    end_cause, farewell,
    invite_text::InviteText,
    known_calls::{Known, Turn},
    outgoing::{Control, Dialler, Wish},
    report::LineReport,
    trunk_table::Trunk,
    way::Way,
};

/// A far side that says nothing more after our CANCEL has forgotten the call (§9.1).
const LAST_WORD: Duration = Duration::from_secs(32);
/// Proofs of who we are, before we believe that the carrier does not want to believe us.
const PROOFS: u32 = 3;

pub struct Invitation {
    dialler: Dialler,
    call: InteractionId,
    text: InviteText,
    control: Arc<Control>,
}

/// The request that takes an INVITE back; it repeats the INVITE's own headers (§9.1).
pub struct Cancel {
    endpoint: EndpointInnerRef,
    request: Request,
    to: SipAddr,
}

/// What came of an INVITE.
enum Outcome {
    /// The transaction goes on: it confirms repeated answers, and shows those of others who picked up as well.
    Answered(Box<Response>, Box<Transaction>),
    Refused(Box<Response>),
}

impl Invitation {
    pub fn new(dialler: Dialler, trunk: Arc<Trunk>, way: Way, wish: Wish, control: Arc<Control>) -> Self {
        let call = wish.call;
        let text = InviteText::new(trunk, way, wish, dialler.user_agent.clone());
        Self { dialler, call, text, control }
    }

    /// Runs until nothing more can come of it.
    pub async fn run(mut self) {
        let calls = self.dialler.calls.clone();
        let (call_id, own_tag) = (self.text.call_id.clone(), self.text.own_tag.clone());
        let Some(turn) = calls.expect(&call_id, &own_tag) else {
            return self.ended(EndCause::SignallingFailed);
        };
        let control = self.control.clone();
        let outcome = tokio::select! {
            outcome = self.ask() => outcome,
            () = async { control.given_up().await; tokio::time::sleep(LAST_WORD).await } => {
                return calls.expect_no_more(&call_id, &own_tag);
            }
        };
        match outcome {
            Ok(Outcome::Answered(response, transaction)) => {
                self.answered(*response, *transaction, turn).await;
            }
            Ok(Outcome::Refused(response)) => self.ended(end_cause::of_refusal(&response)),
            Err(error) => {
                tracing::warn!(interaction.id = %self.call, %error, "A call could not be made: {error}");
                self.ended(EndCause::SignallingFailed);
            }
        }
        calls.expect_no_more(&call_id, &own_tag);
    }

    /// Asks for the callee, and proves who we are if that is asked of us (§22.2).
    async fn ask(&mut self) -> Result<Outcome, Box<rsipstack::Error>> {
        let mut proof = None;
        let mut proofs = 0;
        loop {
            let response = match self.ask_once(proof.take()).await? {
                Outcome::Refused(response) => response,
                answered @ Outcome::Answered(..) => return Ok(answered),
            };
            if proofs < PROOFS && !self.control.is_given_up() {
                proof = self.prove(&response, proofs > 0);
                proofs += 1;
            }
            if proof.is_none() {
                return Ok(Outcome::Refused(response));
            }
        }
    }

    async fn ask_once(&mut self, proof: Option<String>) -> Result<Outcome, Box<rsipstack::Error>> {
        let request = self.text.invite(proof)?;
        let key = TransactionKey::from_request(&request, TransactionRole::Client)?;
        let endpoint = self.dialler.endpoint.clone();
        let mut transaction = Transaction::new_client(key, request, endpoint.clone(), None);
        transaction.destination = Some(self.text.way.destination());
        self.control.asked();
        transaction.send().await?;
        while let Some(message) = transaction.receive().await {
            let SipMessage::Response(response) = message else { continue };
            match response.status_code.kind() {
                StatusCodeKind::Provisional => {
                    let request = self.text.cancel()?;
                    let to = self.text.way.destination();
                    self.control.heard(Cancel { endpoint: endpoint.clone(), request, to });
                    self.progress(response);
                }
                StatusCodeKind::Successful => {
                    return Ok(Outcome::Answered(Box::new(response), Box::new(transaction)));
                }
                _ => return Ok(Outcome::Refused(Box::new(response))),
            }
        }
        Err(rsipstack::Error::Error("the INVITE ended without an answer".to_owned()).into())
    }

    fn progress(&self, response: Response) {
        if matches!(u16::from(response.status_code), 180 | 183) {
            let sdp = (!response.body.is_empty()).then_some(response.body);
            self.report(LineReport::Ringing { call: self.call, sdp });
        }
    }

    /// The header that proves who we are, where the response asks for it and we have not been disbelieved.
    fn prove(&self, response: &Response, was_proven: bool) -> Option<String> {
        let header = match u16::from(response.status_code.clone()) {
            401 => "Authorization",
            407 => "Proxy-Authorization",
            _ => return None,
        };
        let registration = self.text.trunk.plan.registration.as_ref()?;
        let challenge = Challenge::choose(challenges(response))?;
        let is_ours = registration.realm.as_ref().is_none_or(|it| *it == challenge.realm);
        if !is_ours || was_proven && !challenge.is_stale {
            return None;
        }
        let answer = challenge.answer(&Proof {
            username: &registration.username,
            password: &registration.password,
            method: "INVITE",
            uri: &self.text.target(),
            own_nonce: &token(),
        });
        Some(format!("{header}: {answer}\r\n"))
    }

    async fn answered(&self, response: Response, mut transaction: Transaction, turn: OwnedMutexGuard<()>) {
        let call = self.call;
        let dialog = match self.dialog(&response, &transaction) {
            Ok(dialog) => dialog,
            Err(error) => {
                tracing::warn!(interaction.id = %call, %error, "An answer cannot be used, nor the call be ended: {error}");
                return self.ended(EndCause::SignallingFailed);
            }
        };
        let own = dialog.id();
        if self.control.answered(dialog.clone()) {
            self.dialler.calls.insert(Known { call, dialog, turn: Turn::default() });
            self.report(LineReport::PickedUp { call, sdp: response.body });
        } else {
            // Our CANCEL and the answer have crossed (§15).
            farewell::say_bye(dialog);
        }
        drop(turn);
        self.turn_others_away(&mut transaction, own).await;
    }

    /// A call may reach several telephones, and two may be picked up: the second one is told that it is over
    /// (§13.2.2.4). The transaction has confirmed its answer.
    async fn turn_others_away(&self, transaction: &mut Transaction, own: DialogId) {
        let mut known = vec![own];
        while let Some(message) = transaction.receive().await {
            let SipMessage::Response(response) = message else { continue };
            if response.status_code.kind() != StatusCodeKind::Successful {
                continue;
            }
            if let Ok(dialog) = self.dialog(&response, transaction)
                && !known.contains(&dialog.id())
            {
                known.push(dialog.id());
                farewell::say_bye(dialog);
            }
        }
    }

    fn dialog(
        &self,
        response: &Response,
        transaction: &Transaction,
    ) -> Result<InviteDialog, Box<rsipstack::Error>> {
        let Dialler { endpoint, states, .. } = &self.dialler;
        answer::dialog(response, transaction, &self.text.reached_at(), endpoint.clone(), states.clone())
    }

    fn ended(&self, cause: EndCause) {
        self.report(LineReport::Ended { call: self.call, cause });
    }

    fn report(&self, report: LineReport) {
        // The exchange outlives the stack; at the very end nobody needs to know.
        let _ = self.dialler.reports.send(report);
    }
}

impl Cancel {
    pub fn send(&self) {
        let (endpoint, request, to) = (self.endpoint.clone(), self.request.clone(), self.to.clone());
        tokio::spawn(async move {
            if let Err(error) = send(endpoint, request, to).await {
                tracing::debug!(%error, "A CANCEL could not be sent");
            }
        });
    }
}
