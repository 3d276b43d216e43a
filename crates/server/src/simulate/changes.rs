//! `agents=12,ring=20`: what is different in a simulated day.

use anyhow::{Context, bail};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// So many agents from the first call to the last, instead of those who were there.
    pub agents: Option<u64>,
    pub ring_seconds: Option<u32>,
    pub wrap_up_seconds: Option<u32>,
    pub auto_answer_seconds: Option<u32>,
    pub no_answer_limit: Option<u32>,
}

impl Changes {
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut changes = Self::default();
        for change in text.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            let (key, value) =
                change.split_once('=').with_context(|| format!("{change:?} is not key=number"))?;
            let number: u32 =
                value.trim().parse().with_context(|| format!("{change:?} is not key=number"))?;
            match key.trim() {
                "agents" if (1..=5_000).contains(&number) => changes.agents = Some(number.into()),
                "agents" => bail!("agents must be between 1 and 5000"),
                "ring" => changes.ring_seconds = Some(number),
                "wrap_up" => changes.wrap_up_seconds = Some(number),
                "auto_answer" => changes.auto_answer_seconds = Some(number),
                "no_answer_limit" => changes.no_answer_limit = Some(number),
                other => bail!(
                    "nothing is called {other:?}; there are agents, ring, wrap_up, auto_answer, no_answer_limit"
                ),
            }
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_and_slips_are_named() {
        let read = Changes::parse("agents=12, ring=20").unwrap();
        let expected = Changes { agents: Some(12), ring_seconds: Some(20), ..Changes::default() };
        assert_eq!(read, expected);
        assert_eq!(Changes::parse("").unwrap(), Changes::default());
        for (slip, told) in [
            ("rings=20", "nothing is called \"rings\""),
            ("agents", "is not key=number"),
            ("agents=many", "is not key=number"),
            ("agents=0", "between 1 and 5000"),
        ] {
            let error = Changes::parse(slip).unwrap_err().to_string();
            assert!(error.contains(told), "{slip}: {error}");
        }
    }
}
