//! Two telephones without anything between them: what the tests rest on.

use domain::digit::Digit;
use media::sdp::Direction;
use voice::phone::{
    Transport,
    call::{CallPlan, End, Moment, Phase},
};

use crate::scene::{ends_silent, ends_with, plug_in, tone, within};

#[tokio::test]
async fn one_telephone_calls_the_other() {
    let nobody = "127.0.0.1:9".parse().unwrap();
    let mut called = plug_in(Transport::Udp, nobody).await;
    let calling = plug_in(Transport::Udp, called.address()).await;
    let mut there = calling.call(CallPlan::to("15880000")).await.unwrap();
    let mut here = within(called.ring()).await.unwrap();
    assert_eq!(within(there.reach(Phase::Ringing)).await, Phase::Ringing);
    here.answer().await;
    assert_eq!(within(there.reach(Phase::Up)).await, Phase::Up);
    assert_eq!(within(here.reach(Phase::Up)).await, Phase::Up);

    here.keep_saying(tone(440.0, 1_000));
    there.say(tone(1_000.0, 1_000));
    within(there.listen(|it| ends_with(it, 440.0))).await;
    within(here.listen(|it| ends_with(it, 1_000.0))).await;
    within(here.listen(ends_silent)).await;
    assert!(there.press(&[Digit::try_from('5').unwrap()]));
    within(here.listen(|_| here.keys() == [5])).await;

    assert_eq!(within(here.change(Direction::Inactive)).await, Some(200));
    within(there.listen(ends_silent)).await;
    here.hang_up().await;
    assert_eq!(within(here.end()).await, End::WeHungUp);
    assert_eq!(within(there.end()).await, End::TheyHungUp);
    let moments: Vec<Moment> = there.timeline().into_iter().map(|it| it.1).collect();
    let received = |it: &str| Moment::Received(it.into());
    let expected = [
        Moment::Sent("INVITE"),
        received("180 INVITE"),
        received("200 INVITE"),
        Moment::Sent("ACK"),
        received("INVITE"),
        received("ACK"),
        received("BYE"),
    ];
    assert_eq!(moments, expected);
    assert!(there.sound_after_answer().is_some());
}

#[tokio::test]
async fn a_telephone_may_refuse_or_be_cancelled() {
    let nobody = "127.0.0.1:9".parse().unwrap();
    let mut called = plug_in(Transport::Udp, nobody).await;
    let calling = plug_in(Transport::Udp, called.address()).await;
    let mut there = calling.call(CallPlan::to("15880000")).await.unwrap();
    within(called.ring()).await.unwrap().refuse(486).await;
    assert_eq!(within(there.end()).await, End::Refused(486));

    let mut there = calling.call(CallPlan::to("15880000")).await.unwrap();
    let mut here = within(called.ring()).await.unwrap();
    within(there.reach(Phase::Ringing)).await;
    there.cancel().await;
    assert_eq!(within(there.end()).await, End::Refused(487));
    assert_eq!(within(here.end()).await, End::TheyHungUp);
}
