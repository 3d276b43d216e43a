//! The program running with the demo company, on ports and in a folder of its own.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket},
    path::Path,
    process::{Child, Command, Stdio},
};

use voice::phone::crowd::{Crowd, CrowdPlan};

use crate::{Failure, usage::Usage};

const NUMBER: &str = "07000000412";
const MAX_CALLS: &str = "4000";

/// Ends with the bench.
pub struct Centre {
    child: Child,
    pub http: SocketAddr,
    sip: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Centre {
    /// The first life makes the demo company; the second, which is measured, finds it as any morning does.
    pub fn start() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let (mut first, _, _) = run(&data)?;
        // What has been made is on disk.
        first.kill()?;
        first.wait()?;
        let (child, http, sip) = run(&data)?;
        Ok(Self { child, http, sip, _folder: folder })
    }

    pub fn usage(&self) -> Result<Usage, Failure> {
        Usage::of(self.child.id())
    }

    /// People who call the demo company.
    pub fn customers(&self) -> Result<Crowd, Failure> {
        Ok(Crowd::gather(CrowdPlan { server: self.sip, dialed: NUMBER.to_owned() })?)
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        // A process that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program and waits until it takes calls.
fn run(data: &Path) -> Result<(Child, SocketAddr, SocketAddr), Failure> {
    let (http, sip) = (free_port()?, free_port()?);
    let mut child = Command::new(env!("CARGO_BIN_EXE_naru"))
        .arg("demo")
        .arg("--data")
        .arg(data)
        .args(["--http", &http.to_string(), "--sip", &sip.to_string()])
        .env("NARU_SIP_MAX_CALLS", MAX_CALLS)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    if !lines.any(|it| it.is_ok_and(|it| it.starts_with("ready"))) {
        return Err("the program ended before it took calls".into());
    }
    // Whoever writes into a closed pipe dies of it.
    std::thread::spawn(move || lines.for_each(drop));
    Ok((child, http, sip))
}

/// The number of the `n`th customer.
pub fn customer(n: usize) -> String {
    format!("0100412{:04}", n % 10_000)
}

/// An address whose UDP port nobody has, and whose TCP twin nobody has either.
fn free_port() -> Result<SocketAddr, Failure> {
    loop {
        let address = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
}
