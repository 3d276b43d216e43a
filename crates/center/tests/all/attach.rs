//! Recordings on their way from the spool to the file store, through outages and stops.

use std::path::PathBuf;

use center::{ids, recording::attach};
use domain::{
    id::{InteractionId, RecordingId},
    recording::{Recording, RecordingState},
};
use store::{
    files::FileKey,
    journal::fact::{Fact, State},
};
use testkit::{
    company::TestCompany,
    database::{self, TestDatabase},
};

/// Sealed sound is only moved here, so any bytes will do: something more than a second.
static SOUND: [u8; 20_000] = [7; 20_000];

/// Nothing can be stored or read until it is back.
struct Away {
    files: PathBuf,
    kept: PathBuf,
}

fn take_away(database: &TestDatabase) -> Away {
    let files = database.files();
    let kept = files.with_extension("kept");
    std::fs::rename(&files, &kept).unwrap();
    std::fs::write(&files, "not a folder").unwrap();
    Away { files, kept }
}

impl Away {
    fn bring_back(self) {
        std::fs::remove_file(&self.files).unwrap();
        std::fs::rename(&self.kept, &self.files).unwrap();
    }
}

/// A call has been recorded for a second and is hung up.
async fn recorded_call(company: &TestCompany) -> Recording {
    let call = company.call_for_an_agent("010-1234-5678").await;
    let row = recordings(company, call).await.remove(0);
    std::fs::write(attach::spooled(&company.center, row.id), SOUND).unwrap();
    company.voice.hang_up(call);
    company.settle().await;
    row
}

async fn recordings(company: &TestCompany, call: InteractionId) -> Vec<Recording> {
    company.settle().await;
    let rows = company.center.store().tenant(company.made.tenant.id);
    rows.recordings().of_interaction(call).await.unwrap()
}

async fn state_of(company: &TestCompany, row: &Recording) -> RecordingState {
    recordings(company, row.interaction).await.into_iter().find(|it| it.id == row.id).unwrap().state
}

fn is_spooled(company: &TestCompany, row: &Recording) -> bool {
    attach::spooled(&company.center, row.id).exists()
}

/// A row as a stop has left it.
async fn left(company: &TestCompany, state: RecordingState) -> Recording {
    let id = RecordingId::new(ids::fresh());
    let row = Recording {
        id,
        interaction: InteractionId::new(ids::fresh()),
        state,
        started_at: company.clock.now(),
        duration_ms: 0,
        bytes: 0,
        file: None,
        wrapped_key: vec![1],
    };
    let fact = Fact { tenant: company.made.tenant.id, state: State::Recording(row.clone()) };
    let journal = company.center.store().journal();
    let position = journal.append(vec![fact]).await.unwrap();
    journal.applied(position).await.unwrap();
    row
}

async fn is_stored(company: &TestCompany, row: &Recording) -> bool {
    let key = FileKey::recording(company.made.tenant.id, row.id);
    company.center.store().files().size(&key).await.is_ok_and(|it| it == SOUND.len() as u64)
}

#[tokio::test]
async fn a_recording_waits_in_the_spool_while_the_file_store_is_away() {
    database::each_database(async |database| {
        let store = database.open_migrated().await;
        let company = TestCompany::open(&store, "maru").await;
        let away = take_away(database);
        let row = recorded_call(&company).await;
        assert_eq!(attach::try_late(&company.center).await, 0);
        assert_eq!(state_of(&company, &row).await, RecordingState::Running);
        assert!(is_spooled(&company, &row));

        away.bring_back();
        assert_eq!(attach::try_late(&company.center).await, 1);
        assert_eq!(state_of(&company, &row).await, RecordingState::Ready);
        assert!(is_stored(&company, &row).await && !is_spooled(&company, &row));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_recording_that_waits_survives_a_stop_and_a_start_without_the_file_store() {
    database::each_database(async |database| {
        let store = database.open_migrated().await;
        let mut company = TestCompany::open(&store, "maru").await;
        let away = take_away(database);
        let row = recorded_call(&company).await;
        company.restart().await;
        assert_eq!(state_of(&company, &row).await, RecordingState::Running);
        assert!(is_spooled(&company, &row));

        away.bring_back();
        assert_eq!(attach::try_late(&company.center).await, 1);
        assert_eq!(state_of(&company, &row).await, RecordingState::Ready);
        let row = recordings(&company, row.interaction).await.remove(0);
        assert_eq!((row.bytes, row.duration_ms > 1_000), (20_000, true));
        assert!(!is_spooled(&company, &row));
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn one_that_cannot_be_stored_holds_up_no_other() {
    database::on_sqlite_files(async |database| {
        let store = database.open_migrated().await;
        let company = TestCompany::open(&store, "maru").await;
        let away = take_away(database);
        let (stuck, fine) = (recorded_call(&company).await, recorded_call(&company).await);
        away.bring_back();
        // A folder in its place can be neither read nor stored.
        let path = attach::spooled(&company.center, stuck.id);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert_eq!(attach::try_late(&company.center).await, 0);
        assert_eq!(attach::try_late(&company.center).await, 1);
        assert_eq!(state_of(&company, &fine).await, RecordingState::Ready);
        assert_eq!(state_of(&company, &stuck).await, RecordingState::Running);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_start_finds_what_a_stop_has_left_in_spool_or_file_store() {
    database::each(async |store| {
        let mut company = TestCompany::open(&store, "maru").await;
        let cut_off = left(&company, RecordingState::Running).await;
        let given_up = left(&company, RecordingState::Lost).await;
        let finished = left(&company, RecordingState::Ready).await;
        for row in [&cut_off, &given_up, &finished] {
            std::fs::write(attach::spooled(&company.center, row.id), SOUND).unwrap();
        }
        // The stop came after the file was stored and removed, before the row was written.
        let stored = left(&company, RecordingState::Running).await;
        let key = FileKey::recording(company.made.tenant.id, stored.id);
        store.files().put_bytes(&key, SOUND.to_vec()).await.unwrap();
        let nowhere = left(&company, RecordingState::Running).await;

        company.restart().await;
        for row in [&cut_off, &given_up, &stored] {
            assert_eq!(state_of(&company, row).await, RecordingState::Ready);
            assert!(is_stored(&company, row).await);
        }
        assert_eq!(state_of(&company, &nowhere).await, RecordingState::Lost);
        for row in [&cut_off, &given_up, &finished] {
            assert!(!is_spooled(&company, row));
        }
    })
    .await;
}

#[tokio::test]
async fn the_spool_keeps_a_recording_whose_row_cannot_be_written() {
    database::on_sqlite_files(async |database| {
        let store = database.open_migrated().await;
        let company = TestCompany::open(&store, "maru").await;
        let away = take_away(database);
        let row = recorded_call(&company).await;
        away.bring_back();
        store.close().await;
        assert_eq!(attach::try_late(&company.center).await, 1);
        company.settle().await;
        assert!(is_stored(&company, &row).await && is_spooled(&company, &row));
    })
    .await;
}
