//! Calls with several resources: checks each of them, and builds the answer when only some pass.

use crate::wire::errors::ApiError;
use crate::world::account::Account;
use crate::world::tenant::resources::Resource;

/// The valid main resources, each once, and the refusals of the others.
#[derive(Default)]
pub struct BatchCheck {
    /// Number and service code.
    pub mains: Vec<(u32, &'static str)>,
    pub refused: Vec<(String, ApiError)>,
}

impl BatchCheck {
    /// Runs `check` for every id.
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

    /// The first refusal, if no resource passed.
    pub fn all_refused(&self) -> Option<&ApiError> {
        if self.mains.is_empty() { self.refused.first().map(|(_, failure)| failure) } else { None }
    }

    /// The refusals as rows of `fail_resource_infos`.
    pub fn resource_rows(&self) -> Vec<String> {
        self.refused.iter().map(|(id, failure)| failure.resource_row(id)).collect()
    }

    /// The refusals as rows of `error_details`.
    pub fn detail_rows(&self) -> Vec<String> {
        self.refused.iter().map(|(id, failure)| failure.detail_row(id)).collect()
    }

    /// The main resources grouped by service, in the order of the request.
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
