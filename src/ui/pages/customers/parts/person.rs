//! The profile of a customer.

use crate::tr;
use crate::ui::components::{Fact, Facts, Id, MaybeInstant, Section};
use leptos::prelude::*;
use model::customers::{Association, Customer, CustomerKind};

fn association_text(association: Option<Association>) -> String {
    match association {
        Some(Association::Referral) => tr!("customer-referral"),
        Some(Association::Agency) => tr!("customer-agency"),
        Some(Association::Resale) => tr!("customer-resale"),
        Some(Association::Other(code)) => tr!("badge-unknown", code = code),
        None => tr!("ui-none"),
    }
}

fn kind_text(kind: CustomerKind) -> Option<String> {
    match kind {
        CustomerKind::Individual => Some(tr!("customer-individual")),
        CustomerKind::Enterprise => Some(tr!("customer-enterprise")),
        CustomerKind::Unset => None,
        CustomerKind::Other(code) => Some(tr!("badge-unknown", code = code.to_string())),
    }
}

/// "+52 55 1234": HUAWEI CLOUD sends the country code as "0052".
fn telephone(customer: &Customer) -> Option<String> {
    let number = customer.telephone.clone().filter(|number| !number.is_empty())?;
    let prefix = customer
        .country_code
        .as_deref()
        .map(|code| code.trim_start_matches('0'))
        .filter(|code| !code.is_empty());
    Some(match prefix {
        Some(prefix) => format!("+{prefix} {number}"),
        None => number,
    })
}

/// The profile in the margin. Fields that HUAWEI CLOUD did not send are not shown.
#[component]
pub fn Person(customer: Customer) -> impl IntoView {
    let fact = |name: String, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <Fact name=name>{value}</Fact> })
    };
    let telephone = telephone(&customer);
    let facts = [
        fact(tr!("customer-name"), customer.name.clone()),
        fact(tr!("customer-kind"), customer.kind.and_then(kind_text)),
        fact(tr!("customer-association"), Some(association_text(customer.association.clone()))),
        fact(tr!("customer-telephone"), telephone),
        fact(tr!("customer-email"), customer.email.clone()),
        fact(tr!("customer-manager"), customer.account_manager.clone()),
        fact(tr!("customer-label"), customer.label.clone()),
        fact(tr!("customer-level"), customer.level.clone()),
    ];
    let id = |name: String, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <Fact name=name><Id id=value /></Fact> })
    };
    let reseller = customer.reseller.as_ref().map(ToString::to_string);
    view! {
        <Section title=tr!("customer-account") id="account">
            <Facts>
                <Fact name=tr!("customer-account-name")>
                    <Id id=customer.account_name.clone() />
                </Fact>
                {facts.into_iter().flatten().collect_view()}
                <Fact name=tr!("customer-associated")>
                    <MaybeInstant at=customer.associated_at />
                </Fact>
                {id(tr!("customer-reseller"), reseller)}
                {id(tr!("customer-xaccount"), customer.xaccount_id)}
            </Facts>
        </Section>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_with_zeros_becomes_one_with_a_plus() {
        let mut customer = Customer {
            id: model::ids::CustomerId::parse("c").unwrap(),
            account_name: "a".into(),
            name: None,
            associated_at: None,
            association: None,
            label: None,
            telephone: Some("55123".into()),
            country_code: Some("0052".into()),
            email: None,
            verified: None,
            kind: None,
            frozen: None,
            account_manager: None,
            xaccount_id: None,
            xaccount_type: None,
            level: None,
            reseller: None,
        };
        assert_eq!(telephone(&customer).as_deref(), Some("+52 55123"));
        customer.country_code = None;
        assert_eq!(telephone(&customer).as_deref(), Some("55123"));
        customer.telephone = Some(String::new());
        assert_eq!(telephone(&customer), None);
    }
}
