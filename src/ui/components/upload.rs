//! What forms that take a file have in common: the file or the pasted text, and what the file looks like.

use crate::tr;
use crate::ui::components::{FieldState, FileField, TextField};
use crate::ui::format;
use leptos::prelude::*;
use model::bulk::{MOST_MEGABYTES, MOST_ROWS};

/// A file, or its text. A file that was refused has to be chosen again: browsers do not keep it.
#[component]
pub fn FileOrText(file: FieldState, text: FieldState) -> impl IntoView {
    let again = (!file.value.is_empty()).then(|| {
        view! { <p class="field problem">{tr!("bulk-file-again", name = file.value.clone())}</p> }
    });
    let limits =
        tr!("bulk-file-limits", megabytes = MOST_MEGABYTES, rows = format::count(u64::from(MOST_ROWS)));
    view! {
        {again}
        <FileField
            field=file
            label=tr!("bulk-file-choose")
            accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            hint=limits
        />
        <TextField
            field=text
            label=tr!("bulk-file-paste")
            hint=tr!("bulk-file-paste-hint")
            lines=true
        />
    }
    .into_any()
}

/// An example of the file, and what stands in each column.
#[component]
pub fn FileFormatHelp(
    example: &'static str,
    /// Name of each column and what it means.
    columns: Vec<(&'static str, String)>,
    /// Below the columns.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let column = |(name, means): (&'static str, String)| {
        view! {
            <div>
                <dt>
                    <code>{name}</code>
                </dt>
                <dd>{means}</dd>
            </div>
        }
    };
    view! {
        <div class="bulk-format">
            <pre tabindex="0" role="region" aria-label=tr!("bulk-format-example")>
                <code>{example}</code>
            </pre>
            <dl>{columns.into_iter().map(column).collect_view()}</dl>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
