//! The one socket of a signed-in screen: its desk, the dashboard if wanted, and what has changed.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    response::Response,
};
use center::{
    dashboard,
    desk::{self as desk_actions, Presence},
    error::{Kind, Refusal},
    event::{Event, SettingsKind, SignOutReason},
    floor::view,
};
use domain::permission::Permission;
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, watch};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{dashboard::Dashboard, desk::Desk, problem::Problem, requester::Me};

/// A screen says something at least this often; otherwise it is gone.
const SILENCE_LIMIT: Duration = Duration::from_secs(50);
/// A screen that takes no message for this long is not there any more.
const SEND_LIMIT: Duration = Duration::from_secs(10);
/// Whether the session still stands is looked up this often.
const SESSION_CHECK: Duration = Duration::from_secs(30);
/// RFC 6455 §7.4.2: codes from 4000 are ours. The session is over, sign in again.
const CLOSE_SIGNED_OUT: u16 = 4_001;

/// What the server says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The first message.
    Hello {
        desk: Box<Desk>,
    },
    /// The whole desk, whenever it changed.
    Desk {
        desk: Box<Desk>,
    },
    /// At most once a second, after subscribing.
    Dashboard {
        dashboard: Box<Dashboard>,
    },
    /// A row of the history may be read again.
    InteractionChanged {
        interaction_id: Uuid,
    },
    SettingsChanged {
        what: SettingsWord,
    },
    SignedOut {
        reason: SignedOutReason,
    },
    Pong {
        server_time: Timestamp,
    },
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettingsWord {
    Agents,
    Groups,
    Queues,
    Numbers,
    Trunks,
    Scenarios,
    Sounds,
    Categories,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignedOutReason {
    Elsewhere,
    BySupervisor,
    Absent,
    Deactivated,
    Expired,
}

/// What a screen says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ScreenMessage {
    SubscribeDashboard { on: bool },
    Ping,
}

/// Follow the desk, the dashboard and what changes. Send `ping` every 20 s.
#[utoipa::path(get, path = "/realtime", tag = "realtime", responses((status = 101), (status = 200, description = "messages of the server", body = ServerMessage), (status = 202, description = "messages of the screen", body = ScreenMessage)))]
pub async fn follow(
    me: Me,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    me.told(me.cx.require(Permission::ServeCustomers))?;
    let upgrade = upgrade.map_err(|_| me.problem(Refusal::new(Kind::Invalid, "realtime.not_websocket")))?;
    Ok(upgrade.max_message_size(4_096).on_upgrade(move |socket| async move {
        let id = me.cx.me.id;
        if let Err(error) = serve(me, socket).await {
            tracing::debug!(agent.id = %id, "A screen's socket ended: {error}");
        }
    }))
}

async fn serve(me: Me, socket: WebSocket) -> Result<(), axum::Error> {
    let Ok(floor) = me.cx.floor().await else { return Ok(()) };
    // The floor knows the screen for as long as this lives.
    let Ok(_presence) = Presence::begin(&me.cx).await else { return Ok(()) };
    let (sender, mut receiver) = socket.split();
    let mut screen = Screen { me: &me, sender };
    let mut desk = floor.desk(me.cx.me.id);
    let mut events = floor.events();
    let mut board: Option<watch::Receiver<Arc<view::Dashboard>>> = None;
    floor.settled().await;
    let first = desk.borrow_and_update().clone();
    screen.send(&ServerMessage::Hello { desk: Box::new(crate::desk::describe(&first, me.cx.now())) }).await?;
    let mut check = tokio::time::interval(SESSION_CHECK);
    check.tick().await;
    let mut silence = Box::pin(tokio::time::sleep(SILENCE_LIMIT));
    loop {
        tokio::select! {
            changed = desk.changed() => {
                if changed.is_err() {
                    // The floor stopped following because nobody listened for a moment; begin again.
                    desk = floor.desk(me.cx.me.id);
                    continue;
                }
                let shown = desk.borrow_and_update().clone();
                screen.send(&ServerMessage::Desk { desk: Box::new(crate::desk::describe(&shown, me.cx.now())) }).await?;
            }
            Some(()) = next_board(&mut board) => screen.show_board(&mut board).await?,
            event = events.recv() => match event {
                Ok(event) => {
                    if screen.tell(event).await? {
                        break;
                    }
                }
                // A screen that missed events reads everything anew; the socket need not know which.
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    for what in ALL_SETTINGS {
                        screen.send(&ServerMessage::SettingsChanged { what }).await?;
                    }
                }
                Err(broadcast::error::RecvError::Closed) => break,
            },
            message = receiver.next() => {
                silence.as_mut().reset(tokio::time::Instant::now() + SILENCE_LIMIT);
                match message {
                    None | Some(Ok(Message::Close(_))) => break,
                    Some(Err(error)) => return Err(error),
                    Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                        Ok(ScreenMessage::Ping) => screen.send(&ServerMessage::Pong { server_time: me.cx.now() }).await?,
                        Ok(ScreenMessage::SubscribeDashboard { on: false }) => board = None,
                        Ok(ScreenMessage::SubscribeDashboard { on: true }) => {
                            board = dashboard::follow(&me.cx).await.ok();
                            screen.show_board(&mut board).await?;
                        }
                        // A newer page may say what this server does not know yet.
                        Err(_) => {}
                    },
                    Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_))) => {}
                }
            }
            _ = check.tick() => {
                if !desk_actions::session_stands(&me.cx).await {
                    screen.sign_out(SignedOutReason::Expired).await?;
                    break;
                }
            }
            () = &mut silence => break,
        }
    }
    Ok(())
}

