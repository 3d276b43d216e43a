//! A PostgreSQL cluster of our own: fresh, on a free port of this machine only, and gone afterwards.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    account::{self, Account},
    checkout::Checkout,
    interrupt,
    leash::Leash,
    log::Log,
    package, port,
    program::Program,
    scratch::{self, Scratch},
};

const DEBIAN: &str = "/usr/lib/postgresql";
/// A test cluster is thrown away after a crash, so nothing waits for the disk.
const SETTINGS: &[&str] =
    &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];
const PATIENCE: Duration = Duration::from_secs(60);

/// Fields drop in order: the server ends before its folder goes.
#[derive(Debug)]
pub struct Postgres {
    _server: Leash,
    _folder: Scratch,
    pub url: String,
}

impl Postgres {
    pub fn start(checkout: &Checkout, log: &Log) -> Result<Self> {
        let programs = programs().context(
            "PostgreSQL's server programs are not on this machine (Debian package postgresql; `cargo xtask setup` \
             installs it)",
        )?;
        // The server refuses to run as root.
        let account = account::is_root().then(|| Account::find(&["postgres", "nobody"])).transpose()?;
        let parent = folder_in_reach(&checkout.chores("postgres")?, account);
        // Said in full, because the folder may stand among those of other programs.
        let scratch = Scratch::new(&parent, "naru-postgres")?;
        if let Some(account) = account {
            chown(&scratch.folder, Some(account.uid), Some(account.gid))
                .context("the folder cannot be handed over")?;
        }
        let cluster =
            Cluster { programs, account, folder: scratch.folder.clone(), password: scratch::random_hex(16)? };
        cluster.create(log)?;
        let (server, port) = cluster.start(log)?;
        let url = format!("postgres://postgres:{}@127.0.0.1:{port}/postgres", cluster.password);
        Ok(Self { _server: server, _folder: scratch, url })
    }
}

struct Cluster {
    programs: PathBuf,
    account: Option<Account>,
    folder: PathBuf,
    password: String,
}

impl Cluster {
    fn create(&self, log: &Log) -> Result<()> {
        let password = self.folder.join("password");
        fs::write(&password, &self.password)
            .and_then(|()| self.account.map_or(Ok(()), |it| chown(&password, Some(it.uid), Some(it.gid))))
            .and_then(|()| fs::set_permissions(&password, fs::Permissions::from_mode(0o600)))
            .context("the password file cannot be written")?;
        self.program("initdb")
            .args([
                "--username=postgres",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .arg(format!("--pwfile={}", password.display()))
            .arg(format!("--pgdata={}", self.data().display()))
            .run(log)
    }

    /// Another program may take the free port before the server does, so there is more than one attempt.
    fn start(&self, log: &Log) -> Result<(Leash, u16)> {
        for _ in 0..3 {
            let port = port::free_tcp()?;
            if let Some(server) = self.start_on(port, log)? {
                return Ok((server, port));
            }
        }
        bail!("the server ended three times before it was ready")
    }

    fn start_on(&self, port: u16, log: &Log) -> Result<Option<Leash>> {
        let server = self
            .program("postgres")
            .arg("-D")
            .arg(self.data())
            // The socket stands in the data folder, named relative to it: a long path would not fit into its address.
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", "."])
            .args(SETTINGS.iter().flat_map(|it| ["-c", it]));
        // SIGINT: clients are cut off, and the server ends at once and in order.
        let (mut leash, words) = Leash::start(server, "INT")?;
        let path = self.folder.join("server.log");
        let mut file =
            fs::File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        thread::spawn(move || std::io::copy(&mut { words }, &mut file));
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE {
            interrupt::check()?;
            if !leash.is_running() {
                fs::read_to_string(&path).unwrap_or_default().lines().for_each(|line| log.line(line));
                return Ok(None);
            }
            if self.is_ready(port) {
                log.line(&format!("PostgreSQL is ready on 127.0.0.1:{port}"));
                return Ok(Some(leash));
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("the server was not ready after {} seconds", PATIENCE.as_secs())
    }

    fn is_ready(&self, port: u16) -> bool {
        self.program("pg_isready").args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).succeeds()
    }

    fn program(&self, name: &str) -> Program {
        Program::new(self.programs.join(name)).account(self.account).folder(&self.folder)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

/// The folder of the newest server programs: Debian keeps them off the PATH, one folder per version.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).ok().into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|it| Some((it.file_name().to_str()?.parse::<u32>().ok()?, it.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .max();
    newest.map(|(_, folder)| folder).or_else(|| Some(package::find_program("initdb")?.parent()?.to_owned()))
}

/// `wanted`, unless the account the server runs under may not enter a folder on the way there (root's home, say).
fn folder_in_reach(wanted: &Path, account: Option<Account>) -> PathBuf {
    let open_to_all = |it: &Path| fs::metadata(it).is_ok_and(|it| it.permissions().mode() & 0o001 != 0);
    if account.is_none() || wanted.ancestors().all(open_to_all) {
        wanted.to_owned()
    } else {
        std::env::temp_dir()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_the_server_cannot_enter_is_replaced_by_one_it_can() {
        let home = tempfile::tempdir().unwrap();
        let inside = home.path().join("target");
        fs::create_dir(&inside).unwrap();
        let account = Some(Account { uid: 101, gid: 104 });
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(folder_in_reach(&inside, account), std::env::temp_dir());
        assert_eq!(folder_in_reach(&inside, None), inside);
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(folder_in_reach(&inside, account), inside);
    }
}
