use super::*;

fn file(text: &str) -> Sources {
    Sources { file: Some(("naru.toml".into(), text.to_owned())), ..Sources::default() }
}

fn problems(sources: &Sources) -> Vec<String> {
    load(sources).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn the_defaults_are_sound() {
    let config = load(&Sources::default()).unwrap();
    assert_eq!(config.http.address, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(config.media.ports, 30_000..=49_999);
    assert!(config.http.secure_cookies);
}

#[test]
fn flags_win_over_environment_and_environment_over_the_file() {
    let mut sources =
        file("[http]\naddress = \"127.0.0.1:1\"\n[sip]\naddress = \"127.0.0.1:2\"\ntcp = false\n");
    sources.environment = vec![("NARU_SIP_ADDRESS".into(), "127.0.0.1:3".into())];
    sources.flags = vec![("--http", "http.address", "127.0.0.1:4".into())];
    let config = load(&sources).unwrap();
    assert_eq!((config.http.address.port(), config.sip.address.port(), config.sip.tcp), (4, 3, false));
}

#[test]
fn every_problem_is_told_at_once_with_line_value_and_what_is_allowed() {
    let sources = file(
        "[http]\naddress = \"localhost\"\nweb_calls_per_minute = 0\n\n[media]\nports = \"40000-40010\"\n\
         softphone_codec = \"g729\"\npublic_address = \"carrier.example\"\n\n[files]\nkind = \"s3\"\n",
    );
    insta::assert_snapshot!(problems(&sources).join("\n"));
}

#[test]
fn unknown_settings_are_refused_with_a_guess() {
    assert_eq!(
        problems(&file("[http]\nadress = \"127.0.0.1:1\"")),
        ["naru.toml:2: there is no setting http.adress; did you mean http.address?"]
    );
    assert_eq!(
        problems(&file("\n\nport = 1")),
        ["naru.toml:3: port stands outside a section such as [http]"]
    );
    let sources =
        Sources { environment: vec![("NARU_HTTP_ADRESS".into(), "x".into())], ..Sources::default() };
    assert_eq!(
        problems(&sources),
        ["environment variable NARU_HTTP_ADRESS: there is no such setting; did you mean NARU_HTTP_ADDRESS?"]
    );
}

#[test]
fn broken_toml_names_its_line() {
    let told = problems(&file("[http]\naddress = 127.0.0.1\n"));
    assert!(told[0].starts_with("naru.toml:2: "), "{told:?}");
}

#[test]
fn a_secret_is_never_repeated() {
    let sources = file(
        "[files]\nkind = \"s3\"\ns3_bucket = \"b\"\ns3_region = \"r\"\ns3_access_key = \"a\"\ns3_secret_key = \"hush\"\n",
    );
    assert!(!format!("{:?}", load(&sources).unwrap()).contains("hush"));
}

#[test]
fn lists_may_be_arrays_or_texts() {
    let array = load(&file("[http]\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]")).unwrap();
    let text = load(&file("[http]\ntrusted_proxies = \"10.0.0.1, 10.0.0.2\"")).unwrap();
    assert_eq!(array.http.trusted_proxies.len(), 2);
    assert_eq!(array, text);
}

#[test]
fn the_manual_lists_every_setting() {
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operations/configuration.md");
    let rows = SETTINGS.iter().map(|it| {
        let default = if it.default.is_empty() { "–".to_owned() } else { format!("`{}`", it.default) };
        format!("| `{}` | {default} | {} | {} |", it.key, it.purpose, it.allowed)
    });
    let table = rows.collect::<Vec<_>>().join("\n");
    let written = std::fs::read_to_string(manual).unwrap();
    assert!(written.contains(&table), "docs/operations/configuration.md must hold these rows:\n{table}");
}
