//! What a page needs from its request: the viewer, and the state of a posted form.
//!
//! Only the server knows; in the browser islands take what they need as properties.

#[cfg(feature = "ssr")]
pub(crate) mod forms;

use model::forms::{FormKey, FormState, Unsent};
use model::time::Timestamp;
use model::viewer::{Density, Language, Theme, Viewer, ZoneSource};

/// A value from the extensions of the request.
#[cfg(feature = "ssr")]
pub(crate) fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use leptos::reactive::owner::with_context;
    with_context(|parts: &http::request::Parts| parts.extensions.get::<T>().cloned()).flatten()
}

#[cfg(not(feature = "ssr"))]
fn extension<T>() -> Option<T> {
    None
}

/// For whom the page is made; where nobody is known (an error before the session was read),
/// English, UTC and no one signed in.
pub fn viewer() -> Viewer {
    extension::<Viewer>().unwrap_or_else(|| Viewer {
        me: None,
        language: Language::default(),
        zone: "UTC".to_owned(),
        zone_source: ZoneSource::Desk,
        browser_zone: None,
        theme: Theme::default(),
        density: Density::default(),
        now: Timestamp::UNIX_EPOCH,
        simulated: false,
        here: "/".to_owned(),
    })
}

/// The viewer's language, without the rest: it is asked for with every sentence.
#[cfg(feature = "ssr")]
pub fn language() -> Language {
    use leptos::reactive::owner::with_context;
    let language =
        |parts: &http::request::Parts| parts.extensions.get::<Viewer>().map(|viewer| viewer.language);
    with_context(language).flatten().unwrap_or_default()
}

/// The state of a posted form, for the page with that form and subject; it is shown once.
#[cfg(feature = "ssr")]
pub fn form_state(key: &FormKey) -> Option<FormState> {
    extension::<forms::RequestForms>().and_then(|request| request.take(key))
}

/// The state of a posted form. In the browser no page is rendered.
#[cfg(not(feature = "ssr"))]
pub fn form_state(_key: &FormKey) -> Option<FormState> {
    None
}

/// The form that came too late, where this is the sign-in page that carries it: as it is carried,
/// and as it can be read.
#[cfg(feature = "ssr")]
pub fn unsent() -> Option<(String, Unsent)> {
    let packed = extension::<forms::RequestForms>()?.again()?.unsent?;
    let unsent = forms::unpack(&packed)?;
    Some((packed, unsent))
}

/// The form that came too late. In the browser no page is rendered.
#[cfg(not(feature = "ssr"))]
pub fn unsent() -> Option<(String, Unsent)> {
    None
}
