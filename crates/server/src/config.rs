//! The installation's settings: file, then environment, then flags, the later winning.
//!
//! Every setting is one row of [`SETTINGS`]: its key in the file (`http.address`), which also names its
//! environment variable (`NARU_HTTP_ADDRESS`), its default, what it is for and what is allowed. A wrong value is
//! refused at start with the line it stands on, the value, and what would be right; all problems at once.

mod source;

use std::{
    net::{IpAddr, SocketAddr},
    ops::RangeInclusive,
    path::PathBuf,
    str::FromStr,
};

use media::codec::Codec;

use self::source::Raw;
pub use self::source::{Origin, Sources};

#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub data: PathBuf,
    pub http: Http,
    pub sip: Sip,
    pub media: Media,
    pub database: Option<String>,
    pub files: Files,
    pub master_key: Option<PathBuf>,
    pub speech: PathBuf,
    pub log: Log,
    pub stop_seconds: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Http {
    pub address: SocketAddr,
    pub secure_cookies: bool,
    pub trusted_proxies: Vec<IpAddr>,
    pub web_calls_per_minute: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sip {
    pub address: SocketAddr,
    pub tcp: bool,
    pub max_calls: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    pub ports: RangeInclusive<u16>,
    pub threads: usize,
    pub public_address: Option<IpAddr>,
    /// What agents' browsers speak if they can: PCMU or Opus.
    pub softphone_codec: Codec,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Files {
    Folder,
    S3(S3),
}

#[derive(Clone, PartialEq)]
pub struct S3 {
    pub bucket: String,
    pub region: String,
    pub endpoint: Option<String>,
    pub access_key: String,
    pub secret_key: String,
}

impl std::fmt::Debug for S3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "S3({} in {})", self.bucket, self.region)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    pub json: bool,
    pub filter: String,
}

/// One setting as people write it.
#[derive(Debug)]
pub struct Setting {
    pub key: &'static str,
    pub default: &'static str,
    pub purpose: &'static str,
    pub allowed: &'static str,
}

const fn setting(
    key: &'static str,
    default: &'static str,
    purpose: &'static str,
    allowed: &'static str,
) -> Setting {
    Setting { key, default, purpose, allowed }
}

pub const SETTINGS: &[Setting] = &[
    setting("data.folder", "data", "Where database, recordings, sounds and the journal are kept", "a folder"),
    setting(
        "http.address",
        "127.0.0.1:8080",
        "Where the desk and the API are served",
        "an address and port such as 127.0.0.1:8080",
    ),
    setting(
        "http.secure_cookies",
        "true",
        "Send session cookies over HTTPS only; off for development",
        "true or false",
    ),
    setting(
        "http.trusted_proxies",
        "",
        "Reverse proxies whose X-Forwarded-For is believed",
        "IP addresses, separated by commas",
    ),
    setting(
        "http.web_calls_per_minute",
        "6",
        "Web calls one address may start in a minute",
        "a number from 1 to 600",
    ),
    setting(
        "sip.address",
        "0.0.0.0:5060",
        "Where trunks reach us over UDP (and TCP)",
        "an address and port such as 0.0.0.0:5060",
    ),
    setting("sip.tcp", "true", "Also listen on TCP at the same address", "true or false"),
    setting("sip.max_calls", "2000", "Calls at once; further ones get 503", "a number from 1 to 20000"),
    setting(
        "media.ports",
        "30000-49999",
        "UDP ports for sound",
        "a range such as 30000-49999 of at least 100 ports from 1024 up",
    ),
    setting(
        "media.threads",
        "1",
        "Threads that move sound; one carries about 1,000 calls",
        "a number from 1 to 64",
    ),
    setting(
        "media.public_address",
        "",
        "Our address as carriers and browsers see it, when behind NAT",
        "an IP address, or nothing",
    ),
    setting(
        "media.softphone_codec",
        "pcmu",
        "What agents' browsers prefer: pcmu is cheap, opus survives bad networks",
        "pcmu or opus",
    ),
    setting(
        "database.url",
        "",
        "PostgreSQL instead of the embedded SQLite",
        "postgres://user:password@host/database, or nothing",
    ),
    setting("files.kind", "folder", "Where recordings and sounds are kept", "folder or s3"),
    setting("files.s3_bucket", "", "Bucket name", "a text (needed with files.kind = \"s3\")"),
    setting("files.s3_region", "", "Region", "a text (needed with files.kind = \"s3\")"),
    setting("files.s3_endpoint", "", "Endpoint of a compatible store", "an http(s) address, or nothing"),
    setting("files.s3_access_key", "", "Access key", "a text (needed with files.kind = \"s3\")"),
    setting(
        "files.s3_secret_key",
        "",
        "Secret key; better given as NARU_FILES_S3_SECRET_KEY",
        "a text (needed with files.kind = \"s3\")",
    ),
    setting(
        "security.master_key_file",
        "",
        "32 random bytes that wrap every company's key; made in the data folder when not given",
        "a file, or nothing",
    ),
    setting(
        "speech.program",
        "espeak-ng",
        "The program that turns announcements into speech",
        "a program on the PATH, or a file",
    ),
    setting("log.format", "text", "How log lines look", "text or json"),
    setting(
        "log.filter",
        "info",
        "Which log lines are written, by target and level",
        "such as info or info,voice=debug",
    ),
    setting("stop.seconds", "60", "How long a stop waits for running calls", "a number from 0 to 3600"),
];

