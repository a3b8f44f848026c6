//! The words of a list and its filters: keys are made from the declaration.

use crate::texts::tr_key;
use crate::tr;
use model::lists::{FilterSetting, List};

/// The list's name as keys begin with it.
fn name<L: List>() -> String {
    L::NAME.replace('/', "-")
}

// texts: *-caption
// texts: *-none
// texts: *-none-why
// texts: *-search
/// One of the texts that each list has: `caption`, `search`, `none`, `none-why`.
pub fn list_text<L: List>(part: &str) -> String {
    let key = format!("{}-{part}", name::<L>());
    tr_key(&key).unwrap_or(key)
}

// texts: *-filter-*
/// What a filter is called.
pub fn filter_text<L: List>(filter: &str) -> String {
    tr_key(&format!("{}-filter-{filter}", name::<L>())).unwrap_or_else(|| filter.to_owned())
}

// texts: *-any-*
/// What stands for "no matter which".
pub fn any_text<L: List>(filter: &str) -> String {
    tr_key(&format!("{}-any-{filter}", name::<L>())).unwrap_or_else(|| filter_text::<L>(filter))
}

/// What a value of a filter is called: as the list says it, else as its type does, else by its
/// code.
pub fn value_text<L: List>(filter: &str, given: &FilterSetting) -> String {
    let of_list = || tr_key(&format!("{}-filter-{filter}-{}", name::<L>(), given.word));
    let of_type = || tr_key(&format!("{}{}", given.words, given.word));
    if given.words.is_empty()
        && L::FILTERS.iter().any(|known| known.name == filter && (known.offered)().is_empty())
    {
        return given.code.clone();
    }
    of_list().or_else(of_type).unwrap_or_else(|| tr!("badge-unknown", code = given.code.clone()))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::every_list;
    use model::lists::{Shown, StatusFilter};

    /// Both languages have the same keys (`.ci/walls`), so one is enough.
    fn exists(key: &str) {
        assert!(tr_key(key).is_some(), "no text has the key {key}");
    }

    fn has_words<L: List>(of_its_own: bool) {
        let list = name::<L>();
        if L::SEARCHED && of_its_own {
            for part in ["caption", "search", "none", "none-why"] {
                exists(&format!("{list}-{part}"));
            }
        }
        for filter in L::FILTERS {
            exists(&format!("{list}-filter-{}", filter.name));
            if matches!(filter.shown, Shown::Select | Shown::Lookup) {
                exists(&format!("{list}-any-{}", filter.name));
            }
            for given in (filter.offered)().into_iter().filter(|_| filter.shown != Shown::Apart) {
                let word = value_text::<L>(filter.name, &given);
                assert_ne!(word, tr!("badge-unknown", code = given.code.clone()), "{list} {}", filter.name);
            }
        }
    }

    macro_rules! words {
        ($($list:path),+ $(,)?) => {
            #[test]
            fn every_list_has_its_words() {
                $(has_words::<$list>(true);)+
                has_words::<StatusFilter>(false);
            }
        };
    }
    every_list!(words);

    #[test]
    fn values_are_called_as_the_list_or_their_type_says() {
        use model::budgets::BudgetLevel;
        use model::ids::CustomerId;
        use model::lists::{BudgetFilter, OrderFilter, RenewalFilter};
        use model::orders::{OrderStatus, OrderType};
        let level = value_text::<BudgetFilter>("level", &FilterSetting::of(&BudgetLevel::Over90));
        assert_eq!(level, crate::ui::components::level_text(BudgetLevel::Over90));
        for status in OrderStatus::KNOWN.iter().chain(&[OrderStatus::Other(99)]) {
            let text = value_text::<OrderFilter>("status", &FilterSetting::of(status));
            assert_eq!(text, crate::ui::components::order_status_text(*status));
        }
        let kind = value_text::<OrderFilter>("type", &FilterSetting::of(&OrderType::TrialToCommercial));
        assert_eq!(kind, "Trial to commercial use");
        assert_eq!(value_text::<RenewalFilter>("auto", &FilterSetting::of(&true)), "Auto-renewal on");
        let id = CustomerId::parse("c-1").unwrap_or_else(|_| unreachable!());
        assert_eq!(value_text::<OrderFilter>("customer", &FilterSetting::of(&id)), "c-1");
    }
}
