//! What kind of work a person does in a tenant. Rights follow from the role, see [`crate::permission`].

use crate::words;

words! {
    pub enum Role {
        /// 조직관리자: everything, including other administrators.
        Owner = "owner",
        /// 관리자: settings, people, figures.
        Admin = "admin",
        /// 슈퍼바이저: watches the floor and listens to recordings, changes no settings.
        Supervisor = "supervisor",
        /// 상담사: serves customers.
        Agent = "agent",
    }
}
