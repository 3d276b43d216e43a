//! The web apps inside the binary: the desk at `/`, the brand's public pages at `/call/…`.

use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;
use tower_http::{compression::CompressionLayer, set_header::SetResponseHeaderLayer};

#[derive(RustEmbed)]
#[folder = "../../web/apps/desk/dist"]
struct Desk;

#[derive(RustEmbed)]
#[folder = "../../web/apps/widget/dist"]
struct Widget;

/// Scripts and connections are our own alone. Styles may stand in attributes, which the component library needs.
const CONTENT_SECURITY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const NOT_BUILT: &str =
    "The web apps are not part of this build. Run `cargo xtask demo`, which builds them first.\n";

pub fn router() -> Router {
    Router::new()
        .route("/call/{*path}", get(widget))
        .fallback(get(desk))
        .layer(CompressionLayer::new())
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(
            header::HeaderName::from_static("permissions-policy"),
            "microphone=(self), camera=(), geolocation=()",
        ))
}

fn fixed(name: header::HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

async fn desk(uri: Uri) -> Response {
    file::<Desk>(uri.path().trim_start_matches('/'))
}

async fn widget(Path(path): Path<String>) -> Response {
    file::<Widget>(&path)
}

/// A file of the app; any other path is a page of the app, which its own router reads.
fn file<App: RustEmbed>(path: &str) -> Response {
    match App::get(path) {
        Some(found) => {
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            // Built assets carry a hash of their content in their name.
            let cache =
                if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            ([(header::CONTENT_TYPE, kind.as_ref()), (header::CACHE_CONTROL, cache)], found.data)
                .into_response()
        }
        // A missing script must not come back as a page.
        None if path.rsplit('/').next().is_some_and(|it| it.contains('.')) => {
            StatusCode::NOT_FOUND.into_response()
        }
        None => match App::get("index.html") {
            Some(page) => {
                let headers =
                    [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
                (headers, page.data).into_response()
            }
            None => (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response(),
        },
    }
}
