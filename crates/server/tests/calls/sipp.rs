//! SIPp as the customer's telephone: scenarios written here, sound echoed or played.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use crate::centre::{Centre, NUMBER, free_port};

/// A telephone that is on the line.
pub struct Caller {
    child: Child,
    folder: tempfile::TempDir,
}

/// What the telephone does after it was answered, in SIPp's words.
pub struct Script<'s> {
    pub number: &'s str,
    pub from: &'s str,
    /// XML between ACK and the end.
    pub steps: String,
    /// XML of the end; without one the far side says BYE.
    pub end: &'s str,
    pub tcp: bool,
}

impl Default for Script<'_> {
    fn default() -> Self {
        Self { number: NUMBER, from: "01000030412", steps: String::new(), end: BYE, tcp: false }
    }
}

pub const BYE: &str = r#"
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 90 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
"#;

pub const WAIT_FOR_BYE: &str = r#"
  <recv request="BYE" timeout="90000"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
"#;

pub fn pause(ms: u32) -> String {
    format!(r#"<pause milliseconds="{ms}"/>"#)
}

/// Presses a key as RFC 4733 events, which SIPp sends with payload type 96. It takes SIPp 660 ms, and what is
/// played next cuts off what is still playing.
pub fn press(key: char) -> String {
    format!(r#"<nop><action><exec play_dtmf="{key}"/></action></nop><pause milliseconds="900"/>"#)
}

/// Presses a key by INFO.
pub fn press_by_info(key: char, cseq: u32) -> String {
    let body = format!("Signal={key}\r\nDuration=160\r\n");
    format!(
        r#"
  <send retrans="500"><![CDATA[
INFO [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: {cseq} INFO
Max-Forwards: 70
Content-Type: application/dtmf-relay
Content-Length: [len]

{body}]]></send>
  <recv response="200"/>
"#
    )
}

/// Plays a capture of RTP from now on. The call goes on meanwhile.
pub fn play(capture: &Path) -> String {
    format!(r#"<nop><action><exec play_pcap_audio="{}"/></action></nop>"#, capture.display())
}

/// Puts the call on hold or takes it off, by re-INVITE.
pub fn reinvite(direction: &str, cseq: u32) -> String {
    format!(
        r#"
  <send retrans="500"><![CDATA[
INVITE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: {cseq} INVITE
Contact: <sip:FROM@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

{sdp}]]></send>
  <recv response="100" optional="true"/>
  <recv response="200"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: {cseq} ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
"#,
        sdp = sdp(cseq, direction),
    )
}

fn sdp(version: u32, direction: &str) -> String {
    format!(
        "v=0\no=sipp 1 {version} IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 0 96\n\
         a=rtpmap:0 PCMU/8000\na=rtpmap:96 telephone-event/8000\na=fmtp:96 0-15\na={direction}\n"
    )
}

impl Caller {
    /// Dials and does what the script says.
    pub fn dial(centre: &Centre, script: &Script<'_>) -> Self {
        let scenario = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<scenario name="customer">
  <send retrans="500"><![CDATA[
INVITE sip:{number}@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
To: <sip:{number}@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:FROM@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

{sdp}]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:FROM@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
{steps}
{end}
</scenario>
"#,
            number = script.number,
            sdp = sdp(1, "sendrecv"),
            steps = script.steps,
            end = script.end,
        );
        Self::run(centre, &scenario.replace("FROM", script.from), script.tcp, &[])
    }

    /// Dials and gives up while it still rings.
    pub fn dial_and_cancel(centre: &Centre, number: &str) -> Self {
        let scenario = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<scenario name="customer">
  <send retrans="500"><![CDATA[
INVITE sip:{number}@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:01000030412@[local_ip]>;tag=[call_number]
To: <sip:{number}@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:01000030412@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

{sdp}]]></send>
  <recv response="100" optional="true"/>
  <recv response="183"/>
  <pause milliseconds="500"/>
  <send retrans="500"><![CDATA[
CANCEL sip:{number}@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
From: <sip:01000030412@[local_ip]>;tag=[call_number]
To: <sip:{number}@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 CANCEL
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
  <recv response="487"/>
  <send><![CDATA[
ACK sip:{number}@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
From: <sip:01000030412@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
</scenario>
"#,
            sdp = sdp(1, "sendrecv"),
        );
        Self::run(centre, &scenario, false, &[])
    }

    /// With the extra arguments, such as `-rtp_echo`.
    fn run(centre: &Centre, scenario: &str, tcp: bool, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("scenario.xml");
        fs::write(&file, scenario).unwrap();
        let child = Command::new("sipp")
            .arg(format!("127.0.0.1:{}", centre.sip))
            .args(["-sf", &file.display().to_string(), "-m", "1", "-i", "127.0.0.1", "-mi", "127.0.0.1"])
            .args(["-p", &free_port().to_string(), "-mp", &free_media_port().to_string()])
            .args(["-t", if tcp { "t1" } else { "u1" }, "-nostdin", "-trace_err", "-timeout", "120s"])
            .args(more)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.path().join("stderr")).unwrap())
            .spawn()
            .expect("sipp cannot be started: run `cargo xtask setup`");
        Self { child, folder }
    }

    /// Waits for the end; a scenario that did not go as written fails.
    pub fn finish(mut self) {
        let status = self.child.wait().unwrap();
        assert!(status.success(), "SIPp: {status}\n{}", self.complaints());
    }

    /// What SIPp wrote down about messages it did not expect, and about itself.
    fn complaints(&self) -> String {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|it| it.unwrap().path());
        files
            .filter(|it| it.to_string_lossy().contains("err"))
            .map(|it| fs::read_to_string(it).unwrap())
            .collect()
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            println!("SIPp: {}", self.complaints());
        }
    }
}

/// SIPp takes a few ports from here on.
fn free_media_port() -> u16 {
    loop {
        let port = free_port();
        if port < 65_000 && port.is_multiple_of(2) {
            return port;
        }
    }
}

pub fn output_of(command: &mut Command) -> Output {
    command.output().unwrap()
}
