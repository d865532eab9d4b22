# Two commands matter: `make demo` and `make test`. Everything they need is installed here.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)

.PHONY: setup demo run test check bench docs pictures browser clean

$(BIN)/chartside: pyproject.toml uv.lock
	@command -v uv >/dev/null 2>&1 || test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(BIN)/pip install -q uv; }
	@UV=$$(command -v uv || echo $(BIN)/uv); $$UV sync --quiet --frozen --inexact
	@touch $@

setup: $(BIN)/chartside

demo: setup
	@$(BIN)/chartside demo

run: setup
	@$(BIN)/chartside serve

browser:
	@.ci/browser

test: setup browser
	@.ci/test

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.house

bench: setup
	@$(BIN)/python -m bench

docs: setup
	@$(BIN)/python -m chartside.cli.manual

pictures: setup browser
	@CHARTSIDE_WRITE_PICTURES=1 $(BIN)/pytest tests/journeys/test_looks_of_the_house.py -k pictures

clean:
	rm -rf $(VENV) var
