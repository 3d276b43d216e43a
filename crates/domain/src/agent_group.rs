//! The tree of people. A queue is where interactions wait; a group is who works together. Every group has one
//! default queue, made with it.

use std::collections::{HashMap, HashSet};

use crate::id::{AgentGroupId, QueueId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentGroup {
    pub id: AgentGroupId,
    /// `None` only for the root, "기본그룹_회사명" (AGT-02).
    pub parent: Option<AgentGroupId>,
    pub name: String,
    pub default_queue: QueueId,
    /// Order among its siblings, smallest first.
    pub position: i32,
}

/// The root group's name for a company (AGT-02).
pub fn root_name(company: &str) -> String {
    format!("기본그룹_{company}")
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgentGroupError {
    #[error("the root group cannot be moved or deleted")]
    Root,
    #[error("a group cannot be placed under itself or one of its own sub-groups")]
    Cycle,
    #[error("groups can be at most {MAX_DEPTH} levels deep")]
    TooDeep,
    #[error("a group with {agents} agents and {groups} sub-groups cannot be deleted")]
    NotEmpty { agents: usize, groups: usize },
}

pub const MAX_DEPTH: usize = 8;

/// Checks that `group` may hang under `parent` in the tree `all`.
pub fn check_parent(
    all: &[AgentGroup],
    group: AgentGroupId,
    parent: AgentGroupId,
) -> Result<(), AgentGroupError> {
    let parents: HashMap<_, _> = all.iter().map(|it| (it.id, it.parent)).collect();
    let mut above = Some(parent);
    let mut depth = 1;
    while let Some(id) = above {
        if id == group {
            return Err(AgentGroupError::Cycle);
        }
        depth += 1;
        if depth > MAX_DEPTH {
            return Err(AgentGroupError::TooDeep);
        }
        above = parents.get(&id).copied().flatten();
    }
    Ok(())
}

/// `group` and everything below it.
pub fn with_descendants(all: &[AgentGroup], group: AgentGroupId) -> HashSet<AgentGroupId> {
    let mut found = HashSet::from([group]);
    loop {
        let before = found.len();
        found.extend(
            all.iter()
                .filter(|it| it.parent.is_some_and(|p| found.contains(&p)))
                .map(|it| it.id)
                .collect::<Vec<_>>(),
        );
        if found.len() == before {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: u64, parent: Option<u64>) -> AgentGroup {
        AgentGroup {
            id: AgentGroupId::sample(id),
            parent: parent.map(AgentGroupId::sample),
            name: format!("g{id}"),
            default_queue: QueueId::sample(id),
            position: 0,
        }
    }

    #[test]
    fn a_group_never_hangs_under_itself() {
        let all = [group(1, None), group(2, Some(1)), group(3, Some(2)), group(4, Some(1))];
        let under = |g, p| check_parent(&all, AgentGroupId::sample(g), AgentGroupId::sample(p));
        assert_eq!(under(2, 3), Err(AgentGroupError::Cycle));
        assert_eq!(under(2, 2), Err(AgentGroupError::Cycle));
        assert_eq!(under(3, 4), Ok(()));
    }

    #[test]
    fn descendants_include_the_group_itself() {
        let all = [group(1, None), group(2, Some(1)), group(3, Some(2)), group(4, Some(1))];
        let below = with_descendants(&all, AgentGroupId::sample(2));
        assert_eq!(below, HashSet::from([AgentGroupId::sample(2), AgentGroupId::sample(3)]));
    }
}
