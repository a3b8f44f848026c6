//! POST /v2/partners/indirect-partners/query: the partner's two resellers.

use crate::wire::call::Call;
use crate::wire::errors::ApiError;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::calendar::DAY;

const RESELLERS: [(&str, &str, &str); 2] = [
    ("Harbour Gate Solutions Ltd.", "harbour-gate", "am-chan"),
    ("Estrela do Sul Serviços em Nuvem Ltda.", "estrela-do-sul", "am-goncalves"),
];

/// The name filter matches any part of the account name (how fuzzy it is is not documented).
pub fn query(world: &World, call: &Call) -> Result<Reply, ApiError> {
    let body = &call.body;
    let name = body.filter("account_name", 64)?;
    let id = body.filter("indirect_partner_id", 64)?;
    let begin = body.time_filter("associated_on_begin")?;
    let end = body.time_filter("associated_on_end")?;
    let page = body.page(40_000_000, 100)?;
    let rows: Vec<String> = (0u8..)
        .zip(RESELLERS)
        .map(|(number, reseller)| (world.tenant.reseller_id(number), associated(world, number), reseller))
        .filter(|(reseller_id, since, (_, account, _))| {
            name.as_deref().is_none_or(|name| account.contains(name))
                && id.as_deref().is_none_or(|id| id == reseller_id)
                && begin.is_none_or(|begin| *since >= begin)
                && end.is_none_or(|end| *since <= end)
        })
        .map(|(id, since, (name, account, manager))| {
            Object::new()
                .text("indirect_partner_id", &id)
                .text("mobile_phone", "")
                .text("email", &format!("partners@{account}.example"))
                .text("account_name", account)
                .text("name", name)
                .time("associated_on", since)
                .text("account_manager_id", manager)
                .text("account_manager_name", manager.trim_start_matches("am-"))
                .finish()
        })
        .collect();
    let count = rows.len() as i64;
    let page = rows.into_iter().skip(page.offset).take(page.limit);
    Ok(Reply::ok(Object::new().integer("count", count).list("indirect_partners", page).finish()))
}

fn associated(world: &World, number: u8) -> i64 {
    world.tenant.day - (400 + 250 * i64::from(number)) * DAY
}
