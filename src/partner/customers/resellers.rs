//! Resellers of a distributor (partner.yaml, listIndirectPartners).

use serde::Serialize;

use crate::Paged;
use crate::client::Partner;
use crate::client::call::Call;
use crate::client::wire::Fields;
use crate::operations::LIST_RESELLERS;
use model::customers::Reseller;
use model::error::PartnerFailure;
use model::ids::ResellerId;

#[derive(Serialize)]
struct Body {
    offset: u32,
    limit: u32,
}

impl Partner {
    /// One page of resellers; `limit` at most 100. A partner that is no distributor has none.
    ///
    /// # Errors
    /// [`PartnerFailure`] when HUAWEI CLOUD refused the call or could not be reached.
    pub async fn resellers(&self, offset: u32, limit: u32) -> Result<Paged<Reseller>, PartnerFailure> {
        let call = Call::new(&LIST_RESELLERS).json(&Body { offset, limit });
        let page = self.call(call, |answer| {
            let fields = answer.fields()?;
            let (rows, skipped) = fields.rows("indirect_partners", reseller)?;
            Ok(Paged { total: fields.count("count"), rows, skipped })
        });
        Ok(page.await?)
    }
}

fn reseller(row: &Fields<'_>) -> Option<Reseller> {
    Some(Reseller {
        id: row.id::<ResellerId>("indirect_partner_id")?,
        account_name: row.text("account_name"),
        name: row.text("name"),
        associated_at: row.instant("associated_on"),
    })
}
