//! A tenant's rules of routing that are not a queue's (ACD-05, ACD-06, AGT-17).

use serde::{Deserialize, Serialize};

use crate::{
    agent_status::{AfterCall, Chosen},
    interaction::Priority,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoutingPolicy {
    /// How long a lost agent may take to come back before the customer is given to somebody else. 0–60 s.
    pub lost_grace_seconds: u32,
    /// After so many calls rang out in a row the agent is set away (부재). 1–20.
    pub no_answer_limit: u32,
    /// How long an agent who declined or missed an interaction is not offered the same one again. 1–300 s.
    pub retry_seconds: u32,
    /// What an agent is right after signing in, unless something else was chosen.
    pub after_sign_in: Chosen,
    /// What follows a call, unless the agent booked something else.
    pub after_call: AfterCall,
    /// A call is answered by itself when it has rung this long; never one that a colleague hands over. 0–10 s.
    pub auto_answer_seconds: Option<u32>,
    /// A VIP is served as if he had come so much earlier. Up to 3,600 s.
    pub vip_bonus_seconds: u32,
    /// Likewise whoever waits to be called back.
    pub callback_bonus_seconds: u32,
    pub capacity: Capacity,
}

/// How much one agent serves at a time. There is never more than one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// 0–20.
    pub chats: u32,
    /// 0–50.
    pub tickets: u32,
    /// A call may ring at somebody who is in chats or tickets.
    pub call_beside_others: bool,
    /// A chat may come in during a call.
    pub chat_during_call: bool,
    /// A ticket may come in during a call.
    pub ticket_during_call: bool,
}

impl RoutingPolicy {
    pub const DEFAULT: Self = Self {
        lost_grace_seconds: 10,
        no_answer_limit: 2,
        retry_seconds: 15,
        after_sign_in: Chosen::Ready,
        after_call: AfterCall::WrapUp,
        auto_answer_seconds: None,
        vip_bonus_seconds: 300,
        callback_bonus_seconds: 0,
        capacity: Capacity::DEFAULT,
    };

    /// Refuses a policy outside the ranges its fields name.
    pub fn check(self) -> Result<Self, RoutingPolicyError> {
        let within = |field, value: u32, min, max| {
            if (min..=max).contains(&value) { Ok(()) } else { Err(RoutingPolicyError { field, min, max }) }
        };
        within("lost_grace_seconds", self.lost_grace_seconds, 0, 60)?;
        within("no_answer_limit", self.no_answer_limit, 1, 20)?;
        within("retry_seconds", self.retry_seconds, 1, 300)?;
        within("auto_answer_seconds", self.auto_answer_seconds.unwrap_or(0), 0, 10)?;
        within("vip_bonus_seconds", self.vip_bonus_seconds, 0, 3_600)?;
        within("callback_bonus_seconds", self.callback_bonus_seconds, 0, 3_600)?;
        within("capacity/chats", self.capacity.chats, 0, 20)?;
        within("capacity/tickets", self.capacity.tickets, 0, 50)?;
        Ok(self)
    }

    /// How many seconds of waiting the priority is worth.
    pub fn bonus_seconds(&self, priority: Priority) -> u32 {
        match priority {
            Priority::Normal | Priority::Returned => 0,
            Priority::Callback => self.callback_bonus_seconds,
            Priority::Vip => self.vip_bonus_seconds,
        }
    }
}

impl Capacity {
    pub const DEFAULT: Self = Self {
        chats: 3,
        tickets: 5,
        call_beside_others: true,
        chat_during_call: false,
        ticket_during_call: false,
    };
}

impl Default for RoutingPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Default for Capacity {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} must be between {min} and {max}")]
pub struct RoutingPolicyError {
    pub field: &'static str,
    pub min: u32,
    pub max: u32,
}
