//! Proving who we are to a carrier (RFC 7616, RFC 8760): SHA-256 where it is offered, MD5 where nothing better is.

use std::fmt::Write;

use md5::Md5;
use sha2::{Digest, Sha256};

/// What `WWW-Authenticate` or `Proxy-Authenticate` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    pub realm: String,
    pub nonce: String,
    opaque: Option<String>,
    algorithm: Algorithm,
    has_quality: bool,
    /// The nonce was good once: the same password may be tried again.
    pub is_stale: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Algorithm {
    Md5,
    Sha256,
}

/// What is proven for.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    pub username: &'a str,
    pub password: &'a str,
    pub method: &'a str,
    pub uri: &'a str,
    /// Drawn by lot for every proof.
    pub own_nonce: &'a str,
}

impl Challenge {
    /// The strongest of several challenges that we can meet; `None` if there is none.
    pub fn choose<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Self> {
        headers.filter_map(Self::read).max_by_key(|it| it.algorithm)
    }

    fn read(header: &str) -> Option<Self> {
        let (scheme, rest) = header.trim().split_once(char::is_whitespace)?;
        if !scheme.eq_ignore_ascii_case("Digest") {
            return None;
        }
        let parameters = split(rest);
        let get =
            |name: &str| parameters.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.clone());
        let algorithm = match get("algorithm").as_deref().map(str::to_ascii_uppercase).as_deref() {
            None | Some("MD5") => Algorithm::Md5,
            Some("SHA-256") => Algorithm::Sha256,
            Some(_) => return None,
        };
        let quality = get("qop");
        let offers_auth =
            quality.as_ref().is_none_or(|it| it.split(',').any(|it| it.trim().eq_ignore_ascii_case("auth")));
        offers_auth.then_some(())?;
        Some(Self {
            realm: get("realm")?,
            nonce: get("nonce")?,
            opaque: get("opaque"),
            algorithm,
            has_quality: quality.is_some(),
            is_stale: get("stale").is_some_and(|it| it.eq_ignore_ascii_case("true")),
        })
    }

    /// The value of `Authorization` or `Proxy-Authorization`.
    pub fn answer(&self, proof: &Proof<'_>) -> String {
        let Proof { username, password, method, uri, own_nonce } = *proof;
        let Self { realm, nonce, algorithm, .. } = self;
        let secret = algorithm.hash(&format!("{username}:{realm}:{password}"));
        let action = algorithm.hash(&format!("{method}:{uri}"));
        // Every proof has a nonce of ours that is used once, so the count is always the first.
        let response = if self.has_quality {
            algorithm.hash(&format!("{secret}:{nonce}:00000001:{own_nonce}:auth:{action}"))
        } else {
            algorithm.hash(&format!("{secret}:{nonce}:{action}"))
        };
        let name = match algorithm {
            Algorithm::Md5 => "MD5",
            Algorithm::Sha256 => "SHA-256",
        };
        let mut value = format!(
            "Digest username=\"{username}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", \
             response=\"{response}\", algorithm={name}"
        );
        if self.has_quality {
            // Unquoted, unlike the challenge's list (RFC 7616 §3.4).
            value.push_str(&format!(", qop=auth, nc=00000001, cnonce=\"{own_nonce}\""));
        }
        if let Some(opaque) = &self.opaque {
            value.push_str(&format!(", opaque=\"{opaque}\""));
        }
        value
    }
}

impl Algorithm {
    fn hash(self, text: &str) -> String {
        let hex = |bytes: &[u8]| {
            bytes.iter().fold(String::new(), |mut hex, byte| {
                // Writing into a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        };
        match self {
            Self::Md5 => hex(&Md5::digest(text.as_bytes())),
            Self::Sha256 => hex(&Sha256::digest(text.as_bytes())),
        }
    }
}

/// `name=value, name="value, with comma"`.
fn split(text: &str) -> Vec<(String, String)> {
    let mut parameters = vec![];
    let mut rest = text.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => match quoted.split_once('"') {
                Some((value, next)) => (value, next),
                None => break,
            },
            None => after.split_once(',').map_or((after, ""), |(value, _)| (value, &after[value.len()..])),
        };
        parameters.push((name.trim().to_owned(), value.trim().to_owned()));
        rest = next.trim_start().trim_start_matches(',').trim_start();
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROOF: Proof<'static> = Proof {
        username: "Mufasa",
        password: "Circle of Life",
        method: "GET",
        uri: "/dir/index.html",
        own_nonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    };

    fn challenge(algorithm: &str) -> String {
        format!(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
        )
    }

    /// The examples of RFC 7616 §3.9.1.
    #[test]
    fn the_examples_of_the_rfc_come_out() {
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let answer = Challenge::read(&challenge(algorithm)).unwrap().answer(&PROOF);
            assert!(answer.contains(&format!("response=\"{response}\"")), "{answer}");
            assert!(answer.contains("qop=auth, nc=00000001"), "{answer}");
        }
    }

    #[test]
    fn the_strongest_challenge_we_can_meet_is_met() {
        let headers =
            [challenge("MD5"), challenge("SHA-512-256"), challenge("SHA-256"), "Basic realm=\"x\"".into()];
        let chosen = Challenge::choose(headers.iter().map(String::as_str)).unwrap();
        assert_eq!(chosen.algorithm, Algorithm::Sha256);
        assert_eq!(Challenge::choose(["Basic realm=\"x\"", "Digest nonce=\"unclosed"].into_iter()), None);
    }

    #[test]
    fn old_carriers_without_quality_get_the_old_answer() {
        let old = Challenge::read("Digest realm=\"r\",nonce=\"n\",stale=TRUE").unwrap();
        assert!(old.is_stale);
        let answer = old.answer(&PROOF);
        assert!(!answer.contains("qop") && !answer.contains("cnonce"), "{answer}");
    }
}
