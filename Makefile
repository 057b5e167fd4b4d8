# Every command of this repository. `make` alone lists them.
# Each sets up what it needs in .venv; once that is done, all of them work offline.

SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
FAST := not slow and not real_data and not browser

.PHONY: help setup demo check fix test bodies golden tables starter docs serve-docs bench lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Set up .venv for development
	@scripts/setup.sh dev

demo: ## Screen a sample customer file and an article against the starter snapshot
	@scripts/setup.sh runtime
	@mkdir -p .demo
	@WATCHFLOOR_HOME=.demo/home $(BIN)/watchfloor demo --out .demo/report.html

check: setup ## The fast part of CI: format, lint, types, layers, shape, fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/pytest -q -m "$(FAST)"

fix: setup ## Format, and repair what ruff can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup ## All of CI: check, then every test (slow, real data, browser, PostgreSQL) and the docs
	@scripts/browser.sh
	@scripts/postgres.sh
	@scripts/setup.sh docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	$(BIN)/pytest

bodies: setup ## Rebuild the table of bodies known by their initials, after a change to words or to cutting
	$(BIN)/python scripts/build_bodies.py

golden: setup ## Rewrite the expected files of tests and the output shown in the docs; review the diff
	WATCHFLOOR_GOLDEN=rewrite $(BIN)/pytest -q -m "not real_data and not browser" -k "golden or expected or documented"

tables: ## Rebuild the compiled tables (country names, Chinese characters)
	@scripts/setup.sh tables
	$(BIN)/python scripts/build_countries.py
	$(BIN)/python scripts/build_han_table.py

starter: setup ## Rebuild the starter snapshot from the official files (DATA=folder)
	$(BIN)/python scripts/build_starter.py $(or $(DATA),../shared/data)

docs: ## Build the documentation into site/
	@scripts/setup.sh docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

serve-docs: ## Serve the documentation while writing it
	@scripts/setup.sh docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

bench: setup ## Run every benchmark; each prints one table
	@for file in benchmarks/bench_*.py; do [ -e "$$file" ] || continue; $(BIN)/python "$$file" || exit 1; done

lock: setup ## Lock the requirements anew; ARGS=--upgrade brings newer versions
	scripts/lock.sh $(ARGS)

clean: ## Remove everything that was built or installed here
	rm -rf .venv .demo site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
