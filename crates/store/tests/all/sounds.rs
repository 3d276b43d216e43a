//! The sound library, the switch beside the hours, and texts in the outbox.

use domain::{
    id::{InteractionId, SoundId},
    scenario::ForcedHours,
    sound::{Sound, SoundOrigin},
};
use store::{error::Error, journal::fact::State};
use testkit::database::{each, each_database};

use super::{
    raw,
    sample::{at, company, happen, id, scenario, sound, text_message},
};

#[tokio::test]
async fn a_sound_comes_back_as_it_was_and_goes_for_good() {
    each(async |store| {
        let ours = company(&store, 1).await;
        let theirs = company(&store, 2).await;
        let uploaded =
            Sound { origin: SoundOrigin::Uploaded, name: "가을 음악".to_owned(), ..sound(1, 2) };
        ours.sounds().insert(&sound(1, 1)).await.unwrap();
        ours.sounds().insert(&uploaded).await.unwrap();
        assert_eq!(ours.sounds().list().await.unwrap(), [uploaded.clone(), sound(1, 1)], "by name");
        ours.sounds().rename(uploaded.id, "겨울 음악").await.unwrap();
        assert_eq!(ours.sounds().find(uploaded.id).await.unwrap().unwrap().name, "겨울 음악");

        assert_eq!(theirs.sounds().list().await.unwrap(), []);
        assert!(matches!(theirs.sounds().delete(uploaded.id).await, Err(Error::Missing(_))));
        ours.sounds().delete(uploaded.id).await.unwrap();
        assert!(matches!(ours.sounds().delete(uploaded.id).await, Err(Error::Missing(_))));
        assert_eq!(ours.sounds().find(SoundId::sample(id(1, 1))).await.unwrap(), Some(sound(1, 1)));
    })
    .await;
}

#[tokio::test]
async fn hours_are_overruled_and_hold_again() {
    each(async |store| {
        let company = company(&store, 1).await;
        company.scenarios().insert(&scenario(1, 1)).await.unwrap();
        let id = scenario(1, 1).id;
        for forced in [
            Some(ForcedHours { open: false, until: Some(at(90)) }),
            Some(ForcedHours { open: true, until: None }),
            None,
        ] {
            company.scenarios().force_hours(id, forced).await.unwrap();
            assert_eq!(company.scenarios().find(id).await.unwrap().unwrap().forced_hours, forced);
        }
    })
    .await;
}

#[tokio::test]
async fn a_text_waits_in_the_outbox_and_its_words_are_not_in_the_row() {
    each_database(async |database| {
        let store = database.open_migrated().await;
        let company = company(&store, 1).await;
        happen(&store, 1, [State::TextMessage(text_message(1, 1))]).await;
        let of = InteractionId::sample(id(1, 1));
        assert_eq!(company.text_messages().of_interaction(of).await.unwrap(), [text_message(1, 1)]);
        let raw = raw::connect(database).await;
        let rows = raw::dump(&raw, "text_message").await.to_uppercase();
        let hex: String = "example.com".bytes().map(|byte| format!("{byte:02X}")).collect();
        assert!(!rows.contains("EXAMPLE.COM") && !rows.contains(&hex), "{rows}");
        raw.close().await.unwrap();
        store.close().await;
    })
    .await;
}
