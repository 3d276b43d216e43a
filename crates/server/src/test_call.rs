//! `naru test-call`: one real call to any SIP address, for whoever wants to know whether a line works.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    path::PathBuf,
    time::Duration,
};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use connectors::speech::Espeak;
use domain::digit::Digit;
use domain::speech::Voice;
use media::{
    clip,
    codec::Codec,
    frame::{RATE, level_dbfs},
    g711, wav,
};
use serde_json::json;
use voice::phone::{
    Phone, PhonePlan, Transport,
    call::{Call, CallPlan, End, Moment, Phase},
};

use crate::cli;

/// Nobody lets it ring longer.
const RING_LIMIT: Duration = Duration::from_secs(60);
const DEFAULT_PORT: u16 = 5_060;

#[derive(Debug, Args)]
pub struct TestCallOptions {
    /// Whom to call: NUMBER@HOST[:PORT]
    #[arg(value_name = "NUMBER@HOST:PORT")]
    to: String,
    /// Calling number
    #[arg(long, default_value = "01000000000")]
    from: String,
    /// Use TCP instead of UDP
    #[arg(long)]
    tcp: bool,
    /// Offer A-law only instead of both
    #[arg(long)]
    alaw: bool,
    /// Speak this text once the call is answered
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["play", "tone"])]
    say: Option<String>,
    /// Play this WAV file once the call is answered
    #[arg(long, value_name = "FILE", conflicts_with = "tone")]
    play: Option<PathBuf>,
    /// Play a tone of this frequency, in hertz, to the end of the call
    #[arg(long, value_name = "HZ")]
    tone: Option<u32>,
    /// Keys to press, with waits in between: "w3 2 w1.5 1" waits 3 s, presses 2, waits 1.5 s, presses 1
    #[arg(long, value_name = "KEYS", default_value = "")]
    digits: String,
    /// How keys travel
    #[arg(long, value_enum, default_value_t = DigitsBy::Rfc4733)]
    digits_by: DigitsBy,
    /// Stay this long after the last key, unless the far side hangs up
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    seconds: f64,
    /// Keep what is heard in this WAV file
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Program for --say
    #[arg(long, default_value = "espeak-ng")]
    speech: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DigitsBy {
    Rfc4733,
    Info,
}

enum Step {
    Wait(Duration),
    Press(Digit),
}

