//! What a telephone says to requests from over there: calls that come in, changes, farewells.

use std::{io, sync::Arc};

use media::sdp::Session;

use super::{
    Shared,
    call::{Call, End, Moment, Phase},
    dialog::{self, Dialog, Header},
    line::Line,
};
use crate::sip::message::Message;

/// Takes a call that comes in: it rings until it is answered or refused.
pub(super) async fn receive(shared: Arc<Shared>, invite: &Message<'_>) -> io::Result<Call> {
    let dialog = Dialog::called(invite).ok_or(io::ErrorKind::InvalidData)?;
    let (mut line, call) = Line::new(shared, dialog).await?;
    line.unanswered = Some(owned(invite));
    line.answer_request(invite, 180, "Ringing", "").await?;
    line.step(Phase::Ringing);
    tokio::spawn(line.run());
    Ok(call)
}

impl Line {
    pub(super) async fn take_request(&mut self, message: &Message<'_>) -> io::Result<()> {
        let method = message.start.split(' ').next().unwrap_or_default();
        self.note(Moment::Received(method.to_owned()));
        match method {
            "BYE" => {
                self.answer_request(message, 200, "OK", "").await?;
                self.step(Phase::Ended(End::TheyHungUp));
            }
            "CANCEL" => {
                self.answer_request(message, 200, "OK", "").await?;
                if let Some(invite) = self.unanswered.take() {
                    self.answer_bytes(&invite, 487, "Request Terminated", "").await?;
                    self.step(Phase::Ended(End::TheyHungUp));
                }
            }
            "ACK" => {
                if self.unanswered.is_none() && *self.phase.borrow() != Phase::Up {
                    self.step(Phase::Up);
                }
            }
            "INVITE" if self.unanswered.is_none() => match Session::read(message.body)
                .map(|it| self.negotiation.answer(&it))
            {
                Ok(Ok((answer, stream))) => {
                    self.talk(stream);
                    self.answer_request(message, 200, "OK", &answer.to_string()).await?;
                }
                Ok(Err(_)) | Err(_) => self.answer_request(message, 488, "Not Acceptable Here", "").await?,
            },
            // Our INVITE's twin on its way to being answered.
            "INVITE" => {}
            _ => self.answer_request(message, 200, "OK", "").await?,
        }
        Ok(())
    }

    pub(super) async fn be_heard(&mut self) -> io::Result<()> {
        let Some(invite) = self.unanswered.clone() else { return Ok(()) };
        let offer = Message::split(&invite).ok().and_then(|it| Session::read(it.body).ok());
        if let Some(Ok((answer, stream))) = offer.map(|it| self.negotiation.answer(&it)) {
            self.talk(stream);
            self.answer_bytes(&invite, 183, "Session Progress", &answer.to_string()).await?;
            self.step(Phase::Early);
        }
        Ok(())
    }

    pub(super) async fn pick_up(&mut self) -> io::Result<()> {
        let Some(invite) = self.unanswered.take() else { return Ok(()) };
        let offer = Message::split(&invite).ok().and_then(|it| Session::read(it.body).ok());
        match offer.map(|it| self.negotiation.answer(&it)) {
            Some(Ok((answer, stream))) => {
                self.talk(stream);
                self.answer_bytes(&invite, 200, "OK", &answer.to_string()).await
            }
            _ => {
                self.answer_bytes(&invite, 488, "Not Acceptable Here", "").await?;
                self.step(Phase::Ended(End::Refused(488)));
                Ok(())
            }
        }
    }

    pub(super) async fn answer_request(
        &self,
        request: &Message<'_>,
        code: u16,
        reason: &str,
        body: &str,
    ) -> io::Result<()> {
        let tag = self.dialog.local.rsplit_once(";tag=").map_or("", |it| it.1);
        let headers = [Header("Contact", self.shared.reached_at())];
        let text = dialog::response(request, code, reason, tag, &headers, body);
        self.shared.wire.send(text.as_bytes()).await
    }

    pub(super) async fn answer_bytes(
        &self,
        request: &[u8],
        code: u16,
        reason: &str,
        body: &str,
    ) -> io::Result<()> {
        match Message::split(request) {
            Ok(message) => self.answer_request(&message, code, reason, body).await,
            Err(_) => Ok(()),
        }
    }
}

/// The message as bytes that may be kept.
fn owned(message: &Message<'_>) -> Vec<u8> {
    let mut text = format!("{}\r\n", message.start);
    for header in &message.headers {
        text.push_str(&format!("{}: {}\r\n", header.name, header.value));
    }
    text.push_str("\r\n");
    [text.as_bytes(), message.body].concat()
}
