//! An agent: signed in over HTTP, speaking through a WebRTC peer.

use std::net::{IpAddr, Ipv4Addr};

use media::codec::Codec;
use serde_json::{Value, json};
use voice::web::browser::{Browser, Connection};

use crate::{
    centre::{Centre, Person},
    sound,
};

/// What agents say in these tests.
pub const AGENT_HERTZ: f64 = 1_000.0;

pub struct Agent {
    pub person: Person,
    pub browser: Browser,
}

impl Agent {
    /// Comes on duty, with a phone that hums.
    pub async fn on_duty(centre: &Centre, login_id: &str, codec: Codec) -> Self {
        let person = centre.sign_in(login_id);
        let (mut browser, offer) = Browser::open(IpAddr::V4(Ipv4Addr::LOCALHOST), codec).await.unwrap();
        browser.keep_saying(sound::tone(AGENT_HERTZ));
        person.put("/desk/status", json!({ "kind": "ready" }));
        let answer = person.post("/softphone", json!({ "offer": offer }));
        browser.accept(answer["answer"].as_str().unwrap());
        assert_eq!(browser.reach(Connection::Up).await, Connection::Up);
        person.wait_for("/desk", |desk| (desk["softphone"] == "up").then_some(()));
        Self { person, browser }
    }

    /// Waits for a call to ring and takes it.
    pub fn answer(&self) -> String {
        let call = self.ringing();
        self.person.post(&format!("/calls/{call}/answer"), json!({}));
        self.in_state("talking");
        call
    }

    pub fn ringing(&self) -> String {
        self.in_state("ringing")["interaction_id"].as_str().unwrap().to_owned()
    }

    /// The call once it is in this state.
    pub fn in_state(&self, state: &str) -> Value {
        self.person.wait_for("/desk", |desk| (desk["call"]["state"] == state).then(|| desk["call"].clone()))
    }

    pub fn without_call(&self) {
        self.person.wait_for("/desk", |desk| desk["call"].is_null().then_some(()));
    }

    pub fn order(&self, call: &str, verb: &str) {
        self.person.post(&format!("/calls/{call}/{verb}"), json!({}));
    }

    pub fn write_up(&self, call: &str) {
        let body = json!({ "text": "교환 접수", "draft": false, "then": { "kind": "ready" } });
        self.person.put(&format!("/interactions/{call}/wrap-up"), body);
    }

    /// Listens until this much of the tone was heard.
    pub async fn hears(&mut self, hertz: f64, seconds: f64) {
        let heard = self.browser.listen(|it| sound::seconds_of(it, hertz) >= seconds);
        tokio::time::timeout(crate::centre::PATIENCE, heard)
            .await
            .expect("the agent does not hear the customer");
    }
}
