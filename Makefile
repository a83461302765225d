# Every target sets itself up: it needs Python 3.11 or newer, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pipeline tests tools benchmarks

.PHONY: help run test check docs snapshots examples bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(VENV)/.run: requirements/run.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

run: $(VENV)/.run ## the main job on inputs/: a new folder in outputs/ (exit 1 of toteuma means: there are findings)
	@$(BIN)/toteuma run --tolerate-findings

test: $(VENV)/.dev ## all tests, with coverage
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered --cov-fail-under=80

check: $(VENV)/.dev ## format, lint, types, import contracts, spelling, docs freshness
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/make_docs.py --check

docs: $(VENV)/.dev ## write docs/cli.md, docs/rules.md and docs/settings.md anew
	$(BIN)/python tools/make_docs.py

snapshots: $(VENV)/.dev ## refresh the text snapshots: a deliberate act, read the diff
	SNAPSHOTS=write $(BIN)/python -m pytest -q tests

examples: $(VENV)/.dev ## draw the example workbooks of inputs/ anew
	$(BIN)/python tools/make_examples.py

bench: $(VENV)/.dev ## measure: prints ratios, asserts nothing
	$(BIN)/python benchmarks/readings.py
	$(BIN)/python benchmarks/readers.py

lock: $(VENV)/.dev ## resolve the newest allowed versions into requirements/*.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q pyproject.toml --extra build --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements/run.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra build --extra dev --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -c requirements/run.lock -o requirements/dev.lock

clean: ## remove what set-up and tests left
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage*
