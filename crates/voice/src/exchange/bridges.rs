//! Two customers who talk to each other.

use std::collections::VecDeque;

use call::life::Input;
use domain::id::InteractionId;

use super::Exchange;

impl Exchange {
    pub(super) fn bridge(&mut self, one: InteractionId, other: InteractionId, inputs: &mut VecDeque<Input>) {
        // A call cannot be bridged with itself, nor with one that is not there or has no sound.
        let is_joined = one != other && {
            self.act(other, Input::BridgedBy { other: one });
            self.calls.get(&other).is_some_and(|it| it.life.other() == Some(one))
        };
        if !is_joined {
            return inputs.push_back(Input::OtherLeft { other });
        }
        for id in [one, other] {
            if let Some(call) = self.calls.get_mut(&id) {
                call.hearing += 1;
            }
        }
        self.engine.bridge(one, other);
    }
}
