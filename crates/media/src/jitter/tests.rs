use proptest::prelude::*;

use super::*;

fn push(buffer: &mut JitterBuffer, at_us: i64, sequence: u16, timestamp: u32) {
    let payload = sequence.to_be_bytes();
    let packet = Packet { marker: false, payload_type: 0, sequence, timestamp, ssrc: 1, payload: &payload };
    buffer.push(Duration::from_micros(at_us as u64), &packet);
}

/// What one pull gave: the sequence number of the packet, a loss, or nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Heard {
    Packet(u16),
    Missing,
    Nothing,
}

fn pull(buffer: &mut JitterBuffer, at_us: i64) -> Heard {
    match buffer.pull(Duration::from_micros(at_us as u64)) {
        Pull::Sound { payload, .. } => Heard::Packet(u16::from_be_bytes([payload[0], payload[1]])),
        Pull::Missing { .. } => Heard::Missing,
        Pull::Empty => Heard::Nothing,
    }
}

/// Runs a network: packet `n` is sent at 20·n ms by the sender's clock and takes `transit[n]` µs, or is lost
/// (`None`). Pulls happen every 20 ms by our clock, as often as `pace` lets sound be consumed.
fn run(transit: &[Option<i64>], sender_period_us: i64) -> (Vec<Heard>, Counts) {
    let mut arrivals: Vec<(i64, u16)> = transit
        .iter()
        .enumerate()
        .filter_map(|(n, it)| it.map(|it| (n as i64 * sender_period_us + it, n as u16)))
        .collect();
    arrivals.sort();
    let mut arrivals = arrivals.into_iter().peekable();
    let (mut buffer, mut heard) = (JitterBuffer::new(8_000), vec![]);
    // An ear that plays `rest` samples before it wants more; pace changes are assumed to remove or add 8 ms.
    let mut rest = 0usize;
    for beat in 0..transit.len() as i64 * sender_period_us / 20_000 + 30 {
        let now = beat * 20_000;
        while let Some((at, n)) = arrivals.next_if(|it| it.0 <= now) {
            push(&mut buffer, at, n.wrapping_add(65_000), u32::from(n).wrapping_mul(160).wrapping_sub(4_000));
        }
        while rest < 160 {
            match buffer.pull(Duration::from_micros(now as u64)) {
                Pull::Sound { payload, pace } => {
                    heard.push(Heard::Packet(
                        u16::from_be_bytes([payload[0], payload[1]]).wrapping_sub(65_000),
                    ));
                    rest += match pace {
                        Pace::Even => 160,
                        Pace::Shorten => 96,
                        Pace::Lengthen => 224,
                    };
                }
                Pull::Missing { samples, .. } => {
                    heard.push(Heard::Missing);
                    rest += samples;
                }
                Pull::Empty => {
                    heard.push(Heard::Nothing);
                    rest += 160;
                }
            }
        }
        rest -= 160;
    }
    (heard, buffer.counts())
}

fn packets(heard: &[Heard]) -> Vec<u16> {
    heard.iter().filter_map(|it| if let Heard::Packet(n) = it { Some(*n) } else { None }).collect()
}

#[test]
fn an_even_stream_is_played_whole_after_at_most_two_frames() {
    let (heard, counts) = run(&[Some(3_000); 500], 20_000);
    assert_eq!(packets(&heard), (0..500).collect::<Vec<_>>());
    assert!(heard.iter().take_while(|it| **it == Heard::Nothing).count() <= 3);
    assert_eq!((counts.missing, counts.late, counts.skipped), (0, 0, 0));
}

#[test]
fn a_reordered_pair_is_played_in_order() {
    let mut transit = vec![Some(2_000); 100];
    transit[50] = Some(25_000);
    let (heard, counts) = run(&transit, 20_000);
    assert_eq!(packets(&heard), (0..100).collect::<Vec<_>>());
    assert_eq!(counts.missing, 0);
}

#[test]
fn the_first_two_packets_may_come_the_wrong_way_round() {
    let mut buffer = JitterBuffer::new(8_000);
    push(&mut buffer, 20_000, 8, 160);
    push(&mut buffer, 21_000, 7, 0);
    assert_eq!(pull(&mut buffer, 60_000), Heard::Packet(7));
    assert_eq!(pull(&mut buffer, 80_000), Heard::Packet(8));
}

#[test]
fn a_lost_packet_is_missing_once_and_costs_no_delay() {
    let mut transit = vec![Some(2_000); 100];
    transit[40] = None;
    let (heard, counts) = run(&transit, 20_000);
    assert_eq!(heard.iter().filter(|it| **it == Heard::Missing).count(), 1);
    assert_eq!(counts.missing, 1);
    let at = heard.iter().position(|it| *it == Heard::Missing).unwrap();
    assert_eq!((heard[at - 1], heard[at + 1]), (Heard::Packet(39), Heard::Packet(41)));
}

#[test]
fn after_the_network_stalls_nothing_is_lost_and_the_delay_comes_back_down() {
    let mut transit = vec![Some(2_000); 2_000];
    // 140 ms of nothing, then everything at once.
    for (n, it) in transit[500..507].iter_mut().enumerate() {
        *it = Some(142_000 - n as i64 * 20_000);
    }
    let (heard, counts) = run(&transit, 20_000);
    assert_eq!(packets(&heard), (0..2_000).collect::<Vec<_>>());
    assert_eq!(counts.missing, 0);
    // Seven frames of silence were put in; shortening has taken them out again well before the end.
    assert!(heard.len() <= 2_000 + 30 + 10, "{}", heard.len());
}