/// A value that cannot be used, where it stands and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub origin: Origin,
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.origin, self.what)
    }
}

/// Reads the configuration, or lists every problem there is.
pub fn load(sources: &Sources) -> Result<Config, Vec<Problem>> {
    let mut read = Reader { raws: source::gather(sources)?, problems: vec![] };
    let config = Config {
        data: PathBuf::from(read.text("data.folder")),
        http: Http {
            address: read.address("http.address"),
            secure_cookies: read.switch("http.secure_cookies"),
            trusted_proxies: read.list("http.trusted_proxies"),
            web_calls_per_minute: read.number("http.web_calls_per_minute", 1, 600),
        },
        sip: Sip {
            address: read.address("sip.address"),
            tcp: read.switch("sip.tcp"),
            max_calls: read.number("sip.max_calls", 1, 20_000) as usize,
        },
        media: Media {
            ports: read.with("media.ports", 30_000..=49_999, port_range),
            threads: read.number("media.threads", 1, 64) as usize,
            public_address: read.optional("media.public_address"),
            softphone_codec: read.with("media.softphone_codec", Codec::Pcmu, |text| match text {
                "pcmu" => Some(Codec::Pcmu),
                "opus" => Some(Codec::Opus),
                _ => None,
            }),
        },
        database: read.with("database.url", None, |text| match text {
            "" => Some(None),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Some(Some(url.to_owned()))
            }
            _ => None,
        }),
        files: read.files(),
        master_key: Some(PathBuf::from(read.text("security.master_key_file")))
            .filter(|it| !it.as_os_str().is_empty()),
        speech: PathBuf::from(
            read.with("speech.program", String::new(), |text| (!text.is_empty()).then(|| text.to_owned())),
        ),
        log: Log {
            json: read.with("log.format", false, |text| match text {
                "text" => Some(false),
                "json" => Some(true),
                _ => None,
            }),
            filter: read.with("log.filter", String::new(), |text| {
                tracing_subscriber::EnvFilter::try_new(text).is_ok().then(|| text.to_owned())
            }),
        },
        stop_seconds: read.number("stop.seconds", 0, 3_600),
    };
    if read.problems.is_empty() { Ok(config) } else { Err(read.problems) }
}

struct Reader {
    raws: source::Raws,
    problems: Vec<Problem>,
}

impl Reader {
    fn raw(&self, key: &str) -> Raw {
        // Every key asked for stands in SETTINGS, which a test checks; an empty text is then simply refused.
        self.raws.get(key).cloned().unwrap_or(Raw { text: String::new(), origin: Origin::Default })
    }

    fn text(&self, key: &str) -> String {
        self.raw(key).text
    }

    /// Reads a setting; a wrong value is noted and `stand_in` takes its place until all problems are told.
    fn with<T>(&mut self, key: &'static str, stand_in: T, read: impl Fn(&str) -> Option<T>) -> T {
        let raw = self.raw(key);
        match read(raw.text.trim()) {
            Some(value) => value,
            None => {
                let setting = SETTINGS.iter().find(|it| it.key == key);
                let allowed = setting.map_or("something else", |it| it.allowed);
                let shown = if key.contains("secret") { "…" } else { raw.text.as_str() };
                self.problems.push(Problem {
                    origin: raw.origin,
                    what: format!("{key} = {shown:?} is not {allowed}"),
                });
                stand_in
            }
        }
    }

    fn address(&mut self, key: &'static str) -> SocketAddr {
        self.with(key, SocketAddr::from(([127, 0, 0, 1], 0)), |text| text.parse().ok())
    }

    fn switch(&mut self, key: &'static str) -> bool {
        self.with(key, false, |text| text.parse().ok())
    }

    fn optional<T: FromStr>(&mut self, key: &'static str) -> Option<T> {
        self.with(key, None, |text| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) })
    }

    fn list<T: FromStr>(&mut self, key: &'static str) -> Vec<T> {
        self.with(key, vec![], |text| {
            text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(|it| it.parse().ok()).collect()
        })
    }

    fn number(&mut self, key: &'static str, min: u32, max: u32) -> u32 {
        self.with(key, min, |text| text.parse().ok().filter(|it| (min..=max).contains(it)))
    }

    fn files(&mut self) -> Files {
        let s3 = self.with("files.kind", false, |text| match text {
            "folder" => Some(false),
            "s3" => Some(true),
            _ => None,
        });
        if !s3 {
            return Files::Folder;
        }
        let needed = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Files::S3(S3 {
            bucket: self.with("files.s3_bucket", String::new(), needed),
            region: self.with("files.s3_region", String::new(), needed),
            endpoint: self.with("files.s3_endpoint", None, |text| match text {
                "" => Some(None),
                url if url.starts_with("http://") || url.starts_with("https://") => {
                    Some(Some(url.to_owned()))
                }
                _ => None,
            }),
            access_key: self.with("files.s3_access_key", String::new(), needed),
            secret_key: self.with("files.s3_secret_key", String::new(), needed),
        })
    }
}

fn port_range(text: &str) -> Option<RangeInclusive<u16>> {
    let (from, to) = text.split_once('-')?;
    let (from, to): (u16, u16) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from >= 1_024 && to > from && to - from >= 99).then_some(from..=to)
}

#[cfg(test)]
mod tests;
