//! The program: all of it is in the library, so that it is compiled once, for tests too.

/// Pages are made of many small pieces; the system's allocator takes longer for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    partnerdesk::cli::run()
}
