//! POST /v2/partners/sub-customers/query: the partner's customers.

use crate::operations::scope;
use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::fields::Fields;
use crate::wire::fields::page::Page;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::tenant::profiles::{Owner, Profile};

struct Filter {
    account_name: Option<String>,
    customer: Option<String>,
    label: Option<String>,
    association: Option<String>,
    begin: Option<i64>,
    end: Option<i64>,
    customer_id: Option<String>,
}

impl Filter {
    fn read(body: &Fields) -> Result<Self, ApiError> {
        Ok(Self {
            account_name: body.filter_without_blanks("account_name", 64)?,
            customer: body.filter_without_blanks("customer", 64)?,
            label: body.filter_without_blanks("label", 64)?,
            association: body.filter("association_type", 2)?,
            begin: body.time("associated_on_begin")?,
            end: body.time("associated_on_end")?,
            customer_id: body.filter("customer_id", 64)?,
        })
    }

    fn is_empty(&self) -> bool {
        self.account_name.is_none()
            && self.customer.is_none()
            && self.label.is_none()
            && self.association.is_none()
            && self.begin.is_none()
            && self.end.is_none()
    }

    /// All filters must match; both ends of the time window are inclusive (not documented).
    fn admits(&self, profile: &Profile) -> bool {
        let has = |needle: &Option<String>, text: &str| needle.as_deref().is_none_or(|n| text.contains(n));
        has(&self.account_name, &profile.account_name)
            && has(&self.customer, &profile.name)
            && has(&self.label, &profile.label)
            && self.association.as_deref().is_none_or(|wanted| wanted == association(profile))
            && self.begin.is_none_or(|begin| profile.associated_on >= begin)
            && self.end.is_none_or(|end| profile.associated_on <= end)
    }
}

fn association(profile: &Profile) -> &'static str {
    if profile.resale { "3" } else { "1" }
}

/// An unknown customer or no match returns 200 with an empty list. Rows are in the order of the
/// customers' numbers, those created during the simulation last (the order is not documented).
/// Spaces in name filters are refused: our reading of "no spaces".
pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let filter = Filter::read(&call.body)?;
    let page = call.body.page(40_000_000, 100)?;
    let owner = scope::owner(world, &call.body)?;
    let (count, rows) = if let Some(id) = &filter.customer_id {
        let found = world.customer(id).map(|index| world.profile(index));
        let found: Vec<Profile> =
            found.into_iter().filter(|profile| profile.owner == owner && filter.admits(profile)).collect();
        (found.len(), found.into_iter().skip(page.offset).take(page.limit).collect())
    } else if filter.is_empty() {
        unfiltered(world, owner, page)
    } else {
        filtered(world, owner, &filter, page)
    };
    let body = Object::new()
        .integer("count", count as i64)
        .list("customer_infos", rows.iter().map(|profile| row(world, profile)))
        .finish();
    Ok(Reply::ok(body))
}

fn unfiltered(world: &World, owner: Owner, page: Page) -> (usize, Vec<Profile>) {
    let seeded = world.tenant.owned(owner) as usize;
    let created = world.created_profiles(owner);
    let last = page.offset.saturating_add(page.limit).min(seeded);
    let rows = (page.offset.min(last)..last)
        .map(|n| world.profile(world.tenant.nth_owned(owner, n as u32)))
        .chain(created.iter().skip(page.offset.saturating_sub(seeded)).cloned())
        .take(page.limit)
        .collect();
    (seeded + created.len(), rows)
}

fn filtered(world: &World, owner: Owner, filter: &Filter, page: Page) -> (usize, Vec<Profile>) {
    let authenticated = world.authenticated();
    let created = world.created_profiles(owner);
    let seeded = world.profiles().iter().map(|p| authenticated.get(&p.index).unwrap_or(p));
    let matches: Vec<&Profile> =
        seeded.chain(&created).filter(|p| p.owner == owner && filter.admits(p)).collect();
    (matches.len(), matches.into_iter().skip(page.offset).take(page.limit).cloned().collect())
}

/// Before authentication the name is absent. Empty xaccount fields and e-mails are absent.
fn row(world: &World, profile: &Profile) -> String {
    let named = |manager: &&str| !manager.is_empty();
    let manager = Some(profile.manager).filter(named);
    let manager = manager.map(|name| Object::new().text("account_name", name).finish());
    let own_shop = !profile.xaccount_id.is_empty();
    Object::new()
        .maybe_text("customer", (!profile.name.is_empty()).then_some(profile.name.as_str()))
        .text("account_name", &profile.account_name)
        .text("customer_id", &profile.id)
        .time("associated_on", profile.associated_on)
        .text("association_type", association(profile))
        .text("label", &profile.label)
        .text("telephone", &profile.telephone)
        .text("verified_status", profile.verified)
        .text("country_code", profile.country_code)
        .integer("customer_type", profile.kind)
        .integer("is_frozen", i64::from(world.frozen(profile)))
        .list("account_managers", manager)
        .maybe_text("xaccount_id", own_shop.then_some(profile.xaccount_id.as_str()))
        .maybe_text("xaccount_type", own_shop.then_some(profile.xaccount_type.as_str()))
        .text("customer_level", profile.level)
        .maybe_text("email", (!profile.email.is_empty()).then_some(profile.email.as_str()))
        .finish()
}
