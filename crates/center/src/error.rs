//! Why an action did not happen. Every refusal has a stable code and the values its sentence needs; the sentences
//! themselves, in both languages, stand in `api`.

use domain::permission::Permission;

use crate::floor::OrderError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("refused: {}", .0.code)]
    Refused(Box<Refusal>),
    /// The database failed us in a way that no person asked for.
    #[error("the store failed: {0}")]
    Store(store::error::Error),
    /// Something of ours that should not happen.
    #[error("{0}")]
    Internal(String),
}

/// A refusal a person can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub kind: Kind,
    /// Stable, such as `callback_request.already_closed`; the web and other programs rely on it.
    pub code: &'static str,
    /// What the sentence names, by placeholder.
    pub values: Vec<(&'static str, String)>,
    /// Fields of the form that are wrong, when it is a form.
    pub fields: Vec<FieldRefusal>,
    pub retry_after_seconds: Option<u32>,
}

/// What the caller can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sign in.
    Unauthorized,
    /// Ask somebody with more rights.
    Forbidden,
    NotFound,
    /// Look again: the world has changed.
    Conflict,
    /// Correct what was typed.
    Invalid,
    /// Wait.
    TooMany,
    /// More than is read at all.
    TooLarge,
    /// Try later; something outside is not there.
    Unavailable,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRefusal {
    /// As the form names it; parts of a document are joined by `/`.
    pub field: String,
    pub code: &'static str,
    pub values: Vec<(&'static str, String)>,
}

impl Refusal {
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self { kind, code, values: vec![], fields: vec![], retry_after_seconds: None }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

impl Error {
    pub fn refused(kind: Kind, code: &'static str) -> Self {
        Refusal::new(kind, code).into()
    }

    pub fn not_found(code: &'static str) -> Self {
        Self::refused(Kind::NotFound, code)
    }

    pub fn conflict(code: &'static str) -> Self {
        Self::refused(Kind::Conflict, code)
    }

    pub fn denied(permission: Permission) -> Self {
        Refusal::new(Kind::Forbidden, "permission.denied").with("permission", permission).into()
    }

    /// One wrong field.
    pub fn field(field: &'static str, reason: impl Reason) -> Self {
        let mut form = Form::default();
        form.refuse(field, reason);
        form.into()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<store::error::Error> for Error {
    fn from(error: store::error::Error) -> Self {
        use store::error::{Error as E, Taken};
        match error {
            E::Missing(noun) => Refusal::new(Kind::NotFound, "row.missing").with("noun", noun).into(),
            E::Taken(taken) => match taken {
                Taken::Domain => Self::field("domain", "domain.taken"),
                Taken::BrandSlug => Self::field("slug", "slug.taken"),
                Taken::LoginId | Taken::OperatorLoginId => Self::field("login_id", "login_id.taken"),
                Taken::Extension => Self::field("extension", "extension.taken"),
                Taken::OwnedNumber => Self::field("number", "number.taken"),
                Taken::Row => Self::conflict("row.exists"),
            },
            E::Reference(_) => Self::conflict("row.in_use"),
            E::ChangedMeanwhile => Self::conflict("row.changed_meanwhile"),
            E::Unavailable(why) => {
                tracing::warn!("The database is not available: {why}");
                Self::refused(Kind::Unavailable, "service.busy")
            }
            other @ (E::UnknownTenant(_)
            | E::NotMigrated
            | E::Unreadable { .. }
            | E::TooLong { .. }
            | E::NoRandomness
            | E::Refused(_)) => Self::Store(other),
        }
    }
}

impl From<OrderError> for Error {
    fn from(error: OrderError) -> Self {
        Self::conflict(match error {
            OrderError::NotOnDuty => "desk.not_on_duty",
            OrderError::OnCall => "desk.on_call",
            OrderError::CallGone => "call.gone",
            OrderError::NotYours => "call.not_yours",
            OrderError::SoftphoneDown => "softphone.down",
            OrderError::NotYourQueue => "call.not_your_queue",
            OrderError::HandsFull => "call.hands_full",
        })
    }
}

/// Collects what is wrong with a form, so that a person corrects everything in one go.
///
/// Every field is read first; then [`Form::done`] refuses the whole if any was wrong.
#[derive(Debug, Default)]
pub struct Form(Vec<FieldRefusal>);

impl Form {
    pub fn take<T, R: Reason>(&mut self, field: impl Into<String>, parsed: Result<T, R>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(field, reason);
                None
            }
        }
    }

    pub fn refuse(&mut self, field: impl Into<String>, reason: impl Reason) {
        let (code, values) = reason.tell();
        self.0.push(FieldRefusal { field: field.into(), code, values });
    }

    pub fn done(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<Form> for Error {
    fn from(form: Form) -> Self {
        Refusal { fields: form.0, ..Refusal::new(Kind::Invalid, "form.invalid") }.into()
    }
}

/// Why one field cannot be taken.
pub trait Reason {
    fn tell(self) -> (&'static str, Vec<(&'static str, String)>);
}

/// A reason that is only a code.
impl Reason for &'static str {
    fn tell(self) -> (&'static str, Vec<(&'static str, String)>) {
        (self, vec![])
    }
}

macro_rules! reasons {
    ($($error:path { $($pattern:pat => $code:literal $({ $($name:literal: $value:expr),+ })?,)+ })+) => {$(
        impl Reason for $error {
            fn tell(self) -> (&'static str, Vec<(&'static str, String)>) {
                match self { $($pattern => ($code, vec![$($(($name, $value.to_string())),+)?]),)+ }
            }
        }
    )+};
}

