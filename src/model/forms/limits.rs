//! What administrators do with limits: propose a change, and decide what another one proposed.

use super::field::{Field, ID, PASSWORD, SHORT};
use super::form::form;
use crate::amounts::{self, BadAmount};
use crate::error::{AppError, FieldError, FieldProblem};
use crate::ids::LimitProposalId;
use crate::limits::own::{LimitHolder, LimitKey, OwnLimits};
use crate::money::{Currency, written};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Most characters of all limits of a holder as one text.
const SEEN: usize = 1_000;
/// The largest amount that a limit may be, as for budgets.
const MOST: i64 = 2_147_483_647;

/// Proposes other limits for a role or a person. An empty field is no limit.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLimitsForm {
    /// `role` or `user`.
    #[serde(default)]
    pub kind: String,
    /// Code of the role, or id of the user.
    #[serde(default)]
    pub holder: String,
    /// The limits that the page showed, as [`OwnLimits::text`].
    #[serde(default)]
    pub seen: String,
    /// Currency of every amount.
    #[serde(default)]
    pub currency: String,
    /// A larger payment asks for the password again.
    #[serde(default)]
    pub spend_again: String,
    /// The same for all payments of a day.
    #[serde(default)]
    pub spend_again_day: String,
    /// A larger payment needs another person.
    #[serde(default)]
    pub spend_second: String,
    /// The same for all payments of a day.
    #[serde(default)]
    pub spend_second_day: String,
    /// A larger increase of budgets asks for the password again.
    #[serde(default)]
    pub raise_again: String,
    /// The same for all increases of a day.
    #[serde(default)]
    pub raise_again_day: String,
    /// A larger increase of budgets needs another person.
    #[serde(default)]
    pub raise_second: String,
    /// The same for all increases of a day.
    #[serde(default)]
    pub raise_second_day: String,
    /// The administrator's password.
    #[serde(default)]
    pub password: String,
}

form! {
    SetLimitsForm is "set-limits" at "/api/set_limits" about |form, _| format!("{} {}", form.kind, form.holder);
    kind: KIND, Hidden, SHORT;
    holder: HOLDER, Hidden, ID;
    seen: SEEN, Hidden, SEEN;
    currency: CURRENCY, Hidden, SHORT;
    spend_again: SPEND_AGAIN, Typed, SHORT;
    spend_again_day: SPEND_AGAIN_DAY, Typed, SHORT;
    spend_second: SPEND_SECOND, Typed, SHORT;
    spend_second_day: SPEND_SECOND_DAY, Typed, SHORT;
    raise_again: RAISE_AGAIN, Typed, SHORT;
    raise_again_day: RAISE_AGAIN_DAY, Typed, SHORT;
    raise_second: RAISE_SECOND, Typed, SHORT;
    raise_second_day: RAISE_SECOND_DAY, Typed, SHORT;
    password: PASSWORD, Secret, PASSWORD;
}

impl SetLimitsForm {
    /// The field of each limit, in the order of [`LimitKey::ALL`].
    pub const AMOUNTS: [Field; 8] = [
        Self::SPEND_AGAIN,
        Self::SPEND_AGAIN_DAY,
        Self::SPEND_SECOND,
        Self::SPEND_SECOND_DAY,
        Self::RAISE_AGAIN,
        Self::RAISE_AGAIN_DAY,
        Self::RAISE_SECOND,
        Self::RAISE_SECOND_DAY,
    ];

    /// Filled in with the limits that are set now, which are in the currency that amounts will be in.
    pub fn about(holder: &LimitHolder, own: &OwnLimits, currency: &Currency) -> Self {
        let amounts = LimitKey::ALL.map(|key| match own.get(key) {
            Some(amount) if own.currency == *currency => written(amount, currency),
            _ => String::new(),
        });
        let [
            spend_again,
            spend_again_day,
            spend_second,
            spend_second_day,
            raise_again,
            raise_again_day,
            raise_second,
            raise_second_day,
        ] = amounts;
        Self {
            kind: holder.kind().to_owned(),
            holder: holder.code().to_owned(),
            seen: own.text(),
            currency: currency.code().to_owned(),
            spend_again,
            spend_again_day,
            spend_second,
            spend_second_day,
            raise_again,
            raise_again_day,
            raise_second,
            raise_second_day,
            password: String::new(),
        }
    }

    fn typed(&self) -> [&str; 8] {
        [
            &self.spend_again,
            &self.spend_again_day,
            &self.spend_second,
            &self.spend_second_day,
            &self.raise_again,
            &self.raise_again_day,
            &self.raise_second,
            &self.raise_second_day,
        ]
    }

