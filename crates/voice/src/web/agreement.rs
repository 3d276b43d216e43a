//! Which codec a WebRTC session speaks, in the stack's words and in ours.

use media::{codec::Codec, format::Format};
use str0m::{
    Rtc, RtcConfig, format as rtc_format,
    media::{Frequency, Mid, Pt},
};

/// Telephone events for both clocks; browsers that offer them map these numbers to theirs.
const EVENTS_48K: u8 = 110;
const EVENTS_8K: u8 = 126;

/// Lets a session speak this codec only, packet by packet: then nobody can switch to another in mid-call.
pub fn configure(config: RtcConfig, codec: Codec) -> RtcConfig {
    let config = config.set_rtp_mode(true).clear_codecs();
    let (mut config, clock, events) = match codec {
        Codec::Pcmu => (config.enable_pcmu(true, false), Frequency::EIGHT_KHZ, EVENTS_8K),
        Codec::Pcma => (config.enable_pcma(true, false), Frequency::EIGHT_KHZ, EVENTS_8K),
        Codec::Opus => (config.enable_opus(true, false), Frequency::FORTY_EIGHT_KHZ, EVENTS_48K),
    };
    let events = Pt::new_with_value(events);
    config.codec_config().add_config(events, None, rtc_format::Codec::Tele, clock, None, Default::default());
    config
}

/// What has been agreed on for a medium; `None` if the codec is not part of it.
pub fn read(rtc: &Rtc, mid: Mid, codec: Codec) -> Option<Format> {
    let agreed = rtc.media(mid)?.remote_pts();
    let wanted = match codec {
        Codec::Pcmu => rtc_format::Codec::PCMU,
        Codec::Pcma => rtc_format::Codec::PCMA,
        Codec::Opus => rtc_format::Codec::Opus,
    };
    let find = |wanted: rtc_format::Codec| {
        let params = rtc.codec_config().params().iter().find(|it| {
            let spec = it.spec();
            spec.codec == wanted && spec.clock_rate.get() == codec.clock_rate() && agreed.contains(&it.pt())
        });
        params.map(|it| *it.pt())
    };
    Some(Format { codec, payload_type: find(wanted)?, events: find(rtc_format::Codec::Tele) })
}
