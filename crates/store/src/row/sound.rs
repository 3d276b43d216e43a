use domain::{
    id::{AgentId, SoundId, TenantId},
    sound::{Sound, SoundOrigin},
    speech::{SpeechGender, SpeechLanguage, Voice},
};
use sea_orm::entity::prelude::*;

use super::column::{At, Word};
use crate::error::Error;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sound")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    // Of a sound made from words: all four. Of an uploaded one: none.
    pub spoken_text: Option<String>,
    pub language: Option<Word<SpeechLanguage>>,
    pub gender: Option<Word<SpeechGender>>,
    pub speed: Option<i64>,
    pub duration_ms: i64,
    pub bytes: i64,
    pub created_at: At,
    pub created_by: Option<Uuid>,
}

super::tenant_row!("sound");

impl Model {
    pub fn new(tenant: TenantId, sound: &Sound) -> Self {
        let made = match &sound.origin {
            SoundOrigin::Made { text, voice } => Some((text.clone(), *voice)),
            SoundOrigin::Uploaded => None,
        };
        let voice = made.as_ref().map(|(_, voice)| *voice);
        Self {
            tenant_id: tenant.uuid(),
            id: sound.id.uuid(),
            name: sound.name.clone(),
            spoken_text: made.map(|(text, _)| text),
            language: voice.map(|it| Word(it.language)),
            gender: voice.map(|it| Word(it.gender)),
            speed: voice.map(|it| it.speed.into()),
            duration_ms: sound.duration_ms,
            bytes: sound.bytes,
            created_at: At(sound.created_at),
            created_by: sound.created_by.map(AgentId::uuid),
        }
    }

    pub fn sound(self) -> Result<Sound, Error> {
        let unreadable = || Error::Unreadable { table: "sound", column: "speed" };
        let origin = match (self.spoken_text, self.language, self.gender, self.speed) {
            (Some(text), Some(language), Some(gender), Some(speed)) => {
                let speed = <u16 as TryFrom<i64>>::try_from(speed).map_err(|_| unreadable())?;
                SoundOrigin::Made { text, voice: Voice { language: language.0, gender: gender.0, speed } }
            }
            (None, None, None, None) => SoundOrigin::Uploaded,
            _ => return Err(unreadable()),
        };
        Ok(Sound {
            id: SoundId::new(self.id),
            name: self.name,
            origin,
            duration_ms: self.duration_ms,
            bytes: self.bytes,
            created_at: self.created_at.0,
            created_by: self.created_by.map(AgentId::new),
        })
    }
}
