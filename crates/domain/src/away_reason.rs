//! Why an agent is on a break (휴식사유). Chosen by the agent, except for [`AwayReason::NoAnswer`].

use crate::words;

words! {
    pub enum AwayReason {
        /// 휴식.
        Break = "break",
        /// 식사.
        Meal = "meal",
        /// 교육.
        Training = "training",
        /// 회의.
        Meeting = "meeting",
        /// 부재: set by routing after calls rang unanswered, so that no further customer waits in vain.
        NoAnswer = "no_answer",
    }
}
