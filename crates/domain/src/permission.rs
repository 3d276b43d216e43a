//! What a role may do. One list of actions; a new action without a row in the matrix test does not compile.

use crate::{role::Role, words};

words! {
    /// Something a person may do, named as audit entries name it.
    pub enum Permission {
        /// Take calls, change one's own status, write up.
        ServeCustomers = "serve_customers",
        ChangeOwnPassword = "change_own_password",
        ReadOwnHistory = "read_own_history",
        ReadAllHistory = "read_all_history",
        /// Correct another agent's wrap-up (TKT-07).
        EditOthersWrapUp = "edit_others_wrap_up",
        ListenToOwnRecordings = "listen_to_own_recordings",
        ListenToAllRecordings = "listen_to_all_recordings",
        DownloadRecordings = "download_recordings",
        /// See a masked number or name in full, with a reason that is audited.
        Unmask = "unmask",
        ReadCustomers = "read_customers",
        EditCustomers = "edit_customers",
        HandleCallbackRequests = "handle_callback_requests",
        ReadDashboard = "read_dashboard",
        /// Change another agent's status, such as signing out somebody who went home.
        ChangeOthersStatus = "change_others_status",
        ReadSettings = "read_settings",
        EditAgents = "edit_agents",
        /// Make, change or deactivate owners and admins.
        EditAdmins = "edit_admins",
        EditGroupsAndQueues = "edit_groups_and_queues",
        EditNumbers = "edit_numbers",
        EditTrunks = "edit_trunks",
        EditScenario = "edit_scenario",
        PublishScenario = "publish_scenario",
        EditCategories = "edit_categories",
        ReadAudit = "read_audit",
    }
}

/// Whether `role` may do it. Default deny: what is not listed for a role is refused.
pub fn allows(role: Role, permission: Permission) -> bool {
    use Permission as P;
    match role {
        Role::Owner => true,
        Role::Admin => permission != P::EditAdmins,
        Role::Supervisor => matches!(
            permission,
            P::ServeCustomers
                | P::ChangeOwnPassword
                | P::ReadOwnHistory
                | P::ReadAllHistory
                | P::EditOthersWrapUp
                | P::ListenToOwnRecordings
                | P::ListenToAllRecordings
                | P::Unmask
                | P::ReadCustomers
                | P::EditCustomers
                | P::HandleCallbackRequests
                | P::ReadDashboard
                | P::ChangeOthersStatus
                | P::ReadSettings
        ),
        Role::Agent => matches!(
            permission,
            P::ServeCustomers
                | P::ChangeOwnPassword
                | P::ReadOwnHistory
                | P::ListenToOwnRecordings
                | P::Unmask
                | P::ReadCustomers
                | P::EditCustomers
                | P::HandleCallbackRequests
                | P::ReadDashboard
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Word;

    #[test]
    fn role_by_permission() {
        let mut table = format!("{:<26}", "");
        for role in Role::ALL {
            table.push_str(&format!("{:<11}", role.as_str()));
        }
        for permission in Permission::ALL {
            table.push_str(&format!("\n{:<26}", permission.as_str()));
            for role in Role::ALL {
                table.push_str(&format!("{:<11}", if allows(*role, *permission) { "yes" } else { "-" }));
            }
        }
        insta::assert_snapshot!(table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
    }
}
