//! Every operation of the API against every role: who is let in and who is not. A new operation appears by itself
//! and has to be read.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{company::TestCompany, database};

use crate::browser::Browser;

const ROLES: [&str; 4] = ["owner", "admin", "supervisor", "agent"];
/// Somebody's id that nobody has: what is let in then finds nothing, which changes nothing.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

#[tokio::test]
async fn operation_by_role() {
    database::on_sqlite(async |store| {
        let company = TestCompany::open(&store, "maru").await;
        let document: Value = serde_json::from_str(&api::routes::openapi()).unwrap();
        let mut table = format!("{:<58}nobody    ", "");
        for role in ROLES {
            table.push_str(&format!("{role:<11}"));
        }
        let mut people = vec![];
        for role in ROLES {
            people.push(Browser::signed_in(&company, role).await);
        }
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                // Signing out would end the very session that asks.
                if (method.as_str(), path.as_str()) == ("delete", "/session") {
                    continue;
                }
                table.push_str(&format!("\n{:<58}", format!("{} {path}", method.to_uppercase())));
                let anonymous = Browser::new(&company);
                table.push_str(&format!(
                    "{:<10}",
                    verdict(&anonymous, method, path, operation, &document).await
                ));
                for browser in &people {
                    table.push_str(&format!(
                        "{:<11}",
                        verdict(browser, method, path, operation, &document).await
                    ));
                }
            }
        }
        insta::assert_snapshot!(table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
    })
    .await;
}

async fn verdict(
    browser: &Browser,
    method: &str,
    path: &str,
    operation: &Value,
    document: &Value,
) -> &'static str {
    let path =
        format!("/api{path}").replace("{id}", NOBODY).replace("{version}", "1").replace("{slug}", "nobody")
            + if path.ends_with("/events") { "?token=x" } else { "" };
    let body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
    let body = body.map(|name| example(&json!({ "$ref": name }), document, 0));
    let method: Method = method.to_uppercase().parse().unwrap();
    match browser.send(method, &path, body).await.status {
        StatusCode::UNAUTHORIZED => "sign in",
        StatusCode::FORBIDDEN => "-",
        status if status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE => "BROKEN",
        _ => "yes",
    }
}

/// The smallest body of the schema's form.
fn example(schema: &Value, document: &Value, depth: usize) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let named = &document["components"]["schemas"][name.rsplit('/').next().unwrap()];
        return if depth > 6 { Value::Null } else { example(named, document, depth + 1) };
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["allOf"].as_array()) {
        return example(choices.last().unwrap(), document, depth + 1);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|it| it.first()) {
        return first.clone();
    }
    match schema["type"].as_str().unwrap_or("object") {
        "string" if schema["format"] == "uuid" => json!(NOBODY),
        "string" if schema["format"] == "date-time" => json!("2026-11-20T05:30:00Z"),
        "string" if schema["format"] == "date" => json!("2026-11-20"),
        "string" => json!("x"),
        "integer" | "number" => schema["minimum"].clone().as_i64().map_or(json!(1), |it| json!(it)),
        "boolean" => json!(false),
        "array" => json!([]),
        _ => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            Value::Object(
                properties
                    .into_iter()
                    .filter(|(name, _)| required.iter().any(|it| it == name))
                    .map(|(name, schema)| (name, example(&schema, document, depth + 1)))
                    .collect(),
            )
        }
    }
}
