//! A signed-in person's screen: the WebSocket on which the desk comes, and when it came.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest, http::HeaderValue};

use crate::{Failure, person::Person};

/// A screen that says nothing for long is taken for gone.
const PING: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(10);

/// Open until this is dropped.
pub struct Screen {
    desks: mpsc::UnboundedReceiver<(Instant, Value)>,
}

impl Screen {
    pub async fn open(person: &Person) -> Result<Self, Failure> {
        let mut request = format!("ws://{}/api/realtime", person.address).into_client_request()?;
        request.headers_mut().insert("cookie", HeaderValue::from_str(&person.cookie)?);
        request.headers_mut().insert("origin", HeaderValue::from_str(&person.origin)?);
        let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
        let (sender, desks) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut pings = tokio::time::interval(PING);
            loop {
                tokio::select! {
                    () = sender.closed() => return,
                    _ = pings.tick() => {
                        if socket.send(Message::text(r#"{"type":"ping"}"#)).await.is_err() {
                            return;
                        }
                    }
                    message = socket.next() => match message {
                        Some(Ok(Message::Text(text))) => {
                            let came = Instant::now();
                            let Ok(mut message) = serde_json::from_str::<Value>(&text) else { continue };
                            // Nobody looks at this screen any more when it cannot be sent.
                            let _ = sender.send((came, message["desk"].take()));
                        }
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return,
                    }
                }
            }
        });
        Ok(Self { desks })
    }

    /// Waits for a desk as it is wanted, and tells when it came.
    pub async fn show(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<Instant, Failure> {
        let shown = async {
            while let Some((came, desk)) = self.desks.recv().await {
                if desk.is_object() && wanted(&desk) {
                    return Some(came);
                }
            }
            None
        };
        tokio::time::timeout(PATIENCE, shown).await?.ok_or_else(|| "the screen was closed".into())
    }
}
