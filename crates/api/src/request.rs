//! What is asked: body, path and query, whose refusals are problems like any other.

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
};
use center::error::{Kind, Refusal};
use serde::de::DeserializeOwned;

use crate::{problem::Problem, requester::Language};

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let language = Language::of(request.headers());
        axum::Json::<T>::from_request(request, state).await.map(|it| Self(it.0)).map_err(|rejection| {
            let (kind, code) = match &rejection {
                JsonRejection::MissingJsonContentType(_) => (Kind::Invalid, "request.not_json"),
                it if it.status() == StatusCode::PAYLOAD_TOO_LARGE => (Kind::TooLarge, "request.too_long"),
                _ => (Kind::Invalid, "request.form"),
            };
            Problem::new(Refusal::new(kind, code).with("why", rejection.body_text()), language)
        })
    }
}

/// The variable parts of the path. What cannot be an id is the id of nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let language = Language::of(&parts.headers);
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|it| Self(it.0))
            .map_err(|_| Problem::new(Refusal::new(Kind::NotFound, "request.path"), language))
    }
}

pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let language = Language::of(&parts.headers);
        axum::extract::Query::<T>::from_request_parts(parts, state).await.map(|it| Self(it.0)).map_err(|it| {
            Problem::new(Refusal::new(Kind::Invalid, "request.query").with("why", it.body_text()), language)
        })
    }
}
