use proptest::prelude::*;

use super::*;

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn packet(sequence: u16, timestamp: u32) -> rtp::Packet<'static> {
    rtp::Packet { marker: false, payload_type: 0, sequence, timestamp, ssrc: 7, payload: &[] }
}

#[test]
fn a_compound_packet_reads_back() {
    let sent = Sent {
        wall: Duration::new(1_700_000_000, 500_000_000),
        timestamp: 1_600,
        packets: 10,
        octets: 1_600,
    };
    let block = Block {
        ssrc: 9,
        fraction_lost: 64,
        lost: -2,
        highest_sequence: 70_000,
        jitter: 12,
        last_report: 5,
        delay: 6,
    };
    for name in ["", "a", "ab", "abc", "abcdefgh"] {
        let mut bytes = vec![];
        write(&mut bytes, 7, Some(&sent), Some(&block), name, true);
        assert_eq!(bytes.len() % 4, 0);
        let reports: Vec<_> = read(&bytes).collect();
        let sender =
            Report::Sender { ssrc: 7, ntp: ntp(sent.wall), timestamp: 1_600, packets: 10, octets: 1_600 };
        assert_eq!(reports, [sender, Report::Block(block), Report::Bye { ssrc: 7 }], "{name:?}");
    }
    let mut bytes = vec![];
    write(&mut bytes, 7, None, Some(&block), "x", false);
    assert_eq!(read(&bytes).collect::<Vec<_>>(), [Report::Block(block)]);
}

#[test]
fn loss_and_jitter_are_counted_as_the_rfc_says() {
    let mut reception = Reception::new(8_000);
    // 100 packets across the wrap of the sequence number, every tenth lost, each second one 5 ms late.
    for n in 0..100u16 {
        if n % 10 != 5 {
            let late = if n % 2 == 1 { 5 } else { 0 };
            let sequence = 65_500u16.wrapping_add(n);
            reception.count(ms(u64::from(n) * 20 + late), &packet(sequence, u32::from(n) * 160));
        }
    }
    let block = reception.block(ms(2_000)).unwrap();
    assert_eq!(block.lost, 10);
    assert_eq!(block.fraction_lost, (10 * 256 / 100) as u8);
    assert_eq!(block.highest_sequence, 65_599);
    // The filter converges on the mean difference: 40 ticks, less after each lost packet.
    assert!((20..=40).contains(&block.jitter), "{}", block.jitter);
    assert_eq!(reception.block(ms(2_000)).unwrap().fraction_lost, 0);
}

#[test]
fn the_round_trip_is_what_remains_after_the_delay_over_there() {
    let at = Duration::new(1_700_000_000, 0);
    let mut there = Reception::new(8_000);
    there.count(ms(0), &packet(1, 0));
    there.note_sender_report(ms(1_000), 7, ntp(at));
    let block = there.block(ms(1_250)).unwrap();
    let round_trip = round_trip(&block, at + ms(330)).unwrap();
    assert!((79..=81).contains(&round_trip.as_millis()), "{round_trip:?}");
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).count() <= bytes.len());
    }
}
