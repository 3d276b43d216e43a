//! The committed OpenAPI document is the one the handlers make.

use std::{fs, path::Path};

#[test]
fn the_committed_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.json");
    let committed = fs::read_to_string(path).unwrap();
    assert!(
        committed == api::routes::openapi(),
        "openapi.json is behind the handlers: run `cargo xtask codegen`"
    );
}
