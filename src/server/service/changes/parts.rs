//! The resource of a part of a change.

use model::changes::Part;
use model::resources::Resource;

/// The resource that a part is about, among those that were read.
pub(super) fn of_part<'a>(found: &'a [Resource], part: &Part) -> Option<&'a Resource> {
    found.iter().find(|resource| Some(&resource.id) == part.resource())
}
