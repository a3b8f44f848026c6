//! Calls that name several resources: what is asked of each, which of them pass, and the answer
//! when only some do.

use crate::wire::errors::ApiError;
use crate::world::account::Account;
use crate::world::tenant::resources::Resource;

/// The main resources that may be acted upon, each once, and the refusals of the others.
#[derive(Default)]
pub struct BatchCheck {
    /// Number and service of each.
    pub mains: Vec<(u32, &'static str)>,
    pub refused: Vec<(String, ApiError)>,
}

impl BatchCheck {
    /// Asks `check` about every id.
    pub fn of<'a>(
        account: &'a Account<'_>,
        ids: &[String],
        check: impl Fn(&'a Account<'_>, &str) -> Result<&'a Resource, ApiError>,
    ) -> Self {
        let mut checked = Self::default();
        for id in ids {
            match check(account, id) {
                Ok(main) if checked.mains.iter().any(|(number, _)| *number == main.number) => {}
                Ok(main) => checked.mains.push((main.number, main.product().service)),
                Err(failure) => checked.refused.push((id.clone(), failure)),
            }
        }
        checked
    }

    /// The first refusal, when nothing passed.
    pub fn all_refused(&self) -> Option<&ApiError> {
        if self.mains.is_empty() { self.refused.first().map(|(_, failure)| failure) } else { None }
    }

    /// As rows of `fail_resource_infos`.
    pub fn resource_rows(&self) -> Vec<String> {
        self.refused.iter().map(|(id, failure)| failure.resource_row(id)).collect()
    }

    /// As rows of `error_details`.
    pub fn detail_rows(&self) -> Vec<String> {
        self.refused.iter().map(|(id, failure)| failure.detail_row(id)).collect()
    }

    /// The main resources of each service, in the order in which the services were named.
    pub fn by_service(&self) -> Vec<Vec<u32>> {
        let mut services: Vec<(&str, Vec<u32>)> = Vec::new();
        for (number, service) in &self.mains {
            match services.iter_mut().find(|(known, _)| known == service) {
                Some((_, numbers)) => numbers.push(*number),
                None => services.push((service, vec![*number])),
            }
        }
        services.into_iter().map(|(_, numbers)| numbers).collect()
    }
}
