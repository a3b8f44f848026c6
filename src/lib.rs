#[cfg(feature = "ssr")]
pub mod simulator;
