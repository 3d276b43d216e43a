//! Who is asking: language, address, program. Signed-in people come as [`Me`].

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use crate::{app::App, problem::Problem, session};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use center::{context::Context, error::Error, sign_in};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Korean,
    English,
}

impl Language {
    /// The first of `ko` and `en` that the header names; Korean otherwise.
    pub fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok()).unwrap_or("");
        accepted
            .split(',')
            .find_map(|it| match it.trim().get(..2) {
                Some("ko") => Some(Self::Korean),
                Some("en") => Some(Self::English),
                _ => None,
            })
            .unwrap_or(Self::Korean)
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers))
    }
}

/// The address somebody comes from: the peer's, or what a trusted proxy says.
#[derive(Debug, Clone, Copy)]
pub struct Address(pub IpAddr);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip().to_canonical());
        let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
        let trusted = &app.options().trusted_proxies;
        if !trusted.contains(&peer) {
            return Ok(Self(peer));
        }
        // Each proxy appends whom it saw; the last one that is no proxy of ours is the client.
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|it| it.to_str().ok());
        let chain: Vec<IpAddr> =
            forwarded.flat_map(|it| it.split(',')).filter_map(|it| it.trim().parse().ok()).collect();
        Ok(Self(chain.into_iter().rev().find(|it| !trusted.contains(it)).unwrap_or(peer)))
    }
}

/// A signed-in person, ready to act, in his language.
pub struct Me {
    pub cx: Context,
    pub language: Language,
}

impl Me {
    /// A refusal in the person's language.
    pub fn problem(&self, error: impl Into<Error>) -> Problem {
        Problem::new(error, self.language)
    }

    /// Turns what the centre says into an answer or a problem in the person's language.
    pub fn told<T>(&self, result: Result<T, Error>) -> Result<T, Problem> {
        result.map_err(|error| self.problem(error))
    }
}

impl FromRequestParts<App> for Me {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let language = Language::of(&parts.headers);
        let Ok(Address(ip)) = Address::from_request_parts(parts, app).await;
        let token = session::token(&parts.headers).unwrap_or_default();
        match sign_in::resume(app.center(), &token, Some(ip.to_string())).await {
            Ok(cx) => Ok(Self { cx, language }),
            Err(error) => Err(Problem::new(error, language)),
        }
    }
}
