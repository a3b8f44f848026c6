# Everything one does with this repository. `make` alone lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# One set of features for all that is built to be tested, so that it is compiled once.
TESTED := ssr,sim
# How the simulation is compiled: for many seeds by hand, release is worth its compilation.
SIM_PROFILE ?= test
# The bundler, compiled alone when nobody has compiled it yet.
BUNDLE ?= cargo run --locked -p bundle --
# What the browser tests drive and `make kill` kills. To try the release that ships:
# make kill end2end PARTNERDESK_BIN=target/release/partnerdesk
PARTNERDESK_BIN ?= target/debug/partnerdesk
export PARTNERDESK_BIN
# How many parts of `make test` run beside each other.
PARTS_AT_ONCE ?= 2
export PARTS_AT_ONCE
# Tests of the desk wait for a simulated partner API more than they compute: more of them run at once
# than there are cores.
RUST_TEST_THREADS ?= 6
export RUST_TEST_THREADS
# What computes makes room for what people would wait for: a browser that finds no processor for ten
# seconds fails its test.
LATER := nice -n 15
# Tests on PostgreSQL run beside browsers too, but a page that is not made within 30 seconds fails its test:
# they get a quarter of the processors that they share, not a thirtieth.
BESIDE := nice -n 5
# Lints and documentation only read the dependencies, so they share no compiled file with the tests: in
# a folder of their own they do not wait for cargo's lock.
CHECKED := CARGO_TARGET_DIR=target/checked
# In this order, two at a time; a part waits for those behind its colon. Lints go beside the tests, and
# what waits for processes, databases and browsers goes beside what computes.
PARTS := fmt walls clippy sqlite docs:clippy clippy-wasm site:sqlite kill:sqlite postgres:sqlite \
	end2end:site sim:sqlite conformance:sqlite recorded:conformance,end2end
LONG := sim bench peers soak flood audit deps

.PHONY: help setup build demo dev check test bench deps soak long postgres docs \
	fmt walls clippy clippy-wasm sqlite sim conformance server release site kill flood audit end2end recorded

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 22

setup: ## install what the tests need (Debian packages, npm packages, rustc's browser target)
	.ci/setup

demo: ## try it: a desk with a simulated partner and seeded customers, no credentials needed
	.ci/setup --light
	cargo build --features ssr --bin partnerdesk
	$(BUNDLE)
	target/debug/partnerdesk serve --demo

dev: ## work on it: builds what changes, starts the demo again on the same data, reloads the browser
	.ci/setup --light
	$(BUNDLE) dev

check: ## a minute for who works on it: format, walls, lints, unit tests
	.ci/setup --light
	cargo fmt --all --check
	python3 .ci/walls --no-tree
	$(CHECKED) cargo clippy --locked --workspace --features $(TESTED) --all-targets -- -D warnings
	cargo test --locked --workspace --features $(TESTED) --lib --bins

test: setup ## everything continuous integration runs, with the time of each part
	@.ci/parts $(PARTS)

fmt: ## part of test: the sources are formatted
	cargo fmt --all --check

walls: ## part of test: no room imports what it may not, texts exist in both languages
	python3 .ci/walls

clippy: ## part of test: no warnings in server, tests and bundler
	$(LATER) env $(CHECKED) cargo clippy --locked --workspace --features $(TESTED) --all-targets -- -D warnings
	@# Left out of all targets, since `cargo test` leaves it out.
	$(LATER) env $(CHECKED) cargo clippy --locked --workspace --features $(TESTED) --test sim -- -D warnings

clippy-wasm: ## part of test: no warnings in what the browser gets
	$(CHECKED) cargo clippy --locked --features hydrate --lib --target wasm32-unknown-unknown -- -D warnings

sqlite: ## part of test: unit and integration tests, on SQLite
	cargo test --locked --workspace --features $(TESTED) --no-fail-fast

postgres: ## part of test: what touches the database again, on PostgreSQL
	$(BESIDE) .ci/postgres cargo test --locked --workspace --features $(TESTED) --lib --test desk --test store

sim: ## part of test: money while everything goes wrong, simulated (SEEDS=100000 | SEED=4711 TRACE=1 | MUTANTS=all)
	$(LATER) cargo test --locked --workspace --features $(TESTED) --profile $(SIM_PROFILE) --test sim

conformance: ## part of test: the vendor's own SDK against simulator and client (ONLY=name for some cases)
	.ci/venv
	@# Builds the simulator too, and writes down what our client sends.
	cargo test --locked --workspace --features $(TESTED) --test requests
	rm -rf target/exchanges/conformance
	target/conformance/bin/python -m tests.conformance $(ONLY)

docs: ## part of test: the documentation of the source has no warnings
	$(CHECKED) RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --features $(TESTED) -p partnerdesk -p chain -p model -p partner -p simulator --lib

build: ## release server and site: target/release/partnerdesk, target/site
	.ci/setup --build
	@$(MAKE) --no-print-directory release site

server: ## the server that kill and end2end drive, target/debug/partnerdesk
	@# Compiled as for its tests, so that nothing is compiled twice.
	cargo test --locked --workspace --features $(TESTED) --test kill --no-run

release: ## part of build: the server that ships, target/release/partnerdesk
	cargo build --locked --release --features ssr --bin partnerdesk

site: ## part of test and build: what browsers get from it, target/site
	$(BUNDLE) --release

bench: ## how quickly pages answer from a mirror of 1,000 and of 100,000 customers
	.ci/setup --light
	cargo bench --locked --features ssr --bench pages

soak: ## the release under requests for MINUTES=60: nothing fails, its memory does not grow (make build first)
	PARTNERDESK_BIN=target/release/partnerdesk python3 tests/soak/main.py --minutes $(or $(MINUTES),60)

deps: ## what we build with: nothing unused, licenses and sources as deny.toml wants them
	.ci/tools cargo-machete cargo-deny
	target/tools/bin/cargo-machete
	target/tools/bin/cargo-deny --offline --locked check licenses bans sources

long: ## hours, by hand: 100,000 seeds, big data, peers, soak; the last output stays in docs/long (LONG="sim soak")
	@for name in $(LONG); do .ci/long $$name; done

kill: ## part of test: real servers killed with SIGKILL while they pay and renew (make server first)
	.ci/postgres cargo test --locked --workspace --features $(TESTED) --test kill -- --ignored --nocapture

flood: ## strangers by the thousand against the release: health checks stay below 100 ms (make build first)
	PARTNERDESK_BIN=target/release/partnerdesk .ci/postgres cargo test --locked --workspace --features $(TESTED) --test kill -- --ignored --nocapture flood

audit: ## 100,000 audit entries of four writers on both databases, sealed meanwhile and verified
	.ci/postgres cargo test --locked --workspace --features $(TESTED) --test store -- --ignored --nocapture hundred_thousand

end2end: ## part of test: the browser tests (make server site first)
	rm -rf target/exchanges/end2end
	npx --no-install playwright test --forbid-only --config end2end/playwright.config.mjs

recorded: ## part of test: what the vendor's SDK and the browser tests recorded agrees with the sheets (make conformance end2end first)
	cargo test --locked --workspace --features $(TESTED) --test wire -- --ignored --nocapture recorded
