//! What a figure was measured on: without it, it means nothing.

use std::{fs, thread};

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Machine {
    processor: String,
    cores: usize,
    memory_gib: u64,
    system: String,
    kernel: String,
}

impl Machine {
    pub fn this() -> Self {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let kib = value(&read("/proc/meminfo"), "MemTotal:")
            .split(' ')
            .next()
            .and_then(|it| it.parse::<u64>().ok());
        Self {
            processor: value(&read("/proc/cpuinfo"), "model name"),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory_gib: kib.unwrap_or_default().div_ceil(1 << 20),
            system: value(&read("/etc/os-release"), "PRETTY_NAME="),
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
        }
    }
}

/// What stands after `key` on the first line that begins with it.
fn value(text: &str, key: &str) -> String {
    let rest = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or("unknown");
    rest.trim_matches([' ', '\t', ':', '"']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_from_the_systems_own_files() {
        assert_eq!(
            value("processor\t: 0\nmodel name\t: Xeon 8375C\nmodel name\t: other", "model name"),
            "Xeon 8375C"
        );
        assert_eq!(value("PRETTY_NAME=\"Debian GNU/Linux 12\"", "PRETTY_NAME="), "Debian GNU/Linux 12");
        assert_eq!(value("", "MemTotal:"), "unknown");
    }
}
