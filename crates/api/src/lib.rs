//! HTTP and WebSocket: routes, the shapes of JSON, sign-in cookies, OpenAPI. No decisions.
//!
//! One file per noun, with its routes, its shapes and the way they become the centre's words. Every refusal of the
//! centre becomes problem+json in [`problem`]; every sentence a person reads stands in [`sentence`], in Korean and
//! English.

mod agent;
mod agent_group;
pub mod app;
mod audit;
mod call;
mod callback_request;
mod category;
mod customer;
mod dashboard;
mod desk;
mod interaction;
mod number;
pub mod origin;
mod page;
pub mod problem;
mod public_holiday;
mod queue;
mod realtime;
mod recording;
mod request;
mod requester;
pub mod routes;
mod routing_policy;
mod scenario;
mod sentence;
mod session;
mod softphone;
mod sound;
mod speech;
mod timeline;
mod trunk;
mod web_call;
mod word;
