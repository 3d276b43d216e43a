//! Starts that must not succeed say what to do.

use std::{fs, net::TcpListener, process::Output};

use crate::{centre::naru, sipp::output_of};

fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it started all the same");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_wrong_configuration_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("naru.toml");
    fs::write(&file, "[http]\naddress = \"everywhere\"\n").unwrap();
    let told = complaint(&output_of(naru().args(["serve", "--config", &file.display().to_string()])));
    assert!(told.contains("naru.toml:2: http.address = \"everywhere\" is not an address and port"), "{told}");
}

#[test]
fn a_taken_port_names_the_port_and_the_flag() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    assert!(output_of(naru().args(["migrate", "--data", &data])).status.success());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = complaint(&output_of(naru().args(["serve", "--data", &data, "--http", &address])));
    assert!(told.contains(&address) && told.contains("--http"), "{told}");
}

#[test]
fn a_company_can_be_made_and_told_how_to_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    assert!(output_of(naru().args(["migrate", "--data", &data])).status.success());
    let create = [
        "company",
        "create",
        "maru",
        "--name",
        "마루",
        "--owner",
        "daeun",
        "--owner-name",
        "정다은",
        "--data",
        &data,
    ];
    let made = output_of(naru().args(create));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(String::from_utf8_lossy(&made.stdout).contains("first password"));
    let again = complaint(&output_of(naru().args(create)));
    assert!(again.contains("domain"), "{again}");
    let operator = ["operator", "create", "root", "--name", "운영자", "--data", &data];
    assert!(output_of(naru().args(operator)).status.success());
    assert!(complaint(&output_of(naru().args(operator))).contains("already"));
}
