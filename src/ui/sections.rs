//! The sections of the desk. The navigation, the help page and the prefetch rules are made from
//! this table.

use crate::texts::tr_key;
use crate::ui::components::Icon;
use model::lists::{
    ActivityFilter, BudgetFilter, CustomerFilter, FollowUpFilter, List, OrderFilter, RenewalFilter,
    ResellerFilter, StatusFilter,
};
use model::users::Permission;
use model::viewer::Viewer;

/// What a browser may prefetch before a link is clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefetch {
    /// The list costs a few database queries: it is prefetched when its link is hovered. The pages
    /// below it are not prefetched.
    List,
    /// The same, and the pages below it call the partner API: they are loaded only on a click.
    ListAndPagesBelow,
    /// The page itself and those below it call the partner API: they are loaded only on a click.
    OnClick,
}

/// A section.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Text key of its name.
    pub label: &'static str,
    /// Text key of its purpose.
    pub purpose: &'static str,
    /// The letter that goes to it after `g`.
    pub key: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Path of its page.
    pub path: &'static str,
    /// Other paths that belong to it, with everything below them.
    pub other_paths: &'static [&'static str],
    /// Permission that a role needs to see it.
    pub action: Permission,
    /// What may be prefetched.
    pub prefetch: Prefetch,
}

/// All sections, in the order of the navigation.
pub const SECTIONS: &[Section] = &[
    Section {
        label: "shell-overview",
        purpose: "help-section-overview",
        key: "h",
        icon: Icon::Overview,
        path: "/",
        other_paths: &[],
        action: Permission::Read,
        prefetch: Prefetch::OnClick,
    },
    Section {
        label: "shell-customers",
        purpose: "help-section-customers",
        key: "c",
        icon: Icon::Customers,
        path: CustomerFilter::PATH,
        other_paths: &[],
        action: CustomerFilter::ACTION,
        prefetch: Prefetch::ListAndPagesBelow,
    },
    Section {
        label: "shell-budgets",
        purpose: "help-section-budgets",
        key: "b",
        icon: Icon::Budgets,
        path: BudgetFilter::PATH,
        other_paths: &[],
        action: BudgetFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-orders",
        purpose: "help-section-orders",
        key: "o",
        icon: Icon::Orders,
        path: OrderFilter::PATH,
        // Payments belong to the orders they pay.
        other_paths: &["/payments"],
        action: OrderFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-renewals",
        purpose: "help-section-renewals",
        key: "r",
        icon: Icon::Renewals,
        path: RenewalFilter::PATH,
        other_paths: &[],
        action: RenewalFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-resellers",
        purpose: "help-section-resellers",
        key: "l",
        icon: Icon::Resellers,
        path: ResellerFilter::PATH,
        other_paths: &[],
        action: ResellerFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-follow-ups",
        purpose: "help-section-follow-ups",
        key: "f",
        icon: Icon::Notes,
        path: FollowUpFilter::PATH,
        other_paths: &[],
        action: FollowUpFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-activity",
        purpose: "help-section-activity",
        key: "a",
        icon: Icon::Activity,
        path: ActivityFilter::PATH,
        other_paths: &[],
        action: ActivityFilter::ACTION,
        prefetch: Prefetch::List,
    },
    Section {
        label: "shell-status",
        purpose: "help-section-status",
        key: "s",
        icon: Icon::Status,
        path: StatusFilter::PATH,
        other_paths: &[],
        action: StatusFilter::ACTION,
        prefetch: Prefetch::OnClick,
    },
];

/// The sections that a viewer may see.
pub fn visible_to(viewer: &Viewer) -> Vec<&'static Section> {
    SECTIONS.iter().filter(|section| viewer.may(section.action)).collect()
}

impl Section {
    /// Its name.
    pub fn name(&self) -> String {
        tr_key(self.label).unwrap_or_default()
    }

    /// Its purpose.
    pub fn meaning(&self) -> String {
        tr_key(self.purpose).unwrap_or_default()
    }

    /// Whether an address (with query string) belongs to it.
    pub fn contains(&self, here: &str) -> bool {
        let path = here.split('?').next().unwrap_or_default();
        if self.path == "/" {
            return path == "/";
        }
        let below =
            |top: &&str| path.strip_prefix(*top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        std::iter::once(&self.path).chain(self.other_paths).any(below)
    }
}

/// The speculation rules of the browser: lists are prefetched on hover, pages that call the partner
/// API only on a click.
pub fn speculation_rules() -> String {
    let quoted = |pattern: &str| format!(r#"{{"href_matches":"{pattern}"}}"#);
    let whole = |section: &Section| {
        if section.path == "/" { quoted("/") } else { quoted(&format!("{}*", section.path)) }
    };
    let pressed = SECTIONS.iter().filter(|section| section.prefetch == Prefetch::OnClick).map(whole);
    let below = SECTIONS.iter().filter(|section| section.prefetch == Prefetch::ListAndPagesBelow);
    let below = below.map(|section| quoted(&format!("{}/*", section.path)));
    let apart = std::iter::once(quoted("/*/*")).chain(pressed.clone());
    // What is opened beside a list calls the partner API, although its address is the list's.
    let beside = r#"{"selector_matches":"[data-peek]"}"#.to_owned();
    let apart = apart.chain([beside]);
    let apart: Vec<String> = apart.map(|pattern| format!(r#"{{"not":{pattern}}}"#)).collect();
    let waiting: Vec<String> = pressed.chain(below).collect();
    let (lists, apart, waiting) = (quoted("/*"), apart.join(","), waiting.join(","));
    format!(
        r#"{{"prefetch":[
{{"where":{{"and":[{lists},{apart}]}},"eagerness":"moderate"}},
{{"where":{{"or":[{waiting}]}},"eagerness":"conservative"}}]}}"#
    )
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::texts::in_language;
    use model::viewer::Language;

    fn at(path: &str) -> Vec<&'static str> {
        SECTIONS.iter().filter(|section| section.contains(path)).map(|section| section.path).collect()
    }

    #[test]
    fn a_page_lies_in_one_section() {
        assert_eq!(at("/"), ["/"]);
        assert_eq!(at("/orders"), ["/orders"]);
        assert_eq!(at("/orders?status=6"), ["/orders"]);
        assert_eq!(at("/payments/p1"), ["/orders"]);
        assert!(at("/ordersome").is_empty());
        assert!(at("/help").is_empty());
    }

    #[test]
    fn browsers_fetch_ahead_what_costs_one_query() {
        let rules = speculation_rules();
        let before = r#"{"prefetch":[
{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/*/*"}},{"not":{"href_matches":"/"}},{"not":{"href_matches":"/status*"}},{"not":{"selector_matches":"[data-peek]"}}]},"eagerness":"moderate"},
{"where":{"or":[{"href_matches":"/"},{"href_matches":"/status*"},{"href_matches":"/customers/*"}]},"eagerness":"conservative"}]}"#;
        assert_eq!(rules, before);
    }

    #[test]
    fn a_letter_goes_to_one_section() {
        let keys: std::collections::HashSet<_> = SECTIONS.iter().map(|section| section.key).collect();
        assert_eq!(keys.len(), SECTIONS.len());
        assert!(!keys.contains("g") && keys.iter().all(|key| key.len() == 1));
    }

    #[test]
    fn every_section_has_its_words() {
        for language in [Language::English, Language::Chinese] {
            for section in SECTIONS {
                for key in [section.label, section.purpose] {
                    assert_ne!(in_language(language, key, []), key, "{language:?}");
                }
            }
        }
    }
}
