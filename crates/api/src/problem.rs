//! Refusals as problem+json (RFC 9457): a stable code for programs, a sentence for people.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use center::error::{Error, Kind, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{requester::Language, sentence};

/// What a handler answers when it does not answer what was asked for.
#[derive(Debug)]
pub struct Problem {
    error: Error,
    language: Language,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Always `about:blank`; the code tells problems apart.
    r#type: &'static str,
    /// The status in words.
    title: String,
    status: u16,
    /// Stable, such as `callback_request.already_closed`.
    #[schema(example = "callback_request.already_closed")]
    code: String,
    /// A sentence in the language asked for.
    detail: String,
    /// What is wrong with a form, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldProblem>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// As the request names it; parts of a document are joined by `/`.
    field: String,
    code: String,
    detail: String,
}

impl Problem {
    pub fn new(error: impl Into<Error>, language: Language) -> Self {
        Self { error: error.into(), language }
    }
}

/// An error in English, for whoever runs a command: the sentence, and one line per field that is wrong.
pub fn explain(error: &Error) -> String {
    let Error::Refused(refusal) = error else {
        return error.to_string();
    };
    let fields = refusal
        .fields
        .iter()
        .map(|it| format!("\n  {}: {}", it.field, sentence::tell(Language::English, it.code, &it.values)));
    std::iter::once(sentence::tell(Language::English, refusal.code, &refusal.values)).chain(fields).collect()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self.error {
            Error::Refused(refusal) => refused(*refusal, self.language),
            error @ (Error::Store(_) | Error::Internal(_)) => {
                tracing::error!("A request failed: {error}");
                respond(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    &Refusal::new(Kind::Unavailable, "internal"),
                    self.language,
                )
            }
        }
    }
}

fn refused(refusal: Refusal, language: Language) -> Response {
    let status = match refusal.kind {
        Kind::Unauthorized => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = respond(status, &refusal, language);
    if let Some(seconds) = refusal.retry_after_seconds {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn respond(status: StatusCode, refusal: &Refusal, language: Language) -> Response {
    let body = ProblemBody {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Problem").to_owned(),
        status: status.as_u16(),
        code: refusal.code.to_owned(),
        detail: sentence::tell(language, refusal.code, &refusal.values),
        errors: refusal
            .fields
            .iter()
            .map(|it| FieldProblem {
                field: it.field.clone(),
                code: it.code.to_owned(),
                detail: sentence::tell(language, it.code, &it.values),
            })
            .collect(),
    };
    let mut response = (status, axum::Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
