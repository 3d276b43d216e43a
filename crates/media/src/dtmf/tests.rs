use proptest::prelude::*;

use super::*;

#[derive(Clone, Copy)]
struct Sent {
    marker: bool,
    sequence: u16,
    timestamp: u32,
    payload: [u8; PAYLOAD],
}

/// The packets of pressing `keys`, across the wraps of both counters.
fn press(keys: &[u8]) -> Vec<Sent> {
    let mut writer = KeyWriter::new(8_000);
    keys.iter().for_each(|it| assert!(writer.press(*it)));
    let (mut now, mut began, mut packets) = (4_294_960_000u32, 0, vec![]);
    while let Some(frame) = writer.next_frame() {
        if let KeyFrame::Event { event, first } = frame {
            began = if first { now } else { began };
            let sequence = 65_530u16.wrapping_add(packets.len() as u16);
            packets.push(Sent { marker: first, sequence, timestamp: began, payload: event.write() });
        }
        now = now.wrapping_add(160);
    }
    packets
}

fn read(reader: &mut KeyReader, sent: Sent) -> Option<u8> {
    let Sent { marker, sequence, timestamp, payload } = sent;
    reader.read(&rtp::Packet { marker, payload_type: 101, sequence, timestamp, ssrc: 1, payload: &payload })
}

#[test]
fn a_press_is_five_packets_down_and_three_up() {
    let packets = press(&[7]);
    let events: Vec<_> = packets.iter().map(|it| Event::parse(&it.payload).unwrap()).collect();
    assert_eq!(
        events.iter().map(|it| it.duration).collect::<Vec<_>>(),
        [160, 320, 480, 640, 800, 800, 800, 800]
    );
    assert_eq!(events.iter().filter(|it| it.end).count(), 3);
    assert_eq!(packets.iter().filter(|it| it.marker).count(), 1);
}

#[test]
fn a_press_longer_than_the_duration_field_is_one_press() {
    let mut reader = KeyReader::new();
    let held = |sequence, timestamp, duration, end| {
        let payload = Event { code: 3, end, volume: 10, duration }.write();
        Sent { marker: false, sequence, timestamp, payload }
    };
    assert_eq!(read(&mut reader, held(1, 0, 65_000, false)), Some(3));
    assert_eq!(read(&mut reader, held(2, 0, 65_535, false)), None);
    assert_eq!(read(&mut reader, held(3, 65_535, 160, false)), None);
    assert_eq!(read(&mut reader, held(4, 65_535, 900, true)), None);
}

#[test]
fn a_sender_that_counts_the_timestamp_up_within_a_press_is_understood() {
    let mut reader = KeyReader::new();
    let pressed: Vec<_> = (0..8u16)
        .filter_map(|n| {
            let payload = Event { code: 9, end: n > 5, volume: 10, duration: (n + 1) * 160 }.write();
            read(&mut reader, Sent { marker: n == 0, sequence: n, timestamp: u32::from(n) * 160, payload })
        })
        .collect();
    assert_eq!(pressed, [9]);
}

#[test]
fn a_sender_whose_timestamp_begins_anew_is_still_heard() {
    let mut reader = KeyReader::new();
    let payload = Event { code: 4, end: false, volume: 10, duration: 160 }.write();
    assert_eq!(read(&mut reader, Sent { marker: true, sequence: 1, timestamp: 9_000, payload }), Some(4));
    assert_eq!(read(&mut reader, Sent { marker: true, sequence: 2, timestamp: 100, payload }), Some(4));
}

#[test]
fn late_packets_of_the_press_before_press_nothing() {
    let mut reader = KeyReader::new();
    let packets = press(&[1, 2]);
    let pressed: Vec<_> =
        [0, 8, 5, 6, 9, 7].iter().filter_map(|it| read(&mut reader, packets[*it])).collect();
    assert_eq!(pressed, [1, 2]);
}

#[test]
fn the_queue_of_keys_is_bounded() {
    let mut writer = KeyWriter::new(8_000);
    assert_eq!((0..100).filter(|_| writer.press(1)).count(), LONGEST_QUEUE);
}

proptest! {
    /// Whatever is lost of a press, duplicated or swapped with its neighbour: it counts once, unless all of
    /// its packets are gone.
    #[test]
    fn each_press_counts_once_however_many_of_its_packets_arrive(
        keys in prop::collection::vec(0u8..12, 1..12),
        losses in prop::collection::vec(prop::bool::weighted(0.3), 96),
        twice in prop::collection::vec(any::<bool>(), 96),
        swap in prop::collection::vec(prop::bool::weighted(0.1), 96),
    ) {
        let packets = press(&keys);
        let mut order: Vec<usize> = (0..packets.len()).collect();
        for n in 1..order.len() {
            // Within a press only: networks do not reorder across 60 ms of pause.
            if swap[n] && packets[n].timestamp == packets[n - 1].timestamp {
                order.swap(n - 1, n);
            }
        }
        let mut reader = KeyReader::new();
        let (mut heard, mut expected) = (vec![], vec![]);
        let mut last = None;
        for n in order {
            if losses[n] {
                continue;
            }
            if last != Some(packets[n].timestamp) {
                last = Some(packets[n].timestamp);
                expected.push(packets[n].payload[0]);
            }
            for _ in 0..=usize::from(twice[n]) {
                heard.extend(read(&mut reader, packets[n]));
            }
        }
        prop_assert_eq!(heard, expected);
    }
}

/// RFC 4733's redundancy in figures: with 30 % of packets lost, 10,000 presses arrive as they were.
#[test]
fn ten_thousand_presses_survive_thirty_percent_loss() {
    let mut state = 12_345u32;
    let mut lost = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8 < (1 << 24) / 10 * 3
    };
    let mut reader = KeyReader::new();
    let (mut pressed, mut heard, mut wrong) = (0, 0, 0);
    let mut writer = KeyWriter::new(8_000);
    let (mut now, mut began, mut sequence) = (0u32, 0, 0u16);
    for n in 0..10_000u32 {
        let code = (n % 12) as u8;
        writer.press(code);
        pressed += 1;
        while let Some(frame) = writer.next_frame() {
            if let KeyFrame::Event { event, first } = frame {
                began = if first { now } else { began };
                sequence = sequence.wrapping_add(1);
                if !lost() {
                    let sent = Sent { marker: first, sequence, timestamp: began, payload: event.write() };
                    match read(&mut reader, sent) {
                        Some(it) if it == code => heard += 1,
                        Some(_) => wrong += 1,
                        None => {}
                    }
                }
            }
            now = now.wrapping_add(160);
        }
    }
    assert_eq!(wrong, 0);
    // All eight packets of a press are lost once in 15,000.
    assert!(pressed - heard <= 3, "{heard} of {pressed}");
}