pub async fn test_call(options: TestCallOptions) -> anyhow::Result<()> {
    let (number, server) = parse_target(&options.to)?;
    let steps = parse_steps(&options.digits)?;
    let speech = speech(&options).await?;
    let any: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    let local = local_address_towards(server).unwrap_or(any);
    let phone = Phone::plug_in(PhonePlan {
        transport: if options.tcp { Transport::Tcp } else { Transport::Udp },
        address: local,
        server,
        number: options.from.clone(),
        codecs: if options.alaw { vec![Codec::Pcma] } else { vec![Codec::Pcmu, Codec::Pcma] },
    })
    .await
    .with_context(|| format!("{server} cannot be reached"))?;
    let mut call = phone.call(CallPlan::to(&number)).await.context("the call cannot be sent")?;
    let answered = tokio::select! {
        answered = tokio::time::timeout(RING_LIMIT, call.reach(Phase::Up)) => answered.ok(),
        _ = tokio::signal::ctrl_c() => None,
    };
    match answered {
        Some(Phase::Up) => {
            speak(&call, &options, speech);
            let stay = Duration::from_secs_f64(options.seconds.clamp(0.0, 3_600.0));
            let conversation = async {
                press(&mut call, &steps, options.digits_by).await;
                let _ = tokio::time::timeout(stay, call.end()).await;
            };
            // Ctrl-C puts the telephone down; nobody at the other end is left talking to silence.
            tokio::select! {
                () = conversation => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            if !matches!(call.phase(), Phase::Ended(_)) {
                call.hang_up().await;
                let _ = tokio::time::timeout(Duration::from_secs(5), call.end()).await;
            }
        }
        Some(_) => {}
        None => {
            call.cancel().await;
            let _ = tokio::time::timeout(Duration::from_secs(5), call.end()).await;
        }
    }
    let heard = call.heard();
    if let Some(path) = &options.save {
        std::fs::write(path, wav::write(RATE, &heard))
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    report(&call, &heard, options.json);
    match call.phase() {
        Phase::Ended(End::Refused(code)) => bail!("the call was refused with {code}"),
        Phase::Ended(End::Lost) => bail!("no answer came from {server}"),
        Phase::Ended(End::WeHungUp | End::TheyHungUp) => Ok(()),
        Phase::Calling | Phase::Ringing | Phase::Early | Phase::Up => bail!("the call was not answered"),
    }
}

fn parse_target(text: &str) -> anyhow::Result<(String, SocketAddr)> {
    let plain = text.strip_prefix("sip:").unwrap_or(text);
    let (number, host) =
        plain.rsplit_once('@').with_context(|| format!("{text:?} is not NUMBER@HOST:PORT"))?;
    let number: String = number.chars().filter(|it| !matches!(it, '-' | ' ')).collect();
    let with_port = host.parse::<SocketAddr>().is_ok()
        || host.rsplit_once(':').is_some_and(|(_, it)| it.parse::<u16>().is_ok());
    let host = if with_port { host.to_owned() } else { format!("{host}:{DEFAULT_PORT}") };
    let server = host
        .to_socket_addrs()
        .with_context(|| format!("{host} is not known"))?
        .next()
        .with_context(|| format!("{host} has no address"))?;
    Ok((number, server))
}

fn parse_steps(text: &str) -> anyhow::Result<Vec<Step>> {
    let mut steps = vec![];
    for word in text.split_whitespace() {
        if let Some(seconds) = word.strip_prefix('w') {
            let seconds: f64 =
                seconds.parse().with_context(|| format!("{word:?} is not a wait such as w1.5"))?;
            steps.push(Step::Wait(Duration::from_secs_f64(seconds.clamp(0.0, 3_600.0))));
        } else {
            for key in word.chars() {
                steps.push(Step::Press(Digit::try_from(key)?));
            }
        }
    }
    Ok(steps)
}

/// What is to be said, at telephone rate.
async fn speech(options: &TestCallOptions) -> anyhow::Result<Vec<i16>> {
    let file = match (&options.say, &options.play) {
        (Some(text), _) => Espeak::new(options.speech.clone()).synthesize(text, Voice::KOREAN).await?,
        (None, Some(path)) => {
            std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?
        }
        (None, None) => return Ok(vec![]),
    };
    Ok(clip::from_wav(&file)?.into_iter().map(g711::mu_decode).collect())
}

/// The address this machine would reach the server from.
fn local_address_towards(server: SocketAddr) -> Option<SocketAddr> {
    let probe = std::net::UdpSocket::bind(if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" }).ok()?;
    probe.connect(server).ok()?;
    let ip = probe.local_addr().ok()?.ip();
    Some(SocketAddr::new(ip, 0))
}

fn speak(call: &Call, options: &TestCallOptions, speech: Vec<i16>) {
    if let Some(hertz) = options.tone {
        // A second of a whole number of periods, over and over.
        let step = f64::from(hertz) * std::f64::consts::TAU / f64::from(RATE);
        call.keep_saying((0..RATE).map(|n| (8_000.0 * (f64::from(n) * step).sin()) as i16).collect());
    } else if !speech.is_empty() {
        call.say(speech);
    }
}

async fn press(call: &mut Call, steps: &[Step], by: DigitsBy) {
    for step in steps {
        match (step, by) {
            (Step::Wait(time), _) => {
                // Whoever hangs up meanwhile ends the waiting too.
                if tokio::time::timeout(*time, call.end()).await.is_ok() {
                    return;
                }
            }
            (Step::Press(digit), DigitsBy::Rfc4733) => {
                call.press(&[*digit]);
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            (Step::Press(digit), DigitsBy::Info) => {
                call.press_by_info(*digit).await;
            }
        }
    }
}

fn report(call: &Call, heard: &[i16], as_json: bool) {
    let end = match call.phase() {
        Phase::Ended(End::Refused(code)) => format!("refused with {code}"),
        Phase::Ended(End::WeHungUp) => "hung up here".to_owned(),
        Phase::Ended(End::TheyHungUp) => "hung up there".to_owned(),
        Phase::Ended(End::Lost) => "lost".to_owned(),
        Phase::Calling | Phase::Ringing | Phase::Early | Phase::Up => "not answered".to_owned(),
    };
    let timeline = call.timeline();
    let words = |moment: &Moment| match moment {
        Moment::Sent(what) => format!("sent {what}"),
        Moment::Received(what) => format!("received {what}"),
    };
    let answered = timeline.iter().find(|it| it.1 == Moment::Received("200 INVITE".into())).map(|it| it.0);
    let sound = call.sound_after_answer();
    let seconds = heard.len() as f64 / f64::from(RATE);
    let level = level_dbfs(heard);
    if as_json {
        let value = json!({
            "end": end,
            "answered_after_ms": answered.map(|it| it.as_millis()),
            "sound_after_answer_ms": sound.map(|it| it.as_millis()),
            "heard_seconds": seconds,
            "level_dbfs": if level.is_finite() { Some(level) } else { None },
            "packets": call.packets(),
            "timeline": timeline.iter().map(|(at, it)| json!({ "at_ms": at.as_millis(), "what": words(it) })).collect::<Vec<_>>(),
        });
        cli::print(&value.to_string());
        return;
    }
    for (at, moment) in &timeline {
        cli::print(&format!("{:>9.3} s  {}", at.as_secs_f64(), words(moment)));
    }
    let ms =
        |it: Option<Duration>| it.map_or("never".to_owned(), |it| format!("after {} ms", it.as_millis()));
    cli::print(&format!("answered     {}", ms(answered)));
    cli::print(&format!("first sound  {}{}", ms(sound), if sound.is_some() { " of the answer" } else { "" }));
    cli::print(&format!("heard        {seconds:.1} s at {level:.1} dBFS, {} packets", call.packets()));
    cli::print(&format!("end          {end}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_number_at_an_address() {
        let (number, server) = parse_target("sip:070-0000-0412@127.0.0.1:5099").unwrap();
        assert_eq!((number.as_str(), server), ("07000000412", "127.0.0.1:5099".parse().unwrap()));
        assert_eq!(parse_target("1@127.0.0.1").unwrap().1.port(), 5_060);
        assert_eq!(parse_target("1@[::1]:5070").unwrap().1, "[::1]:5070".parse().unwrap());
        assert!(parse_target("127.0.0.1").is_err());
    }

    #[test]
    fn keys_and_waits_are_read_in_order() {
        let steps = parse_steps("w3 2 w1.5 1#").unwrap();
        let told: Vec<String> = steps
            .iter()
            .map(|it| match it {
                Step::Wait(time) => format!("wait {}", time.as_secs_f64()),
                Step::Press(digit) => format!("press {digit}"),
            })
            .collect();
        assert_eq!(told, ["wait 3", "press 2", "wait 1.5", "press 1", "press #"]);
        assert!(parse_steps("x").is_err());
        assert!(parse_steps("wide").is_err());
    }
}
