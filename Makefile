# Everything a person types here. Needs make and Python >= 3.11, nothing else.

.DEFAULT_GOAL := help
.PHONY: help run unit test check bench mutate release words clean lock environment environment-dev

# The first Python on this machine that is new enough; `make PYTHON=… run` chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
BIN := .venv/bin
# Each runs its own Postgres, Redis and OpenSearch (1.2 GiB); most of a run waits, so that two cores have work for three.
WORKERS ?= 3
# Until then a change of the lock brings nothing newer in by accident.
LOCKED_ON := 2026-11-17
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--no-header --no-config --quiet --exclude-newer $(LOCKED_ON)

help: ## Show what can be asked for
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## Start everything on this machine and print the address
	@exec $(BIN)/directory up

unit: environment-dev ## Run the tests that need no server and no network, in seconds
	$(BIN)/pytest tests/unit tests/docs

test: environment-dev ## Run all tests on the real parts, in a browser that is brought when there is none
	@$(BIN)/python -m tests.browser.install_chromium
	@$(BIN)/python -m tests.record_engine_start
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --cov --cov-report=

check: environment-dev ## Check style, types, scripts, imports, dependencies, spelling, migrations and the coverage of `make test`
	$(BIN)/python -m directory.devstack.checks

bench: environment-dev ## Measure and write docs/performance.md
	$(BIN)/python -m bench

mutate: environment-dev ## Count the changes of ranking, criteria, facets and visibility that no unit test notices
	$(BIN)/mutmut run --max-children 1
	$(BIN)/python -m bench.mutation

release: environment-dev ## Build the scripts of the widgets; those that changed become a new release
	$(BIN)/python -m directory.devstack.browser_scripts
	$(BIN)/python -m tests.widgets.goldens

words: environment-dev ## Gather the words of templates and code into the catalogues of locale/
	$(BIN)/python -m directory.devstack.catalogues

clean: ## Remove the environment and the state of this installation (the register's content included)
	rm -rf .venv .state mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.*

lock: environment-dev ## Write the locks anew from requirements*.in and the engine's version
	$(COMPILE) requirements.in --output-file requirements.lock --upgrade
	$(COMPILE) requirements-dev.in --constraints requirements.lock --output-file requirements-dev.lock --upgrade
	$(BIN)/python -m directory.devstack.lock_jars

environment:
	@$(call python,requirements.lock)

environment-dev:
	@$(call python,requirements-dev.lock)

define python
	if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed and none was found: install it, or say \`make PYTHON=/path/to/python3.11 …\`." >&2; \
		exit 1; \
	fi; \
	"$(PYTHON)" directory/devstack/bootstrap.py $(1)
endef
