//! baresip as the customer's telephone: a second, independent implementation on the line.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use media::codec::Codec;

use crate::{
    agent::{AGENT_HERTZ, Agent},
    centre::{Centre, NUMBER, PATIENCE, free_port},
    sound,
};

const CUSTOMER_HERTZ: f64 = 620.0;

struct Baresip {
    child: Child,
    control: u16,
    folder: tempfile::TempDir,
}

impl Baresip {
    /// Plugged in, speaking a tone from a file, keeping what it hears in files.
    fn plug_in() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("tone.wav"), sound::tone_file(CUSTOMER_HERTZ, 60)).unwrap();
        let control = free_port();
        fs::write(path.join("config"), config(path, control, free_port())).unwrap();
        fs::write(path.join("accounts"), "<sip:01000077000@127.0.0.1>;regint=0;audio_codecs=PCMU/8000/1\n")
            .unwrap();
        fs::write(path.join("contacts"), "").unwrap();
        let child = Command::new("baresip")
            .args(["-f", &path.display().to_string()])
            .current_dir(path)
            .stdin(Stdio::null())
            .stdout(fs::File::create(path.join("log")).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .expect("baresip cannot be started: run `cargo xtask setup`");
        Self { child, control, folder }
    }

    /// Sends a command over its control socket (a netstring of JSON).
    fn command(&self, command: &str, params: &str) {
        let until = Instant::now() + PATIENCE;
        let mut stream = loop {
            match TcpStream::connect(("127.0.0.1", self.control)) {
                Ok(stream) => break stream,
                Err(error) => {
                    assert!(Instant::now() < until, "baresip does not listen: {error}\n{}", self.log())
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        let body = format!(r#"{{"command":"{command}","params":"{params}"}}"#);
        write!(stream, "{}:{body},", body.len()).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let mut answer = [0; 1_024];
        // The answer is of no interest; reading it keeps the socket from being reset.
        let _ = stream.read(&mut answer);
    }

    /// Everything it heard, as it came.
    fn heard(&self) -> Vec<i16> {
        let mut samples = vec![];
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with("-dec.wav") {
                let bytes = fs::read(path).unwrap();
                samples.extend(bytes[44..].chunks_exact(2).map(|it| i16::from_le_bytes([it[0], it[1]])));
            }
        }
        samples
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Baresip {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn config(folder: &Path, control: u16, sip: u16) -> String {
    let folder = folder.display();
    format!(
        "module_path /usr/lib/baresip/modules\n\
         module g711.so\nmodule aufile.so\nmodule sndfile.so\nmodule ctrl_tcp.so\n\
         module_tmp uuid.so\nmodule_tmp account.so\nmodule_app menu.so\n\
         ctrl_tcp_listen 127.0.0.1:{control}\n\
         sip_listen 127.0.0.1:{sip}\nsip_trans_def udp\nnet_interface 127.0.0.1\n\
         audio_source aufile,{folder}/tone.wav\naudio_player aufile,{folder}/played.wav\naudio_alert aufile,{folder}/alert.wav\n\
         audio_srate 8000-8000\naudio_channels 1-1\nausrc_srate 8000\nauplay_srate 8000\n\
         snd_path {folder}\nrtp_timeout 0\ncall_max_calls 4\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_at_baresip_reaches_an_agent_and_both_hear_each_other() {
    let centre = Centre::start();
    let mut agent = Agent::on_duty(&centre, "haneul", Codec::Pcmu).await;
    let phone = Baresip::plug_in();
    phone.command("dial", &format!("sip:{NUMBER}@127.0.0.1:{}", centre.sip));
    let owner = centre.sign_in("daeun");
    owner.wait_for("/dashboard", |it| (it["lines"]["in_ivr"] == 1).then_some(()));
    tokio::task::block_in_place(|| std::thread::sleep(Duration::from_secs(1)));
    phone.command("sndcode", "2");
    tokio::task::block_in_place(|| std::thread::sleep(Duration::from_secs(1)));
    phone.command("sndcode", "1");

    let call = agent.answer();
    agent.hears(CUSTOMER_HERTZ, 3.0).await;
    phone.command("hangup", "");
    agent.without_call();
    let detail = agent.person.finished_call(&call);
    assert_eq!(detail["end_reason"], "customer_hung_up", "{}", phone.log());
    assert_eq!(detail["menu_path"], serde_json::json!(["배송·교환", "교환·반품"]));
    let (customer, agents) = agent.person.recording(&detail);
    assert!(sound::seconds_of(&customer, CUSTOMER_HERTZ) >= 3.0);
    assert!(sound::seconds_of(&agents, AGENT_HERTZ) >= 2.0);
    assert!(sound::seconds_of(&phone.heard(), AGENT_HERTZ) >= 2.0, "baresip did not hear the agent");
}
