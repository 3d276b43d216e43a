//! A browser of one person: sends what a page would send, keeps its cookie.

use api::app::{App, Options};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use testkit::company::{PASSWORD, TestCompany};
use tower::ServiceExt;

pub struct Browser {
    router: Router,
    cookie: Option<String>,
    language: &'static str,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(company: &TestCompany) -> Self {
        let options = Options { secure_cookies: true, trusted_proxies: vec![] };
        let router =
            Router::new().nest("/api", api::routes::router(App::new(company.center.clone(), options)));
        Self { router, cookie: None, language: "ko" }
    }

    pub fn in_english(mut self) -> Self {
        self.language = "en";
        self
    }

    /// Signs in as the person with this ID.
    pub async fn signed_in(company: &TestCompany, login_id: &str) -> Self {
        let mut browser = Self::new(company);
        let answer = browser.sign_in(company, login_id, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        browser
    }

    pub async fn sign_in(&mut self, company: &TestCompany, login_id: &str, password: &str) -> Answer {
        let body = json!({
            "company": company.made.tenant.domain.as_str(), "login_id": login_id, "password": password,
        });
        let answer = self.send(Method::POST, "/api/session", Some(body)).await;
        if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.send_from("https://maru.naru.example", method, path, body).await
    }

    /// The same from a page of another site.
    pub async fn send_from(&self, origin: &str, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "maru.naru.example")
            .header(header::ORIGIN, origin)
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
                .unwrap(),
            None => request.body(Body::empty()).unwrap(),
        };
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The refusal's code.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or("").to_owned()
    }
}
