//! What lists show: rows joined with the names they refer to, filled by `store` and read by screens. No rules.

pub mod audit;
pub mod callback;
pub mod customer;
pub mod history;
