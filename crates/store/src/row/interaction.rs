use domain::{
    channel::{Channel, Direction},
    end_reason::EndReason,
    id::{AgentId, BrandId, CustomerId, InteractionId, QueueId, ScenarioVersionId, TenantId},
    interaction::{DigitsTaken, Interaction, Outcome},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::column::{At, Texts, Word};
use crate::{
    error::Error,
    vault::{Vault, blind::Blind, seal::Sealed},
};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "interaction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub brand_id: Uuid,
    pub channel: Word<Channel>,
    pub direction: Word<Direction>,
    pub customer_number: Option<Sealed>,
    pub number_hash: Option<Blind>,
    pub last_four_hash: Option<Blind>,
    pub customer_id: Option<Uuid>,
    pub dialed_number: Sealed,
    pub scenario_version_id: Option<Uuid>,
    pub menu_path: Texts,
    // A JSON list of label and digits; people type all sorts of numbers.
    #[serde(default)]
    pub digits_taken: Option<Sealed>,
    pub queue_id: Option<Uuid>,
    pub agent_id: Option<Uuid>,
    pub started_at: At,
    pub answered_at: Option<At>,
    pub connected_at: Option<At>,
    pub ended_at: Option<At>,
    pub end_reason: Option<Word<EndReason>>,
    // Follows from the other columns by `Interaction::outcome`; kept so that lists can be filtered by it.
    pub outcome: Word<Outcome>,
    pub wait_ms: i64,
    pub talk_ms: i64,
    pub hold_ms: i64,
}

super::tenant_row!("interaction");

impl Model {
    pub fn seal(vault: &Vault, tenant: TenantId, interaction: &Interaction) -> Result<Self, Error> {
        let seal = vault.row("interaction", interaction.id.uuid().as_bytes());
        let number = interaction.customer_number.as_ref();
        Ok(Self {
            tenant_id: tenant.uuid(),
            id: interaction.id.uuid(),
            brand_id: interaction.brand.uuid(),
            channel: Word(interaction.channel),
            direction: Word(interaction.direction),
            customer_number: number.map(|it| seal.seal_number("customer_number", it)).transpose()?,
            number_hash: number.map(|it| vault.blind_number(it)),
            last_four_hash: number.map(|it| vault.blind_last_four(it)),
            customer_id: interaction.customer.map(CustomerId::uuid),
            dialed_number: seal.seal_number("dialed_number", &interaction.dialed_number)?,
            scenario_version_id: interaction.scenario_version.map(ScenarioVersionId::uuid),
            menu_path: Texts(interaction.menu_path.clone()),
            digits_taken: written(&interaction.digits_taken)
                .map(|it| seal.seal_text("digits_taken", &it))
                .transpose()?,
            queue_id: interaction.queue.map(QueueId::uuid),
            agent_id: interaction.agent.map(AgentId::uuid),
            started_at: At(interaction.started_at),
            answered_at: interaction.answered_at.map(At),
            connected_at: interaction.connected_at.map(At),
            ended_at: interaction.ended_at.map(At),
            end_reason: interaction.end_reason.map(Word),
            outcome: Word(interaction.outcome()),
            wait_ms: interaction.wait_ms,
            talk_ms: interaction.talk_ms,
            hold_ms: interaction.hold_ms,
        })
    }

    pub fn open(self, vault: &Vault) -> Result<Interaction, Error> {
        let seal = vault.row("interaction", self.id.as_bytes());
        Ok(Interaction {
            id: InteractionId::new(self.id),
            brand: BrandId::new(self.brand_id),
            channel: self.channel.0,
            direction: self.direction.0,
            customer_number: self
                .customer_number
                .map(|it| seal.open_number("customer_number", &it))
                .transpose()?,
            customer: self.customer_id.map(CustomerId::new),
            dialed_number: seal.open_number("dialed_number", &self.dialed_number)?,
            scenario_version: self.scenario_version_id.map(ScenarioVersionId::new),
            menu_path: self.menu_path.0,
            digits_taken: match self.digits_taken {
                Some(sealed) => read(&seal.open_text("digits_taken", &sealed)?)?,
                None => vec![],
            },
            queue: self.queue_id.map(QueueId::new),
            agent: self.agent_id.map(AgentId::new),
            started_at: self.started_at.0,
            answered_at: self.answered_at.map(|at| at.0),
            connected_at: self.connected_at.map(|at| at.0),
            ended_at: self.ended_at.map(|at| at.0),
            end_reason: self.end_reason.map(|word| word.0),
            wait_ms: self.wait_ms,
            talk_ms: self.talk_ms,
            hold_ms: self.hold_ms,
        })
    }
}

fn written(taken: &[DigitsTaken]) -> Option<String> {
    let pairs: Vec<_> = taken.iter().map(|it| (&it.label, &it.digits)).collect();
    // Pairs of texts always have a JSON form.
    (!pairs.is_empty()).then(|| serde_json::to_string(&pairs).unwrap_or_default())
}

fn read(text: &str) -> Result<Vec<DigitsTaken>, Error> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text)
        .map_err(|_| Error::Unreadable { table: "interaction", column: "digits_taken" })?;
    Ok(pairs.into_iter().map(|(label, digits)| DigitsTaken { label, digits }).collect())
}
