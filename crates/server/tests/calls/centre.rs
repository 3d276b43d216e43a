//! The program running with the demo company, on ports and in a folder of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{TcpListener, UdpSocket},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// The longest anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
pub const NUMBER: &str = "07000000412";

/// Ends with the test.
pub struct Centre {
    child: Child,
    pub http: u16,
    pub sip: u16,
    data: PathBuf,
    _folder: tempfile::TempDir,
}

impl Centre {
    /// Starts with a copy of the demo's data, which is made once for all tests.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        copy(template(), &data);
        let (child, http, sip) = run(&data);
        Self { child, http, sip, data, _folder: folder }
    }

    /// The process dies without a word.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts the next life of the process with the same data.
    pub fn start_again(&mut self) {
        let (child, http, sip) = run(&self.data);
        self.child = child;
        self.http = http;
        self.sip = sip;
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/api{path}", self.http)
    }

    /// Somebody signed in, by the cookie.
    pub fn sign_in(&self, login_id: &str) -> Person {
        let body = json!({ "company": "maruliving", "login_id": login_id, "password": "naru-demo-2026" });
        let answer =
            client().post(self.url("/session")).header("origin", self.origin()).send_json(body).unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Person { base: self.url(""), origin: self.origin(), cookie }
    }

    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.http)
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A signed-in person's browser, without the pictures.
#[derive(Clone)]
pub struct Person {
    base: String,
    origin: String,
    cookie: String,
}

impl Person {
    pub fn get(&self, path: &str) -> Value {
        let answer =
            client().get(format!("{}{path}", self.base)).header("cookie", &self.cookie).call().unwrap();
        answer.into_body().read_json().unwrap()
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let answer =
            client().get(format!("{}{path}", self.base)).header("cookie", &self.cookie).call().unwrap();
        answer.into_body().with_config().limit(100_000_000).read_to_vec().unwrap()
    }

    pub fn post(&self, path: &str, body: Value) -> Value {
        let request = client().post(format!("{}{path}", self.base));
        let answer =
            request.header("cookie", &self.cookie).header("origin", &self.origin).send_json(body).unwrap();
        answer.into_body().read_json().unwrap_or(Value::Null)
    }

    pub fn put(&self, path: &str, body: Value) {
        let request = client().put(format!("{}{path}", self.base));
        request.header("cookie", &self.cookie).header("origin", &self.origin).send_json(body).unwrap();
    }

    /// Waits until what is asked for is as wanted.
    pub fn wait_for<T>(&self, path: &str, wanted: impl Fn(&Value) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let value = self.get(path);
            if let Some(found) = wanted(&value) {
                return found;
            }
            assert!(Instant::now() < until, "{path} stays {value:#}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The newest row of the history that has ended and whose recording is there.
    pub fn newest_call(&self) -> Value {
        let id = self.wait_for("/interactions?per_page=1", |list| {
            let row = &list["items"][0];
            (row["ended_at"].is_string() && row["recording"] == "ready")
                .then(|| row["id"].as_str().unwrap().to_owned())
        });
        self.get(&format!("/interactions/{id}"))
    }

    /// A call of the history once it has ended and its recording is there.
    pub fn finished_call(&self, call: &str) -> Value {
        self.wait_for(&format!("/interactions/{call}"), |it| {
            (it["ended_at"].is_string() && it["recording"] == "ready").then(|| it.clone())
        })
    }

    /// Both sides of a call's recording: the customer, and what the customer heard.
    pub fn recording(&self, call: &Value) -> (Vec<i16>, Vec<i16>) {
        let id = call["recordings"][0]["id"].as_str().unwrap();
        let wav = self.bytes(&format!("/recordings/{id}/sound"));
        let samples: Vec<i16> =
            wav[44..].chunks_exact(2).map(|it| i16::from_le_bytes([it[0], it[1]])).collect();
        (samples.iter().step_by(2).copied().collect(), samples.iter().skip(1).step_by(2).copied().collect())
    }
}

pub fn client() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into()
}

/// A UDP port nobody has, and whose TCP twin nobody has either.
pub fn free_port() -> u16 {
    loop {
        let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

pub fn naru() -> Command {
    Command::new(env!("CARGO_BIN_EXE_naru"))
}

fn template() -> &'static Path {
    static TEMPLATE: OnceLock<tempfile::TempDir> = OnceLock::new();
    TEMPLATE
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let (mut child, _, _) = run(folder.path());
            child.kill().unwrap();
            child.wait().unwrap();
            folder
        })
        .path()
}

/// Starts the demo and waits until it takes calls.
fn run(data: &Path) -> (Child, u16, u16) {
    let (http, sip) = (free_port(), free_port());
    let mut child = naru()
        .arg("demo")
        .arg("--data")
        .arg(data)
        .args(["--http", &format!("127.0.0.1:{http}"), "--sip", &format!("127.0.0.1:{sip}")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|it| it.unwrap().starts_with("ready")), "the program ended before it took calls");
    // Whoever writes into a closed pipe dies of it.
    std::thread::spawn(move || lines.for_each(drop));
    (child, http, sip)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