    /// The limits that were typed. `bound` is the upper bound of each.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every field that is no amount, below zero or above its bound.
    pub fn limits(
        &self,
        currency: &Currency,
        bound: impl Fn(LimitKey) -> Option<Decimal>,
    ) -> Result<OwnLimits, AppError> {
        let mut limits = OwnLimits::none(currency.clone());
        let mut wrong = Vec::new();
        for ((key, field), text) in LimitKey::ALL.into_iter().zip(Self::AMOUNTS).zip(self.typed()) {
            let bound = bound(key);
            let problem = match read(text, currency) {
                Ok(Some(amount)) => match bound.filter(|bound| amount > *bound) {
                    Some(bound) => FieldProblem::AboveBound(limits.money(bound)),
                    None => {
                        limits = limits.with(key, amount);
                        continue;
                    }
                },
                Ok(None) => continue,
                Err(problem) => FieldProblem::Amount(problem),
            };
            wrong.push(FieldError { field: field.name.to_owned(), problem });
        }
        if wrong.is_empty() { Ok(limits) } else { Err(AppError::Invalid(wrong)) }
    }
}

/// An amount of at least zero; `None` where nothing was typed.
fn read(text: &str, currency: &Currency) -> Result<Option<Decimal>, BadAmount> {
    match amounts::read(text, currency.decimals()) {
        Err(BadAmount::Empty) => Ok(None),
        Err(problem) => Err(problem),
        Ok(amount) if amount < Decimal::ZERO => Err(BadAmount::NotPositive),
        Ok(amount) if amount > Decimal::from(MOST) => Err(BadAmount::TooLarge),
        Ok(amount) => Ok(Some(amount.abs())),
    }
}

/// Agrees to what another administrator proposed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreeLimitsForm {
    /// The proposal.
    pub id: LimitProposalId,
    /// The administrator's password.
    #[serde(default)]
    pub password: String,
}

form! {
    AgreeLimitsForm is "agree-limits" at "/api/agree_limits" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
    password: PASSWORD, Secret, PASSWORD;
}

impl AgreeLimitsForm {
    /// Not filled in yet.
    pub fn about(id: LimitProposalId) -> Self {
        Self { id, password: String::new() }
    }
}

/// Refuses what another administrator proposed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefuseLimitsForm {
    /// The proposal.
    pub id: LimitProposalId,
}

form! {
    RefuseLimitsForm is "refuse-limits" at "/api/refuse_limits" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

/// Withdraws one's own proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawLimitsForm {
    /// The proposal.
    pub id: LimitProposalId,
}

form! {
    WithdrawLimitsForm is "withdraw-limits" at "/api/withdraw_limits" about |form, _| form.id.to_string();
    id: ID, Hidden, ID;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use crate::users::Role;

    fn typed(text: &str) -> SetLimitsForm {
        SetLimitsForm { spend_second: text.to_owned(), ..SetLimitsForm::default() }
    }

    fn read(text: &str) -> Result<Option<String>, FieldProblem> {
        let bound = |_| Some(Decimal::from(1_000_000));
        match typed(text).limits(&Currency::usd(), bound) {
            Ok(limits) => Ok(limits.set().next().map(|(_, amount)| amount.to_string())),
            Err(AppError::Invalid(wrong)) => {
                assert_eq!(wrong[0].field, SetLimitsForm::SPEND_SECOND.name);
                Err(wrong[0].problem.clone())
            }
            Err(error) => unreachable!("{error}"),
        }
    }

    #[test]
    fn amounts_are_read_as_everywhere() {
        for (text, amount) in [("1.234,56", "1234.56"), ("５００", "500"), ("0", "0"), (" 1 000 ", "1000")]
        {
            assert_eq!(read(text), Ok(Some(amount.to_owned())), "{text}");
        }
        assert_eq!(read("-0"), Ok(Some("0".to_owned())));
        assert_eq!((read(""), read(" \u{200b}")), (Ok(None), Ok(None)));
        for (text, problem) in [
            ("-1", BadAmount::NotPositive),
            ("1.500", BadAmount::Ambiguous),
            ("1e9", BadAmount::NotANumber),
            ("5.001", BadAmount::Ambiguous),
            ("0.001", BadAmount::TooPrecise),
            ("2147483648", BadAmount::TooLarge),
            ("99999999999999999999999999999999999999", BadAmount::TooLarge),
        ] {
            assert_eq!(read(text), Err(FieldProblem::Amount(problem)), "{text}");
        }
        let bound = Money::new(Decimal::from(1_000_000), Currency::usd());
        assert_eq!(read("1000000.01"), Err(FieldProblem::AboveBound(bound)));
        assert_eq!(read("1000000"), Ok(Some("1000000".to_owned())));
    }

    #[test]
    fn a_form_is_filled_with_what_is_set() {
        let holder = LimitHolder::Role(Role::Manager);
        let own = LimitKey::ALL
            .into_iter()
            .zip(1_u32..)
            .fold(OwnLimits::none(Currency::usd()), |own, (key, amount)| own.with(key, amount.into()));
        let form = SetLimitsForm::about(&holder, &own, &Currency::usd());
        let again = form.limits(&Currency::usd(), |_| None);
        assert!(again.is_ok_and(|again| again.is_same(&own)));
        assert!(form.seen.len() < SEEN);
        let euro = SetLimitsForm::about(&holder, &own, &Currency::parse("EUR").unwrap_or(Currency::usd()));
        assert_eq!(euro.spend_again, "", "of another currency nothing is taken over");
    }
}
