//! What every handler shares.

use std::net::IpAddr;
use std::sync::Arc;

use center::center::Center;

#[derive(Clone)]
pub struct App(Arc<Inner>);

pub struct Options {
    /// Cookies travel over HTTPS only.
    pub secure_cookies: bool,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

struct Inner {
    center: Center,
    options: Options,
}

impl App {
    pub fn new(center: Center, options: Options) -> Self {
        Self(Arc::new(Inner { center, options }))
    }

    pub fn center(&self) -> &Center {
        &self.0.center
    }

    pub fn options(&self) -> &Options {
        &self.0.options
    }
}
