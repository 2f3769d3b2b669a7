# Both `make demo` and `make test` build their own .venv; nothing else needs to be set up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-fast lint floors bench clean setup

setup: $(STAMP)

$(STAMP): pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/bearwitness demo

test: $(STAMP)
	sh scripts/install-test-packages.sh || true
	$(BIN)/python -m pytest

test-fast: $(STAMP)
	$(BIN)/python -m pytest -m "not slow"

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

floors: $(STAMP)
	$(BIN)/python benchmarks/floors.py

bench: $(STAMP)
	for b in benchmarks/speed.py benchmarks/gvc.py benchmarks/muc.py benchmarks/places.py benchmarks/dates.py benchmarks/swaps.py; do echo "== $$b"; $(BIN)/python $$b; done

clean:
	rm -rf $(VENV) demo-ledger demo-report.html
