//! One trunk's far side: found by name, registered with, asked whether it is there.

use std::{sync::Arc, time::Duration};

use domain::trunk::{TrunkFinding, TrunkState};
use rand::RngExt;
use rsipstack::{
    sip::{Header, HeadersExt, Request, Response, SipMessage, StatusCode, StatusCodeKind},
    transaction::{
        endpoint::EndpointInnerRef,
        key::{TransactionKey, TransactionRole},
        transaction::Transaction,
    },
    transport::SipAddr,
};
use tokio::{sync::mpsc, time::timeout};
use tokio_util::sync::CancellationToken;

use super::{
    digest::{Challenge, Proof},
    report::LineReport,
    trunk_table::Trunk,
    way::{NoWay, Ways},
};

const PING_EVERY: Duration = Duration::from_secs(30);
/// While something is wrong, we look more often.
const RETRY_EVERY: Duration = Duration::from_secs(5);
/// A request that is not answered by then counts as missed.
const PATIENCE: Duration = Duration::from_secs(4);
/// Misses before a trunk that was up is down.
const MISSES: u32 = 2;
/// How long we ask to be registered, in seconds.
const EXPIRES: u32 = 600;
const SIGN_OFF: Duration = Duration::from_secs(2);

pub struct Carrier {
    trunk: Arc<Trunk>,
    endpoint: EndpointInnerRef,
    ways: Ways,
    user_agent: String,
    reports: mpsc::UnboundedSender<LineReport>,
    /// One Call-ID for all registrations (RFC 3261 §10.2), and the last number used with it.
    call_id: String,
    sequence: u32,
    expires: u32,
    told: Option<TrunkFinding>,
}

