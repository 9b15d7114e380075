# Everything a person needs: `make chat` to use it, `make test` to check it. Both set up .venv first.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: setup chat run test lint locks bench clean

setup: .venv/installed

.venv/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

chat: setup
	@$(BIN)/python -m bot chat

run: setup
	@$(BIN)/python -m bot run

test: setup lint
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

# Fresh lock files from pyproject.toml (needs uv): every version with its hashes, for all systems and Python 3.11+.
locks:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  -o requirements.lock pyproject.toml
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --extra dev -o requirements-dev.lock pyproject.toml

# Long versions of what `make test` does in short; see docs/.
.PHONY: faults fuzz bench
faults: setup
	FASTTWITCH_FAULTS=full $(BIN)/python -m pytest tests/faults -n auto

fuzz: setup
	FUZZ_MESSAGES=1000000 $(BIN)/python -m pytest tests/language/test_reading_fuzz.py -n auto

bench: setup
	@for one in benchmarks/[a-z]*.py; do \
	  echo "== $$one"; $(BIN)/python -m benchmarks.$$(basename $$one .py) || exit 1; done
