//! The forms about limits, placed.

use super::placed::PlacedForm;
use crate::harness::TestDesk;
use crate::limits::{AGREE, REFUSE, SET, WITHDRAW, of_person, of_role, second, set};
use model::users::Role;

/// The forms of [`amounts`].
pub const LIMITS: &[&str] = &["set-limits", "agree-limits", "refuse-limits", "withdraw-limits"];

/// Limits of a role, and changes of others that wait: two of a second administrator, and one of one's own.
pub async fn amounts() -> (TestDesk, Vec<PlacedForm>) {
    let desk = TestDesk::start().await;
    let (admin, other) = (desk.signed_in(Role::Administrator).await, second(&desk).await);
    let proposed = of_person(&desk, "manager").await;
    let own = of_person(&desk, "second").await;
    let (free, elsewhere) = (of_role(Role::Manager), of_role(Role::Administrator));
    set(&other, &proposed, &[("spend_second", "5")]).await;
    set(&admin, &own, &[("spend_second", "5")]).await;
    let change = admin.form(&free, SET).await;
    let placed = vec![
        PlacedForm::new(change, &elsewhere).typed("raise_second", "typed-4711"),
        PlacedForm::new(admin.form(&proposed, AGREE).await, &own),
        PlacedForm::new(admin.form(&proposed, REFUSE).await, &own),
        PlacedForm::new(admin.form(&own, WITHDRAW).await, &proposed),
    ];
    (desk, placed)
}
