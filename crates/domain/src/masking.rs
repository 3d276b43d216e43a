//! How personal data looks to eyes that have not asked for it (AUD-02). Masked is the default everywhere.

/// `김서연` → `김*연`, `남궁민수` → `남**수`, `김연` → `김*`.
pub fn name(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// `seoyeon@naver.com` → `seo***@naver.com`; what has no `@` is hidden whole.
pub fn email(email: &str) -> String {
    match email.split_once('@') {
        Some((local, host)) => format!(
            "{}***@{host}",
            local.chars().take(3.min(local.chars().count() / 2 + 1)).collect::<String>()
        ),
        None => "***".to_owned(),
    }
}

/// The third part of an IPv4 address, the last half of an IPv6 one.
pub fn ip(ip: &str) -> String {
    let parts: Vec<&str> = ip.split('.').collect();
    match parts.as_slice() {
        [a, b, _, d] => format!("{a}.{b}.***.{d}"),
        _ => match ip.split_once("::") {
            Some((head, _)) => format!("{head}::***"),
            None => ip.split(':').take(4).chain(["***"]).collect::<Vec<_>>().join(":"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_text_keeps_only_what_tells_people_apart() {
        assert_eq!(name("김서연"), "김*연");
        assert_eq!(name("남궁민수"), "남**수");
        assert_eq!(name("김연"), "김*");
        assert_eq!(email("seoyeon@naver.com"), "seo***@naver.com");
        assert_eq!(email("kj@naver.com"), "kj***@naver.com");
        assert_eq!(ip("10.20.30.40"), "10.20.***.40");
        assert_eq!(ip("2001:db8::1"), "2001:db8::***");
    }
}