use domain::{
    agent::{LoginIdError, NameError},
    agent_group::AgentGroupError,
    password::PasswordError,
    phone_number::PhoneNumberError,
    queue::QueueRuleError,
    routing_policy::RoutingPolicyError,
    skill_level::SkillLevelError,
    tenant::TenantDomainError,
    trunk::AddressRangeError,
    wrap_up::WrapUpTextError,
};

reasons! {
    LoginIdError {
        LoginIdError::Length => "login_id.length",
        LoginIdError::UnexpectedCharacter => "login_id.character",
    }
    NameError {
        NameError::Empty => "name.empty",
        NameError::TooLong => "name.too_long",
    }
    PasswordError {
        PasswordError::TooSimple => "password.too_simple",
        PasswordError::TooLong => "password.too_long",
        PasswordError::ContainsLoginId => "password.contains_login_id",
        PasswordError::Repeats => "password.repeats",
    }
    PhoneNumberError {
        PhoneNumberError::Empty => "phone_number.empty",
        PhoneNumberError::UnexpectedCharacter => "phone_number.character",
        PhoneNumberError::Length => "phone_number.length",
    }
    AgentGroupError {
        AgentGroupError::Root => "agent_group.root",
        AgentGroupError::Cycle => "agent_group.cycle",
        AgentGroupError::TooDeep => "agent_group.too_deep",
        AgentGroupError::NotEmpty { agents, groups } => "agent_group.not_empty" { "agents": agents, "groups": groups },
    }
    QueueRuleError {
        QueueRuleError { min, max, .. } => "number.range" { "min": min, "max": max },
    }
    RoutingPolicyError {
        RoutingPolicyError { min, max, .. } => "number.range" { "min": min, "max": max },
    }
    SkillLevelError {
        SkillLevelError => "skill_level.range",
    }
    TenantDomainError {
        TenantDomainError => "slug.form",
    }
    AddressRangeError {
        AddressRangeError(given) => "address_range.form" { "given": given },
    }
    WrapUpTextError {
        WrapUpTextError { chars } => "wrap_up.too_long" { "chars": chars, "max": domain::wrap_up::MAX_TEXT_CHARS },
    }
}