#[test]
fn a_minute_of_silence_suppression_is_a_pause_and_no_loss() {
    let mut buffer = JitterBuffer::new(8_000);
    let mut heard = vec![];
    let mut sequence = 0;
    for beat in 0..4_000i64 {
        if !(500..3_500).contains(&beat) {
            push(&mut buffer, beat * 20_000, sequence, beat as u32 * 160);
            sequence += 1;
        }
        heard.push(pull(&mut buffer, beat * 20_000 + 1_000));
    }
    assert_eq!(buffer.counts().missing, 0);
    assert!(packets(&heard).len() >= 996);
}

#[test]
fn key_presses_between_sound_are_no_loss() {
    let mut buffer = JitterBuffer::new(8_000);
    for n in 0..100u16 {
        let payload = [0; 2];
        let at = Duration::from_millis(u64::from(n) * 20);
        let packet = Packet {
            marker: false,
            payload_type: 0,
            sequence: n,
            timestamp: u32::from(n) * 160,
            ssrc: 1,
            payload: &payload,
        };
        if (40..52).contains(&n) {
            buffer.pass_over(at, &packet)
        } else {
            buffer.push(at, &packet)
        }
        pull(&mut buffer, i64::from(n) * 20_000 + 1_000);
    }
    assert_eq!((buffer.counts().missing, buffer.counts().late), (0, 0));
}

#[test]
fn a_new_source_or_a_sender_that_begins_anew_is_followed() {
    let mut buffer = JitterBuffer::new(8_000);
    let mut beat = 0;
    let mut play = |buffer: &mut JitterBuffer, first: u16, timestamp: u32, ssrc| {
        let mut heard = 0;
        for n in 0..50u16 {
            let at = Duration::from_millis(beat * 20);
            let packet = Packet {
                marker: false,
                payload_type: 0,
                sequence: first.wrapping_add(n),
                timestamp: timestamp.wrapping_add(u32::from(n) * 160),
                ssrc,
                payload: &[0; 2],
            };
            buffer.push(at, &packet);
            heard += usize::from(matches!(pull(buffer, beat as i64 * 20_000 + 1_000), Heard::Packet(_)));
            beat += 1;
        }
        heard
    };
    assert!(play(&mut buffer, 100, 0, 1) >= 47);
    assert!(play(&mut buffer, 9_000, 77_777, 2) >= 47);
    assert!(play(&mut buffer, 40_000, 5, 2) >= 46);
    assert!(play(&mut buffer, 3, 4_000_000_000, 2) >= 46);
    // The sequence goes on, but the timestamp jumps.
    assert!(play(&mut buffer, 53, 12, 2) >= 46);
    assert_eq!(buffer.counts().restarts, 3);
}

#[test]
fn long_packets_that_are_lost_leave_a_gap_of_their_length() {
    let mut buffer = JitterBuffer::new(8_000);
    let mut gaps = vec![];
    for n in 0..40u16 {
        if n != 20 {
            push(&mut buffer, i64::from(n) * 60_000, n, u32::from(n) * 480);
        }
        if n > 0
            && let Pull::Missing { samples, next } =
                buffer.pull(Duration::from_millis(u64::from(n) * 60 + 30))
        {
            gaps.push((samples, next.is_some()));
        }
    }
    assert_eq!(gaps, [(480, true)]);
}

proptest! {
    /// Loss, jitter, reordering and clock drift at once: every packet is played at most once and in order,
    /// nothing that came early enough is lost, and the delay stays bounded.
    #[test]
    fn whatever_the_network_does_order_and_delay_hold(
        transit in prop::collection::vec(prop::option::weighted(0.95, 0i64..60_000), 400),
        drift in -4i64..=4,
    ) {
        let (heard, counts) = run(&transit, 20_000 + drift);
        let played = packets(&heard);
        prop_assert!(played.windows(2).all(|it| it[0] < it[1]));
        let sent = transit.iter().flatten().count() as u64;
        prop_assert_eq!(counts.played, played.len() as u64);
        // Each packet is played, late, skipped, or still waiting at the end.
        prop_assert!(counts.played + counts.late + counts.skipped >= sent.saturating_sub(12));
        // Once the unevenness is known, 99 of 100 come in time: allow the learning phase.
        prop_assert!(counts.late <= 25, "late {}", counts.late);
        // 200 ms at most of made-up time in 8 s, besides what is lost.
        let nothing = heard.iter().filter(|it| **it == Heard::Nothing).count();
        prop_assert!(nothing <= 30 + 40, "{nothing} empty frames");
    }

    #[test]
    fn no_sequence_of_packets_and_pulls_breaks_it(
        steps in prop::collection::vec((any::<u16>(), any::<u32>(), 0u32..3, any::<bool>(), 0u64..2_000), 0..300),
    ) {
        let mut buffer = JitterBuffer::new(8_000);
        let mut now = 0;
        for (sequence, timestamp, ssrc, sound, wait) in steps {
            now += wait;
            let at = Duration::from_millis(now);
            let packet = Packet { marker: false, payload_type: 0, sequence, timestamp, ssrc, payload: &[1] };
            if sound { buffer.push(at, &packet) } else { buffer.pass_over(at, &packet) }
            buffer.pull(at);
        }
    }

    /// ±200 ppm between the clocks for ten minutes: nothing lost, delay steady.
    #[test]
    fn ten_minutes_of_clock_drift_lose_nothing(drift in prop::sample::select(vec![-4i64, 4])) {
        let transit: Vec<_> = (0..30_000i64).map(|n| Some(n * 7_919 % 8_000)).collect();
        let (heard, counts) = run(&transit, 20_000 + drift);
        prop_assert_eq!((counts.missing, counts.skipped), (0, 0));
        prop_assert_eq!(packets(&heard).len(), 30_000);
    }
}
