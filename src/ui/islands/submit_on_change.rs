//! Submits a form of checkboxes automatically, shortly after the last change.

use leptos::prelude::*;

/// Submits a form when one of its checkboxes changes. Without script its button does.
#[island]
pub fn SubmitOnChange(
    /// Id of the form.
    form: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    install(form);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    view! { <span hidden></span> }
}

#[cfg(feature = "hydrate")]
fn install(id: String) {
    use leptos::wasm_bindgen::JsCast;
    use std::time::Duration;
    /// Several changes within this time are one request.
    const PAUSE: Duration = Duration::from_millis(700);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let _ = window_event_listener(leptos::ev::change, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // `get_attribute`, not the property `id`: a control named `id` shadows it.
        let form = target.and_then(|target| target.closest("form").ok().flatten());
        let form = form
            .filter(|form| form.get_attribute("id").as_ref() == Some(&id))
            .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        let Some(form) = form else { return };
        if let Some(waiting) = timer.get_value() {
            waiting.clear();
        }
        let send = move || {
            form.request_submit().ok();
        };
        timer.set_value(set_timeout_with_handle(send, PAUSE).ok());
    });
}
