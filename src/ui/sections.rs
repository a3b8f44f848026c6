//! The sections of the desk, once: the index at the side, what help says of each, and what a
//! browser may fetch ahead are made from this table.

use crate::texts::tr_key;
use crate::ui::components::Icon;
use model::lists::{
    ActivityFilter, BudgetFilter, CustomerFilter, List, OrderFilter, RenewalFilter, ResellerFilter,
    StatusFilter,
};
use model::users::Permission;
use model::viewer::Viewer;

/// What a browser may fetch before a link is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The list costs the desk a query or two: pointing at its link is enough. The pages below it
    /// are never fetched ahead.
    List,
    /// The same, and the pages below it ask the partner: they wait for the press.
    ListAndPagesBelow,
    /// The page itself asks the partner, and so do those below it: they wait for the press.
    Pressed,
}

/// A section.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The key of its name.
    pub label: &'static str,
    /// The key of what it is for.
    pub means: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Its address.
    pub path: &'static str,
    /// Addresses elsewhere that belong to it, with all below them.
    pub also: &'static [&'static str],
    /// What a role must include to be offered it.
    pub action: Permission,
    /// What may be fetched ahead.
    pub ahead: Ahead,
}

/// Every section, in the order of the index.
pub const SECTIONS: &[Section] = &[
    Section {
        label: "shell-overview",
        means: "help-section-overview",
        icon: Icon::Overview,
        path: "/",
        also: &[],
        action: Permission::Read,
        ahead: Ahead::Pressed,
    },
    Section {
        label: "shell-customers",
        means: "help-section-customers",
        icon: Icon::Customers,
        path: CustomerFilter::PATH,
        also: &[],
        action: CustomerFilter::ACTION,
        ahead: Ahead::ListAndPagesBelow,
    },
    Section {
        label: "shell-budgets",
        means: "help-section-budgets",
        icon: Icon::Budgets,
        path: BudgetFilter::PATH,
        also: &[],
        action: BudgetFilter::ACTION,
        ahead: Ahead::List,
    },
    Section {
        label: "shell-orders",
        means: "help-section-orders",
        icon: Icon::Orders,
        path: OrderFilter::PATH,
        // Payments belong to the orders they pay.
        also: &["/payments"],
        action: OrderFilter::ACTION,
        ahead: Ahead::List,
    },
    Section {
        label: "shell-renewals",
        means: "help-section-renewals",
        icon: Icon::Renewals,
        path: RenewalFilter::PATH,
        also: &[],
        action: RenewalFilter::ACTION,
        ahead: Ahead::List,
    },
    Section {
        label: "shell-resellers",
        means: "help-section-resellers",
        icon: Icon::Resellers,
        path: ResellerFilter::PATH,
        also: &[],
        action: ResellerFilter::ACTION,
        ahead: Ahead::List,
    },
    Section {
        label: "shell-activity",
        means: "help-section-activity",
        icon: Icon::Activity,
        path: ActivityFilter::PATH,
        also: &[],
        action: ActivityFilter::ACTION,
        ahead: Ahead::List,
    },
    Section {
        label: "shell-status",
        means: "help-section-status",
        icon: Icon::Status,
        path: StatusFilter::PATH,
        also: &[],
        action: StatusFilter::ACTION,
        ahead: Ahead::Pressed,
    },
];

/// The sections that a viewer is offered.
pub fn offered(viewer: &Viewer) -> Vec<&'static Section> {
    SECTIONS.iter().filter(|section| viewer.may(section.action)).collect()
}

impl Section {
    /// Its name.
    pub fn name(&self) -> String {
        tr_key(self.label).unwrap_or_default()
    }

    /// What it is for.
    pub fn meaning(&self) -> String {
        tr_key(self.means).unwrap_or_default()
    }

    /// Whether an address (with its query) lies in it.
    pub fn holds(&self, here: &str) -> bool {
        let path = here.split('?').next().unwrap_or_default();
        if self.path == "/" {
            return path == "/";
        }
        let below =
            |top: &&str| path.strip_prefix(*top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        std::iter::once(&self.path).chain(self.also).any(below)
    }
}

/// The rules for what a browser may fetch ahead: every list when a link to it is pointed at, what
/// asks the partner when it is pressed.
pub fn speculation_rules() -> String {
    let quoted = |pattern: &str| format!(r#"{{"href_matches":"{pattern}"}}"#);
    let whole = |section: &Section| {
        if section.path == "/" { quoted("/") } else { quoted(&format!("{}*", section.path)) }
    };
    let pressed = SECTIONS.iter().filter(|section| section.ahead == Ahead::Pressed).map(whole);
    let below = SECTIONS.iter().filter(|section| section.ahead == Ahead::ListAndPagesBelow);
    let below = below.map(|section| quoted(&format!("{}/*", section.path)));
    let apart = std::iter::once(quoted("/*/*")).chain(pressed.clone());
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
        SECTIONS.iter().filter(|section| section.holds(path)).map(|section| section.path).collect()
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
{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/*/*"}},{"not":{"href_matches":"/"}},{"not":{"href_matches":"/status*"}}]},"eagerness":"moderate"},
{"where":{"or":[{"href_matches":"/"},{"href_matches":"/status*"},{"href_matches":"/customers/*"}]},"eagerness":"conservative"}]}"#;
        assert_eq!(rules, before);
    }

    #[test]
    fn every_section_has_its_words() {
        for language in [Language::English, Language::Chinese] {
            for section in SECTIONS {
                for key in [section.label, section.means] {
                    assert_ne!(in_language(language, key, []), key, "{language:?}");
                }
            }
        }
    }
}
