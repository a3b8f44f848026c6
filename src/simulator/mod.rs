//! The partner API over HTTP, as a house of its own.
