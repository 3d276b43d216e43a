//! Why a call ended (호종료 사유, ACD-11). One list for rows, figures and screens.

use crate::words;

words! {
    pub enum EndReason {
        /// The customer hung up after talking to an agent.
        CustomerHungUp = "customer_hung_up",
        /// The agent hung up.
        AgentHungUp = "agent_hung_up",
        /// The customer left while listening to the IVR.
        LeftInIvr = "left_in_ivr",
        /// The customer left while waiting in a queue.
        AbandonedInQueue = "abandoned_in_queue",
        /// The customer left while an agent's phone rang (상담사 벨울림중 포기).
        AbandonedWhileRinging = "abandoned_while_ringing",
        /// The scenario reached its end (메뉴종료).
        ScenarioEnded = "scenario_ended",
        /// Called outside business hours, on a holiday or at lunch.
        Closed = "closed",
        /// Waited longer than the scenario allows and the scenario ends such calls.
        WaitLimit = "wait_limit",
        /// Left a callback request instead of waiting.
        CallbackRequested = "callback_requested",
        /// A customer we called did not answer, or could not be reached.
        NotReached = "not_reached",
        /// Talked to the number the scenario forwarded to.
        Forwarded = "forwarded",
        /// Left a message in a voicemail.
        VoicemailLeft = "voicemail_left",
        /// Nobody is signed in for the queue.
        Unavailable = "unavailable",
        /// The dialled number is not in service here.
        NotInService = "not_in_service",
        /// The network or the far side broke off.
        ConnectionLost = "connection_lost",
        /// The trunk's channels or this machine had no room.
        NoCapacity = "no_capacity",
        /// Naru was stopped or died; the call is closed when it starts again.
        SystemStopped = "system_stopped",
        /// Something of ours failed, such as a scenario that cannot be read.
        Failed = "failed",
    }
}