const ALL_SETTINGS: [SettingsWord; 7] = [
    SettingsWord::Agents,
    SettingsWord::Groups,
    SettingsWord::Queues,
    SettingsWord::Numbers,
    SettingsWord::Trunks,
    SettingsWord::Scenarios,
    SettingsWord::Categories,
];

/// Resolves when the subscribed dashboard changed; never without a subscription.
async fn next_board(board: &mut Option<watch::Receiver<Arc<view::Dashboard>>>) -> Option<()> {
    match board {
        Some(board) => board.changed().await.ok(),
        None => std::future::pending().await,
    }
}

struct Screen<'m> {
    me: &'m Me,
    sender: SplitSink<WebSocket, Message>,
}

impl Screen<'_> {
    async fn send(&mut self, message: &ServerMessage) -> Result<(), axum::Error> {
        let text = serde_json::to_string(message).map_err(axum::Error::new)?;
        self.put(Message::text(text)).await
    }

    async fn put(&mut self, message: Message) -> Result<(), axum::Error> {
        match tokio::time::timeout(SEND_LIMIT, self.sender.send(message)).await {
            Ok(sent) => sent,
            Err(elapsed) => Err(axum::Error::new(elapsed)),
        }
    }

    async fn show_board(
        &mut self,
        board: &mut Option<watch::Receiver<Arc<view::Dashboard>>>,
    ) -> Result<(), axum::Error> {
        let Some(board) = board else { return Ok(()) };
        let shown = board.borrow_and_update().clone();
        let dashboard = Box::new(crate::dashboard::describe(&self.me.cx, &shown, self.me.language));
        self.send(&ServerMessage::Dashboard { dashboard }).await
    }

    /// True when the screen's session is over.
    async fn tell(&mut self, event: Event) -> Result<bool, axum::Error> {
        match event {
            Event::InteractionChanged(interaction) => {
                self.send(&ServerMessage::InteractionChanged { interaction_id: interaction.uuid() }).await?;
            }
            Event::SettingsChanged(kind) => {
                let what = match kind {
                    SettingsKind::Agents => SettingsWord::Agents,
                    SettingsKind::Groups => SettingsWord::Groups,
                    SettingsKind::Queues => SettingsWord::Queues,
                    SettingsKind::Numbers => SettingsWord::Numbers,
                    SettingsKind::Trunks => SettingsWord::Trunks,
                    SettingsKind::Sounds => SettingsWord::Sounds,
                    SettingsKind::Scenarios => SettingsWord::Scenarios,
                    SettingsKind::Categories => SettingsWord::Categories,
                };
                self.send(&ServerMessage::SettingsChanged { what }).await?;
            }
            Event::SignedOut { agent, reason } if agent == self.me.cx.me.id => {
                let (reason, over) = match reason {
                    SignOutReason::Own => (SignedOutReason::Elsewhere, true),
                    SignOutReason::BySupervisor => (SignedOutReason::BySupervisor, false),
                    SignOutReason::Absent => (SignedOutReason::Absent, false),
                    SignOutReason::Deactivated => (SignedOutReason::Deactivated, true),
                };
                if over {
                    self.sign_out(reason).await?;
                } else {
                    self.send(&ServerMessage::SignedOut { reason }).await?;
                }
                return Ok(over);
            }
            Event::SignedOut { .. } => {}
        }
        Ok(false)
    }

    async fn sign_out(&mut self, reason: SignedOutReason) -> Result<(), axum::Error> {
        self.send(&ServerMessage::SignedOut { reason }).await?;
        let frame = CloseFrame { code: CLOSE_SIGNED_OUT, reason: "signed out".into() };
        self.put(Message::Close(Some(frame))).await
    }
}
