//! Every route, and the OpenAPI document made from them.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, StatusCode},
    middleware,
    response::IntoResponse,
};
use center::error::Error;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::{
    OpenApi,
    openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    agent, agent_group,
    app::App,
    audit, call, callback_request, category, customer, dashboard, desk, interaction, number, origin,
    problem::{Problem, ProblemBody},
    public_holiday, queue, realtime, recording,
    requester::Language,
    routing_policy, scenario, session, softphone, sound, speech, trunk, web_call,
};

/// Larger than any scenario, smaller than a nuisance.
const MAX_BODY_BYTES: usize = 1_024 * 1_024;
/// A little more than a sound may have, so that the refusal is a sentence and not a broken connection.
const MAX_SOUND_BYTES: usize = domain::sound::MAX_UPLOAD_BYTES + 1_024 * 1_024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Naru",
        description = "The API of the desk, the settings and the public pages. Refusals are problem+json with a stable code.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/api")),
    components(schemas(ProblemBody))
)]
struct Document;

/// Serves everything under `/api`.
pub fn router(app: App) -> Router {
    let (routes, mut document) = described().split_for_parts();
    complete(&mut document);
    let document = serde_json::to_string(&document).unwrap_or_default();
    routes
        .route(
            "/openapi.json",
            axum::routing::get(|| async { ([("content-type", "application/json")], document) }),
        )
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(origin::check))
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("cache-control"),
            HeaderValue::from_static("no-store"),
        ))
        .with_state(app)
}

/// The OpenAPI document, for the committed file.
pub fn openapi() -> String {
    let (_, mut document) = described().split_for_parts();
    complete(&mut document);
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(session::create, session::read, session::delete))
        .routes(routes!(session::change_password))
        .routes(routes!(desk::read))
        .routes(routes!(desk::choose_status))
        .routes(routes!(desk::book_after_call))
        .routes(routes!(softphone::open, softphone::close))
        .routes(routes!(realtime::follow))
        .routes(routes!(call::answer))
        .routes(routes!(call::decline))
        .routes(routes!(call::pick_up))
        .routes(routes!(call::hold))
        .routes(routes!(call::resume))
        .routes(routes!(call::hang_up))
        .routes(routes!(call::send_digits))
        .routes(routes!(interaction::list))
        .routes(routes!(interaction::read))
        .routes(routes!(interaction::save_wrap_up))
        .routes(routes!(interaction::unmask))
        .routes(routes!(recording::sound))
        .routes(routes!(recording::waveform))
        .routes(routes!(recording::download))
        .routes(routes!(customer::list, customer::create))
        .routes(routes!(customer::read, customer::update))
        .routes(routes!(customer::unmask))
        .routes(routes!(customer::last_calls))
        .routes(routes!(callback_request::list))
        .routes(routes!(callback_request::close))
        .routes(routes!(callback_request::reopen))
        .routes(routes!(callback_request::unmask))
        .routes(routes!(dashboard::read))
        .routes(routes!(agent::list, agent::create))
        .routes(routes!(agent::update))
        .routes(routes!(agent::deactivate))
        .routes(routes!(agent::reactivate))
        .routes(routes!(agent::set_password))
        .routes(routes!(agent::set_status))
        .routes(routes!(agent_group::list, agent_group::create))
        .routes(routes!(agent_group::update, agent_group::delete))
        .routes(routes!(queue::list, queue::create))
        .routes(routes!(queue::update, queue::delete))
        .routes(routes!(routing_policy::read, routing_policy::save))
        .routes(routes!(number::list, number::create))
        .routes(routes!(number::update, number::delete))
        .routes(routes!(trunk::list, trunk::create))
        .routes(routes!(trunk::update, trunk::delete))
        .routes(routes!(scenario::list, scenario::create))
        .routes(routes!(scenario::read))
        .routes(routes!(scenario::save_draft))
        .routes(routes!(scenario::publish))
        .routes(routes!(scenario::versions))
        .routes(routes!(scenario::restore))
        .routes(routes!(scenario::forced_hours::force, scenario::forced_hours::release))
        .routes(routes!(scenario::simulation::simulate))
        .routes(routes!(scenario::simulation::test))
        .routes(routes!(public_holiday::list))
        .routes(routes!(speech::preview))
        .routes(routes!(sound::list))
        .merge(
            OpenApiRouter::new().routes(routes!(sound::upload)).layer(DefaultBodyLimit::max(MAX_SOUND_BYTES)),
        )
        .routes(routes!(sound::speak))
        .routes(routes!(sound::rename, sound::delete))
        .routes(routes!(sound::audio))
        .routes(routes!(category::list, category::create))
        .routes(routes!(category::update, category::delete))
        .routes(routes!(audit::entries))
        .routes(routes!(audit::sign_ins))
        .routes(routes!(web_call::page, web_call::start))
        .routes(routes!(web_call::follow))
        .routes(routes!(web_call::hang_up))
}

async fn not_found(language: Language) -> impl IntoResponse {
    Problem::new(Error::not_found("route.not_found"), language)
}

async fn method_not_allowed(language: Language) -> impl IntoResponse {
    let mut response = Problem::new(Error::not_found("route.method"), language).into_response();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response
}

/// Adds what every operation has in common: it may answer with a problem.
fn complete(document: &mut utoipa::openapi::OpenApi) {
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let problem = ResponseBuilder::new()
                .description("refused")
                .content(
                    "application/problem+json",
                    ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build(),
                )
                .build();
            operation.responses.responses.insert("default".to_owned(), RefOr::T(problem));
        }
    }
}
