//! The macro that declares a list.

/// Declares a list: the state in its address, and everything derived from it.
///
/// ```text
/// list! {
///     /// Which budgets.
///     BudgetFilter of BudgetRow {
///         name: "budgets" at "/budgets", for Read,
///         search: search,
///         filters: {
///             /// How near the end.
///             level: BudgetLevel = "level" Select,
///         },
///         sorts: { "used-percent" Descending, "name" Ascending },
///     }
/// }
/// ```
/// A list whose order is fixed has `order: Descending` in place of `sorts`.
macro_rules! list {
    (
        $(#[$meta:meta])*
        $list:ident of $row:ty {
            name: $name:literal at $path:literal, for $action:ident,
            $(search: $(#[$search_meta:meta])* $search:ident,)?
            filters: { $($(#[$filter_meta:meta])* $field:ident: $value:ty = $code:literal $shown:ident),* $(,)? },
            $(sorts: { $($sort:literal $first:ident),+ $(,)? },)?
            $(order: $order:ident,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize)]
        pub struct $list {
            $($(#[$search_meta])* pub $search: Option<String>,)?
            $($(#[$filter_meta])* pub $field: Option<$value>,)*
            /// Page and order.
            pub paging: $crate::page::Paging,
        }

        impl $crate::lists::List for $list {
            const NAME: &'static str = $name;
            const PATH: &'static str = $path;
            const ACTION: $crate::users::Permission = $crate::users::Permission::$action;
            const SEARCHED: bool = $crate::lists::list!(@has $($search)?);
            const FILTERS: &'static [$crate::lists::Filter] = &[
                $($crate::lists::Filter::by::<$value>($code, $crate::lists::Shown::$shown)),*
            ];
            const SORTS: &'static [$crate::lists::Sort] = &[$($($crate::lists::Sort {
                name: $sort,
                first: $crate::page::Direction::$first,
            }),+)?];
            const FIRST: $crate::page::Direction =
                $crate::lists::list!(@first $($($first)+)? $($order)?);
            type Row = $row;

            fn searched(&self) -> Option<&str> {
                $crate::lists::list!(@searched $(self.$search)?)
            }

            fn search_for(&mut self, text: Option<String>) {
                $crate::lists::list!(@search_for text $(self.$search)?)
            }

            fn paging(&self) -> &$crate::page::Paging {
                &self.paging
            }

            fn paging_mut(&mut self) -> &mut $crate::page::Paging {
                &mut self.paging
            }

            fn setting(&self, filter: &str) -> Option<$crate::lists::FilterSetting> {
                match filter {
                    $($code => self.$field.as_ref().map($crate::lists::FilterSetting::of),)*
                    _ => None,
                }
            }

            fn set(&mut self, filter: &str, code: Option<&str>) -> bool {
                match (filter, code) {
                    $(($code, code) => {
                        let read = code.map(<$value as $crate::lists::FilterValue>::read);
                        match read {
                            None => self.$field = None,
                            Some(None) => return false,
                            Some(value) => self.$field = value,
                        }
                        true
                    })*
                    _ => false,
                }
            }
        }
    };
    (@has) => { false };
    (@has $search:ident) => { true };
    (@first $first:ident $($other:ident)*) => { $crate::page::Direction::$first };
    (@searched) => { None };
    (@searched $search:expr) => { $search.as_deref() };
    (@search_for $text:ident) => { drop($text) };
    (@search_for $text:ident $search:expr) => { $search = $text };
}
pub(crate) use list;
