# Everything one does with this repository. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# One set of features for all that is built to be tested, so that it is compiled once.
TESTED := ssr,bundle
PARTS := fmt walls clippy clippy-wasm sqlite postgres build end2end

.PHONY: help setup build demo test $(PARTS)

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 22

setup: ## install what the tests need (Debian packages, npm packages, rustc's browser target)
	.ci/setup

demo: ## try it: a desk with a simulated partner and seeded customers, no credentials needed
	.ci/setup --light
	cargo build --features ssr --bin partnerdesk
	cargo run --features bundle --bin bundle
	target/debug/partnerdesk serve --demo

test: setup ## everything continuous integration runs, with the time of each part
	@.ci/parts $(PARTS)

fmt: ## part of test: the sources are formatted
	cargo fmt --check

walls: ## part of test: no room imports what it may not, texts exist in both languages
	python3 .ci/walls

clippy: ## part of test: no warnings in server, tests and bundler
	cargo clippy --locked --features $(TESTED) --all-targets -- -D warnings

clippy-wasm: ## part of test: no warnings in what the browser gets
	cargo clippy --locked --features hydrate --lib --target wasm32-unknown-unknown -- -D warnings

sqlite: ## part of test: unit and integration tests, on SQLite
	cargo test --locked --features $(TESTED) --no-fail-fast

postgres: ## part of test: the integration tests again, on PostgreSQL
	.ci/postgres cargo test --locked --features $(TESTED) --test desk

build: ## release server and site: target/release/partnerdesk, target/site
	cargo build --locked --release --features ssr --bin partnerdesk
	cargo run --locked --features $(TESTED) --bin bundle -- --release

end2end: ## part of test: the browser tests, on the release (after make build)
	PARTNERDESK_BIN=target/release/partnerdesk npx --no-install playwright test --config end2end/playwright.config.mjs
