# Everything one does with this repository. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# One set of features for all that is built to be tested, so that it is compiled once.
TESTED := ssr,bundle,sim
# How the simulation is compiled: for many seeds by hand, release is worth its compilation.
SIM_PROFILE ?= test
# The bundler, compiled alone when nobody has compiled it yet.
BUNDLE ?= cargo run --locked --features bundle --bin bundle --
# What the browser tests drive.
PARTNERDESK_BIN ?= target/release/partnerdesk
export PARTNERDESK_BIN
PARTS := fmt walls clippy clippy-wasm sqlite postgres sim conformance build kill end2end recorded

.PHONY: help setup build demo test bench $(PARTS)

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 22

setup: ## install what the tests need (Debian packages, npm packages, rustc's browser target)
	.ci/setup

demo: ## try it: a desk with a simulated partner and seeded customers, no credentials needed
	.ci/setup --light
	cargo build --features ssr --bin partnerdesk
	$(BUNDLE)
	target/debug/partnerdesk serve --demo

test: setup ## everything continuous integration runs, with the time of each part
	@# The tests are built with a bundler beside them; it need not be compiled a second time.
	@BUNDLE=target/debug/bundle .ci/parts $(PARTS)

fmt: ## part of test: the sources are formatted
	cargo fmt --check

walls: ## part of test: no room imports what it may not, texts exist in both languages
	python3 .ci/walls

clippy: ## part of test: no warnings in server, tests and bundler
	cargo clippy --locked --features $(TESTED) --all-targets -- -D warnings
	@# Left out of all targets, since `cargo test` leaves it out.
	cargo clippy --locked --features $(TESTED) --test sim -- -D warnings

clippy-wasm: ## part of test: no warnings in what the browser gets
	cargo clippy --locked --features hydrate --lib --target wasm32-unknown-unknown -- -D warnings

sqlite: ## part of test: unit and integration tests, on SQLite
	cargo test --locked --features $(TESTED) --no-fail-fast

postgres: ## part of test: what touches the database again, on PostgreSQL
	.ci/postgres cargo test --locked --features $(TESTED) --lib --test desk --test store

sim: ## part of test: money while everything goes wrong, simulated (SEEDS=100000 | SEED=4711 TRACE=1 | MUTANTS=all)
	cargo test --locked --features $(TESTED) --profile $(SIM_PROFILE) --test sim

conformance: ## part of test: the vendor's own SDK against simulator and client (ONLY=name for some cases)
	.ci/venv
	@# Builds the simulator too, and writes down what our client sends.
	cargo test --locked --features $(TESTED) --test requests
	rm -rf target/exchanges/conformance
	target/conformance/bin/python -m tests.conformance $(ONLY)

build: ## release server and site: target/release/partnerdesk, target/site
	cargo build --locked --release --features ssr --bin partnerdesk
	$(BUNDLE) --release

bench: ## how quickly pages answer from a mirror of 1,000 and of 100,000 customers
	cargo bench --locked --features ssr --bench pages

kill: ## part of test: real servers killed with SIGKILL while they pay and renew, on the release (make build first)
	.ci/postgres cargo test --locked --features $(TESTED) --test kill -- --ignored --nocapture

end2end: ## part of test: the browser tests, on the release (make build first)
	rm -rf target/exchanges/end2end
	npx --no-install playwright test --forbid-only --config end2end/playwright.config.mjs

recorded: ## part of test: what the vendor's SDK and the browser tests recorded agrees with the sheets (make conformance end2end first)
	cargo test --locked --features $(TESTED) --test wire -- --ignored --nocapture recorded
