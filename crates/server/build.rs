//! The web apps are embedded from their build folders. A checkout that has not built them yet must compile all the
//! same, so missing folders are made empty; the server then says what to run.

use std::{fs, path::Path};

fn main() -> std::io::Result<()> {
    for app in ["desk", "widget"] {
        let folder = Path::new("../../web/apps").join(app).join("dist");
        fs::create_dir_all(&folder)?;
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    Ok(())
}
