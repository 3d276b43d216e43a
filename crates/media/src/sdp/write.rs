//! Writing a description.

use std::{fmt, net::IpAddr};

use super::Session;

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let family = if self.origin.address.contains(':') { "IP6" } else { "IP4" };
        // A user name would say what machine this is.
        write!(
            f,
            "v=0\r\no=- {} {} IN {family} {}\r\ns=-\r\n",
            self.origin.session, self.origin.version, self.origin.address
        )?;
        connection(f, self.connection)?;
        f.write_str("t=0 0\r\n")?;
        if let Some(direction) = self.direction {
            write!(f, "a={}\r\n", direction.word())?;
        }
        for medium in &self.media {
            write!(f, "m={} {} {}", medium.kind, medium.port, medium.protocol)?;
            for format in &medium.formats {
                write!(f, " {format}")?;
            }
            f.write_str("\r\n")?;
            connection(f, medium.connection)?;
            for map in &medium.maps {
                write!(f, "a=rtpmap:{} {}/{}\r\n", map.payload_type, map.name, map.clock_rate)?;
            }
            for (payload_type, parameters) in &medium.parameters {
                write!(f, "a=fmtp:{payload_type} {parameters}\r\n")?;
            }
            if let Some(milliseconds) = medium.packet_ms {
                write!(f, "a=ptime:{milliseconds}\r\n")?;
            }
            if medium.shares_port {
                f.write_str("a=rtcp-mux\r\n")?;
            }
            if let Some(direction) = medium.direction {
                write!(f, "a={}\r\n", direction.word())?;
            }
        }
        Ok(())
    }
}

fn connection(f: &mut fmt::Formatter<'_>, address: Option<IpAddr>) -> fmt::Result {
    match address {
        Some(IpAddr::V4(address)) => write!(f, "c=IN IP4 {address}\r\n"),
        Some(IpAddr::V6(address)) => write!(f, "c=IN IP6 {address}\r\n"),
        None => Ok(()),
    }
}
