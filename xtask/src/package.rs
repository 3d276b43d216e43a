//! The programs of other projects that the product is built and proven with, and the Debian packages they come in.

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::{postgres, program::Program};

/// What a verb is about to do, as far as packages are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Build,
    Speech,
    Database,
    Calls,
    Browser,
}

pub const EVERYTHING: [Need; 5] = [Need::Build, Need::Speech, Need::Database, Need::Calls, Need::Browser];

#[derive(Debug)]
pub struct Package {
    pub name: &'static str,
    pub what_for: &'static str,
    need: Need,
    proof: Proof,
}

/// What shows that a package is not missing, wherever it came from.
#[derive(Debug)]
enum Proof {
    AllPrograms(&'static [&'static str]),
    AnyProgram(&'static [&'static str]),
    PostgresServer,
    KoreanFont,
}

/// baresip-core has every module the tests load (g711, aufile, ausine, sndfile, ctrl_tcp, menu, account);
/// the `baresip` package above it adds only windows and video.
const PACKAGES: &[Package] = &[
    Package {
        name: "g++",
        what_for: "compiles the C parts of the codecs and ciphers",
        need: Need::Build,
        proof: Proof::AllPrograms(&["cc", "c++"]),
    },
    Package {
        name: "make",
        what_for: "builds the Opus codec",
        need: Need::Build,
        proof: Proof::AllPrograms(&["make"]),
    },
    Package {
        name: "cmake",
        what_for: "builds the Opus codec",
        need: Need::Build,
        proof: Proof::AllPrograms(&["cmake"]),
    },
    Package {
        name: "pkg-config",
        what_for: "finds libraries for the C parts",
        need: Need::Build,
        proof: Proof::AllPrograms(&["pkg-config"]),
    },
    Package {
        name: "espeak-ng",
        what_for: "speaks announcements",
        need: Need::Speech,
        proof: Proof::AllPrograms(&["espeak-ng"]),
    },
    Package {
        name: "postgresql",
        what_for: "the second database of the store tests",
        need: Need::Database,
        proof: Proof::PostgresServer,
    },
    Package {
        name: "sip-tester",
        what_for: "places test calls (SIPp)",
        need: Need::Calls,
        proof: Proof::AllPrograms(&["sipp"]),
    },
    Package {
        name: "baresip-core",
        what_for: "a real phone for test calls",
        need: Need::Calls,
        proof: Proof::AllPrograms(&["baresip"]),
    },
    Package {
        name: "chromium",
        what_for: "runs the browser stories",
        need: Need::Browser,
        proof: Proof::AnyProgram(BROWSERS),
    },
    Package {
        name: "fonts-nanum",
        what_for: "Hangul in the browser's screenshots",
        need: Need::Browser,
        proof: Proof::KoreanFont,
    },
];

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FONT_FOLDERS: &[&str] = &["/usr/share/fonts", "/usr/local/share/fonts"];
const KOREAN_FONTS: &[&str] = &["Nanum", "NotoSansCJK", "NotoSansKR", "Pretendard", "UnDotum", "Baekmuk"];

#[cfg(test)]
pub fn all() -> &'static [Package] {
    PACKAGES
}

/// The packages for `needs` that this machine does not have.
pub fn missing(needs: &[Need]) -> Vec<&'static Package> {
    PACKAGES.iter().filter(|it| needs.contains(&it.need) && !it.is_present()).collect()
}

/// Where to get a program that is not there, in brackets, for the end of a message.
pub fn hint(program: &str) -> String {
    if ["node", "npm", "npx"].contains(&program) {
        return " (Node 20.19 or newer: https://nodejs.org)".to_owned();
    }
    PACKAGES
        .iter()
        .find(|it| it.programs().contains(&program))
        .map(|it| format!(" (Debian package {}; `cargo xtask setup` installs it)", it.name))
        .unwrap_or_default()
}

pub fn browser() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|it| find_program(it))
}

pub fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|it| is_executable(it))
}

impl Package {
    fn is_present(&self) -> bool {
        match self.proof {
            Proof::AllPrograms(names) => names.iter().all(|it| find_program(it).is_some()),
            Proof::AnyProgram(names) => names.iter().any(|it| find_program(it).is_some()),
            Proof::PostgresServer => postgres::programs().is_some(),
            Proof::KoreanFont => has_korean_font(),
        }
    }

    fn programs(&self) -> &'static [&'static str] {
        match self.proof {
            Proof::AllPrograms(names) | Proof::AnyProgram(names) => names,
            Proof::PostgresServer | Proof::KoreanFont => &[],
        }
    }
}

fn is_executable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

fn has_korean_font() -> bool {
    let asked = Program::new("fc-list").arg(":lang=ko").read();
    // Without fontconfig the usual folders are looked through.
    asked.map_or_else(
        |_| FONT_FOLDERS.iter().any(|it| has_font_file(Path::new(it), &mut BTreeSet::new())),
        |fonts| !fonts.trim().is_empty(),
    )
}

fn has_font_file(folder: &Path, seen: &mut BTreeSet<PathBuf>) -> bool {
    // A linked folder may lead back to one above it.
    if !folder.canonicalize().is_ok_and(|it| seen.insert(it)) {
        return false;
    }
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let is_korean = KOREAN_FONTS.iter().any(|it| name.to_string_lossy().starts_with(it));
        if entry.path().is_dir() { has_font_file(&entry.path(), seen) } else { is_korean }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_leads_to_the_package_it_comes_in() {
        assert!(hint("sipp").contains("sip-tester"));
        assert!(hint("baresip").contains("baresip-core"));
        assert!(hint("npm").contains("nodejs.org"));
        assert_eq!(hint("frobnicate"), "");
    }

    #[test]
    fn a_font_is_found_below_the_fonts_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_font_file(folder.path(), &mut BTreeSet::new()));
        fs::create_dir_all(folder.path().join("truetype/nanum")).unwrap();
        fs::write(folder.path().join("truetype/nanum/NanumGothic.ttf"), "").unwrap();
        assert!(has_font_file(folder.path(), &mut BTreeSet::new()));
    }
}
