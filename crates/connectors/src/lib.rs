//! Every outside service, with its real protocol, a time-out, a retry rule and a bulkhead (invariant 9).
//!
//! A connector turns a wish of the centre into the other side's words and its answers into ours. It keeps nothing
//! and decides nothing.

pub mod speech;
