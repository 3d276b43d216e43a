//! An account of this machine, for the tools that refuse to run as root.

use std::fs;

use anyhow::{Context, Result, anyhow};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// The first of `names` that this machine has.
    pub fn find(names: &[&str]) -> Result<Self> {
        let accounts = fs::read_to_string("/etc/passwd").context("/etc/passwd cannot be read")?;
        names
            .iter()
            .find_map(|name| Self::named(name, &accounts))
            .ok_or_else(|| anyhow!("this machine has no account named {}", names.join(" or ")))
    }

    fn named(name: &str, accounts: &str) -> Option<Self> {
        accounts.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            match fields.as_slice() {
                [it, _, uid, gid, ..] if *it == name => {
                    Some(Self { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
                }
                _ => None,
            }
        })
    }
}

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts =
            "postgres-old:x:7:8::/:\npostgres:x:101:104:admin:/var/lib/postgresql:/bin/bash\nbroken";
        assert_eq!(Account::named("postgres", accounts), Some(Account { uid: 101, gid: 104 }));
        assert_eq!(Account::named("nobody", accounts), None);
    }
}
