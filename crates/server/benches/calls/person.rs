//! Somebody signed in, without the pictures.

use std::{net::SocketAddr, time::Duration};

use serde_json::{Value, json};

use crate::Failure;

const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub struct Person {
    agent: ureq::Agent,
    pub address: SocketAddr,
    pub origin: String,
    pub cookie: String,
}

impl Person {
    pub fn sign_in(address: SocketAddr, login_id: &str) -> Result<Self, Failure> {
        let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
        let origin = format!("http://{address}");
        let body = json!({ "company": "maruliving", "login_id": login_id, "password": "naru-demo-2026" });
        let answer = agent.post(format!("{origin}/api/session")).header("origin", &origin).send_json(body)?;
        let cookie = answer.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { agent, address, origin, cookie })
    }

    pub fn get(&self, path: &str) -> Result<Value, Failure> {
        let request = self.agent.get(format!("{}/api{path}", self.origin));
        Ok(request.header("cookie", &self.cookie).call()?.into_body().read_json()?)
    }

    pub fn post(&self, path: &str, body: Value) -> Result<Value, Failure> {
        let request = self.agent.post(format!("{}/api{path}", self.origin));
        let request = request.header("cookie", &self.cookie).header("origin", &self.origin);
        Ok(request.send_json(body)?.into_body().read_json()?)
    }

    pub fn put(&self, path: &str, body: Value) -> Result<(), Failure> {
        let request = self.agent.put(format!("{}/api{path}", self.origin));
        request.header("cookie", &self.cookie).header("origin", &self.origin).send_json(body)?;
        Ok(())
    }
}
