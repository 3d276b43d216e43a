//! Requests that change something come from our own pages (CSRF, cross-site WebSockets).
//!
//! Browsers send `Origin` with every unsafe request and every WebSocket; it must name the host the request was sent
//! to. Programs without a browser send none and carry no cookies of a browser either: without `Origin` a request
//! with a session cookie is refused.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use center::error::{Error, Kind};

use crate::{problem::Problem, requester::Language, session};

pub async fn check(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let websocket = request.headers().contains_key(header::SEC_WEBSOCKET_KEY);
    if (!safe || websocket) && !is_own(request.headers()) {
        let language = Language::of(request.headers());
        return Problem::new(Error::refused(Kind::Forbidden, "origin.foreign"), language).into_response();
    }
    next.run(request).await
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|it| it.to_str().ok());
    match text(header::ORIGIN) {
        Some(origin) => {
            let host = text(header::HOST);
            let named = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && named == host
        }
        None => session::token(headers).is_none(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_host_itself_is_its_own_origin() {
        let own = |origin| {
            is_own(&headers(&[
                ("host", "maru.naru.example"),
                ("origin", origin),
                ("cookie", "naru_session=x"),
            ]))
        };
        assert!(own("https://maru.naru.example"));
        assert!(!own("https://evil.example"));
        assert!(!own("https://maru.naru.example.evil.example"));
        assert!(!own("https://maru.naru.example:8443"));
        assert!(!own("null"));
    }

    #[test]
    fn without_an_origin_no_session_may_act() {
        assert!(is_own(&headers(&[("host", "a")])));
        assert!(!is_own(&headers(&[("host", "a"), ("cookie", "naru_session=secret")])));
    }
}