/// Why a carrier is not reached, in words for the trunk's page.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    NoWay(#[from] NoWay),
    #[error("no answer to {0}")]
    NoAnswer(&'static str),
    #[error("{0} was answered with {1}")]
    Refused(&'static str, u16),
    #[error("the carrier asks for a proof we cannot give")]
    Challenge,
    #[error("the request could not be sent: {0}")]
    Stack(#[from] rsipstack::Error),
}

impl Trouble {
    fn finding(&self) -> TrunkFinding {
        match self {
            Self::NoWay(NoWay::Name) => TrunkFinding::HostUnknown,
            Self::NoWay(NoWay::Connection(_)) | Self::Stack(_) => TrunkFinding::Unreachable,
            Self::NoWay(NoWay::NotListening(_)) => TrunkFinding::NotListening,
            Self::NoAnswer(_) => TrunkFinding::Silent,
            Self::Refused("REGISTER", status) => TrunkFinding::RegistrationRefused { status: *status },
            Self::Refused(_, status) => TrunkFinding::Unavailable { status: *status },
            Self::Challenge => TrunkFinding::ChallengeUnknown,
        }
    }
}

impl Carrier {
    pub fn new(
        trunk: Arc<Trunk>,
        endpoint: EndpointInnerRef,
        ways: Ways,
        user_agent: String,
        reports: mpsc::UnboundedSender<LineReport>,
    ) -> Self {
        let call_id = token();
        Self {
            trunk,
            endpoint,
            ways,
            user_agent,
            reports,
            call_id,
            sequence: 0,
            expires: EXPIRES,
            told: None,
        }
    }

    /// Keeps the trunk until the token is cancelled; then signs off.
    pub async fn keep(mut self, token: CancellationToken) {
        let mut misses = 0;
        let mut registered_for = Duration::ZERO;
        if !self.trunk.plan.probed && self.trunk.plan.registration.is_none() {
            // Nothing would ever tell: it neither registers nor answers.
            self.tell(TrunkFinding::NeverAsked);
            return token.cancelled().await;
        }
        loop {
            let checked = tokio::select! {
                () = token.cancelled() => break,
                checked = self.check(&mut registered_for) => checked,
            };
            let pause = match checked {
                Ok(finding) => {
                    misses = 0;
                    self.tell(finding);
                    PING_EVERY
                }
                Err(trouble) => {
                    misses += 1;
                    // A line that was up may miss once; one that has never answered is down at once.
                    tracing::debug!(trunk.id = %self.trunk.id(), misses, "The carrier was asked in vain: {trouble}");
                    let was_up = self.told.is_some_and(|it| it.state() == TrunkState::Up);
                    if !was_up || misses >= MISSES {
                        self.tell(trouble.finding());
                    }
                    RETRY_EVERY
                }
            };
            registered_for = registered_for.saturating_sub(pause);
            tokio::select! {
                () = token.cancelled() => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        if self.trunk.plan.registration.is_some() && timeout(SIGN_OFF, self.register(0)).await.is_err() {
            tracing::debug!(trunk.id = %self.trunk.id(), "The carrier did not answer our signing off");
        }
    }

    /// Registers if it is time, and asks whether the carrier is there. Says what was seen.
    async fn check(&mut self, registered_for: &mut Duration) -> Result<TrunkFinding, Trouble> {
        if self.trunk.plan.registration.is_some() && *registered_for <= PING_EVERY {
            let granted = self.register(self.expires).await?;
            *registered_for = granted.mul_f64(0.9);
        }
        if !self.trunk.plan.probed {
            return Ok(TrunkFinding::Registered);
        }
        Ok(TrunkFinding::Answered { status: self.ping().await? })
    }

    /// Registers for so many seconds; returns for how long the carrier granted it.
    async fn register(&mut self, expires: u32) -> Result<Duration, Trouble> {
        let Some(registration) = self.trunk.plan.registration.clone() else { return Ok(Duration::ZERO) };
        let domain = registration.realm.clone().unwrap_or_else(|| self.trunk.plan.host.clone());
        let uri = format!("sip:{}", self.trunk.plan.host);
        let identity = format!("<sip:{}@{domain}>", registration.username);
        let mut proof: Option<(bool, String)> = None;
        let mut expires = expires;
        for _ in 0..4 {
            let mut headers = format!("Expires: {expires}\r\n");
            if let Some((is_proxy, value)) = proof.take() {
                let name = if is_proxy { "Proxy-Authorization" } else { "Authorization" };
                headers.push_str(&format!("{name}: {value}\r\n"));
            }
            let call_id = self.call_id.clone();
            let user = Some(registration.username.as_str());
            let response = self.ask("REGISTER", &uri, &identity, &call_id, user, &headers).await?;
            match response.status_code {
                ref code if code.kind() == StatusCodeKind::Successful => {
                    return Ok(granted(&response, expires));
                }
                StatusCode::Unauthorized | StatusCode::ProxyAuthenticationRequired => {
                    let challenge = Challenge::choose(challenges(&response)).ok_or(Trouble::Challenge)?;
                    let is_ours = registration.realm.as_ref().is_none_or(|it| *it == challenge.realm);
                    // A second challenge to a fresh proof means that the password is wrong.
                    if !is_ours || headers.contains("uthorization: ") && !challenge.is_stale {
                        return Err(Trouble::Refused("REGISTER", u16::from(response.status_code)));
                    }
                    let is_proxy = response.status_code == StatusCode::ProxyAuthenticationRequired;
                    let answer = challenge.answer(&Proof {
                        username: &registration.username,
                        password: &registration.password,
                        method: "REGISTER",
                        uri: &uri,
                        own_nonce: &token(),
                    });
                    proof = Some((is_proxy, answer));
                }
                StatusCode::IntervalTooBrief => match min_expires(&response) {
                    Some(least) if least > expires => {
                        self.expires = least;
                        expires = least;
                    }
                    _ => return Err(Trouble::Refused("REGISTER", 423)),
                },
                code => return Err(Trouble::Refused("REGISTER", u16::from(code))),
            }
        }
        Err(Trouble::NoAnswer("REGISTER"))
    }

    /// Any answer to OPTIONS says that the carrier is there, unless it says that it is not.
    async fn ping(&mut self) -> Result<u16, Trouble> {
        let uri = format!("sip:{}:{}", self.trunk.plan.host, self.trunk.plan.port);
        let identity = format!("<sip:{}>", self.trunk.plan.host);
        let response =
            self.ask("OPTIONS", &uri, &identity, &token(), None, "Accept: application/sdp\r\n").await?;
        match u16::from(response.status_code) {
            code @ (408 | 503) => Err(Trouble::Refused("OPTIONS", code)),
            code => Ok(code),
        }
    }

    async fn ask(
        &mut self,
        method: &'static str,
        uri: &str,
        identity: &str,
        call_id: &str,
        user: Option<&str>,
        headers: &str,
    ) -> Result<Response, Trouble> {
        let way = self.ways.find(&self.trunk).await?;
        self.sequence += 1;
        let text = format!(
            "{method} {uri}{parameter} SIP/2.0\r\n\
             Via: {via}\r\n\
             Max-Forwards: 70\r\n\
             From: {identity};tag={tag}\r\n\
             To: {identity}\r\n\
             Call-ID: {call_id}\r\n\
             CSeq: {sequence} {method}\r\n\
             Contact: <{own}>\r\n\
             User-Agent: {agent}\r\n\
             {headers}Content-Length: 0\r\n\r\n",
            parameter = way.parameter(),
            via = way.via(&token()),
            tag = &call_id[..8],
            sequence = self.sequence,
            own = way.reached_at(user.unwrap_or("naru")),
            agent = self.user_agent,
        );
        let SipMessage::Request(request) =
            SipMessage::try_from(text.as_str()).map_err(rsipstack::Error::from)?
        else {
            return Err(Trouble::NoAnswer(method));
        };
        timeout(PATIENCE, send(self.endpoint.clone(), request, way.destination()))
            .await
            .map_err(|_| Trouble::NoAnswer(method))??
            .ok_or(Trouble::NoAnswer(method))
    }

    fn tell(&mut self, finding: TrunkFinding) {
        if self.told != Some(finding) {
            let state = finding.state();
            tracing::info!(trunk.id = %self.trunk.id(), trunk.state = %state, ?finding, "Trunk is {state}");
            // The exchange outlives the upkeep; at the very end nobody needs to know.
            let _ = self.reports.send(LineReport::Trunk { trunk: self.trunk.id(), finding });
        }
        self.told = Some(finding);
    }
}

/// Sends a request and waits for its final answer. `None` if there was none.
pub async fn send(
    endpoint: EndpointInnerRef,
    request: Request,
    to: SipAddr,
) -> rsipstack::Result<Option<Response>> {
    let key = TransactionKey::from_request(&request, TransactionRole::Client)?;
    let mut transaction = Transaction::new_client(key, request, endpoint, None);
    transaction.destination = Some(to);
    transaction.send().await?;
    while let Some(message) = transaction.receive().await {
        if let SipMessage::Response(response) = message
            && response.status_code.kind() != StatusCodeKind::Provisional
        {
            return Ok(Some(response));
        }
    }
    Ok(None)
}

pub fn challenges(response: &Response) -> impl Iterator<Item = &str> {
    response.headers.iter().filter_map(|it| match it {
        Header::WwwAuthenticate(it) => Some(it.value()),
        Header::ProxyAuthenticate(it) => Some(it.value()),
        _ => None,
    })
}

/// The `expires` of our contact, else the Expires header, else what we asked for (RFC 3261 §10.2.4).
fn granted(response: &Response, asked: u32) -> Duration {
    let of_binding = response.contact_headers().iter().find_map(|it| {
        let (_, after) = it.value().split_once("expires=")?;
        after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    });
    let of_response = || {
        response.headers.iter().find_map(|it| match it {
            Header::Expires(it) => it.value().trim().parse().ok(),
            _ => None,
        })
    };
    Duration::from_secs(of_binding.or_else(of_response).unwrap_or(u64::from(asked)))
}

fn min_expires(response: &Response) -> Option<u32> {
    response.headers.iter().find_map(|it| match it {
        Header::MinExpires(it) => it.value().trim().parse().ok(),
        _ => None,
    })
}

/// Something nobody can guess.
pub fn token() -> String {
    let number: u128 = rand::rng().random();
    format!("{number:032x}")
}
