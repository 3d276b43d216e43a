//! `naru check-config`: says what is wrong, or what is in effect.

use crate::{
    cli::{self, RunOptions},
    config::SETTINGS,
};

pub fn check_config(options: &RunOptions) -> anyhow::Result<()> {
    let config = options.load(vec![])?;
    cli::print("The configuration is sound.");
    cli::print(&format!("{config:#?}"));
    cli::print("\nSettings (file key, default, purpose):");
    for setting in SETTINGS {
        let default = if setting.default.is_empty() { "–" } else { setting.default };
        cli::print(&format!(
            "  {:<28} {:<16} {} ({})",
            setting.key, default, setting.purpose, setting.allowed
        ));
    }
    Ok(())
}
