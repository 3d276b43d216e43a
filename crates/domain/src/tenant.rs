//! A company that uses the installation. It sees only itself.

use jiff::Timestamp;

use crate::id::{BrandId, TenantId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    pub id: TenantId,
    pub domain: TenantDomain,
    pub name: String,
    pub created_at: Timestamp,
}

/// The name a company signs in with and, in production, its sub-domain (SUB-02).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TenantDomain(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a domain has 2 to 40 lower-case English letters, digits and dashes, and starts and ends with a letter or digit"
)]
pub struct TenantDomainError;

impl TenantDomain {
    pub fn parse(text: &str) -> Result<Self, TenantDomainError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let sound = (2..=40).contains(&text.len())
            && text.chars().all(allowed)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if sound { Ok(Self(text.to_owned())) } else { Err(TenantDomainError) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One help desk inside a tenant (NHN's "서비스"), with its own numbers and scenarios. Sign-up makes the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    pub id: BrandId,
    pub name: String,
    /// The last part of the brand's public addresses, such as its web-call page; same form as a tenant's domain.
    pub slug: TenantDomain,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_fits_a_host_name() {
        assert!(TenantDomain::parse("maru-living").is_ok());
        for bad in ["m", "Maru", "마루", "maru_living", "-maru", "maru-", "maru.living"] {
            assert!(TenantDomain::parse(bad).is_err(), "{bad}");
        }
    }
}
